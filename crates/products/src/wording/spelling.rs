//! Model numbers in other spellings.

/// The shortest model number.
pub(super) const SHORTEST_MODEL: usize = 4;
/// Digits alone are a number of an article from here on.
pub(super) const SHORTEST_ARTICLE: usize = 5;

/// Two and three neighbouring pieces put together, where that could be a
/// model number.
pub(super) fn aliases(pieces: &[Option<String>]) -> Vec<String> {
    let mut found = Vec::new();
    for from in 0..pieces.len() {
        let mut joined = String::new();
        for (taken, piece) in pieces.iter().skip(from).take(3).enumerate() {
            let Some(piece) = piece else { break };
            let has_digit = piece.bytes().any(|b| b.is_ascii_digit());
            if !has_digit && piece.len() > 4 {
                break;
            }
            joined.extend(piece.chars().filter(|c| *c != '.'));
            let digits = joined.bytes().filter(u8::is_ascii_digit).count();
            if taken > 0 && digits >= 2 && joined.len() >= SHORTEST_ARTICLE {
                found.push(joined.clone());
            }
        }
    }
    found
}

/// What is left of a model number without up to four letters of a brand before
/// it (`37160` of `smd37160`), or up to three of a colour or a region after it
/// (`wpn802` of `wpn802na`).
pub(super) fn stems(model: &str) -> impl Iterator<Item = &str> {
    let letter = |c: char| c.is_ascii_alphabetic();
    let before = model.trim_end_matches(letter);
    let most = (model.len() - model.trim_start_matches(letter).len()).min(4);
    let after = (1..=most).filter_map(|cut| model.get(cut..));
    let near = model.len() - before.len() <= 3;
    after
        .chain(near.then_some(before))
        .filter(|stem| stem.len() < model.len())
        .filter(|stem| stem.len() >= SHORTEST_ARTICLE && digits(stem) >= 2)
}

/// How many digits a text has.
fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_before_and_after_go() {
        for (model, expected) in [
            ("smd37160", &["md37160", "d37160", "37160"][..]),
            ("wpn802na", &["pn802na", "n802na", "802na", "wpn802"]),
            ("45001", &[]),
            ("ab12", &[]),
        ] {
            assert_eq!(stems(model).collect::<Vec<_>>(), expected, "{model}");
        }
    }
}
