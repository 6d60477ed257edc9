//! The entry lines, column by column, and a view of one.

mod kinds;
mod line;
mod set;
mod spread;

pub use kinds::KindIx;
pub use set::LineSet;
pub use spread::Spread;

use crate::columns::Sparse;
use crate::grouping::{JoinCoverage, SetAside};
use crate::intern::{Interner, Records};
use crate::row::RowRef;
use crate::store::{HeaderRecord, PartyRecord, Source};
use customs::{Cents, Field, FieldSet, Hts, Unit};
use serde::{Deserialize, Serialize};

/// An entry line of the profile: one product of one entry summary line. The
/// order of lines depends on the lines alone, never on the files' order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineIx(pub u32);

/// What is true of a line as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Flags {
    /// Several chapter 1–97 numbers with value: a set, a watch, a container.
    pub(crate) multi_tariff: bool,
    /// A post-summary correction is flagged.
    pub(crate) psc: Option<bool>,
    /// A broker line details it.
    pub(crate) detailed: bool,
}

/// The columns: one value a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineColumns {
    pub(crate) entry: Vec<u32>,
    pub(crate) line_no: Vec<u16>,
    pub(crate) header: Vec<u32>,
    pub(crate) party: Vec<u32>,
    pub(crate) sku: Vec<u32>,
    pub(crate) description: Vec<u32>,
    pub(crate) hts: Vec<Option<Hts>>,
    pub(crate) unit: Vec<Option<Unit>>,
    pub(crate) tariffs: Vec<(u32, u32)>,
    pub(crate) flags: Vec<Flags>,
    pub(crate) row: Vec<RowRef>,
    /// Asked for more often than all others, so it is not packed.
    pub(crate) value: Vec<Cents>,
    pub(crate) duty: Sparse,
    pub(crate) quantity: Sparse,
    pub(crate) rate_ppm: Sparse,
    pub(crate) mpf: Sparse,
    pub(crate) hmf: Sparse,
    pub(crate) liquidated_duty: Sparse,
    pub(crate) charges: Sparse,
    pub(crate) gross_kg: Sparse,
}

impl LineColumns {
    /// Makes room for so many lines: what grows by doubling holds twice as much
    /// as it needs, and Wasm gives no memory back.
    pub(crate) fn reserve(&mut self, lines: usize) {
        self.entry.reserve_exact(lines);
        self.line_no.reserve_exact(lines);
        self.header.reserve_exact(lines);
        self.party.reserve_exact(lines);
        self.sku.reserve_exact(lines);
        self.description.reserve_exact(lines);
        self.hts.reserve_exact(lines);
        self.unit.reserve_exact(lines);
        self.tariffs.reserve_exact(lines);
        self.value.reserve_exact(lines);
        self.flags.reserve_exact(lines);
        self.row.reserve_exact(lines);
    }
}

/// The tariff numbers of the lines, one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct TariffColumns {
    pub(crate) hts: Vec<Option<Hts>>,
    pub(crate) ordinal: Vec<u8>,
    pub(crate) value: Sparse,
    pub(crate) duty: Sparse,
}

/// One tariff number declared on an entry line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TariffRef {
    /// The number.
    pub hts: Option<Hts>,
    /// Its ordinal within the line; zero when the file has none.
    pub ordinal: u8,
    /// Goods value at this ordinal.
    pub value: Option<Cents>,
    /// Duty at this ordinal.
    pub duty: Option<Cents>,
}

/// Every entry line of every file.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    pub(crate) entries: Interner,
    pub(crate) texts: Interner,
    pub(crate) headers: Records<HeaderRecord>,
    pub(crate) parties: Records<PartyRecord>,
    pub(crate) sources: Vec<Source>,
    pub(crate) lines: LineColumns,
    pub(crate) tariffs: TariffColumns,
    pub(crate) kinds: kinds::Kinds,
    pub(crate) fields: FieldSet,
    pub(crate) aside: SetAside,
    pub(crate) join: JoinCoverage,
}

impl Profile {
    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.entry.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.entry.is_empty()
    }

    /// A line. An index that is out of range gives an empty line.
    #[must_use]
    pub fn line(&self, ix: LineIx) -> LineRef<'_> {
        LineRef { profile: self, ix }
    }

    /// All lines, in the profile's own order: entry, line number, product.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = LineRef<'_>> + ExactSizeIterator {
        (0..self.len() as u32).map(|ix| self.line(LineIx(ix)))
    }

    /// A line of a kind, which stands for all of them.
    #[must_use]
    pub fn kind(&self, kind: KindIx) -> LineRef<'_> {
        self.line(self.kinds.first(kind).unwrap_or(LineIx(u32::MAX)))
    }

    /// The kinds among lines, each once, in order.
    #[must_use]
    pub fn kinds_of(&self, lines: &[LineIx]) -> Vec<KindIx> {
        let mut kinds: Vec<KindIx> = lines.iter().map(|ix| self.kinds.of_line(*ix)).collect();
        kinds.dedup();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// A line of each kind, by [`KindIx`].
    pub fn kinds(&self) -> impl ExactSizeIterator<Item = LineRef<'_>> {
        (0..self.kinds.len() as u32).map(|kind| self.kind(KindIx(kind)))
    }

    /// The fields that at least one row of one file fills.
    #[must_use]
    pub fn fields(&self) -> FieldSet {
        self.fields
    }

    /// Whether a field is filled anywhere.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(field)
    }

    /// The tables that the rows came from.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The rows that were set aside as duplicates or superseded.
    #[must_use]
    pub fn set_aside(&self) -> &SetAside {
        &self.aside
    }

    /// How broker lines met entry lines.
    #[must_use]
    pub fn join(&self) -> &JoinCoverage {
        &self.join
    }

    /// Every distinct text that any column of texts holds, in byte order; a
    /// [`LineRef::sku_ix`] or [`LineRef::description_ix`] is a place in it.
    #[must_use]
    pub fn texts(&self) -> &Interner {
        &self.texts
    }

    /// How many distinct entries there are.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        let mut count = 0;
        let mut last = None;
        for entry in &self.lines.entry {
            if last != Some(entry) {
                count += 1;
                last = Some(entry);
            }
        }
        count
    }

    /// Tells apart which lines are declared alike; what is asked of a line by
    /// its kind stands on it.
    pub(crate) fn sort_into_kinds(&mut self) {
        self.kinds = kinds::Kinds::of(self);
    }

    /// The goods value of all lines.
    #[must_use]
    pub fn value(&self) -> Cents {
        self.lines.value.iter().copied().sum()
    }
}

/// A view of one entry line.
#[derive(Clone, Copy)]
pub struct LineRef<'a> {
    profile: &'a Profile,
    ix: LineIx,
}
