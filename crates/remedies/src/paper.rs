//! A working paper: what is asked for, what the data shows, and what is left
//! blank. It is for counsel, and is no filing.

use exposure::Figure;
use rulebook::Authority;
use serde::{Deserialize, Serialize};

/// A working paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// As shown.
    pub title: String,
    /// What it is and what it is not.
    pub head: String,
    /// On every page.
    pub watermark: String,
    /// What else has to stand beside it.
    pub notes: Vec<PaperNote>,
    /// What is asked for, in order.
    pub sections: Vec<PaperSection>,
    /// Where the list of what is asked for comes from.
    pub authority: Authority,
}

/// A sentence with its authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperNote {
    /// The words.
    pub text: String,
    /// Where they come from.
    pub authority: Authority,
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperSection {
    /// The pack's id.
    pub id: String,
    /// What is asked for.
    pub title: String,
    /// What the data shows of it.
    pub fields: Vec<Field>,
    /// What it does not show, to be filled in by hand.
    pub blanks: Vec<String>,
}

/// Something that the data shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What it is.
    pub label: String,
    /// As shown, one a line.
    pub values: Vec<String>,
    /// How many more there are than are shown.
    pub more: u64,
    /// An amount with its derivation, where it is one.
    pub figure: Option<Figure>,
}

impl Field {
    /// Values of which so many are shown.
    #[must_use]
    pub fn listing(label: String, mut values: Vec<String>, shown: usize) -> Self {
        let more = values.len().saturating_sub(shown) as u64;
        values.truncate(shown);
        Self {
            label,
            values,
            more,
            figure: None,
        }
    }

    /// An amount.
    #[must_use]
    pub fn amount(label: String, figure: Figure) -> Self {
        Self {
            label,
            values: vec![figure.amount.to_string()],
            more: 0,
            figure: Some(figure),
        }
    }
}

impl PaperSection {
    /// Whether the data shows nothing of what is asked for.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.values.is_empty())
    }
}
