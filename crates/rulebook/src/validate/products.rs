//! The settings by which lines are one product.

use super::Faults;
use crate::pack::Pack;
use std::collections::BTreeSet;

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    let rules = &pack.products.description;
    for (name, share) in [
        ("link_at", rules.link_at),
        ("shared_weight", rules.shared_weight),
        ("words_beside_model", rules.words_beside_model),
    ] {
        faults.require(
            (0.0..=1.0).contains(&share),
            || format!("products.description.{name}"),
            || format!("{share} is no share"),
            "a decimal from 0 to 1",
        );
    }
    for (name, count) in [
        ("most_compared", rules.most_compared),
        ("nearest", rules.nearest),
        ("most_links", rules.most_links),
    ] {
        faults.require(
            (1..=200).contains(&count) || name == "most_compared" && count <= 4096,
            || format!("products.description.{name}"),
            || format!("{count} is out of range"),
            "a count that keeps the comparison within bounded time",
        );
    }
    faults.require(
        pack.products.proxy.price_gap_ratio > 1.0,
        || "products.proxy.price_gap_ratio".to_owned(),
        || format!("{} cuts everything", pack.products.proxy.price_gap_ratio),
        "a ratio above 1",
    );
    let lists: [(&str, &BTreeSet<String>); 9] = [
        ("stop_words", &rules.stop_words),
        ("generic_words", &rules.generic_words),
        ("minor_words", &rules.minor_words),
        ("application_words", &rules.application_words),
        ("order_words", &rules.order_words),
        ("standards", &rules.standards),
        ("count_units", &rules.count_units),
        ("legal_forms", &rules.legal_forms),
        ("same_words", &rules.same_words.keys().cloned().collect()),
    ];
    for (name, words) in lists {
        for word in words.iter().filter(|word| **word != word.to_lowercase()) {
            faults.add(
                format!("products.description.{name}[{word}]"),
                "is never met, because descriptions are read in lower case",
                "the word in lower case",
            );
        }
    }
    for measure in &rules.measures {
        for (unit, factor) in &measure.units {
            let places = factor.split_once('.').map_or(0, |(_, after)| after.len());
            let number = factor.parse::<rust_decimal::Decimal>();
            faults.require(
                places <= 6 && number.is_ok_and(|number| number.is_sign_positive()),
                || format!("products.description.measures.{}.{unit}", measure.name),
                || format!("{factor:?} is no factor"),
                "a decimal with at most six places, in quotes",
            );
        }
    }
}
