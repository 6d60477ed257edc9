//! What the page is made of.

use crate::authority::Mark;
use serde::Serialize;

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What it is, in a few sentences.
    pub about: Vec<String>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// A section of the page: one file of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The file's name.
    pub id: String,
    /// As shown.
    pub title: String,
    /// What is in it.
    pub blocks: Vec<Block>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Block {
    /// One record.
    Record(Record),
    /// Records of one shape.
    Table(Table),
}

/// One record with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Record {
    /// How deep it stands, from 0.
    pub level: u8,
    /// As shown.
    pub title: String,
    /// Its values.
    pub values: Vec<NamedValue>,
    /// Its authority.
    pub source: Option<Source>,
}

/// A value with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedValue {
    /// Its name in words.
    pub name: String,
    /// As shown.
    pub value: String,
    /// Its own authority, where it differs from the record's.
    pub source: Option<Source>,
}

/// Records of one shape.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// How deep it stands, from 0.
    pub level: u8,
    /// As shown.
    pub title: String,
    /// Names of the columns, without the authority.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// A cell a column; empty where the record has no such value.
    pub cells: Vec<String>,
    /// Its authority.
    pub source: Option<Source>,
}

/// An authority in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The citations in one line, or what stands in for them.
    pub cite: String,
    /// How it was confirmed.
    pub mark: Mark,
    /// Status and dates, where there is more to say than "in force".
    pub standing: String,
    /// What else a reader should know.
    pub note: String,
    /// Whether it is that of the table or section around it.
    pub inherited: bool,
}
