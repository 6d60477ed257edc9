//! What the importer brought to set the entry lines against: the tariff as its
//! publisher exports it, and an industry's unit values.
//!
//! Both are kept beside the entry lines and never among them. Rows may come in
//! any order, from any number of files and more than once; what two files say
//! of one thing is put together in a way that does not depend on which came
//! first.

mod benchmark;
mod period;
mod schedule;

pub use benchmark::{Band, Benchmark, UnitValues};
pub use period::Period;
pub use schedule::{Schedule, SpecialColumn};

/// The tariff and the benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The special column of tariff exports.
    pub schedule: Schedule,
    /// An industry's unit values.
    pub benchmark: Benchmark,
}

impl References {
    /// Takes in everything that another holds.
    pub fn merge(&mut self, other: Self) {
        self.schedule.merge(other.schedule);
        self.benchmark.merge(other.benchmark);
    }
}
