//! What each column is good for: which checks it lets run.
//!
//! Which check needs which fields is the rule pack's to say; here it is only
//! counted, over the fields that all files together have.

use customs::{Field, FieldSet};
use serde::{Deserialize, Serialize};

/// A check by its needs.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// Its title, as shown.
    pub title: &'a str,
    /// The fields without which it does not run.
    pub needs: FieldSet,
    /// The fields that let it say more.
    pub helpful: FieldSet,
}

/// How much a field matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Use {
    /// Some check runs only with it.
    Required,
    /// No check needs it; some say more with it.
    Useful,
    /// No check looks at it.
    Unused,
}

impl Use {
    /// The use in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Useful => "useful",
            Self::Unused => "not used",
        }
    }
}

/// What a field unlocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlock {
    /// The field.
    pub field: Field,
    /// Whether a column means it.
    pub present: bool,
    /// How much it matters.
    pub weight: Use,
    /// The checks that run with it and not without it, the other columns being
    /// as they are.
    pub run: Vec<String>,
    /// The checks that run anyhow and say more with it.
    pub say_more: Vec<String>,
}

impl Unlock {
    /// What it unlocks, in one sentence: "With quantity, 6 more checks run and
    /// 2 say more." Empty when it unlocks nothing.
    #[must_use]
    pub fn sentence(&self) -> String {
        let many = |count: usize, one: &str, more: &str| match count {
            1 => one.to_owned(),
            count => format!("{count} {more}"),
        };
        let run = many(self.run.len(), "one more check runs", "more checks run");
        let more = many(self.say_more.len(), "one says more", "say more");
        let field = self.field.label();
        match (self.run.is_empty(), self.say_more.is_empty()) {
            (true, true) => String::new(),
            (false, true) => format!("With {field}, {run}."),
            (true, false) => {
                let more = many(
                    self.say_more.len(),
                    "one check says more",
                    "checks say more",
                );
                format!("With {field}, {more}.")
            }
            (false, false) => format!("With {field}, {run} and {more}."),
        }
    }
}

/// What every field unlocks, beside the fields in `present`: first those that
/// unlock most.
#[must_use]
pub fn unlocks(present: FieldSet, checks: &[Check<'_>]) -> Vec<Unlock> {
    let mut unlocks: Vec<Unlock> = Field::ALL
        .iter()
        .map(|field| of_field(*field, present, checks))
        .collect();
    // A stable sort: among equals the fields keep their order.
    unlocks.sort_by_key(|unlock| {
        (
            unlock.weight,
            std::cmp::Reverse((unlock.run.len(), unlock.say_more.len())),
        )
    });
    unlocks
}

fn of_field(field: Field, present: FieldSet, checks: &[Check<'_>]) -> Unlock {
    let mut with = present;
    with.insert(field);
    let titles = |wanted: &dyn Fn(&Check<'_>) -> bool| -> Vec<String> {
        let found = checks
            .iter()
            .filter(|check| check.needs.iter().all(|need| with.contains(need)))
            .filter(|check| wanted(check));
        found.map(|check| check.title.to_owned()).collect()
    };
    let needed = |check: &Check<'_>| check.needs.contains(field);
    let helpful = |check: &Check<'_>| !needed(check) && check.helpful.contains(field);
    let weight = if checks.iter().any(needed) {
        Use::Required
    } else if checks.iter().any(helpful) {
        Use::Useful
    } else {
        Use::Unused
    };
    Unlock {
        field,
        present: present.contains(field),
        weight,
        run: titles(&needed),
        say_more: titles(&helpful),
    }
}

/// The fields that are missing and would unlock something, first those that
/// unlock most.
#[must_use]
pub fn missing(present: FieldSet, checks: &[Check<'_>]) -> Vec<Unlock> {
    let mut missing = unlocks(present, checks);
    missing.retain(|unlock| {
        let nothing = unlock.run.is_empty() && unlock.say_more.is_empty();
        !unlock.present && !nothing
    });
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(fields: &[Field]) -> FieldSet {
        fields.iter().copied().collect()
    }

    fn checks() -> [Check<'static>; 3] {
        [
            Check {
                title: "Unit values",
                needs: set(&[Field::GoodsValue, Field::Qty1]),
                helpful: set(&[Field::Sku]),
            },
            Check {
                title: "Quantities",
                needs: set(&[Field::Qty1]),
                helpful: set(&[Field::Sku, Field::Uom1]),
            },
            Check {
                title: "Origin",
                needs: set(&[Field::Coo, Field::Mid]),
                helpful: FieldSet::EMPTY,
            },
        ]
    }

    #[test]
    fn a_missing_column_is_told_by_what_it_unlocks() {
        let missing = missing(set(&[Field::GoodsValue]), &checks());
        let said: Vec<String> = missing.iter().map(Unlock::sentence).collect();
        assert_eq!(said, ["With quantity, 2 more checks run."]);
    }

    #[test]
    fn a_present_column_is_told_by_what_would_stop() {
        let unlocks = unlocks(set(&[Field::GoodsValue, Field::Qty1]), &checks());
        let of = |field| unlocks.iter().find(|u| u.field == field).unwrap();
        assert_eq!(of(Field::Qty1).run, ["Unit values", "Quantities"]);
        assert_eq!(of(Field::GoodsValue).run, ["Unit values"]);
        assert_eq!(of(Field::Sku).weight, Use::Useful);
        assert_eq!(
            of(Field::Sku).sentence(),
            "With part number, 2 checks say more."
        );
        assert_eq!(of(Field::Port).weight, Use::Unused);
        assert_eq!(of(Field::Port).sentence(), "");
        // Two fields that only help together unlock nothing alone.
        assert_eq!(of(Field::Coo).sentence(), "");
        assert_eq!(of(Field::Coo).weight, Use::Required);
    }
}
