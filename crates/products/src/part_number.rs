//! Part numbers: how two ways of writing one are recognised as the same.

use crate::rules::Rules;

/// A part number without case, spaces, dashes and other punctuation; empty for
/// a text that identifies nothing (`SAMPLE`, `N/A`), which the rules list.
///
/// With `ignore_revisions`, a trailing revision mark (`REV C`, `R2`, as the
/// rules word it) is cut off where it stands apart from the number itself.
#[must_use]
pub fn normalised(text: &str, rules: &Rules, ignore_revisions: bool) -> String {
    let upper = text.to_uppercase();
    let words: Vec<String> = upper
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let whole = words.concat();
    let says_nothing = |word: &String| rules.part_number.free_text.contains(word);
    if says_nothing(&whole) || words.iter().all(says_nothing) || is_filler(&whole) {
        return String::new();
    }
    if !ignore_revisions {
        return whole;
    }
    let kept = words.len() - revision_words(&words, rules);
    words.get(..kept).unwrap_or(&words).concat()
}

/// One character over and over (`000`, `XXX`), which fills a mandatory cell.
fn is_filler(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    !text.chars().any(|c| ('1'..='9').contains(&c)) && chars.all(|c| Some(c) == first)
}

/// How many trailing words are a revision mark; never all of them.
fn revision_words(words: &[String], rules: &Rules) -> usize {
    let marks = &rules.part_number.revision_marks;
    // A revision itself is short: `C`, `02`, `B1`.
    let short = |word: &str| (1..=2).contains(&word.len());
    match words {
        [_, .., mark, revision] if marks.contains(mark) && short(revision) => 2,
        [_, .., last] => {
            let glued = marks.iter().any(|mark| {
                last.strip_prefix(mark.as_str())
                    .is_some_and(|rest| short(rest) || rest.is_empty())
            });
            usize::from(glued)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::embedded;

    #[test]
    fn ways_of_writing_one_number() {
        let rules = embedded();
        for (text, plain, unrevised) in [
            ("ab-100", "AB100", "AB100"),
            (" AB 100 ", "AB100", "AB100"),
            ("A.B/1_00", "AB100", "AB100"),
            ("AB-100 REV C", "AB100REVC", "AB100"),
            ("AB-100-REV02", "AB100REV02", "AB100"),
            ("AB100 rev. b1", "AB100REVB1", "AB100"),
            ("REV-100", "REV100", "REV100"),
            ("REVERSE-CAM", "REVERSECAM", "REVERSECAM"),
            ("AB-REVERSE", "ABREVERSE", "ABREVERSE"),
            ("00123", "00123", "00123"),
            ("7", "7", "7"),
        ] {
            assert_eq!(normalised(text, &rules, false), plain, "{text}");
            assert_eq!(normalised(text, &rules, true), unrevised, "{text}");
        }
    }

    #[test]
    fn free_text_is_no_identity() {
        let rules = embedded();
        for text in [
            "SAMPLE",
            "misc",
            "N/A",
            "n.a.",
            "T.B.D.",
            "various",
            "various samples",
            "---",
            "",
            "0",
            "000",
            "XXXX",
            "?",
            "none",
            "see invoice",
        ] {
            assert_eq!(normalised(text, &rules, false), "", "{text}");
        }
    }
}
