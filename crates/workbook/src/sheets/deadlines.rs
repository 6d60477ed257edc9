//! Every limit that runs, what expires first at the head.

use super::numbers::Numbers;
use crate::cell::Cell;
use crate::sheet::{Sheet, column};
use assessment::Papers;

/// The limits.
pub(crate) fn deadlines(papers: &Papers<'_>, numbers: &Numbers, room: usize) -> Sheet {
    let rows = papers
        .routes()
        .running
        .iter()
        .take(room)
        .map(|limit| {
            let deadline = &limit.deadline;
            vec![
                Cell::Day(deadline.day),
                Cell::count(deadline.days_left),
                Cell::text(if deadline.estimated { "Yes" } else { "" }),
                Cell::text(deadline.label.as_str()),
                Cell::text(limit.discuss.as_str()),
                Cell::count(limit.entries),
                Cell::text(limit.examples.join(", ")),
                Cell::Money(limit.loss),
                Cell::Money(limit.overpaid),
                numbers.cells(&limit.findings),
                Cell::text(deadline.text.as_str()),
                Cell::text(deadline.authority.cite()),
            ]
        })
        .collect();
    Sheet {
        id: "deadlines",
        name: "Deadlines",
        head: vec![
            vec![Cell::Title("Deadlines to verify".to_owned())],
            vec![Cell::Note(
                papers.loaded().pack().texts.deadline_estimate.text.clone(),
            )],
        ],
        columns: [
            ("Last day", 11),
            ("Days left", 8),
            ("Estimated", 10),
            ("What runs out", 34),
            ("Route to discuss", 60),
            ("Entries", 9),
            ("The first of them", 50),
            ("Likely loss on them", 14),
            ("Possible overpayment on them", 14),
            ("Findings", 24),
            ("The limit in words", 60),
            ("Authority", 40),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
