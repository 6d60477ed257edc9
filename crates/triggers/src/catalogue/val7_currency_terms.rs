//! **VAL-7** The ratio between unit values is that of an exchange rate, or
//! charges move in and out of the value of a supplier.

use crate::cells::{Comparable, Mark, Prices, cells, float, picture};
use crate::context::Context;
use crate::draft;
use crate::factors::{currency_factor, factor_check, unit_factor};
use crate::finding::{Check, Effect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::grade::share_ppm;
use crate::picture::Marked;
use customs::unit::price;
use customs::{Cents, Field};
use products::Evidence;
use profile::LineIx;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Relative distance at which a ratio counts as a known factor.
    factor_tolerance_share: Decimal,
    /// Ratio to the median, or its inverse, below which prices just vary.
    min_ratio: Decimal,
    /// Charges below this share of value are none.
    charges_low_share: Decimal,
    /// Charges above this share of value are some.
    charges_high_share: Decimal,
    /// Distinct entry dates that a level needs.
    min_distinct_dates: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut looked_at = BTreeSet::new();
    currencies(cx, detector, &thresholds, &mut heard, &mut looked_at)?;
    charges(cx, detector, &thresholds, &mut heard, &mut looked_at);
    let looked_at: Vec<LineIx> = looked_at.into_iter().collect();
    let base = draft::value(cx, &looked_at);
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

fn currencies(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    heard: &mut Heard,
    looked_at: &mut BTreeSet<LineIx>,
) -> Result<(), PackError> {
    let comparable = Comparable::shared(cx)?;
    let tolerance = float(thresholds.factor_tolerance_share);
    let least = libm::log(float(thresholds.min_ratio));
    for product in cx.products.iter() {
        for (like, cell) in cells(cx, &comparable, product) {
            let all = Prices {
                marks: cell.marks.iter().collect(),
            };
            let Some(median) = all.median() else { continue };
            if cell.dates().len() < thresholds.min_distinct_dates {
                continue;
            }
            looked_at.extend(all.lines());
            let mut by: BTreeMap<String, Vec<&Mark>> = BTreeMap::new();
            for mark in &cell.marks {
                let ratio = mark.x - median;
                if ratio.abs() > least
                    && let Some(currency) = currency_factor(&cx.pack.ratios, &[ratio], tolerance)
                {
                    by.entry(currency).or_default().push(mark);
                }
            }
            for (currency, marks) in by {
                let ratios: Vec<f64> = marks.iter().map(|mark| mark.x - median).collect();
                let marks = Prices { marks };
                let mut finding = draft::finding(
                    cx,
                    detector,
                    &Subject::product(cx.profile, product),
                    "currency",
                    marks.lines(),
                    &all.lines(),
                );
                let place = like.origin.map(|c| c.to_string()).unwrap_or_default();
                finding.id = format!(
                    "{}:{}/{place}/{}/{currency}",
                    finding.id, like.supplier, like.unit
                );
                let rest: Vec<LineIx> = {
                    let own: BTreeSet<LineIx> = finding.lines.iter().copied().collect();
                    all.lines()
                        .into_iter()
                        .filter(|ix| !own.contains(ix))
                        .collect()
                };
                finding.checks = vec![
                    factor_check(
                        "unit_factor",
                        unit_factor(&cx.pack.ratios, &ratios, tolerance),
                    ),
                    terms(cx, &finding.lines, &rest),
                ];
                finding.facts = vec![
                    draft::fact("Currency", currency),
                    draft::fact(
                        "Usual unit value",
                        price(libm::exp(median), Some(like.unit)),
                    ),
                ];
                finding.picture = picture(
                    cell.marks.iter(),
                    &finding.lines,
                    median,
                    least,
                    Some(like.unit),
                    Marked::ByCurrency,
                );
                let below = ratios.iter().all(|ratio| *ratio < 0.0);
                if below {
                    finding.duty_effect = marks.lowers_duty(cx);
                    finding.effect = Effect::OtherValue {
                        lines: marks.at(cx, median),
                    };
                }
                heard.push(finding);
            }
        }
    }
    Ok(())
}

fn charges(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    heard: &mut Heard,
    looked_at: &mut BTreeSet<LineIx>,
) {
    if !cx.profile.has(Field::Charges) {
        return;
    }
    let mut suppliers: BTreeMap<&str, Vec<LineIx>> = BTreeMap::new();
    for line in cx.profile.lines() {
        let name = if line.mid().is_empty() {
            line.supplier()
        } else {
            line.mid()
        };
        if !name.is_empty()
            && line.charges().is_some()
            && line.value().is_positive()
            && line.entry_date().is_some()
        {
            suppliers.entry(name).or_default().push(line.ix());
        }
    }
    for (supplier, lines) in suppliers {
        looked_at.extend(lines.iter().copied());
        // Brokers put the charges of an entry on its first line or spread them:
        // a supplier's part of an entry is the least that has a share.
        let mut entries: BTreeMap<u32, (Cents, Cents)> = BTreeMap::new();
        for line in lines.iter().map(|ix| cx.profile.line(*ix)) {
            let (charges, value) = entries.entry(line.entry_ix()).or_default();
            *charges += line.charges().unwrap_or_default();
            *value += line.value();
        }
        let ppm = |ix: &LineIx| {
            let line = cx.profile.line(*ix);
            let own = (line.charges().unwrap_or_default(), line.value());
            let of_entry = entries.get(&line.entry_ix());
            let of_entry = of_entry.filter(|_| line.entry_ix() != 0);
            let (charges, value) = of_entry.copied().unwrap_or(own);
            share_ppm(charges, value)
        };
        let level = |is: &dyn Fn(Decimal) -> bool| -> Vec<LineIx> {
            let of = |ix: &LineIx| is(Decimal::new(i64::from(ppm(ix)), 6));
            lines.iter().copied().filter(of).collect()
        };
        let low = level(&|share| share <= thresholds.charges_low_share);
        let high = level(&|share| share >= thresholds.charges_high_share);
        let dates = |lines: &[LineIx]| draft::dates(cx, lines).len();
        if dates(&low) < thresholds.min_distinct_dates
            || dates(&high) < thresholds.min_distinct_dates
        {
            continue;
        }
        let subject = Subject {
            kind: SubjectKind::Supplier,
            key: format!("supplier/{supplier}"),
            label: supplier.to_owned(),
            evidence: Evidence::Exact,
        };
        let check = terms(cx, &low, &high);
        let mut finding = draft::finding(cx, detector, &subject, "charges", low, &lines);
        finding.checks = vec![Check::new("unit_factor", Some(false)), check];
        finding.facts = vec![
            draft::fact(
                "Without charges",
                draft::dates_in_words(dates(&finding.lines)),
            ),
            draft::fact("With charges", draft::dates_in_words(dates(&high))),
        ];
        finding.picture = draft::grid(
            &["Entry date", "Charges ÷ value"],
            lines
                .iter()
                .filter_map(|ix| Some((cx.profile.line(*ix).entry_date()?, ppm(ix))))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .map(|(day, ppm)| vec![day.to_string(), draft::percent(ppm)])
                .collect(),
        );
        finding.effect = Effect::unquantified("the invoices show which charges the value holds");
        heard.push(finding);
    }
}

/// Whether the two sets of lines were invoiced in other currencies.
fn terms(cx: &Context<'_>, some: &[LineIx], others: &[LineIx]) -> Check {
    let currencies = |lines: &[LineIx]| -> BTreeSet<&str> {
        let lines = lines.iter().map(|ix| cx.profile.line(*ix).currency());
        lines.filter(|currency| !currency.is_empty()).collect()
    };
    let (some, others) = (currencies(some), currencies(others));
    let known = !some.is_empty() && !others.is_empty();
    Check::new("terms_changed", known.then(|| some.is_disjoint(&others)))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
    use rust_decimal::Decimal;
    use rust_decimal::prelude::ToPrimitive;

    /// Lines of 100 pieces, one a month, at $1,000 in dollars and at other values in
    /// a currency.
    fn prices(values: &[i64], odd: &str) -> Case {
        let mut table = "date sku mid coo qty unit hts value currency\n".to_owned();
        for (month, value) in values.iter().enumerate() {
            let currency = if *value == 100_000 { "USD" } else { odd };
            table += &format!(
                "2024-{:02}-10 EL-3 CNMORTID808DON CN 100 NO 8504409550 {} {currency}\n",
                month + 1,
                dollars(*value)
            );
        }
        rows(table)
    }

    /// Six lines, one of them at another value.
    fn one(odd: i64, currency: &str) -> Case {
        prices(
            &[100_000, 100_000, odd, 100_000, 100_000, 100_000],
            currency,
        )
    }

    /// Lines of $1,000 with these charges in cents, one a month.
    fn charges(charges: &[i64]) -> Case {
        let mut table = "date sku mid coo hts value charges\n".to_owned();
        for (month, charges) in charges.iter().enumerate() {
            table += &format!(
                "2024-{:02}-10 GL-7 TRMARGLA240DEN TR 7013370010 1000 {}\n",
                month + 1,
                dollars(*charges)
            );
        }
        rows(table)
    }

    #[test]
    fn positive() {
        check(
            "VAL-7",
            &[
                (
                    "yuan for dollars",
                    one(700_000, "USD"),
                    &["EL-3: currency critical"],
                ),
                (
                    "dollars for yuan",
                    one(14_200, "USD"),
                    &["EL-3: currency medium"],
                ),
                (
                    "charges move out of the value",
                    charges(&[6000, 6000, 6000, 6000, 0, 0, 0, 0]),
                    &["TRMARGLA240DEN: charges critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "VAL-7",
            &[
                ("outside the band of any currency", one(400_000, "USD"), &[]),
                ("a fifth more", one(120_000, "USD"), &[]),
                ("charges on every line", charges(&[6000; 6]), &[]),
                ("charges on none", charges(&[0; 6]), &[]),
                (
                    "an entry's charges on its first line",
                    rows(
                        "entry line date       sku  mid            coo hts        value charges
                         E1    1    2024-01-10 GL-7 TRMARGLA240DEN TR  7013370010 1000  100
                         E1    2    2024-01-10 GL-8 TRMARGLA240DEN TR  7013370010 1000  0
                         E2    1    2024-02-10 GL-7 TRMARGLA240DEN TR  7013370010 1000  100
                         E2    2    2024-02-10 GL-8 TRMARGLA240DEN TR  7013370010 1000  0
                         E3    1    2024-03-10 GL-7 TRMARGLA240DEN TR  7013370010 1000  100
                         E3    2    2024-03-10 GL-8 TRMARGLA240DEN TR  7013370010 1000  0",
                    ),
                    &[],
                ),
                (
                    "two dates",
                    prices(&[100_000, 700_000], "USD"),
                    &["not assessed: 0 of 3"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let slack: Decimal = threshold("VAL-7", "factor_tolerance_share");
        let band = crate::testing::pack().ratios.currencies.iter();
        let yuan = band.clone().find(|band| band.currency == "CNY").unwrap();
        let high = (Decimal::from(100_000) * yuan.high * (Decimal::ONE + slack)).floor();
        let high = high.to_i64().unwrap();
        let ratio: Decimal = threshold("VAL-7", "min_ratio");
        let varies = (Decimal::from(100_000) * ratio).to_i64().unwrap();
        // A currency in whose band the least ratio lies.
        let wide = |pack: &mut rulebook::Pack| {
            for band in &mut pack.ratios.currencies {
                if band.currency == "EUR" {
                    band.high = Decimal::new(15, 1);
                }
            }
        };
        let dates: usize = threshold("VAL-7", "min_distinct_dates");
        let of_dates =
            |low: usize, high: usize| charges(&[vec![6000; high], vec![0; low]].concat());
        let low = part("VAL-7", "charges_low_share", 100_000);
        let some = part("VAL-7", "charges_high_share", 100_000);
        let levels = |low: i64, high: i64| charges(&[high, high, high, low, low, low]);
        check(
            "VAL-7",
            &[
                (
                    "the end of the band and its tolerance",
                    one(high, "USD"),
                    &["EL-3: currency critical"],
                ),
                ("past it", one(high + 100, "USD"), &[]),
                (
                    "where prices just vary",
                    one(varies, "USD").under(wide),
                    &[],
                ),
                (
                    "a cent beyond",
                    one(varies + 1, "USD").under(wide),
                    &["EL-3: currency critical"],
                ),
                (
                    "a date without charges short",
                    of_dates(dates - 1, dates),
                    &[],
                ),
                ("a date with charges short", of_dates(dates, dates - 1), &[]),
                (
                    "dates enough",
                    of_dates(dates, dates),
                    &["TRMARGLA240DEN: charges critical"],
                ),
                (
                    "charges that count as none",
                    levels(low, some),
                    &["TRMARGLA240DEN: charges critical"],
                ),
                ("a cent more", levels(low + 1, some), &[]),
                (
                    "charges that are a cent too few",
                    levels(low, some - 1),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "VAL-7",
            &[
                (
                    "a gross, which is a unit as well as a rate",
                    one(14_400_000, "USD"),
                    &["explained, EL-3: unit_factor"],
                ),
                (
                    "invoiced in another currency, as the column says",
                    one(700_000, "CNY"),
                    &["explained, EL-3: terms_changed"],
                ),
            ],
        );
    }
}
