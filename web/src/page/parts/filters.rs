//! What the visitor narrowed the list of findings down to, and in which order
//! it stands.
//!
//! The choice is the desk's and not the list's: a visitor who opens a finding
//! and comes back finds the list as it was.

use customs::Ordered;
use std::collections::BTreeSet;

use rulebook::Category;
use triggers::finding::SubjectKind;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::pack::category_label;
use crate::page::parts::finding_list::{Placed, findings};
use crate::page::parts::pick::{Options, Pick};
use crate::words;
use crate::worker::protocol::Overview;

/// What is asked of a finding to be listed, and the order. A blank filter lets
/// everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filters {
    pub(crate) category: Option<Category>,
    /// A subject's label.
    product: AttrValue,
    /// A supplier's name or manufacturer ID.
    supplier: AttrValue,
    /// A filer code.
    broker: AttrValue,
    /// A year, in digits.
    year: AttrValue,
    /// Words, all of which have to be there.
    search: AttrValue,
    order: Order,
}

impl Filters {
    /// Those that let a category through, or everything.
    pub(crate) fn of(category: Option<Category>) -> Self {
        Self {
            category,
            ..Self::default()
        }
    }
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// By grade, then by goods value.
    #[default]
    Weight,
    /// By the limit that runs out first.
    Expiry,
    /// By goods value.
    Value,
    /// By subject.
    Name,
}

const ORDERS: [(Order, &str); 4] = [
    (Order::Weight, "weight"),
    (Order::Expiry, "expiry"),
    (Order::Value, "value"),
    (Order::Name, "name"),
];

/// The findings that fit, in order.
pub(crate) fn fitting<'a>(overview: &'a Overview, filters: &Filters) -> Vec<Placed<'a>> {
    let words: Vec<String> = filters
        .search
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut all: Vec<Placed<'a>> = findings(&overview.assessment)
        .into_iter()
        .filter(|placed| fits(overview, placed, filters, &words))
        .collect();
    // The sort keeps what is equal as it stood: by weight.
    match filters.order {
        Order::Weight => {}
        Order::Expiry => {
            all.order_by_key(|(_, _, finding)| {
                let expires = overview
                    .beside(&finding.id)
                    .and_then(|beside| beside.expires);
                (expires.is_none(), expires)
            });
        }
        Order::Value => all.order_by_key(|(_, _, finding)| std::cmp::Reverse(finding.affected)),
        Order::Name => all.order_by(|(_, _, a), (_, _, b)| a.subject.label.cmp(&b.subject.label)),
    }
    all
}

fn fits(
    overview: &Overview,
    (section, at, finding): &Placed<'_>,
    filters: &Filters,
    words: &[String],
) -> bool {
    let suppliers = || overview.suppliers_of(&finding.id);
    let blank_or =
        |filter: &AttrValue, holds: &dyn Fn(&str) -> bool| filter.is_empty() || holds(filter);
    filters
        .category
        .is_none_or(|category| section.category == category)
        && blank_or(&filters.product, &|label| finding.subject.label == label)
        && blank_or(&filters.broker, &|code| {
            finding.span.filers.iter().any(|filer| filer == code)
        })
        && blank_or(&filters.supplier, &|name| {
            suppliers().any(|supplier| supplier == name)
        })
        && blank_or(&filters.year, &|year| in_year(finding, year))
        && (words.is_empty() || {
            let mut text = [
                finding.subject.label.as_str(),
                section.title.as_str(),
                section
                    .details
                    .get(*at)
                    .map_or("", |detail| detail.pattern.as_str()),
                finding.span.filers.join(" ").as_str(),
            ]
            .join(" ");
            for supplier in suppliers() {
                text.push(' ');
                text.push_str(supplier);
            }
            let text = text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
}

/// Whether a finding's period touches a year.
fn in_year(finding: &triggers::finding::Finding, year: &str) -> bool {
    let (Ok(year), Some((first, last))) = (
        year.parse::<i16>(),
        finding.span.first.zip(finding.span.last),
    ) else {
        return false;
    };
    (first.year()..=last.year()).contains(&year)
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: std::rc::Rc<Overview>,
}

/// The controls.
#[component]
pub(crate) fn FilterBar(props: &Props) -> Html {
    let desk = use_desk();
    let filters = &desk.state.filters;
    let all = findings(&props.overview.assessment);
    let write = {
        let desk = desk.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            {
                change(
                    &desk,
                    |filters, value| filters.search = value,
                    input.value().into(),
                );
            }
        })
    };
    let categories = Category::ALL
        .into_iter()
        .filter(|category| {
            all.iter()
                .any(|(section, ..)| section.category == *category)
        })
        .map(|category| (category.as_str().into(), category_label(category)));
    let orders = vec![
        ("weight".into(), words::order_weight()),
        ("expiry".into(), words::order_expiry()),
        ("value".into(), words::order_value()),
        ("name".into(), words::order_name()),
    ];
    let order = ORDERS
        .iter()
        .find(|(order, _)| *order == filters.order)
        .map_or("", |(_, name)| name);
    html! {
        <form class="filters" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                { words::list_search() }
                <input type="search" value={filters.search.clone()} oninput={write} />
            </label>
            { pick(&desk, words::list_order(), orders, order.into(), set_order) }
            { pick(
                &desk,
                words::list_category(),
                with_all(categories.collect()),
                filters.category.map_or("", Category::as_str).into(),
                |filters, value| {
                    filters.category = Category::ALL.into_iter().find(|c| c.as_str() == value.as_str());
                },
            ) }
            { pick(&desk, words::list_product(), products(&all), filters.product.clone(),
                |filters, value| filters.product = value) }
            { pick(&desk, words::list_supplier(), named(props.overview.suppliers.iter()),
                filters.supplier.clone(), |filters, value| filters.supplier = value) }
            { pick(&desk, words::list_broker(), named(props.overview.assessment.coverage.filers.iter()),
                filters.broker.clone(), |filters, value| filters.broker = value) }
            { pick(&desk, words::list_period(), years(&props.overview), filters.year.clone(),
                |filters, value| filters.year = value) }
            if *filters != Filters::default() {
                { clear(&desk) }
            }
        </form>
    }
}

/// A filter that has nothing to choose from is not shown.
fn pick(
    desk: &Desk,
    label: AttrValue,
    options: Options,
    value: AttrValue,
    set: fn(&mut Filters, AttrValue),
) -> Html {
    if options.len() < 3 {
        return Html::default();
    }
    let desk = desk.clone();
    let choose = Callback::from(move |value| change(&desk, set, value));
    html! { <Pick {label} {options} {value} {choose} /> }
}

fn clear(desk: &Desk) -> Html {
    let desk = desk.clone();
    let press = Callback::from(move |_: MouseEvent| desk.filter(Filters::default()));
    html! { <p><button type="button" class="link-button" onclick={press}>{ words::list_clear() }</button></p> }
}

fn change(desk: &Desk, set: fn(&mut Filters, AttrValue), value: AttrValue) {
    let mut filters = desk.state.filters.clone();
    set(&mut filters, value);
    desk.filter(filters);
}

fn set_order(filters: &mut Filters, value: AttrValue) {
    if let Some((order, _)) = ORDERS.iter().find(|(_, name)| *name == value.as_str()) {
        filters.order = *order;
    }
}

fn with_all(mut options: Options) -> Options {
    options.insert(0, (AttrValue::default(), words::list_all()));
    options
}

fn named<'a>(names: impl Iterator<Item = &'a String>) -> Options {
    with_all(
        names
            .map(|name| (name.clone().into(), name.clone().into()))
            .collect(),
    )
}

fn products(all: &[Placed<'_>]) -> Options {
    let labels: BTreeSet<&String> = all
        .iter()
        .filter(|(_, _, finding)| finding.subject.kind == SubjectKind::Product)
        .map(|(_, _, finding)| &finding.subject.label)
        .collect();
    named(labels.into_iter())
}

fn years(overview: &Overview) -> Options {
    let coverage = &overview.assessment.coverage;
    let years = coverage
        .first
        .zip(coverage.last)
        .map(|(first, last)| first.year()..=last.year());
    let years: Vec<String> = years
        .into_iter()
        .flatten()
        .map(|year| year.to_string())
        .collect();
    named(years.iter())
}
