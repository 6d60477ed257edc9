//! Which maker a table's rows go through.

use super::builder::Builder;
use super::ledger::Ledger;
use super::record::Record;
use super::reference::{Benchmarks, Tariffs};
use crate::cell::Rows;
use crate::inspection::{Plan, TableKind};
use crate::report::{DateEvidence, RowClass};
use customs::FieldSet;

/// Makes records of rows.
pub(crate) enum Maker<'p> {
    /// Entries and products, by fields.
    Fields(Box<Builder<'p>>),
    /// The tariff, by its own titles.
    Tariff(Tariffs<'p>),
    /// Unit values, by their own titles.
    Benchmark(Benchmarks<'p>),
}

impl<'p> Maker<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        match plan.kind {
            TableKind::TariffExport => Self::Tariff(Tariffs::new(plan)),
            TableKind::Benchmark => Self::Benchmark(Benchmarks::new(plan)),
            _ => Self::Fields(Box::new(Builder::new(plan))),
        }
    }

    /// Reads the current row and hands it over when it is one of the table.
    #[inline]
    pub(crate) fn row(
        &mut self,
        rows: &impl Rows,
        ledger: &mut Ledger,
        sink: &mut dyn FnMut(Record<'_>),
    ) -> RowClass {
        match self {
            Self::Fields(builder) => builder.row(rows, ledger, sink),
            Self::Tariff(tariffs) => tariffs.row(rows, ledger, sink),
            Self::Benchmark(benchmarks) => benchmarks.row(rows, ledger, sink),
        }
    }

    /// Notes what only whole columns tell.
    pub(crate) fn finish(&mut self, ledger: &mut Ledger) {
        if let Self::Fields(builder) = self {
            builder.finish(ledger);
        }
    }

    pub(crate) fn fields(&self) -> FieldSet {
        match self {
            Self::Fields(builder) => builder.fields(),
            _ => FieldSet::EMPTY,
        }
    }

    pub(crate) fn date_evidence(&self) -> Vec<DateEvidence> {
        match self {
            Self::Fields(builder) => builder.date_evidence(),
            _ => Vec::new(),
        }
    }

    pub(crate) fn importers(&self) -> Vec<String> {
        match self {
            Self::Fields(builder) => builder.importers(),
            _ => Vec::new(),
        }
    }
}
