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

/// A model number without the letters of a colour or a region at its end.
pub(super) fn stems(model: &str) -> impl Iterator<Item = &str> {
    let letter = |c: char| c.is_ascii_alphabetic();
    let end = model.trim_end_matches(letter);
    let start = model.trim_start_matches(letter);
    [(end, 3), (start, 4)]
        .into_iter()
        .filter_map(|(stem, most)| {
            let cut = model.len() - stem.len();
            ((1..=most).contains(&cut) && stem.len() >= SHORTEST_ARTICLE).then_some(stem)
        })
}
