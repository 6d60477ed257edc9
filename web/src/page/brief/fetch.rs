//! What the brief asks of the worker: the findings that it prints in full, and
//! what each adds to the loss in total.
//!
//! One after another, so that whatever the visitor asks meanwhile has its turn
//! in between, and only until the loss is accounted for: a finding of a low
//! grade may bear most of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use customs::Cents;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::finding_list::findings;
use crate::worker::protocol::{Overview, Reply, Request, Sheet};

use super::FULL;

/// Findings that are asked for at most.
const ASKED: usize = 150;

/// What came so far.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Fetched {
    /// Those to print in full, in order.
    pub(super) sheets: Vec<Rc<Sheet>>,
    /// What findings add to the loss, in order; none before all of it is known.
    adds: Vec<Cents>,
}

impl Fetched {
    /// Whether it is known what findings add to the loss.
    pub(super) fn has_amounts(&self) -> bool {
        self.adds.iter().any(|adds| *adds != Cents::ZERO)
    }

    /// What the finding of a number adds to the loss.
    pub(super) fn adds(&self, number: usize) -> Cents {
        let at = number.checked_sub(1);
        at.and_then(|at| self.adds.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// The state of the asking.
struct Asking {
    desk: Desk,
    ids: Vec<String>,
    /// The loss in total.
    loss: Cents,
    got: RefCell<Fetched>,
    shown: UseStateHandle<Fetched>,
    /// Whether another result has taken the place of this one.
    over: Rc<Cell<bool>>,
}

/// The findings, each shown as it comes: none keeps the page busy.
#[hook]
pub(super) fn use_sheets(overview: &Rc<Overview>) -> Fetched {
    let desk = use_desk();
    let shown = use_state(Fetched::default);
    {
        let shown = shown.clone();
        use_effect_with(overview.clone(), move |overview| {
            let over = Rc::new(Cell::new(false));
            let all = findings(&overview.assessment).into_iter();
            let exposure = overview.assessment.exposure.as_ref();
            let likely = exposure.and_then(|exposure| exposure.total.readings.first());
            let asking = Asking {
                desk,
                ids: all.take(ASKED).map(|(.., f)| f.id.clone()).collect(),
                loss: likely.map_or(Cents::ZERO, |likely| likely.loss.amount),
                got: RefCell::default(),
                shown,
                over: over.clone(),
            };
            ask(Rc::new(asking), 0);
            move || over.set(true)
        });
    }
    (*shown).clone()
}

/// Asks for the next one.
fn ask(asking: Rc<Asking>, at: usize) {
    let known: Cents = asking.got.borrow().adds.iter().copied().sum();
    let id = asking
        .ids
        .get(at)
        .filter(|_| at < FULL || known != asking.loss);
    let Some(id) = id.cloned() else {
        asking.shown.set(asking.got.borrow().clone());
        return;
    };
    let desk = asking.desk.clone();
    desk.ask(Request::Finding { id }, move |outcome| {
        if asking.over.get() {
            return;
        }
        let mut got = asking.got.borrow_mut();
        got.adds.resize(at, Cents::ZERO);
        if let Ok(Reply::Finding(sheet)) = outcome {
            let exposure = sheet.exposure.as_ref();
            got.adds
                .push(exposure.map_or(Cents::ZERO, |exposure| exposure.adds.amount));
            if at < FULL {
                got.sheets.push(Rc::new(*sheet));
                asking.shown.set(Fetched {
                    sheets: got.sheets.clone(),
                    adds: Vec::new(),
                });
            }
        }
        drop(got);
        ask(asking, at + 1);
    });
}
