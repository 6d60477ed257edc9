//! Sentences that the code shows by name.

use crate::authority::Authority;
use crate::read::record;
use std::fmt;
use std::ops::Deref;

record! {
    /// A sentence or two with its authority. Reads as the text itself.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Text {
        /// The words, with `{name}` where the code puts a value.
        pub text: String,
        /// Where they come from.
        pub authority: Authority,
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Text {
    /// The words with values put in for their names.
    #[must_use]
    pub fn fill(&self, values: &[(&str, &str)]) -> String {
        fill(&self.text, values)
    }
}

/// Puts values in for `{name}`; names without a value stay as they are. A count
/// brings its noun, so that there is never "1 lines": `{lines|line|lines}`.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        let (key, nouns) = key_and_nouns(name);
        match values.iter().find(|(known, _)| *known == key) {
            Some((_, value)) => {
                out.push_str(value);
                if let Some((one, many)) = nouns {
                    out.push(' ');
                    out.push_str(if *value == "1" { one } else { many });
                }
            }
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// What stands between braces: a value's name, and its noun for one and for many.
fn key_and_nouns(name: &str) -> (&str, Option<(&str, &str)>) {
    match name.split_once('|') {
        Some((key, nouns)) => (key, nouns.split_once('|')),
        None => (name, None),
    }
}

/// The names in `{}` of a text, in order of appearance.
pub(crate) fn names(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| key_and_nouns(name).0))
        .collect()
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident [$($value:literal)*],)*) => {
        record! {
            /// The sentences, by the name under which the code asks for them.
            #[derive(Clone, Debug, PartialEq, Eq)]
            pub struct Texts {
                $($(#[$doc])* pub $name: Text,)*
                /// Terms of the field in plain words.
                pub glossary: Vec<Term>,
            }
        }

        impl Texts {
            /// Every sentence with its key and the values that it must name.
            pub(crate) fn all(&self) -> Vec<(&'static str, &Text, &'static [&'static str])> {
                vec![$((stringify!($name), &self.$name, &[$($value),*]),)*]
            }
        }
    };
}

texts! {
    /// Shown before a file is chosen.
    before_upload [],
    /// The choice that stands beside starting the check.
    counsel_first [],
    /// Why that choice is as good, where the two stand beside each other.
    counsel_choice [],
    /// When that choice is the better one.
    counsel_when [],
    /// Over every result: values `version`, `date`, `list`.
    result_header ["version" "date" "list"],
    /// Beside every penalty figure: values `scenario`, `amount`.
    exposure ["scenario" "amount"],
    /// Under every table of penalties.
    penalty_note [],
    /// Under exposure that domestic value would cap.
    domestic_value_cap [],
    /// Under interest figures.
    interest_estimate [],
    /// That overpayments stand apart.
    possible_offset [],
    /// Beside findings on entries past correction.
    prior_disclosure [],
    /// Beside classification doubt on future imports.
    ruling [],
    /// Beside broker findings.
    broker [],
    /// Where nothing was found.
    nothing_found [],
    /// That only CBP decides.
    only_cbp_decides [],
    /// No determination, in one sentence.
    no_determination [],
    /// No advice and no client relationship.
    not_legal_advice [],
    /// On every page that leaves the screen.
    watermark [],
    /// The header that only a firm sets, where counsel directs the run.
    counsel_header [],
    /// What the false claims statute adds: words only.
    false_claims [],
    /// Beside the limitation bar.
    limitation [],
    /// Beside every date.
    deadline_estimate [],
    /// Beside an estimated liquidation.
    liquidation_estimated [],
    /// Beside a rate that is carried forward.
    provisional_rate [],
    /// A part that could not be assessed: value `part`.
    not_assessed ["part"],
    /// Why nothing is said where data is missing.
    missing_is_not_clean [],
    /// A check that the data can't settle.
    cannot_tell [],
    /// After the pack's verified date: value `date`.
    past_verified ["date"],
    /// After the pack's review date: value `date`.
    past_review ["date"],
    /// While no attorney has approved the pack.
    not_approved [],
    /// Refunds of duties held invalid stand apart.
    refund_question [],
    /// That a correction is no disclosure.
    correction_is_not_disclosure [],
    /// That no code is proposed.
    no_code_proposed [],
    /// Head of the disclosure worksheet.
    disclosure_worksheet [],
    /// Head of the ruling worksheet.
    ruling_worksheet [],
    /// Beside the contact form.
    contact [],
}

record! {
    /// A term and what it means.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Term {
        /// The term.
        pub term: String,
        /// Its meaning in plain words.
        pub meaning: String,
        /// Where that comes from.
        pub authority: Authority,
    }
}

impl Texts {
    /// The meaning of a term, without regard to case.
    #[must_use]
    pub fn meaning(&self, term: &str) -> Option<&str> {
        self.glossary
            .iter()
            .find(|entry| entry.term.eq_ignore_ascii_case(term))
            .map(|entry| entry.meaning.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_brings_its_noun() {
        let text = "{lines|line|lines} of {number}, {open}";
        let said = |count: &str| fill(text, &[("lines", count), ("number", "7616.99")]);
        assert_eq!(said("1"), "1 line of 7616.99, {open}");
        assert_eq!(said("1,001"), "1,001 lines of 7616.99, {open}");
        assert_eq!(names(text), ["lines", "number", "open"]);
    }
}
