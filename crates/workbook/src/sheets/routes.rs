//! Where each entry that a finding touches stands, and what to discuss for it.

use super::numbers::Numbers;
use crate::cell::Cell;
use crate::sheet::{Sheet, column};
use assessment::Papers;

/// One row an entry.
pub(crate) fn routes(papers: &Papers<'_>, numbers: &Numbers, room: usize) -> Sheet {
    let all = papers.entry_routes();
    let left_out = all.len().saturating_sub(room);
    let rows = all
        .into_iter()
        .take(room)
        .map(|entry| {
            let next = entry.next.as_ref();
            vec![
                Cell::text(entry.entry),
                Cell::text(entry.state_label),
                Cell::text(entry.discuss.join("; ")),
                Cell::day(next.map(|next| next.day)),
                Cell::text(next.map_or("", |next| if next.estimated { "Yes" } else { "" })),
                Cell::text(next.map_or("", |next| next.label.as_str())),
                numbers.cells(&entry.findings),
            ]
        })
        .collect();
    let mut head = vec![
        vec![Cell::Title("Routes to discuss, by entry".to_owned())],
        vec![Cell::Note(
            papers.loaded().pack().texts.deadline_estimate.text.clone(),
        )],
    ];
    if left_out > 0 {
        head.push(vec![Cell::Note(format!(
            "{left_out} further entries did not find room here."
        ))]);
    }
    Sheet {
        id: "routes",
        name: "Routes",
        head,
        columns: [
            ("Entry number", 16),
            ("Standing", 40),
            ("Routes to discuss", 70),
            ("Next deadline", 11),
            ("Estimated", 10),
            ("What runs out", 34),
            ("Findings", 24),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
