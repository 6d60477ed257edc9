//! The worked examples that every pack carries, and that whoever computes must
//! reproduce before a pack is used.

use crate::read::record;
use serde_json::{Map, Value};

record! {
    /// The examples.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SelfTests {
        /// E1 to E13.
        pub tests: Vec<SelfTest>,
    }
}

record! {
    /// One worked example.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SelfTest {
        /// Its id, such as `E1`.
        pub id: String,
        /// What it shows.
        pub title: String,
        /// Its cases.
        pub cases: Vec<Case>,
    }
}

record! {
    /// What goes in and what comes out. Money and rates are decimal strings, days
    /// are written YYYY-MM-DD.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Case {
        /// What goes in.
        pub given: Map<String, Value>,
        /// What comes out.
        pub expect: Map<String, Value>,
    }
}

impl SelfTests {
    /// The cases of an example.
    #[must_use]
    pub fn cases(&self, id: &str) -> &[Case] {
        self.tests
            .iter()
            .find(|test| test.id == id)
            .map_or(&[], |test| test.cases.as_slice())
    }
}
