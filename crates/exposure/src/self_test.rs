//! The worked examples that every pack carries, reproduced before it is used.
//!
//! A pack whose own examples do not come out is not to be relied on: a rate was
//! mistyped, or the examples were not brought up to date with the law. Each
//! example is worked out from what it gives, and everything that it expects has
//! to be there and equal.

use crate::derivation::Draft;
use crate::fees;
use crate::interest::growth;
use crate::limitation::Limitation;
use crate::money;
use crate::penalty::{self, Base, Matrix};
use customs::{Cents, Day};
use rulebook::figures::RuleId;
use rulebook::self_tests::Case;
use rulebook::{Culpability, Pack};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// An example that did not come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The example and the case in it, from 1, such as `E2.1`.
    pub example: String,
    /// What was expected.
    pub key: String,
    /// The value that the pack expects.
    pub expected: String,
    /// The value worked out; empty where there is none.
    pub found: String,
}

/// The examples worked out here. Others are about the whole assessment.
const EXAMPLES: [&str; 11] = [
    "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E12",
];

/// Works out every example of a pack; empty when all come out.
#[must_use]
pub fn failures(pack: &Pack) -> Vec<Failure> {
    let mut failures = Vec::new();
    for id in EXAMPLES {
        for (at, case) in pack.self_tests.cases(id).iter().enumerate() {
            let found = Worked::of(pack, case).0;
            for (key, expected) in &case.expect {
                let value = found.get(key);
                if !value.is_some_and(|value| holds(value, expected)) {
                    failures.push(Failure {
                        example: format!("{id}.{}", at + 1),
                        key: key.clone(),
                        expected: expected.to_string(),
                        found: value.map(Value::to_string).unwrap_or_default(),
                    });
                }
            }
        }
    }
    failures
}

/// Whether everything expected is there and equal.
fn holds(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|found| holds(found, value))),
        _ => found == expected,
    }
}

/// Everything that follows from what a case gives.
struct Worked(Map<String, Value>);

impl Worked {
    fn of(pack: &Pack, case: &Case) -> Self {
        let mut worked = Self(Map::new());
        let given = Given(&case.given);
        worked.fees(pack, &given);
        let loss = worked.loss(&given);
        let interest = worked.interest(pack, &given, loss);
        worked.penalties(pack, &given, loss, interest);
        worked.dates(pack, &given);
        worked
    }

    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn money(&mut self, key: &str, amount: Option<Cents>) {
        if let Some(amount) = amount {
            self.put(key, plain(amount));
        }
    }

    fn fees(&mut self, pack: &Pack, given: &Given<'_>) {
        let day = match given.whole("fiscal_year") {
            Some(year) => Day::ymd(i16::try_from(year).unwrap_or_default(), 1, 1),
            None => given.day("entry").or_else(|| given.first_day("entries")),
        };
        let Some(year) = day.and_then(|day| pack.fees.mpf_bounds(day)) else {
            return;
        };
        let mpf = |value| fees::mpf(year, value);
        if let Some(declared) = given.money("declared") {
            let correct = declared + given.money("assist").unwrap_or_default();
            self.money("mpf_filed", mpf(declared).map(|fee| fee.fee));
            self.money("mpf_raw", mpf(correct).map(|fee| fee.raw));
            self.money("mpf_correct", mpf(correct).map(|fee| fee.fee));
            let change = |a: Option<Cents>, b: Option<Cents>| Some(a? - b?);
            let fee = |value| mpf(value).map(|fee| fee.fee);
            self.money("mpf", change(fee(correct), fee(declared)));
            let by_vessel = given
                .text("mode")
                .is_some_and(|mode| pack.fees.hmf.is_owed_by(mode));
            let hmf = |value| {
                if by_vessel {
                    fees::hmf(&pack.fees, value)
                } else {
                    Some(Cents::ZERO)
                }
            };
            self.money("hmf_filed", hmf(declared));
            self.money("hmf_correct", hmf(correct));
            self.money("hmf", change(hmf(correct), hmf(declared)));
        } else if let Some(value) = given.money("value") {
            self.money("raw", mpf(value).map(|fee| fee.raw));
            self.money("mpf_raw", mpf(value).map(|fee| fee.raw));
            self.money("mpf", mpf(value).map(|fee| fee.fee));
            let by_vessel = given
                .text("mode")
                .is_some_and(|mode| pack.fees.hmf.is_owed_by(mode));
            self.money(
                "hmf",
                if by_vessel {
                    fees::hmf(&pack.fees, value)
                } else {
                    Some(Cents::ZERO)
                },
            );
        }
    }

    fn loss(&mut self, given: &Given<'_>) -> Option<Cents> {
        let value = given.money("value");
        let of = |rate: Option<Decimal>| money::share(value?, rate?);
        let loss = if let (Some(filed), Some(correct)) = (
            of(given.rate("filed_rate").or_else(|| given.rates("filed"))),
            of(given
                .rate("correct_rate")
                .or_else(|| given.rates("correct"))),
        ) {
            self.money("filed_duty", Some(filed));
            self.money("correct_duty", Some(correct));
            let (short, gone) = given.differences();
            self.money("gross_short", of(Some(short)));
            self.money("displaced", of(Some(gone)));
            correct - filed
        } else if let (Some(assist), Some(rate)) = (given.money("assist"), given.rate("rate")) {
            let duty = money::share(assist, rate)?;
            self.money("duty", Some(duty));
            duty + self.read("mpf")? + self.read("hmf")?
        } else if let Some(entries) = given.count("entries") {
            let duty = of(given.rate("rate"))?;
            let each = duty + self.read("mpf")? + self.read("hmf")?;
            self.money("duty", Some(duty));
            self.money("each", Some(each));
            (0..entries).map(|_| each).sum()
        } else if let (Some(entered), Some(rate)) =
            (given.money("entered"), given.rate("missed_rate"))
        {
            money::share(entered, rate)?
        } else if given.money("dutiable_value").is_some() {
            Cents::ZERO
        } else {
            return None;
        };
        self.money("loss", Some(loss));
        Some(loss)
    }

    fn interest(&mut self, pack: &Pack, given: &Given<'_>, loss: Option<Cents>) -> Option<Cents> {
        let principal = given.money("principal").or(loss)?;
        let due = |entry| pack.deadlines.summary_due.due(entry, &pack.holidays);
        let from = given
            .day("from")
            .or_else(|| given.day("liquidated"))
            .or_else(|| given.day("entry").map(due))?;
        let to = given
            .day("to")
            .or_else(|| given.day("tender"))
            .or_else(|| given.day("as_of"))?;
        let growth = growth(&pack.interest, from, to).ok()?;
        let segments: Vec<Value> = growth
            .segments
            .iter()
            .map(|s| {
                json!({
                    "days": s.days,
                    "rate": s.rate.to_string(),
                    "year_days": s.year_days,
                    "factor": money::factor(s.factor),
                })
            })
            .collect();
        let interest = growth.on(principal)?;
        self.put("due", from.to_string());
        self.put("days", growth.segments.iter().map(|s| s.days).sum::<u32>());
        self.put("segments", segments);
        self.put("factor", money::factor(growth.factor));
        self.money("interest", Some(interest));
        Some(interest)
    }

    fn penalties(
        &mut self,
        pack: &Pack,
        given: &Given<'_>,
        loss: Option<Cents>,
        interest: Option<Cents>,
    ) -> Option<()> {
        let figure = |rule, amount| Draft::new(&pack.figures, rule).amount(amount);
        let loss = figure(RuleId::TotalLoss, loss?);
        let dutiable = given.money("dutiable_value").unwrap_or_default();
        let dutiable = figure(RuleId::DutiableValue, dutiable);
        let interest = interest.map(|amount| figure(RuleId::InterestTotal, amount));
        let domestic = given
            .money("domestic_value")
            .map(|amount| penalty::domestic_entered(pack, amount));
        let uncapped = Base {
            loss: &loss,
            dutiable: &dutiable,
            interest: interest.as_ref(),
            domestic: None,
        };
        let capped = Base {
            domestic: domestic.as_ref(),
            ..uncapped.clone()
        };
        let (capped, uncapped) = (Matrix::of(pack, &capped)?, Matrix::of(pack, &uncapped)?);
        for (row, free) in capped.rows.iter().zip(&uncapped.rows) {
            let amounts = [
                ("max", row.maximum.figure.as_ref()),
                ("uncapped_max", free.maximum.figure.as_ref()),
                ("low", Some(&row.guideline_low)),
                ("high", Some(&row.guideline_high)),
                ("uncapped_high", Some(&free.guideline_high)),
                ("disclosed", row.disclosed_total.as_ref()),
            ];
            let cell: Map<String, Value> = amounts
                .into_iter()
                .filter_map(|(key, figure)| Some((key.to_owned(), plain(figure?.amount).into())))
                .collect();
            let key = match row.culpability {
                Culpability::Negligence => "negligence",
                Culpability::GrossNegligence => "gross_negligence",
                Culpability::Fraud => "fraud",
            };
            self.put(key, cell);
        }
        Some(())
    }

    fn dates(&mut self, pack: &Pack, given: &Given<'_>) {
        let deadlines = &pack.deadlines;
        if let (Some(entry), Some(as_of)) = (given.day("entry"), given.day("as_of"))
            && let Some(limit) = Limitation::of(pack, Some(entry), None, as_of)
        {
            self.put("inside", limit.is_inside());
            self.put("ends", limit.last.to_string());
            self.put("days_left", limit.days_left);
        }
        if let Some(entry) = given.day("entry") {
            let from_entry = deadlines.psc_after_entry.due(entry, &pack.holidays);
            let liquidation = entry.plus(deadlines.liquidation_estimate.count);
            let before = deadlines
                .psc_before_liquidation
                .due(liquidation, &pack.holidays);
            self.put("psc_from_entry", from_entry.to_string());
            self.put("liquidation_before_friday", liquidation.to_string());
            self.put("psc_from_liquidation_before_friday", before.to_string());
            self.put("psc", from_entry.min(before).to_string());
        }
        if let Some(liquidated) = given.day("liquidated") {
            let due =
                |offset: &rulebook::Offset| offset.due(liquidated, &pack.holidays).to_string();
            self.put("protest", due(&deadlines.protest));
            self.put(
                "voluntary_reliquidation",
                due(&deadlines.voluntary_reliquidation),
            );
        }
    }

    fn read(&self, key: &str) -> Option<Cents> {
        Cents::parse(self.0.get(key)?.as_str()?).ok()?
    }
}

/// What a case gives, read as types.
struct Given<'a>(&'a Map<String, Value>);

impl<'a> Given<'a> {
    fn text(&self, key: &str) -> Option<&'a str> {
        self.0.get(key)?.as_str()
    }

    fn money(&self, key: &str) -> Option<Cents> {
        Cents::parse(self.text(key)?).ok()?
    }

    fn rate(&self, key: &str) -> Option<Decimal> {
        self.text(key)?.parse().ok()
    }

    fn day(&self, key: &str) -> Option<Day> {
        Day::parse(self.text(key)?).ok()
    }

    fn whole(&self, key: &str) -> Option<i64> {
        self.0.get(key)?.as_i64()
    }

    fn count(&self, key: &str) -> Option<usize> {
        self.0.get(key)?.as_array().map(Vec::len)
    }

    fn first_day(&self, key: &str) -> Option<Day> {
        Day::parse(self.0.get(key)?.as_array()?.first()?.as_str()?).ok()
    }

    fn parts(&self, key: &str) -> Vec<(&'a str, Decimal)> {
        let Some(parts) = self.0.get(key).and_then(Value::as_object) else {
            return Vec::new();
        };
        parts
            .iter()
            .filter_map(|(name, rate)| Some((name.as_str(), rate.as_str()?.parse().ok()?)))
            .collect()
    }

    fn rates(&self, key: &str) -> Option<Decimal> {
        let parts = self.parts(key);
        (!parts.is_empty()).then(|| parts.iter().map(|(_, rate)| *rate).sum())
    }

    /// What `correct` adds and what of `filed` it drops, part by part.
    fn differences(&self) -> (Decimal, Decimal) {
        let (filed, correct) = (self.parts("filed"), self.parts("correct"));
        let of = |parts: &[(&str, Decimal)], name: &str| -> Decimal {
            parts
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, rate)| *rate)
                .unwrap_or_default()
        };
        let excess = |a: &[(&str, Decimal)], b: &[(&str, Decimal)]| -> Decimal {
            a.iter()
                .map(|(name, rate)| (*rate - of(b, name)).max(Decimal::ZERO))
                .sum()
        };
        (excess(&correct, &filed), excess(&filed, &correct))
    }
}

/// An amount as the pack writes it: `1234.50`.
fn plain(amount: Cents) -> String {
    money::dollars(amount).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failing(pack: &Pack) -> Vec<Failure> {
        failures(pack)
    }

    #[test]
    fn the_embedded_pack_comes_out() {
        let pack = Pack::embedded().unwrap();
        assert_eq!(failing(&pack), []);
        for id in EXAMPLES {
            assert!(!pack.self_tests.cases(id).is_empty(), "{id}");
        }
    }

    #[test]
    fn a_mistyped_rate_is_found() {
        let mut pack = Pack::embedded().unwrap();
        for period in &mut pack.interest.periods {
            if period.holds(Day::ymd(2026, 5, 1).unwrap()) {
                period.under = Decimal::new(8, 2);
            }
        }
        let failed: Vec<String> = failing(&pack).into_iter().map(|f| f.example).collect();
        for id in ["E2.1", "E3.1", "E4.1", "E10.2"] {
            assert!(failed.iter().any(|example| example == id), "{id}");
        }
        assert!(!failed.iter().any(|example| example == "E10.1"));
    }
}
