//! The rule pack's words, for the page.
//!
//! The worker holds the pack that the assessment stands on; the page needs the
//! same pack's sentences before any file is there. Both are one program, which
//! carries it.

use std::cell::Cell;

use rulebook::{Category, Pack};
use triggers::Grade;
use yew::AttrValue;

use crate::words;

thread_local! {
    static PACK: Cell<Option<&'static Pack>> = const { Cell::new(None) };
}

/// The pack in force. It lives as long as the page, as does each that a visitor
/// brings in its place: a handful at most. `None` only if the program was built
/// with a faulty one, which its tests keep from happening.
pub(crate) fn pack() -> Option<&'static Pack> {
    if PACK.get().is_none() {
        PACK.set(embedded());
    }
    PACK.get()
}

fn embedded() -> Option<&'static Pack> {
    Pack::embedded().ok().map(kept)
}

fn kept(pack: Pack) -> &'static Pack {
    Box::leak(Box::new(pack))
}

/// Puts another pack in force, as JSON that the worker has found valid; `false`
/// where it is not.
pub(crate) fn replace(text: &str) -> bool {
    let pack = Pack::from_json(text).ok().map(kept);
    if pack.is_some() {
        PACK.set(pack);
    }
    pack.is_some()
}

/// Puts the pack that the program carries in force again.
pub(crate) fn restore() {
    PACK.set(None);
}

/// The pack's label and wording of a grade.
pub(crate) fn grade_words(grade: Grade) -> (&'static str, &'static str) {
    pack()
        .and_then(|pack| pack.scoring.step(grade))
        .map(|step| (step.label.as_str(), step.wording.as_str()))
        .unwrap_or_default()
}

/// The pack's label of a category.
pub(crate) fn category_label(category: Category) -> AttrValue {
    pack()
        .and_then(|pack| pack.scoring.category_label(category))
        .map_or_else(
            // Shown, never scored: the pack's list of scored categories lacks it.
            words::category_data_quality,
            AttrValue::Static,
        )
}
