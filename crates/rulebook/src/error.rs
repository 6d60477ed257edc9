//! What is wrong with a pack, and where.

use std::fmt;

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// Where in the document, such as `fees.mpf.years[3].min`.
    pub path: String,
    /// What is wrong.
    pub problem: String,
    /// What is expected there; empty where the problem says it.
    pub expected: String,
}

impl PackError {
    /// A fault.
    #[must_use]
    pub fn new(
        path: impl Into<String>,
        problem: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            problem: problem.into(),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected)?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}
