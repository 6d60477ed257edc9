//! Where each entry that a finding touches stands, and what to discuss for it;
//! and what is to be known of each route and limit, once.

use super::numbers::Numbers;
use crate::cell::Cell;
use crate::sheet::{Sheet, column};
use assessment::Papers;
use remedies::deadline::Deadline;
use remedies::routes::RouteGroup;
use rulebook::authority::marks_in;
use std::collections::{BTreeMap, BTreeSet};

/// Routes in one cell. Two situations may lead to the same route.
pub(crate) fn discussed<'a>(all: impl Iterator<Item = &'a String>) -> Cell {
    let mut seen = BTreeSet::new();
    let all: Vec<&str> = all
        .map(String::as_str)
        .filter(|route| seen.insert(*route))
        .collect();
    Cell::text(all.join("; "))
}

/// One row a route and situation, and one row a limit.
pub(crate) fn guide(papers: &Papers<'_>) -> Sheet {
    let all = papers.routes();
    let mut routes: BTreeMap<(&str, &str), (&RouteGroup, usize)> = BTreeMap::new();
    for group in all.findings.iter().flat_map(|finding| &finding.routes) {
        let key = (group.discuss.as_str(), group.situation.as_str());
        routes.entry(key).or_insert((group, 0)).1 += 1;
    }
    let mut limits: BTreeMap<(&str, &str), (&Deadline, BTreeSet<&str>)> = BTreeMap::new();
    for limit in &all.running {
        let deadline = &limit.deadline;
        let key = (deadline.label.as_str(), deadline.text.as_str());
        let (_, findings) = limits.entry(key).or_insert((deadline, BTreeSet::new()));
        findings.extend(limit.findings.iter().map(String::as_str));
    }
    let routes = routes.into_values().map(|(group, findings)| {
        vec![
            Cell::text("Route"),
            Cell::text(group.discuss.as_str()),
            Cell::text(group.situation.as_str()),
            Cell::text(marks_in(&group.note)),
            Cell::text(group.authority.cite()),
            Cell::count(findings),
        ]
    });
    let limits = limits.into_values().map(|(deadline, findings)| {
        vec![
            Cell::text("Limit"),
            Cell::text(deadline.label.as_str()),
            Cell::Blank,
            Cell::text(marks_in(&deadline.text)),
            Cell::text(deadline.authority.cite()),
            Cell::count(findings.len()),
        ]
    });
    Sheet {
        id: "guide",
        name: "Routes and limits",
        head: vec![
            vec![Cell::Title(
                "What to know of each route and limit".to_owned(),
            )],
            vec![Cell::Note(
                papers.loaded().pack().texts.only_cbp_decides.text.clone(),
            )],
        ],
        columns: [
            ("Kind", 7),
            ("Route to discuss, or what runs out", 40),
            ("When", 40),
            ("What to know", 70),
            ("Authority", 32),
            ("Findings", 8),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows: routes.chain(limits).collect(),
        ..Sheet::default()
    }
}

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
                discussed(entry.discuss.iter()),
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
            ("Standing", 44),
            ("Routes to discuss", 70),
            ("Next deadline", 11),
            ("Estimated", 10),
            ("What runs out", 22),
            ("Findings", 26),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
