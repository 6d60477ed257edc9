//! Additional duties of chapter 99 as a careful importer would have filed them,
//! in simplified form: the right families, eras and rough rates for each
//! origin, so that unplanted lines look right. Sample data, not law.

use super::tariffs::{China, S232, Tariff};
use jiff::civil::{Date, date};

/// One chapter 99 number on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leg {
    /// Eight digits, undotted.
    pub(crate) heading: &'static str,
    /// Rate in basis points of the line's value; zero for an exemption.
    pub(crate) rate_bp: u32,
}

const fn leg(heading: &'static str, rate_bp: u32) -> Leg {
    Leg { heading, rate_bp }
}

/// Members of the European Union among the sample's origins.
const EU: [&str; 5] = ["DE", "IT", "PT", "FR", "ES"];

/// Everything that the line's chapter 99 numbers depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    /// The ordinary tariff line.
    pub(crate) tariff: &'a Tariff,
    /// Country of origin.
    pub(crate) origin: &'a str,
    /// Special programme claimed; empty when none.
    pub(crate) spi: &'a str,
    /// Date of entry.
    pub(crate) entered: Date,
    /// Whether the line declares metal content (true) or the remainder
    /// (false) of goods split by content; `None` for whole goods.
    pub(crate) metal_content: Option<bool>,
}

/// The chapter 99 numbers of a line, in the order in which they are filed.
pub(crate) fn legs(facts: &Facts<'_>) -> Vec<Leg> {
    let mut legs = Vec::with_capacity(3);
    legs.extend(china(facts));
    let s232 = section_232(facts);
    if in_force(facts, date(2025, 2, 4), date(2026, 2, 23)) {
        emergency(facts, s232.is_some(), &mut legs);
    }
    legs.extend(s232);
    if in_force(facts, date(2026, 2, 24), date(2026, 7, 23)) {
        legs.push(section_122(facts, s232.is_some()));
    }
    if facts.entered >= date(2026, 7, 24) {
        legs.extend(forced_labor(facts, s232.is_some()));
    }
    legs
}

fn in_force(facts: &Facts<'_>, from: Date, to: Date) -> bool {
    (from..=to).contains(&facts.entered)
}

fn china(facts: &Facts<'_>) -> Option<Leg> {
    if facts.origin != "CN" {
        return None;
    }
    match facts.tariff.china {
        China::None => None,
        China::List1 => Some(leg("99038801", 2500)),
        China::List3 => Some(leg("99038803", 2500)),
        China::List4A => Some(leg("99038815", 750)),
    }
}

fn section_232(facts: &Facts<'_>) -> Option<Leg> {
    let day = facts.entered;
    let full_value = day >= date(2026, 4, 6);
    match facts.tariff.s232 {
        S232::None => None,
        S232::SteelArticle if full_value => Some(leg("99038202", 5000)),
        S232::SteelArticle if day >= date(2025, 6, 4) => Some(leg("99038190", 5000)),
        S232::SteelArticle if day >= date(2025, 3, 12) => Some(leg("99038190", 2500)),
        S232::SteelHousehold if full_value => Some(leg("99038204", 2500)),
        S232::SteelContent if full_value => Some(leg("99038204", 2500)),
        S232::SteelContent if facts.metal_content == Some(true) => Some(leg("99038191", 5000)),
        S232::AutoPart if day >= date(2025, 5, 3) => Some(match (facts.origin, facts.spi) {
            (_, "S") => leg("99039406", 0),
            ("JP", _) if day >= date(2025, 9, 16) => {
                leg("99039443", 1500u32.saturating_sub(facts.tariff.rate_bp))
            }
            _ => leg("99039405", 2500),
        }),
        S232::Upholstered if day >= date(2025, 10, 14) => Some(leg("99037602", 2500)),
        _ => None,
    }
}

/// The emergency surcharges of February 2025 to February 2026.
fn emergency(facts: &Facts<'_>, under_232: bool, legs: &mut Vec<Leg>) {
    let day = facts.entered;
    if facts.origin == "CN" {
        legs.push(match day {
            d if d < date(2025, 3, 4) => leg("99030120", 1000),
            d if d < date(2025, 11, 10) => leg("99030124", 2000),
            _ => leg("99030124", 1000),
        });
    }
    let neighbor = matches!(facts.origin, "CA" | "MX");
    if neighbor && day >= date(2025, 3, 7) {
        if facts.spi == "S" {
            legs.push(match facts.origin {
                "CA" => leg("99030114", 0),
                _ => leg("99030104", 0),
            });
        } else if !under_232 {
            legs.push(match facts.origin {
                "CA" => leg("99030110", 2500),
                _ => leg("99030101", 2500),
            });
        }
        return;
    }
    if day < date(2025, 4, 5) || neighbor {
        return;
    }
    if under_232 {
        legs.push(leg("99030133", 0));
    } else if facts.tariff.annex_exempt {
        legs.push(leg("99030132", 0));
    } else {
        legs.push(reciprocal(facts));
    }
}

fn reciprocal(facts: &Facts<'_>) -> Leg {
    let day = facts.entered;
    let to_fifteen = 1500u32.saturating_sub(facts.tariff.rate_bp);
    if facts.origin == "CN" {
        return if in_force(facts, date(2025, 4, 9), date(2025, 5, 13)) {
            leg("99030163", 12500)
        } else {
            leg("99030125", 1000)
        };
    }
    if day < date(2025, 8, 7) {
        return leg("99030125", 1000);
    }
    match facts.origin {
        "VN" => leg("99030269", 2000),
        "TW" => leg("99030260", 2000),
        "BD" => leg("99030205", 2000),
        "TH" => leg("99030261", 1900),
        "ID" => leg("99030227", 1900),
        "MY" => leg("99030239", 1900),
        "KH" => leg("99030211", 1900),
        "PK" => leg("99030251", 1900),
        "IN" => leg("99030226", 2500),
        "TR" => leg("99030264", 1500),
        "KR" => leg("99030256", 1500),
        "JP" if to_fifteen == 0 => leg("99030272", 0),
        "JP" => leg("99030273", to_fifteen),
        o if EU.contains(&o) && to_fifteen == 0 => leg("99030219", 0),
        o if EU.contains(&o) => leg("99030220", to_fifteen),
        _ => leg("99030125", 1000),
    }
}

fn section_122(facts: &Facts<'_>, under_232: bool) -> Leg {
    match facts.origin {
        _ if under_232 => leg("99030306", 0),
        "CA" | "MX" if facts.spi == "S" => leg("99030307", 0),
        _ if facts.tariff.annex_exempt => leg("99030303", 0),
        _ => leg("99030301", 1000),
    }
}

/// The forced-labor measure of July 2026.
fn forced_labor(facts: &Facts<'_>, under_232: bool) -> Option<Leg> {
    let to_total = |total: u32| total.saturating_sub(facts.tariff.rate_bp);
    if under_232 {
        return Some(leg("99030590", 0));
    }
    Some(match facts.origin {
        "CA" if facts.spi == "S" => leg("99030593", 0),
        "MX" if facts.spi == "S" => leg("99030594", 0),
        "BD" => leg("99030526", 1000),
        "KH" => leg("99030528", 1000),
        "CN" => leg("99030531", 1250),
        "IN" => leg("99030544", 1000),
        "ID" => leg("99030545", 1000),
        "MY" => leg("99030554", 1000),
        "MX" => leg("99030555", 1000),
        "CA" => leg("99030529", 1000),
        "PK" => leg("99030562", 1000),
        "TH" => leg("99030577", 1250),
        "TR" => leg("99030579", 1250),
        "VN" => leg("99030584", 1250),
        "JP" if to_total(1250) == 0 => leg("99030548", 0),
        "JP" => leg("99030549", to_total(1250)),
        "KR" if to_total(1250) == 0 => leg("99030570", 0),
        "KR" => leg("99030571", to_total(1250)),
        "TW" if to_total(1000) == 0 => leg("99030575", 0),
        "TW" => leg("99030576", to_total(1000)),
        o if EU.contains(&o) && to_total(1000) == 0 => leg("99030538", 0),
        o if EU.contains(&o) => leg("99030539", to_total(1000)),
        _ => return None,
    })
}
