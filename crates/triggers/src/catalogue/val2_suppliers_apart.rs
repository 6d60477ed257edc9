//! **VAL-2** One supplier's unit value for a product lies far below that of
//! the others, for the same origin and unit.

use crate::cells::{Cell, Comparable, Like, Prices, cells, float, picture};
use crate::context::Context;
use crate::draft;
use crate::factors::{currency_factor, factor_check, unit_factor};
use crate::finding::{Check, Effect, Outcome, Subject};
use crate::gather::Heard;
use crate::picture::Marked;
use crate::stats;
use customs::unit::price;
use customs::{Cents, Country, Unit};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Suppliers that there have to be.
    min_suppliers: usize,
    /// Distinct entry dates that each of them needs.
    min_dates_per_supplier: usize,
    /// Ratio to the others' median below which one stands out.
    max_ratio: Decimal,
    /// Relative distance at which a ratio counts as a known factor.
    factor_tolerance_share: Decimal,
    /// How many times larger a lot has to be to explain a lower price.
    lot_factor: Decimal,
}

/// Suppliers of one product compete within an origin and a unit.
type Market = (Option<Country>, Unit);

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let comparable = Comparable::shared(cx)?;
    let tolerance = float(thresholds.factor_tolerance_share);
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let mut most = 0;
    for product in cx.products.iter() {
        let cells = cells(cx, &comparable, product);
        let mut markets: BTreeMap<Market, Vec<(&Like, &Cell)>> = BTreeMap::new();
        for (like, cell) in &cells {
            if cell.dates().len() >= thresholds.min_dates_per_supplier {
                let market = markets.entry((like.origin, like.unit)).or_default();
                market.push((like, cell));
            }
        }
        for ((origin, unit), suppliers) in markets {
            most = most.max(suppliers.len());
            if suppliers.len() < thresholds.min_suppliers {
                continue;
            }
            base += suppliers.iter().map(|(_, cell)| cell.value()).sum();
            for (like, cell) in &suppliers {
                let own = Prices {
                    marks: cell.marks.iter().collect(),
                };
                let others = Prices {
                    marks: suppliers
                        .iter()
                        .filter(|(other, _)| other != like)
                        .flat_map(|(_, cell)| &cell.marks)
                        .collect(),
                };
                let (Some(low), Some(usual)) = (own.median(), others.median()) else {
                    continue;
                };
                if !stats::clearly_below(low - usual, libm::log(float(thresholds.max_ratio))) {
                    continue;
                }
                let all: Vec<&crate::cells::Mark> =
                    own.marks.iter().chain(&others.marks).copied().collect();
                let whole = Prices { marks: all };
                let mut finding = draft::finding(
                    cx,
                    detector,
                    &Subject::product(cx.profile, product),
                    "supplier_low",
                    own.lines(),
                    &whole.lines(),
                );
                let place = origin.map(|c| c.to_string()).unwrap_or_default();
                finding.id = format!("{}:{}/{place}/{unit}", finding.id, like.supplier);
                let ratios = [low - usual];
                finding.checks = vec![
                    factor_check(
                        "unit_factor",
                        unit_factor(&cx.pack.ratios, &ratios, tolerance),
                    ),
                    factor_check(
                        "currency_factor",
                        currency_factor(&cx.pack.ratios, &ratios, tolerance),
                    ),
                    Check::new("volume", own.in_larger_lots(&others, thresholds.lot_factor)),
                ];
                finding.facts = vec![
                    draft::fact("Supplier", like.supplier.as_str()),
                    draft::fact("Its usual unit value", price(libm::exp(low), Some(unit))),
                    draft::fact("That of the others", price(libm::exp(usual), Some(unit))),
                ];
                let band = -libm::log(float(thresholds.max_ratio));
                finding.picture = picture(
                    whole.marks.iter().copied(),
                    &finding.lines,
                    usual,
                    band,
                    Some(unit),
                    Marked::Supplier,
                );
                finding.duty_effect = own.lowers_duty(cx);
                finding.effect = Effect::OtherValue {
                    lines: own.at(cx, usual),
                };
                heard.push(finding);
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_suppliers, most));
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, part, rows, threshold};

    /// Two makers of one part, so many dates each: a second value for 100 pieces
    /// and its quantity.
    fn of_dates(dates: usize, second: i64, quantity: i64) -> Case {
        let mut table = "date sku mid coo qty unit hts value duty\n".to_owned();
        for month in 1..=dates {
            table += &format!(
                "2024-{month:02}-10 BG-1 KHMEKSTA14PHN KH 100 NO 4202923131 1000 176
                 2024-{month:02}-20 BG-1 KHTONCRA205KAN KH {quantity} NO 4202923131 {} 100\n",
                second * quantity / 100
            );
        }
        rows(table)
    }

    fn table(second: i64, quantity: i64) -> Case {
        of_dates(3, second, quantity)
    }

    #[test]
    fn positive() {
        check(
            "VAL-2",
            &[
                (
                    "one far below",
                    table(600, 100),
                    &["BG-1: supplier_low critical"],
                ),
                (
                    "one at a third",
                    table(333, 100),
                    &["BG-1: supplier_low critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "VAL-2",
            &[
                ("one a little below", table(850, 100), &[]),
                ("one above is the other's matter", table(1300, 100), &[]),
                (
                    "other origins are other markets",
                    rows(
                        "date       sku  mid            coo qty unit hts        value
                         2024-01-10 BG-1 KHMEKSTA14PHN  KH  100 NO   4202923131 1000
                         2024-01-20 BG-1 VNTONCRA205HAN VN  100 NO   4202923131 500",
                    ),
                    &["not assessed: 0 of 2"],
                ),
                (
                    "one supplier",
                    rows(
                        "date       sku  mid           coo qty unit hts        value
                         2024-01-10 BG-1 KHMEKSTA14PHN KH  100 NO   4202923131 1000
                         2024-02-10 BG-1 KHMEKSTA14PHN KH  100 NO   4202923131 1000
                         2024-03-10 BG-1 KHMEKSTA14PHN KH  100 NO   4202923131 500",
                    ),
                    &["not assessed: 1 of 2"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let at = part("VAL-2", "max_ratio", 1000);
        let dates: usize = threshold("VAL-2", "min_dates_per_supplier");
        let lot = part("VAL-2", "lot_factor", 100);
        check(
            "VAL-2",
            &[
                ("at the ratio", table(at, 100), &[]),
                (
                    "a dollar below it",
                    table(at - 1, 100),
                    &["BG-1: supplier_low critical"],
                ),
                (
                    "a date short",
                    of_dates(dates - 1, 600, 100),
                    &["not assessed: 0 of 2"],
                ),
                (
                    "dates enough",
                    of_dates(dates, 600, 100),
                    &["BG-1: supplier_low critical"],
                ),
                (
                    "a lot of the size that explains",
                    table(600, lot),
                    &["explained, BG-1: volume"],
                ),
                (
                    "a smaller lot",
                    table(600, lot - 1),
                    &["BG-1: supplier_low critical"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "VAL-2",
            &[
                (
                    "a larger lot",
                    table(600, 500),
                    &["explained, BG-1: volume"],
                ),
                (
                    "a dozen for a piece",
                    table(83, 100),
                    &["explained, BG-1: unit_factor"],
                ),
                (
                    "another currency",
                    table(142, 100),
                    &["explained, BG-1: currency_factor"],
                ),
            ],
        );
    }
}
