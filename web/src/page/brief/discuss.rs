//! What to discuss for a finding, and what there is to know of each route.

use std::rc::Rc;

use remedies::FindingRoutes;
use remedies::routes::RouteGroup;
use yew::prelude::*;

use crate::page::parts::authority::Cited;
use crate::page::parts::routes::left;
use crate::words;
use crate::worker::protocol::Sheet;

use super::dates::{day, entries};
use super::{items, paragraphs, part, section, strong};

/// The routes of a finding, what expires first at the head.
pub(super) fn of_finding(routes: &FindingRoutes) -> Html {
    let mut undated = Vec::new();
    if routes.undated > 0 {
        undated.push(words::routes_undated(u64::from(routes.undated)).to_string());
    }
    let mut contents = vec![
        paragraphs(routes.piecemeal.iter().cloned().collect()),
        items(routes.routes.iter().map(route).collect()),
        paragraphs(undated),
    ];
    if let Some(ruling) = &routes.ruling {
        let rows = ruling.rows.iter();
        let rows = rows.map(|row| format!("{}: {}", row.situation, row.discuss));
        contents.push(paragraphs(vec![strong(words::routes_ruling())]));
        contents.push(items(rows.collect()));
    }
    html! { <div class="routes-of">{ contents }</div> }
}

/// A route: when it fits, for how much, until when, and for which entries.
fn route(group: &RouteGroup) -> String {
    let fits = words::routes_entries(
        words::entries(u64::from(group.entries)),
        words::dollars(group.value),
    );
    let mut text = format!("{}. {}: {fits}", strong(&group.discuss), group.situation);
    if group.loss.is_positive() {
        text += &words::brief_loss_on(words::dollars(group.loss));
    }
    text += ". ";
    if let Some(next) = &group.next {
        text += &format!("{}, {}: {}", day(next), left(next), next.label);
        if !next.entry.is_empty() {
            text += &words::of_entry(&next.entry);
        }
        text += ". ";
    }
    if group.examples.iter().any(|entry| !entry.is_empty()) {
        let named = entries(&group.examples);
        if group.examples.len() < group.entries as usize {
            text += &words::routes_such_as(named);
        } else {
            text += &named;
        }
    }
    text
}

/// What stands for every finding that a route is named for: what is to be known
/// of it and where that comes from, once for each.
pub(super) fn guide(sheets: &[Rc<Sheet>]) -> Html {
    let mut seen: Vec<&RouteGroup> = Vec::new();
    let mut ruling = None;
    for routes in sheets.iter().filter_map(|sheet| sheet.routes.as_ref()) {
        for group in &routes.routes {
            let same = |other: &&RouteGroup| {
                other.discuss == group.discuss && other.situation == group.situation
            };
            if !seen.iter().any(same) {
                seen.push(group);
            }
        }
        ruling = ruling.or(routes.ruling.as_ref());
    }
    if seen.is_empty() {
        return Html::default();
    }
    let mut all = Vec::new();
    for (at, first) in seen.iter().enumerate() {
        let same = |group: &&&RouteGroup| group.discuss == first.discuss;
        if seen.iter().take(at).any(|group| same(&group)) {
            continue;
        }
        let situations: Html = seen
            .iter()
            .filter(same)
            .map(|group| {
                let text = words::marks_in(&group.note);
                html! {
                    <>
                        { paragraphs(vec![format!("{}. {text}", strong(&group.situation))]) }
                        <Cited authority={group.authority.clone()} />
                    </>
                }
            })
            .collect();
        all.push(part(first.discuss.clone().into(), situations));
    }
    if let Some(ruling) = ruling {
        all.push(part(
            words::routes_ruling(),
            paragraphs(vec![ruling.note.clone()]),
        ));
    }
    section("", words::brief_routes(), all)
}
