//! **VAL-2** One supplier's unit value for a product lies far below that of
//! the others, for the same origin and unit.

use crate::cells::{Cell, Comparable, Like, Prices, cells, float, picture};
use crate::context::Context;
use crate::draft;
use crate::factors::{currency_factor, factor_check, unit_factor};
use crate::finding::{Check, Effect, Outcome, Subject};
use crate::gather::Heard;
use crate::stats;
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
                let lots = own.lot().zip(others.lot());
                let larger = lots.map(|(own, other)| own >= other * float(thresholds.lot_factor));
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
                    Check::new("volume", larger),
                ];
                finding.facts = vec![
                    draft::fact("Supplier", like.supplier.as_str()),
                    draft::fact(
                        "Its usual unit value",
                        format!("${:.2} per {unit}", libm::exp(low)),
                    ),
                    draft::fact(
                        "That of the others",
                        format!("${:.2} per {unit}", libm::exp(usual)),
                    ),
                ];
                let band = -libm::log(float(thresholds.max_ratio));
                finding.picture = picture(
                    whole.marks.iter().copied(),
                    &finding.lines,
                    usual,
                    band,
                    Some(unit),
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
    use crate::finding::Outcome;
    use crate::testing::{assessed, explanations, outcome, profile, summary};

    /// Two makers of one part, three dates each.
    fn table(second: u32, quantity: u32) -> String {
        let mut table = "date sku mid coo qty unit hts value duty\n".to_owned();
        for month in 1..=3 {
            table += &format!(
                "2024-{month:02}-10 BG-1 KHMEKSTA14PHN KH 100 NO 4202923131 1000 176
                 2024-{month:02}-20 BG-1 KHTONCRA205KAN KH {quantity} NO 4202923131 {} 100\n",
                second * quantity / 100
            );
        }
        table
    }

    #[test]
    fn one_far_below() {
        let seen = assessed("VAL-2", &table(600, 100));
        assert_eq!(summary(&seen.findings), ["BG-1: supplier_low critical"]);
        // Seventy per cent is not yet below seventy per cent.
        assert!(assessed("VAL-2", &table(700, 100)).findings.is_empty());
        assert_eq!(assessed("VAL-2", &table(699, 100)).findings.len(), 1);
    }

    #[test]
    fn explained() {
        let seen = assessed("VAL-2", &table(600, 500));
        assert_eq!(explanations(&seen), ["BG-1: volume"]);
        let seen = assessed("VAL-2", &table(100, 100));
        assert_eq!(explanations(&seen), ["BG-1: unit_factor"]);
    }

    #[test]
    fn one_supplier_is_too_thin() {
        let table = profile(
            "date sku mid coo qty unit hts value
             2024-01-10 BG-1 KHMEKSTA14PHN KH 100 NO 4202923131 1000",
        );
        assert!(matches!(
            outcome("VAL-2", &table, &[]),
            Outcome::NotAssessed(_)
        ));
    }
}
