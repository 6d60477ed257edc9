//! By which names a field is known.

use customs::Field;

/// What intake asks of the rule pack.
pub trait Aliases {
    /// The field that a header names, if it is one of the field's known names.
    /// Case, spaces and punctuation do not matter.
    fn field_of(&self, header: &str) -> Option<Field>;
}

impl<F: Fn(&str) -> Option<Field>> Aliases for F {
    fn field_of(&self, header: &str) -> Option<Field> {
        self(header)
    }
}

/// A header as it is compared: letters and digits only, lower case.
pub(crate) fn normalised(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Words that say in which unit a column is, not what it is.
const UNIT_WORDS: [&str; 14] = [
    "usd",
    "us",
    "uscurrency",
    "dollars",
    "kg",
    "kgs",
    "kilograms",
    "lb",
    "lbs",
    "pounds",
    "amt",
    "amount",
    "code",
    "value",
];

/// How a header was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// It is a known name.
    Whole,
    /// It is a known name with something beside it: a unit, a number, a note
    /// in brackets.
    Core,
}

/// The field that a header names, directly or without what stands beside the
/// name.
pub(crate) fn field_of(header: &str, aliases: &dyn Aliases) -> Option<(Field, Match)> {
    let header = header.trim();
    if header.is_empty() || header.len() > 120 {
        return None;
    }
    if let Some(field) = aliases.field_of(header) {
        return Some((field, Match::Whole));
    }
    let core = |field: Option<Field>| field.map(|field| (field, Match::Core));
    // "HTS (US)", "Duty [USD]"
    if let Some(before) = header.split(['(', '[']).next()
        && before.len() < header.len()
        && let found @ Some(_) = core(aliases.field_of(before))
    {
        return found;
    }
    // "Entered Value USD"
    let words: Vec<&str> = header.split_whitespace().collect();
    if let Some((last, before)) = words.split_last()
        && !before.is_empty()
        && UNIT_WORDS.contains(&normalised(last).as_str())
        && let found @ Some(_) = core(aliases.field_of(&before.join(" ")))
    {
        return found;
    }
    // "HTS1" to "HTS8", "Additional HTS": several tariff numbers side by side.
    let plain = header.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '#');
    let plain = words
        .split_first()
        .filter(|(first, rest)| {
            !rest.is_empty()
                && matches!(
                    normalised(first).as_str(),
                    "additional"
                        | "secondary"
                        | "second"
                        | "other"
                        | "add"
                        | "addl"
                        | "extra"
                        | "ch99"
                        | "chapter99"
                        | "primary"
                        | "main"
                )
        })
        .map_or_else(|| plain.to_owned(), |(_, rest)| rest.join(" "));
    if plain.len() < header.len() {
        return core(
            aliases
                .field_of(&plain)
                .filter(|field| *field == Field::Hts),
        );
    }
    None
}
