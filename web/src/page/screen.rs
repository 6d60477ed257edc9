//! Which screen is shown, as the address says after its `#`.
//!
//! Screens are plain links, so back, forward and bookmarks are the browser's
//! own. Nothing but the hash changes, which is never sent to a server.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::words;

/// A screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Screen {
    /// Before you start.
    #[default]
    Start,
    /// Speak to counsel first.
    Counsel,
    /// Bring your files.
    Drop,
    /// What was read.
    Read,
    /// A few questions.
    Questions,
    /// The indicators.
    Results,
    /// One finding, by its id.
    Finding(String),
    /// The rules that the results stand on.
    Rulebook,
    /// The brief and the files to keep.
    TakeAway,
    /// The working papers.
    Papers(PaperKind),
    /// What keeps the data in the browser, and how to check it.
    Privacy,
}

/// A working paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PaperKind {
    /// What an audit asks for.
    #[default]
    Readiness,
    /// The compliance file of each product.
    Files,
    /// For a disclosure.
    Disclosure,
    /// For rulings.
    Rulings,
}

impl PaperKind {
    /// All, in the order of the screen.
    pub(crate) const ALL: [Self; 4] = [
        Self::Readiness,
        Self::Files,
        Self::Disclosure,
        Self::Rulings,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Readiness => "readiness",
            Self::Files => "files",
            Self::Disclosure => "disclosure",
            Self::Rulings => "rulings",
        }
    }

    fn of(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
            .unwrap_or_default()
    }
}

impl Screen {
    /// The screen that a hash names; the first one where it names none.
    pub(crate) fn of_hash(hash: &str) -> Self {
        let name = hash.trim_start_matches('#');
        match name {
            "counsel" => Self::Counsel,
            "drop" => Self::Drop,
            "read" => Self::Read,
            "questions" => Self::Questions,
            "results" => Self::Results,
            "rulebook" => Self::Rulebook,
            "take-away" => Self::TakeAway,
            "privacy" => Self::Privacy,
            _ => match name.split_once('/') {
                Some(("finding", id)) => Self::Finding(decoded(id)),
                Some(("papers", paper)) => Self::Papers(PaperKind::of(paper)),
                _ => Self::Start,
            },
        }
    }

    /// The link to the screen.
    pub(crate) fn href(&self) -> AttrValue {
        match self {
            Self::Start => "#start".into(),
            Self::Counsel => "#counsel".into(),
            Self::Drop => "#drop".into(),
            Self::Read => "#read".into(),
            Self::Questions => "#questions".into(),
            Self::Results => "#results".into(),
            Self::Finding(id) => format!("#finding/{}", encoded(id)).into(),
            Self::Rulebook => "#rulebook".into(),
            Self::TakeAway => "#take-away".into(),
            Self::Papers(kind) => format!("#papers/{}", kind.as_str()).into(),
            Self::Privacy => "#privacy".into(),
        }
    }

    /// Its name, for the window's title.
    pub(crate) fn title(&self) -> AttrValue {
        match self {
            Self::Start => words::start_name(),
            Self::Counsel => words::counsel_name(),
            Self::Drop => words::drop_name(),
            Self::Read => words::read_name(),
            Self::Questions => words::questions_name(),
            Self::Results => words::results_name(),
            Self::Finding(_) => words::finding_name(),
            Self::Rulebook => words::rulebook_name(),
            Self::TakeAway => words::take_away_name(),
            Self::Papers(kind) => super::screens::papers::title(*kind),
            Self::Privacy => words::privacy_name(),
        }
    }

    /// Goes there.
    pub(crate) fn go(&self) {
        if let Some(window) = web_sys::window() {
            // A refusal leaves the visitor where they are, which is no harm.
            let _ = window.location().set_hash(&self.href());
        }
    }
}

fn encoded(id: &str) -> String {
    js_sys::encode_uri_component(id).into()
}

fn decoded(id: &str) -> String {
    js_sys::decode_uri_component(id).map_or_else(|_| id.to_owned(), Into::into)
}

/// The hash as it is now.
pub(crate) fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// The screen of the address, followed as it changes.
#[hook]
pub(crate) fn use_screen() -> Screen {
    let screen = use_state_eq(|| Screen::of_hash(&hash()));
    {
        let screen = screen.clone();
        use_effect_with((), move |()| {
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "hashchange", move |_| {
                    screen.set(Screen::of_hash(&hash()));
                })
            });
            move || drop(listener)
        });
    }
    (*screen).clone()
}
