//! Every finding in a line.

use customs::Cents;
use yew::prelude::*;

use crate::page::pack::{grade_words, pack};
use crate::page::parts::finding_list::Placed;
use crate::words;
use crate::worker::protocol::Overview;

use super::dates::{amount, unbroken_day};
use super::fetch::Fetched;
use super::{LISTED, paragraphs, section, table};

/// The first findings, and of the others those that add to the loss.
pub(super) fn list(overview: &Overview, all: &[Placed<'_>], fetched: &Fetched) -> Html {
    if all.is_empty() {
        let nothing = pack().map(|pack| pack.texts.nothing_found.to_string());
        let nothing = paragraphs(nothing.into_iter().collect());
        return section("", words::results_findings(), vec![nothing]);
    }
    let mut columns = vec![
        (words::brief_number(), false),
        (words::brief_subject(), false),
        (words::brief_indicator(), false),
        (words::rulebook_grade(), false),
        (words::brief_touched(), true),
    ];
    if fetched.has_amounts() {
        columns.push((words::brief_adds(), true));
    }
    columns.push((words::brief_next(), false));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (number, (section, _, finding)) in (1..).zip(all) {
        let adds = fetched.adds(number);
        if number > LISTED && adds == Cents::ZERO {
            continue;
        }
        let mut cells = vec![
            number.to_string(),
            finding.subject.label.clone(),
            section.title.clone(),
            grade_words(finding.grade).0.to_owned(),
            words::dollars(finding.affected),
        ];
        if fetched.has_amounts() {
            cells.push(amount(adds));
        }
        let expires = overview
            .beside(&finding.id)
            .and_then(|beside| beside.expires);
        cells.push(expires.map(unbroken_day).unwrap_or_default());
        rows.push(cells);
    }
    let total: u64 = overview.totals.iter().map(|(_, count)| count).sum();
    let rest = total.saturating_sub(rows.len() as u64);
    let mut notes = [String::new(), String::new()];
    let [adds, hidden] = &mut notes;
    if fetched.has_amounts() {
        *adds = words::brief_adds_text().to_string();
    }
    if rest > 0 {
        *hidden = words::brief_hidden(rest).to_string();
    }
    let table = table(words::results_findings(), &columns, rows);
    section(
        "",
        words::results_findings(),
        vec![table, paragraphs(notes.to_vec())],
    )
}
