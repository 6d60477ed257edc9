//! Interest that compounds daily.
//!
//! I = P × (Π (1 + r ÷ d)^n − 1). A segment is a run of days with one yearly
//! rate r within one calendar year of d days; the first day of the whole span
//! is excluded and the last included. Segments therefore break where the rate
//! changes and at the end of a year, and nowhere else: neighbouring quarters
//! with the same rate are one segment.
//!
//! The factors are kept to the 28 digits of a decimal and shown to ten places;
//! the amount is rounded once, at the end.

use crate::derivation::{Draft, Figure, Source, SourceKind};
use crate::money;
use customs::{Cents, Day};
use rulebook::Pack;
use rulebook::figures::RuleId;
use rulebook::{Authority, Interest, InterestPeriod};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A run of days with one rate in one calendar year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// First day that bears interest.
    pub from: Day,
    /// Last day that bears interest.
    pub to: Day,
    /// How many days: n.
    pub days: u32,
    /// Yearly rate as a fraction: r.
    pub rate: Decimal,
    /// Days of the calendar year: d.
    pub year_days: u32,
    /// (1 + r ÷ d)^n.
    pub factor: Decimal,
    /// Whether the rate is carried forward, not yet published.
    pub provisional: bool,
    /// Where the rate comes from.
    pub authority: Authority,
}

/// The growth of one dollar over a span.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// The day that is excluded.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The segments, in order; none when nothing accrues.
    pub segments: Vec<Segment>,
    /// The product of their factors.
    pub factor: Decimal,
    /// Whether any rate is provisional.
    pub provisional: bool,
}

/// A day whose rate the pack does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRate(pub Day);

/// Days of a calendar year.
#[must_use]
pub fn year_days(year: i16) -> u32 {
    match (Day::ymd(year, 1, 1), Day::ymd(year, 12, 31)) {
        (Some(first), Some(last)) => last.since(first).unsigned_abs() + 1,
        _ => 365,
    }
}

fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    let (mut result, mut square, mut left) = (Decimal::ONE, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = result.checked_mul(square)?;
        }
        left >>= 1;
        if left > 0 {
            square = square.checked_mul(square)?;
        }
    }
    Some(result)
}

/// How an underpayment grows from one day (excluded) to another (included). A
/// span that ends before it begins does not grow.
///
/// # Errors
/// When the pack has no rate for a day of the span.
pub fn growth(rates: &Interest, from: Day, to: Day) -> Result<Growth, NoRate> {
    let mut growth = Growth {
        from,
        to,
        segments: Vec::new(),
        factor: Decimal::ONE,
        provisional: false,
    };
    let mut at = from;
    while at < to {
        let first = at.plus(1);
        let period = rates.on(first).ok_or(NoRate(first))?;
        let year_end = Day::ymd(first.year(), 12, 31).unwrap_or(to);
        let last = to.min(year_end).min(end_of_rate(rates, period, to));
        let days = last.since(at).unsigned_abs();
        let year_days = year_days(first.year());
        let factor = Decimal::ONE
            .checked_add(period.under / Decimal::from(year_days))
            .and_then(|daily| power(daily, days))
            .ok_or(NoRate(first))?;
        growth.factor = growth.factor.checked_mul(factor).ok_or(NoRate(first))?;
        let provisional = is_provisional(rates, first, last);
        growth.provisional |= provisional;
        growth.segments.push(Segment {
            from: first,
            to: last,
            days,
            rate: period.under,
            year_days,
            factor,
            provisional,
            authority: period.authority.clone(),
        });
        at = last;
    }
    Ok(growth)
}

/// The last day before the rate differs, looking no further than `limit`.
fn end_of_rate(rates: &Interest, period: &InterestPeriod, limit: Day) -> Day {
    let mut end = period.to.unwrap_or(limit);
    while end < limit {
        match rates.on(end.plus(1)) {
            Some(next) if next.under == period.under && next.to.is_none_or(|to| to > end) => {
                end = next.to.unwrap_or(limit);
            }
            _ => break,
        }
    }
    end
}

fn is_provisional(rates: &Interest, first: Day, last: Day) -> bool {
    rates
        .periods
        .iter()
        .any(|p| p.provisional && p.from <= last && p.to.is_none_or(|to| to >= first))
}

impl Growth {
    /// The interest on a principal, rounded to the cent. `None` past what
    /// cents can hold.
    #[must_use]
    pub fn on(&self, principal: Cents) -> Option<Cents> {
        let growth = self.factor.checked_sub(Decimal::ONE)?;
        money::share(principal, growth)
    }

    /// The same with its derivation: one input a segment. `note` is the id of
    /// the note that says where the count begins.
    #[must_use]
    pub fn figure(
        &self,
        pack: &Pack,
        principal: Cents,
        begins: Source,
        note: &str,
    ) -> Option<Figure> {
        let amount = self.on(principal)?;
        let texts = &pack.texts;
        let mut draft = Draft::new(&pack.figures, RuleId::Interest)
            .authority(&pack.interest.authority)
            .input("principal", principal, SourceKind::Computed)
            .input("from", self.from, begins)
            .input("to", self.to, SourceKind::AsOf);
        for segment in &self.segments {
            draft = draft.authority(&segment.authority).input(
                "segment",
                segment,
                SourceKind::Pack.at(segment.authority.cite()),
            );
        }
        Some(
            draft
                .say(&texts.interest_estimate)
                .say_if(self.provisional, &texts.provisional_rate)
                .note(note)
                .note_if(self.segments.is_empty(), "interest_not_begun")
                .value("factor", money::factor(self.factor))
                .amount(amount),
        )
    }
}

impl std::fmt::Display for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} to {}: (1 + {} ÷ {})^{} = {}",
            self.from,
            self.to,
            money::percent(self.rate),
            self.year_days,
            self.days,
            money::factor(self.factor)
        )
    }
}
