//! The loss of duties on one line: correct duty less filed duty, on the *whole*
//! line, so that a chapter 99 duty which the correct treatment displaces is
//! netted inside it.
//!
//! Several findings may touch a line. They are not added up; the line is worked
//! out once with all that they would change:
//!
//! - of several values, the highest;
//! - of several numbers, the one with the highest total rate;
//! - further rates of different measures together, of one measure once;
//! - a number's total rate as observed already holds further rates, so of the
//!   two ways the higher one counts, never both.
//!
//! More findings can therefore only raise a line's loss, and no dollar is
//! counted twice.

use crate::change::Change;
use crate::money;
use crate::rates::{Claim, Origin, Rate, Rates, Unquantified};
use customs::hts::Level;
use customs::{Cents, Hts};
use profile::{LineIx, LineRef};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

pub use rulebook::figures::Reading;

/// A part of the duty that a line would bear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// The value that it is on.
    pub base: Cents,
    /// The rate; `None` where the filed amount was taken over as it stands.
    pub rate: Option<Rate>,
    /// The measure, for a further rate.
    pub measure: String,
    /// The amount; negative for a filed duty that a further rate displaces.
    pub amount: Cents,
}

/// One line, worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineLoss {
    /// The line.
    pub line: LineIx,
    /// Goods value as filed.
    pub filed_value: Cents,
    /// Goods value as it would be.
    pub value: Cents,
    /// Duty as filed, or as the filed number bears where the file has none.
    pub filed: Cents,
    /// The rate that stands for an absent filed duty.
    pub filed_by: Option<Rate>,
    /// Duty as it would be.
    pub correct: Cents,
    /// What that is made of; empty where nothing could be worked out.
    pub components: Vec<Component>,
    /// Whether the preference claim would fall.
    pub claim_falls: bool,
    /// Whether the line would owe a processing fee that its entry did not bear.
    pub fee_owed: bool,
    /// Whether the line is exempt from a processing fee that its entry bore.
    pub fee_spared: bool,
    /// Why the line, or a part of what is asked about it, has no amount.
    pub open: Option<Unquantified>,
}

impl LineLoss {
    /// Correct less filed, where that is more.
    #[must_use]
    pub fn loss(&self) -> Cents {
        (self.correct - self.filed).or_zero()
    }

    /// Filed less correct, where that is more. Never netted.
    #[must_use]
    pub fn overpaid(&self) -> Cents {
        (self.filed - self.correct).or_zero()
    }

    /// What is short before displaced duty is netted: the sum of what the
    /// further rates add.
    #[must_use]
    pub fn gross_short(&self) -> Cents {
        self.components
            .iter()
            .filter(|c| !c.measure.is_empty() && c.amount.is_positive())
            .map(|c| c.amount)
            .sum()
    }

    /// What is displaced.
    #[must_use]
    pub fn displaced(&self) -> Cents {
        self.components.iter().map(|c| (-c.amount).or_zero()).sum()
    }

    /// Whether the line would bear a processing fee that it did not bear.
    #[must_use]
    pub fn owes_fee(&self) -> bool {
        self.claim_falls || self.fee_owed
    }

    fn unchanged(line: LineRef<'_>, open: Option<Unquantified>) -> Self {
        let filed = line.duty().unwrap_or_default();
        Self {
            line: line.ix(),
            filed_value: line.value(),
            value: line.value(),
            filed,
            filed_by: None,
            correct: filed,
            components: Vec::new(),
            claim_falls: false,
            fee_owed: false,
            fee_spared: false,
            open,
        }
    }
}

/// What the numbers in question would make of the rate.
struct Numbers {
    /// The highest known rate of a number other than the filed one.
    other: Option<Rate>,
    /// Whether some finding finds the filed number itself in place.
    filed_stands: bool,
    /// A rate that no source has.
    open: Option<Unquantified>,
}

impl Numbers {
    fn take(&mut self, rate: Result<Rate, Unquantified>) {
        match rate {
            Ok(rate) => {
                if self.other.as_ref().is_none_or(|best| best.rate < rate.rate) {
                    self.other = Some(rate);
                }
            }
            Err(reason) => self.open = Some(reason),
        }
    }
}

/// Whether the rate of one number is the line's: not where several carry value,
/// or where chapter 98 spares a part of it.
pub(crate) fn has_one_rate(line: LineRef<'_>) -> bool {
    !line.is_multi_tariff() && !line.has_special_classification()
}

fn numbers<'c>(
    rates: &Rates<'_>,
    line: LineRef<'_>,
    changes: impl Iterator<Item = &'c Change<'c>>,
    reading: Reading,
) -> Numbers {
    let mut found = Numbers {
        other: None,
        filed_stands: false,
        open: None,
    };
    let filed = line.hts8();
    let is_one_number = has_one_rate(line);
    for change in changes {
        match change {
            Change::Number(_) | Change::NoClaim if !is_one_number => {
                found.open = Some(Unquantified::ByNature);
            }
            Change::Number(other) => {
                let also: &[Hts] = if reading == Reading::High {
                    &other.candidates
                } else {
                    &[]
                };
                for number in std::iter::once(&other.likely).chain(also) {
                    if filed == Some(number.at(Level::RateLine)) {
                        found.filed_stands = true;
                    } else {
                        found.take(rates.of(line, *number, Claim::AsFiled(line.spi())));
                    }
                }
            }
            Change::NoClaim => found.take(match filed {
                Some(number) => rates.of(line, number, Claim::Without),
                None => Err(Unquantified::NoRate),
            }),
            Change::Value(_)
            | Change::Further { .. }
            | Change::FeeOwed
            | Change::FeeSpared
            | Change::ByNature => {}
        }
    }
    found
}

/// A further rate.
struct Further<'c> {
    source: &'c str,
    rate: Decimal,
    displaces: Decimal,
    entered: bool,
}

impl Further<'_> {
    fn net(&self) -> Decimal {
        self.rate - self.displaces
    }
}

/// The further rates, by measure.
type Measures<'c> = BTreeMap<&'c str, Further<'c>>;

/// The further rates, one a measure: the one that adds most.
fn further<'c>(changes: impl Iterator<Item = &'c Change<'c>>) -> Measures<'c> {
    let mut measures = Measures::new();
    for change in changes {
        if let Change::Further {
            source,
            measure,
            rate,
            displaces,
            entered,
        } = change
        {
            let this = Further {
                source,
                rate: **rate,
                displaces: **displaces,
                entered: *entered,
            };
            match measures.get(*measure) {
                Some(best) if best.net() >= this.net() => {}
                _ => {
                    measures.insert(measure, this);
                }
            }
        }
    }
    measures
}

/// Works a line out with these changes. `None` past what cents can hold.
#[must_use]
pub fn work_out<'c>(
    rates: &Rates<'_>,
    line: LineRef<'_>,
    changes: impl Iterator<Item = &'c Change<'c>> + Clone,
    reading: Reading,
) -> Option<LineLoss> {
    // The entry as a whole decides a fee, so that its change moves no duty.
    let of_duty = changes
        .clone()
        .filter(|change| !matches!(change, Change::FeeOwed | Change::FeeSpared));
    let mut loss = duty(rates, line, of_duty, reading)?;
    loss.fee_owed = changes.clone().any(|change| *change == Change::FeeOwed);
    loss.fee_spared = changes.into_iter().any(|c| *c == Change::FeeSpared);
    Some(loss)
}

/// The line with all that changes its duty or its value.
fn duty<'c>(
    rates: &Rates<'_>,
    line: LineRef<'_>,
    changes: impl Iterator<Item = &'c Change<'c>> + Clone,
    reading: Reading,
) -> Option<LineLoss> {
    if !rates.deposits(line) {
        return Some(LineLoss::unchanged(line, Some(Unquantified::NoDeposit)));
    }
    let by_nature = changes.clone().any(|c| *c == Change::ByNature);
    let mut open = by_nature.then_some(Unquantified::ByNature);
    if changes.clone().all(|c| *c == Change::ByNature) {
        return Some(LineLoss::unchanged(line, open));
    }
    let filed_value = line.value();
    if !filed_value.is_positive() {
        return Some(LineLoss::unchanged(line, Some(Unquantified::NoValue)));
    }
    let filed_by = match (line.duty(), line.hts8()) {
        (Some(_), _) => None,
        (None, Some(number)) => rates.of(line, number, Claim::AsFiled(line.spi())).ok(),
        (None, None) => None,
    };
    let filed = match (line.duty(), &filed_by) {
        (Some(duty), _) => duty,
        (None, Some(rate)) => money::share(filed_value, rate.rate)?,
        (None, None) => return Some(LineLoss::unchanged(line, Some(Unquantified::NoDuty))),
    };
    let numbers = numbers(rates, line, changes.clone(), reading);
    open = numbers.open.or(open);
    let filed_rate = money::ratio(filed, filed_value)?;
    let raises = numbers
        .other
        .as_ref()
        .is_some_and(|other| other.rate > filed_rate);
    let mut measures = further(changes.clone());
    let adds = measures.values().any(|m| m.net() > Decimal::ZERO);
    let value = value(changes.clone(), filed_value, raises || adds);
    // A measure that would displace more than it adds lowers the line only
    // where nothing else raises it.
    if adds || numbers.other.is_some() || value > filed_value {
        measures.retain(|_, m| m.net() > Decimal::ZERO);
    }
    let components = choose(&numbers, filed, filed_value, value, filed_rate, &measures)?;
    let sum: Cents = components.iter().map(|c| c.amount).sum();
    // The file rounds its own duty to the cent, so a difference of one cent on
    // the same value says nothing.
    let is_rounding = value == filed_value && (sum.0 - filed.0).abs() <= 1;
    Some(LineLoss {
        line: line.ix(),
        filed_value,
        value,
        filed,
        filed_by,
        correct: if is_rounding { filed } else { sum },
        components,
        // What chapter 98 exempts from the fee needs no claim for it.
        claim_falls: changes.clone().any(|c| *c == Change::NoClaim)
            && !line.has_special_classification(),
        fee_owed: false,
        fee_spared: false,
        open,
    })
}

/// The highest value in question. A lower value than the filed one counts only
/// where nothing else raises the line.
fn value<'c>(
    changes: impl Iterator<Item = &'c Change<'c>>,
    filed: Cents,
    is_raised: bool,
) -> Cents {
    let highest = changes
        .filter_map(|change| match change {
            Change::Value(value) => Some(value.or_zero()),
            _ => None,
        })
        .max()
        .unwrap_or(filed);
    if is_raised {
        highest.max(filed)
    } else {
        highest
    }
}

/// The components by another number, or as filed with further rates: the
/// number's where nothing else is in question, else whichever is more.
fn choose(
    numbers: &Numbers,
    filed: Cents,
    filed_value: Cents,
    value: Cents,
    filed_rate: Decimal,
    measures: &Measures<'_>,
) -> Option<Vec<Component>> {
    let as_filed = as_filed_components(filed, filed_value, value, filed_rate, measures)?;
    let Some(rate) = &numbers.other else {
        return Some(as_filed);
    };
    let by_number = vec![Component {
        base: value,
        amount: money::share(value, rate.rate)?,
        rate: Some(rate.clone()),
        measure: String::new(),
    }];
    let sum = |components: &[Component]| -> Cents { components.iter().map(|c| c.amount).sum() };
    let stays = numbers.filed_stands || !measures.is_empty() || value > filed_value;
    if stays && sum(&as_filed) >= sum(&by_number) {
        Some(as_filed)
    } else {
        Some(by_number)
    }
}

fn as_filed_components(
    filed: Cents,
    filed_value: Cents,
    value: Cents,
    filed_rate: Decimal,
    measures: &Measures<'_>,
) -> Option<Vec<Component>> {
    let taken_over = Component {
        base: value,
        rate: None,
        measure: String::new(),
        amount: filed,
    };
    let mut components = vec![if value == filed_value {
        taken_over
    } else {
        Component {
            rate: Some(Rate::stated(filed_rate, Origin::Filed, None)),
            amount: money::share(value, filed_rate)?,
            ..taken_over
        }
    }];
    for further in measures.values() {
        let origin = if further.entered {
            Origin::Entered
        } else {
            Origin::Finding
        };
        for fraction in [further.rate, -further.displaces] {
            if !fraction.is_zero() {
                components.push(Component {
                    base: value,
                    rate: Some(Rate::stated(fraction, origin, None)),
                    measure: further.source.to_owned(),
                    amount: money::share(value, fraction)?,
                });
            }
        }
    }
    Some(components)
}
