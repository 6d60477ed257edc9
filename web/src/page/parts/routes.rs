//! What to discuss for a finding, what expires first at the head.

use remedies::FindingRoutes;
use remedies::deadline::Deadline;
use remedies::routes::RouteGroup;
use remedies::rulings::RulingAdvice;
use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::parts::authority::Cited;
use crate::page::parts::prose::Prose;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) routes: FindingRoutes,
}

/// The routes.
#[component]
pub(crate) fn RoutesView(props: &Props) -> Html {
    let routes = &props.routes;
    html! {
        <div class="routes">
            if routes.counsel_first {
                <p class="notice once">{ words::routes_counsel() }</p>
            }
            if let Some(piecemeal) = &routes.piecemeal {
                <p class="notice"><Prose text={piecemeal.clone()} /></p>
            }
            <ol>{ for routes.routes.iter().map(group) }</ol>
            if routes.undated > 0 {
                <p class="quiet">{ words::routes_undated(u64::from(routes.undated)) }</p>
            }
            if let Some(pack) = pack().filter(|_| !routes.routes.is_empty()) {
                <p class="quiet small prose-line once">{ pack.texts.deadline_estimate.to_string() }</p>
            }
            if let Some(ruling) = &routes.ruling { { self::ruling(ruling) } }
        </div>
    }
}

fn group(group: &RouteGroup) -> Html {
    html! {
        <li class="card">
            <h3><Prose text={group.discuss.clone()} /></h3>
            { for group.next.iter().map(|next| deadline(next, None)) }
            <p><Prose text={group.situation.clone()} />{ ": " }{ words::routes_entries(
                words::entries(u64::from(group.entries)),
                words::dollars(group.value),
            ) }</p>
            <p class="small once"><Prose text={words::marks_in(&group.note)} /></p>
            if group.examples.iter().any(|entry| !entry.is_empty()) {
                <p class="quiet small">{ named(group) }</p>
            }
            <div class="once"><Cited authority={group.authority.clone()} /></div>
        </li>
    }
}

/// The entries of a group, or so many of them.
fn named(group: &RouteGroup) -> AttrValue {
    let named = group.examples.join(", ");
    if group.examples.len() < group.entries as usize {
        words::routes_such_as(named)
    } else {
        named.into()
    }
}

/// How long it is to a day by which something has to be done.
pub(crate) fn left(deadline: &Deadline) -> AttrValue {
    match u64::try_from(deadline.days_left) {
        Ok(0) => words::last_day(),
        Ok(days) => words::days_left(days),
        Err(_) => words::days_past(u64::from(deadline.days_left.unsigned_abs())),
    }
}

/// A day by which something has to be done, and how it was come by: for one
/// entry, or for so many.
pub(crate) fn deadline(deadline: &Deadline, entries: Option<u32>) -> Html {
    let of = match entries {
        Some(many) if many != 1 => words::of_entries(words::entries(u64::from(many))).to_string(),
        _ if deadline.entry.is_empty() => String::new(),
        _ => words::of_entry(&deadline.entry).to_string(),
    };
    html! {
        <p class={classes!("deadline", deadline.urgent.then_some("near"))}>
            <strong>{ words::day(deadline.day) }</strong>
            <span>{ left(deadline) }</span>
            if deadline.estimated { <span class="quiet">{ words::estimated() }</span> }
            <span class="quiet small"><Prose text={format!("{}{of}", deadline.label)} /></span>
        </p>
    }
}

fn ruling(ruling: &RulingAdvice) -> Html {
    html! {
        <section>
            <h3>{ words::routes_ruling() }</h3>
            <ul>
                { for ruling.rows.iter().map(|row| html! {
                    <li><Prose text={row.situation.clone()} />{ ": " }<strong>{ row.discuss.clone() }</strong></li>
                }) }
            </ul>
            <p class="quiet small prose-line once"><Prose text={ruling.note.clone()} /></p>
        </section>
    }
}
