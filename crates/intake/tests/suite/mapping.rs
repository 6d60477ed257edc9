//! How often the mapping is right, over layouts of the project's own making.

use crate::common::aliases;
use crate::layouts::{Scores, measure, titles};
use customs::Field;

fn share(scores: &Scores, field: Field) -> f64 {
    let score = scores.get(&field).copied().unwrap_or_default();
    score.right as f64 / score.there.max(1) as f64
}

#[test]
fn known_titles_in_any_order_are_always_right() {
    let pack = rulebook::Pack::embedded().unwrap();
    let scores = measure(12, &aliases(), Some(&titles(&pack)));
    for (field, score) in &scores {
        assert_eq!(score.right, score.there, "{field}: {score:?}");
    }
}

#[test]
fn values_alone_tell_what_every_check_needs() {
    let scores = measure(12, &aliases(), None);
    for field in [Field::EntryNo, Field::Hts, Field::LineNo, Field::GoodsValue] {
        assert!(
            share(&scores, field) >= 0.9,
            "{field}: {:?}",
            scores.get(&field)
        );
    }
}
