//! Yes and no.

/// Reads a flag; `None` where the text is neither.
pub(crate) fn flag(text: &str) -> Option<bool> {
    let text = text.trim();
    let known = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if known(&[
        "Y", "Yes", "True", "T", "X", "Related", "R", "Filed", "Flagged",
    ]) {
        return Some(true);
    }
    if known(&[
        "N",
        "No",
        "False",
        "F",
        "Not Related",
        "Unrelated",
        "NR",
        "None",
        "0",
    ]) {
        return Some(false);
    }
    // A version number: 0 is the first filing, others are corrections.
    text.parse::<u16>().ok().map(|number| number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        for (text, want) in [
            ("Y", Some(true)),
            ("yes", Some(true)),
            ("TRUE", Some(true)),
            ("1", Some(true)),
            ("N", Some(false)),
            ("Not Related", Some(false)),
            ("0", Some(false)),
            ("", None),
            ("maybe", None),
        ] {
            assert_eq!(flag(text), want, "{text}");
        }
    }
}
