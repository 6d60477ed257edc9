//! **HIS-2** Entries were liquidated with more duty than was declared.
//!
//! A rate or value that CBP advanced is a question already asked. Decreases
//! are refunds, and are noted. Small differences are rounding.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Finding, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::numbers::counted;
use crate::picture::{Bar, Picture};
use customs::hts::Level;
use customs::{Cents, Day, Hts, Ordered};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::measures::Programme;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Dollars beyond which a difference is a change.
    min_difference_dollars: Decimal,
    /// Share of the declared duty beyond which it is one as well.
    min_difference_share: Decimal,
    /// Dollars up to which it is rounding, whatever its share.
    rounding_dollars: Decimal,
    /// Months in which a subheading has to show it.
    min_distinct_months: usize,
    /// Programmes whose duties were held invalid and are refunded.
    refunded_programmes: Vec<Programme>,
    /// How far above reckoned interest a difference may lie and be interest.
    interest_tolerance_share: Decimal,
}

/// An entry with the duty as declared and as liquidated.
///
/// ACE reports give the liquidated total of the entry on every row, so only
/// whole entries can be compared.
#[derive(Default)]
struct Entry {
    lines: Vec<LineIx>,
    declared: Cents,
    liquidated: Cents,
    entered: Option<Day>,
    closed: Option<Day>,
    /// The subheading of its dutiable lines, where there is only one.
    subheading: Option<Hts>,
}

impl Entry {
    fn difference(&self) -> Cents {
        self.liquidated - self.declared
    }
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let entries = entries(cx);
    let mut changed: BTreeMap<(Option<Hts>, bool), Vec<&Entry>> = BTreeMap::new();
    let mut whole: BTreeMap<Option<Hts>, Vec<LineIx>> = BTreeMap::new();
    for entry in &entries {
        heard.saw(1);
        heard.base += draft::value(cx, &entry.lines);
        let number = entry.subheading;
        whole.entry(number).or_default().extend(&entry.lines);
        if is_change(&thresholds, entry) {
            let up = entry.difference().is_positive();
            changed.entry((number, up)).or_default().push(entry);
        }
    }
    for ((number, up), entries) in changed {
        let dates: BTreeSet<Day> = entries.iter().filter_map(|entry| entry.entered).collect();
        let months: BTreeSet<i32> = dates.iter().map(|day| day.month_index()).collect();
        if months.len() >= thresholds.min_distinct_months {
            let whole = whole.get(&number).map_or(&[][..], Vec::as_slice);
            heard.push(finding(
                cx,
                detector,
                &thresholds,
                number,
                up,
                &entries,
                whole,
            ));
        }
    }
    Ok(heard.settled(cx, detector, 1).into())
}

fn entries(cx: &Context<'_>) -> Vec<Entry> {
    let mut lines: BTreeMap<u32, Vec<LineRef<'_>>> = BTreeMap::new();
    for line in cx.profile.lines() {
        if line.entry_ix() != 0 {
            lines.entry(line.entry_ix()).or_default().push(line);
        }
    }
    lines
        .into_values()
        .filter_map(|lines| entry(&lines))
        .collect()
}

/// The duties of one line number.
#[derive(Default)]
struct Line {
    declared: Cents,
    sum: Cents,
    /// The first figure.
    one: Option<Cents>,
    /// Whether another one differs, or these are parts of a figure.
    apart: bool,
}

impl Line {
    fn add(&mut self, line: &LineRef<'_>, declared: Cents, liquidated: Cents) {
        let one = *self.one.get_or_insert(liquidated);
        self.apart |= one != liquidated || line.is_detailed();
        self.declared += declared;
        self.sum += liquidated;
    }

    /// One figure on every product of a line is the line's or the entry's.
    fn liquidated(&self) -> Cents {
        let one = self.one.filter(|_| !self.apart);
        one.map_or(self.sum, |one| nearer(one, self.sum, self.declared))
    }
}

/// One figure that is repeated is the total, unless what it stands on happens to
/// be alike: then it lies further from what was declared than the sum.
fn nearer(total: Cents, sum: Cents, declared: Cents) -> Cents {
    let apart = |amount: Cents| (amount.0 - declared.0).abs();
    if apart(total) <= apart(sum) {
        total
    } else {
        sum
    }
}

/// The entry of these lines; `None` where a duty is not known.
fn entry(lines: &[LineRef<'_>]) -> Option<Entry> {
    let mut entry = Entry::default();
    let mut by_line: BTreeMap<u16, Line> = BTreeMap::new();
    let mut subheadings = BTreeSet::new();
    let mut silent = Cents::ZERO;
    for line in lines {
        let duty = line.duty()?;
        entry.declared += duty;
        match line.liquidated_duty() {
            Some(liquidated) => {
                let of_line = by_line.entry(line.line_no()).or_default();
                of_line.add(line, duty, liquidated);
            }
            // Some reports give the entry's figure on its first row alone.
            None => silent += duty,
        }
        entry.lines.push(line.ix());
        entry.entered = entry.entered.or(line.entry_date());
        entry.closed = entry.closed.or(line.liquidation_date());
        if duty.is_positive() {
            subheadings.extend(line.hts().map(|hts| hts.at(Level::Subheading)));
        }
    }
    let figures: Vec<Cents> = by_line.values().map(Line::liquidated).collect();
    let (one, rest) = figures.split_first()?;
    let sum: Cents = figures.iter().copied().sum::<Cents>() + silent;
    entry.liquidated = if rest.iter().all(|figure| figure == one) {
        nearer(*one, sum, entry.declared)
    } else {
        sum
    };
    if subheadings.len() == 1 {
        entry.subheading = subheadings.first().copied();
    }
    Some(entry)
}

/// Beyond rounding, in dollars or against the declared duty: a line of a large
/// entry that was advanced is little of the entry's duty, and the duty of a
/// small entry few dollars.
fn is_change(thresholds: &Thresholds, entry: &Entry) -> bool {
    let apart = Decimal::new(entry.difference().0, 2).abs();
    let declared = Decimal::new(entry.declared.or_zero().0, 2);
    let in_dollars = apart > thresholds.min_difference_dollars;
    let in_share = apart > thresholds.min_difference_share * declared;
    in_dollars || in_share && apart > thresholds.rounding_dollars
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    number: Option<Hts>,
    up: bool,
    entries: &[&Entry],
    whole: &[LineIx],
) -> Finding {
    let label = number.map_or_else(
        || "Entries of several numbers".to_owned(),
        |n| n.to_string(),
    );
    let subject = Subject {
        kind: if number.is_some() {
            SubjectKind::Number
        } else {
            SubjectKind::Entries
        },
        key: format!("number/{label}"),
        label,
        evidence: Evidence::Exact,
    };
    let pattern = if up { "increase" } else { "decrease" };
    let mut lines: Vec<LineIx> = entries
        .iter()
        .flat_map(|e| e.lines.iter().copied())
        .collect();
    lines.order();
    let mut finding = draft::finding(cx, detector, &subject, pattern, lines.clone(), whole);
    finding.duty_effect = if up {
        DutyEffect::Lowers
    } else {
        DutyEffect::Unclear
    };
    let refunded = entries.iter().all(|entry| {
        let mut lines = entry.lines.iter().map(|ix| cx.profile.line(*ix));
        lines.any(|line| bears_refunded(cx, thresholds, line))
    });
    let interest = up
        && entries
            .iter()
            .all(|entry| is_interest(cx, thresholds, entry));
    finding.checks = vec![
        Check::new("refund_programme", Some(refunded)),
        Check::new("interest", Some(interest)),
    ];
    let sum: Cents = entries.iter().map(|entry| entry.difference()).sum();
    let dates = draft::dates(cx, &lines);
    let months: BTreeSet<i32> = dates.iter().map(|day| day.month_index()).collect();
    finding.facts = vec![
        draft::fact("Liquidated against declared duty", sum.to_string()),
        draft::fact("Entries of", counted(months.len(), "month", "months")),
    ];
    finding.picture = by_month(cx, whole, &lines);
    finding
}

/// Whether a line carries a heading of duties that are refunded.
fn bears_refunded(cx: &Context<'_>, thresholds: &Thresholds, line: LineRef<'_>) -> bool {
    line.additional().any(|hts| {
        cx.pack.measures.measures.iter().any(|measure| {
            thresholds.refunded_programmes.contains(&measure.programme) && measure.declares(hts)
        })
    })
}

/// Whether the difference is no more than interest on the declared duty from
/// entry to liquidation.
fn is_interest(cx: &Context<'_>, thresholds: &Thresholds, entry: &Entry) -> bool {
    let (Some(from), Some(to)) = (entry.entered, entry.closed) else {
        return false;
    };
    let Some(period) = cx.pack.interest.on(from) else {
        return false;
    };
    let days = Decimal::from(to.since(from).max(0));
    let year = Decimal::from(365);
    let interest = Decimal::from(entry.declared.or_zero().0) * period.under * days / year;
    let apart = (Decimal::from(entry.difference().0) - interest).abs();
    apart <= interest * thresholds.interest_tolerance_share
}

/// The changed share of value by month of entry.
fn by_month(cx: &Context<'_>, whole: &[LineIx], lines: &[LineIx]) -> Picture {
    let changed: BTreeSet<LineIx> = lines.iter().copied().collect();
    let mut months: BTreeMap<i32, (String, Cents, Cents)> = BTreeMap::new();
    for line in whole.iter().map(|ix| cx.profile.line(*ix)) {
        let Some(date) = line.entry_date() else {
            continue;
        };
        let label = format!("{}-{:02}", date.year(), date.date().month());
        let month = months
            .entry(date.month_index())
            .or_insert((label, Cents::ZERO, Cents::ZERO));
        month.1 += line.value().or_zero();
        if changed.contains(&line.ix()) {
            month.2 += line.value().or_zero();
        }
    }
    Picture::Shares {
        title: "Share of the value entered in each month that changed at liquidation".to_owned(),
        bars: months
            .into_values()
            .map(|(label, all, part)| Bar {
                label,
                share_ppm: crate::grade::share_ppm(part, all),
                value: Some(part),
                marked: false,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
    use rust_decimal::Decimal;
    use rust_decimal::prelude::ToPrimitive;

    /// An entry of declared and liquidated duty in cents, beside one that closed as
    /// declared.
    fn entry(declared: i64, liquidated: i64) -> Case {
        let (declared, liquidated) = (dollars(declared), dollars(liquidated));
        rows(format!(
            "date       sku  hts        value duty       liqduty      liq
             2024-01-10 PX10 8509400025 10000 {declared} {liquidated} 2024-11-22
             2024-03-10 PX10 8509400025 10000 420        420          2025-01-24"
        ))
    }

    #[test]
    fn positive() {
        check(
            "HIS-2",
            &[
                (
                    "more at liquidation",
                    entry(42_000, 48_300),
                    &["8509.40: increase critical"],
                ),
                (
                    "a line of a large entry was advanced",
                    entry(20_000_000, 20_100_000),
                    &["8509.40: increase critical"],
                ),
                (
                    "the entry's figure on its first row alone",
                    rows(
                        "entry line date       sku  hts        value duty liqduty
                         E1    1    2024-01-10 PX10 8509400025 10000 420  1600
                         E1    2    2024-01-10 PY20 6302600020 10000 910  -",
                    ),
                    &["Entries of several numbers: increase critical"],
                ),
                (
                    "a refund is noted",
                    entry(42_000, 30_000),
                    &["8509.40: decrease info"],
                ),
            ],
        );
    }

    /// ACE gives the total of the entry on every line.
    fn total(total: u32) -> Case {
        rows(format!(
            "entry line date       sku  hts        value duty liqduty
             E1    1    2024-01-10 PX10 8509400025 10000 420  {total}
             E1    2    2024-01-10 PY20 6302600020 10000 910  {total}"
        ))
    }

    #[test]
    fn negative() {
        check(
            "HIS-2",
            &[
                ("as declared", entry(42_000, 42_000), &[]),
                ("cents of rounding", entry(42_000, 42_040), &[]),
                ("a total on every line is one total", total(1330), &[]),
                (
                    "as well where the rows name no line",
                    rows(
                        "entry line date       sku  hts        value duty liqduty
                         E1    0    2024-01-10 PX10 8509400025 10000 420  1330
                         E1    0    2024-01-10 PY20 6302600020 10000 910  1330",
                    ),
                    &[],
                ),
                (
                    "a line's own figure beside a line without one",
                    rows(
                        "entry line date       sku  hts        value duty liqduty
                         E1    1    2024-01-10 PX10 8509400025 10000 420  420
                         E1    2    2024-01-10 PY20 6302600020 10000 910  -",
                    ),
                    &[],
                ),
                (
                    "no liquidated duty",
                    rows("date sku hts value duty\n2024-01-10 PX10 8509400025 10000 420"),
                    &["not assessed: no liquidated duty"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let cents = |name: &str| {
            let dollars: Decimal = threshold("HIS-2", name);
            (dollars * Decimal::ONE_HUNDRED).to_i64().unwrap()
        };
        // By dollars on a duty of which they are little; by share on a small one.
        let (large, small) = (10_000_000, 50_000);
        let by_dollars = |more: i64| entry(large, large + cents("min_difference_dollars") + more);
        let share = part("HIS-2", "min_difference_share", small);
        let by_share = |more: i64| entry(small, small + share + more);
        let tiny = |more: i64| entry(1000, 1000 + cents("rounding_dollars") + more);
        const FOUND: &[&str] = &["8509.40: increase critical"];
        check(
            "HIS-2",
            &[
                ("at the dollars", by_dollars(0), &[]),
                ("a cent beyond", by_dollars(1), FOUND),
                ("at the share", by_share(0), &[]),
                ("a cent beyond it", by_share(1), FOUND),
                ("as much as rounding comes to", tiny(0), &[]),
                ("a cent more", tiny(1), FOUND),
                (
                    "one total that is a cent beyond the dollars",
                    total(1351),
                    &["Entries of several numbers: increase critical"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let refunded = rows(
            "entry ord date       sku  hts        value duty liqduty coo
             E1    1   2025-03-10 PX10 99030124   0     1000 0       CN
             E1    2   2025-03-10 PX10 8509400025 10000 420  420     CN",
        );
        check(
            "HIS-2",
            &[
                // 8 % on $420 over 317 days.
                (
                    "interest",
                    entry(42_000, 44_918),
                    &["explained, 8509.40: interest"],
                ),
                (
                    "a programme that is refunded",
                    refunded,
                    &["explained, 8509.40: refund_programme"],
                ),
            ],
        );
    }
}
