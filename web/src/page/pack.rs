//! The rule pack's words, for the page.
//!
//! The worker holds the pack that the assessment stands on; the page needs the
//! same pack's sentences before any file is there. Both are one program, which
//! carries it.

use std::cell::OnceCell;

use rulebook::{Category, Pack};
use triggers::Grade;
use yew::AttrValue;

use crate::words;

thread_local! {
    static PACK: OnceCell<Option<&'static Pack>> = const { OnceCell::new() };
}

/// The pack, read once and kept for the life of the page. `None` only if the
/// program was built with a faulty one, which its tests keep from happening.
pub(crate) fn pack() -> Option<&'static Pack> {
    PACK.with(|cell| {
        *cell.get_or_init(|| {
            Pack::embedded()
                .ok()
                .map(|pack| &*Box::leak(Box::new(pack)))
        })
    })
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
