//! The dates that are running, with the entries that they run for.

use assessment::Assessment;
use customs::{Cents, Day};
use remedies::deadline::Deadline;
use remedies::routes::RunningLimit;
use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::parts::finding_list::Placed;
use crate::page::parts::routes::left;
use crate::words;

use super::{LISTED, WHOLE, paragraphs, section, strong, table};

/// Dates that the brief lists.
const SHOWN: usize = 20;

pub(super) fn dates(assessment: &Assessment, all: &[Placed<'_>]) -> Html {
    let running = &assessment.deadlines;
    if running.is_empty() {
        return Html::default();
    }
    let columns = [
        (words::brief_date(), false),
        (words::brief_left(), false),
        (words::brief_runs_out(), false),
        (words::fact_entries(), false),
        (words::brief_loss_short(), true),
        (words::results_findings(), false),
    ];
    let rows = running.iter().take(SHOWN).map(|limit| row(limit, all));
    let rows = rows.collect();
    let unlisted = assessment.deadline_count.saturating_sub(SHOWN as u64);
    let mut note = String::new();
    if unlisted > 0 {
        note = format!("{} ", words::brief_dates_more(unlisted));
    }
    note += pack().map_or("", |pack| &pack.texts.deadline_estimate.text);
    let table = table(words::results_running(), &columns, rows);
    section(
        "",
        words::results_running(),
        vec![table, paragraphs(vec![note])],
    )
}

fn row(limit: &RunningLimit, all: &[Placed<'_>]) -> Vec<String> {
    let deadline = &limit.deadline;
    let named: Vec<String> = limit
        .examples
        .iter()
        .filter(|e| !e.is_empty())
        .cloned()
        .collect();
    let of: Vec<String> = (1..)
        .zip(all)
        .take(LISTED)
        .filter(|(_, (.., finding))| limit.findings.contains(&finding.id))
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    // What runs out is often called as what there is to discuss.
    let mut what = deadline.label.clone();
    if !what.starts_with(&limit.discuss) {
        what += ": ";
        what += &limit.discuss;
    }
    vec![
        day(deadline),
        unbroken(&left(deadline)),
        what,
        entries(&named) + &and_more(named.len(), limit.entries as usize),
        amount(limit.loss),
        of.join(", ") + &and_more(of.len(), limit.findings.len()),
    ]
}

/// The day of a limit, and whether it is estimated.
pub(super) fn day(deadline: &Deadline) -> String {
    let day = strong(unbroken_day(deadline.day));
    if deadline.estimated {
        format!("{day} {}", words::estimated())
    } else {
        day
    }
}

/// A text that no line breaks.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

pub(super) fn unbroken_day(day: Day) -> String {
    unbroken(&words::day(day))
}

/// Entry numbers, each on one line.
pub(super) fn entries(named: &[String]) -> String {
    let named: Vec<String> = named
        .iter()
        .map(|entry| format!("{WHOLE}{entry}{WHOLE}"))
        .collect();
    named.join(", ")
}

/// An amount, where there is one.
pub(super) fn amount(amount: Cents) -> String {
    if amount == Cents::ZERO {
        String::new()
    } else {
        words::dollars(amount)
    }
}

/// How many more there are than are named.
fn and_more(named: usize, all: usize) -> String {
    match all.saturating_sub(named) {
        0 => String::new(),
        rest => format!(" {}", words::and_more(words::grouped(rest as u64))),
    }
}
