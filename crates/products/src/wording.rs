//! Descriptions reduced to what they say.

use crate::rules::Rules;

/// The meaningful words of a description, in order of the alphabet and each
/// once. Fewer than two say too little to identify a product.
pub(crate) fn words(text: &str, _rules: &Rules) -> Vec<String> {
    let mut words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
