//! Every limit that runs, what expires first at the head. What a limit is and
//! where it comes from stands once, with the routes.

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
            let unnumbered = limit.unnumbered(papers.loaded().pack());
            let first: Vec<String> = limit.examples.iter().cloned().chain(unnumbered).collect();
            vec![
                Cell::Day(deadline.day),
                Cell::count(deadline.days_left),
                Cell::text(if deadline.estimated { "Yes" } else { "" }),
                Cell::text(deadline.label.as_str()),
                Cell::text(limit.discuss.as_str()),
                Cell::count(limit.entries),
                Cell::text(first.join(", ")),
                Cell::Money(limit.loss),
                Cell::Money(limit.overpaid),
                numbers.cells(&limit.findings),
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
            ("What runs out", 32),
            ("Route to discuss", 40),
            ("Entries", 7),
            ("The first of them", 34),
            ("Likely loss on them", 13),
            ("Possible overpayment on them", 13),
            ("Findings", 24),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
