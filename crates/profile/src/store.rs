//! Rows taken in, column by column.
//!
//! What differs from row to row stands in columns; what repeats (the
//! attributes of an entry, of a supply relation) is a small record stored once
//! and named by four bytes. A column that no file fills costs nothing.

use crate::columns::{Blocks, Sparse};
use crate::intern::{Interner, Records};
use crate::row::{Grain, Header, Party, Row, SourceIx};
use customs::{Cents, Country, Day, EntryType, Field, FieldSet, Hts, Quantity, Spi, Unit};

/// A table that rows come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name, with the sheet where there are several.
    pub name: String,
    /// What one row stands for.
    pub grain: Grain,
}

/// The attributes of an entry, texts by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct HeaderRecord {
    pub(crate) importer: u32,
    pub(crate) entry_type: Option<EntryType>,
    pub(crate) entry_date: Option<Day>,
    pub(crate) summary_date: Option<Day>,
    pub(crate) import_date: Option<Day>,
    pub(crate) release_date: Option<Day>,
    pub(crate) liquidation_date: Option<Day>,
    pub(crate) liquidation_status: u32,
    pub(crate) port: u32,
    pub(crate) mode: u32,
    pub(crate) filer: u32,
    pub(crate) reconciliation: Option<bool>,
    pub(crate) reconciliation_issue: u32,
    pub(crate) reconciliation_status: u32,
}

/// The attributes of a supply relation, texts by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct PartyRecord {
    pub(crate) origin: Option<Country>,
    pub(crate) export: Option<Country>,
    pub(crate) mid: u32,
    pub(crate) supplier: u32,
    pub(crate) spi: Option<Spi>,
    pub(crate) related: Option<bool>,
    pub(crate) adcvd_case: u32,
    pub(crate) currency: u32,
}

/// The columns: one value a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    pub(crate) source: Blocks<SourceIx>,
    pub(crate) row: Blocks<u32>,
    pub(crate) entry: Blocks<u32>,
    pub(crate) line_no: Blocks<u16>,
    pub(crate) ordinal: Blocks<u8>,
    pub(crate) header: Blocks<u32>,
    pub(crate) party: Blocks<u32>,
    pub(crate) hts: Blocks<Option<Hts>>,
    pub(crate) unit: Blocks<Option<Unit>>,
    pub(crate) sku: Blocks<u32>,
    pub(crate) description: Blocks<u32>,
    pub(crate) invoice: Blocks<u32>,
    pub(crate) psc: Blocks<Option<bool>>,
    pub(crate) psc_date: Blocks<Option<Day>>,
    pub(crate) value: Sparse,
    pub(crate) duty: Sparse,
    pub(crate) rate_ppm: Sparse,
    pub(crate) quantity: Sparse,
    pub(crate) mpf: Sparse,
    pub(crate) hmf: Sparse,
    pub(crate) liquidated_duty: Sparse,
    pub(crate) charges: Sparse,
    pub(crate) gross_kg: Sparse,
}

/// The texts of the row before, each column's own: nearly every text of a row
/// is its column's last or empty, and is not looked up then.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    header: HeaderRecord,
    party: PartyRecord,
    sku: u32,
    description: u32,
    invoice: u32,
}

/// Rows taken in, from any number of tables, in any order.
#[derive(Clone, Debug, Default)]
pub struct Store {
    before: Before,
    pub(crate) entries: Interner,
    pub(crate) texts: Interner,
    pub(crate) headers: Records<HeaderRecord>,
    pub(crate) parties: Records<PartyRecord>,
    pub(crate) sources: Vec<Source>,
    pub(crate) columns: Columns,
}

impl Store {
    /// Registers a table; its rows follow through [`Store::push`]. Two stores
    /// that are to be merged register the same tables in the same order.
    pub fn source(&mut self, source: Source) -> SourceIx {
        let ix = SourceIx(self.sources.len() as u16);
        self.sources.push(source);
        ix
    }

    /// How many rows it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.entry.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.entry.is_empty()
    }

    /// Takes a row in.
    pub fn push(&mut self, source: SourceIx, row: &Row<'_>) {
        let header = self.header(&row.header);
        let party = self.party(&row.party);
        let at = self.len();
        let before = &mut self.before;
        let columns = &mut self.columns;
        columns.source.push(source);
        columns.row.push(row.row);
        columns.entry.push(self.entries.intern(row.entry));
        columns.line_no.push(row.line_no.unwrap_or(0));
        columns.ordinal.push(row.ordinal.unwrap_or(0));
        columns.header.push(header);
        columns.party.push(party);
        columns.hts.push(row.hts);
        columns.unit.push(row.unit);
        before.sku = self.texts.intern_after(row.sku, before.sku);
        columns.sku.push(before.sku);
        before.description = self.texts.intern_after(row.description, before.description);
        columns.description.push(before.description);
        before.invoice = self.texts.intern_after(row.invoice, before.invoice);
        columns.invoice.push(before.invoice);
        columns.psc.push(row.psc);
        columns.psc_date.push(row.psc_date);
        let cents = |amount: Option<Cents>| amount.map(|cents| cents.0);
        let millionths = |amount: Option<Quantity>| amount.map(|quantity| quantity.0);
        columns.value.push(at, cents(row.value));
        columns.duty.push(at, cents(row.duty));
        columns.rate_ppm.push(at, row.rate_ppm);
        columns.quantity.push(at, millionths(row.quantity));
        columns.mpf.push(at, cents(row.mpf));
        columns.hmf.push(at, cents(row.hmf));
        columns.liquidated_duty.push(at, cents(row.liquidated_duty));
        columns.charges.push(at, cents(row.charges));
        columns.gross_kg.push(at, millionths(row.gross_kg));
    }

    fn header(&mut self, header: &Header<'_>) -> u32 {
        let last = self.before.header;
        let mut text = |text: &str, last: u32| self.texts.intern_after(text, last);
        let record = HeaderRecord {
            importer: text(header.importer, last.importer),
            entry_type: header.entry_type,
            entry_date: header.entry_date,
            summary_date: header.summary_date,
            import_date: header.import_date,
            release_date: header.release_date,
            liquidation_date: header.liquidation_date,
            liquidation_status: text(header.liquidation_status, last.liquidation_status),
            port: text(header.port, last.port),
            mode: text(header.mode, last.mode),
            filer: text(header.filer, last.filer),
            reconciliation: header.reconciliation,
            reconciliation_issue: text(header.reconciliation_issue, last.reconciliation_issue),
            reconciliation_status: text(header.reconciliation_status, last.reconciliation_status),
        };
        self.before.header = record;
        self.headers.intern(record)
    }

    fn party(&mut self, party: &Party<'_>) -> u32 {
        let last = self.before.party;
        let mut text = |text: &str, last: u32| self.texts.intern_after(text, last);
        let record = PartyRecord {
            origin: party.origin,
            export: party.export,
            mid: text(party.mid, last.mid),
            supplier: text(party.supplier, last.supplier),
            spi: party.spi,
            related: party.related,
            adcvd_case: text(party.adcvd_case, last.adcvd_case),
            currency: text(party.currency, last.currency),
        };
        self.before.party = record;
        self.parties.intern(record)
    }

    /// Takes in all rows of another store. Which rows were in which store, and
    /// in what order, does not show in anything that [`Store::finish`] gives.
    pub fn merge(&mut self, other: &Self) {
        for source in other.sources.iter().skip(self.sources.len()) {
            self.sources.push(source.clone());
        }
        let entries = self.entries.absorb(&other.entries);
        let texts = self.texts.absorb(&other.texts);
        let text = |ix: u32| texts.get(ix as usize).copied().unwrap_or(0);
        let headers: Vec<u32> = other
            .headers
            .items()
            .iter()
            .map(|h| {
                self.headers.intern(HeaderRecord {
                    importer: text(h.importer),
                    liquidation_status: text(h.liquidation_status),
                    port: text(h.port),
                    mode: text(h.mode),
                    filer: text(h.filer),
                    reconciliation_issue: text(h.reconciliation_issue),
                    reconciliation_status: text(h.reconciliation_status),
                    ..*h
                })
            })
            .collect();
        let parties: Vec<u32> = other
            .parties
            .items()
            .iter()
            .map(|p| {
                self.parties.intern(PartyRecord {
                    mid: text(p.mid),
                    supplier: text(p.supplier),
                    adcvd_case: text(p.adcvd_case),
                    currency: text(p.currency),
                    ..*p
                })
            })
            .collect();
        let at = self.len();
        let (mine, theirs) = (&mut self.columns, &other.columns);
        let map = |mine: &mut Blocks<u32>, theirs: &Blocks<u32>, map: &[u32]| {
            mine.extend(
                theirs
                    .iter()
                    .map(|ix| map.get(*ix as usize).copied().unwrap_or(0)),
            );
        };
        mine.source.extend(theirs.source.iter().copied());
        mine.row.extend(theirs.row.iter().copied());
        map(&mut mine.entry, &theirs.entry, &entries);
        mine.line_no.extend(theirs.line_no.iter().copied());
        mine.ordinal.extend(theirs.ordinal.iter().copied());
        map(&mut mine.header, &theirs.header, &headers);
        map(&mut mine.party, &theirs.party, &parties);
        mine.hts.extend(theirs.hts.iter().copied());
        mine.unit.extend(theirs.unit.iter().copied());
        map(&mut mine.sku, &theirs.sku, &texts);
        map(&mut mine.description, &theirs.description, &texts);
        map(&mut mine.invoice, &theirs.invoice, &texts);
        mine.psc.extend(theirs.psc.iter().copied());
        mine.psc_date.extend(theirs.psc_date.iter().copied());
        mine.value.append(at, &theirs.value);
        mine.duty.append(at, &theirs.duty);
        mine.rate_ppm.append(at, &theirs.rate_ppm);
        mine.quantity.append(at, &theirs.quantity);
        mine.mpf.append(at, &theirs.mpf);
        mine.hmf.append(at, &theirs.hmf);
        mine.liquidated_duty.append(at, &theirs.liquidated_duty);
        mine.charges.append(at, &theirs.charges);
        mine.gross_kg.append(at, &theirs.gross_kg);
    }

    /// The fields that at least one row fills.
    #[must_use]
    pub fn fields(&self) -> FieldSet {
        let c = &self.columns;
        let filled = |ids: &Blocks<u32>| ids.iter().any(|ix| *ix != 0);
        let headers = self.headers.items();
        let parties = self.parties.items();
        let header = |test: fn(&HeaderRecord) -> bool| headers.iter().any(test);
        let party = |test: fn(&PartyRecord) -> bool| parties.iter().any(test);
        [
            (Field::EntryNo, !self.entries.is_empty()),
            (Field::LineNo, c.line_no.iter().any(|n| *n != 0)),
            (Field::Ordinal, c.ordinal.iter().any(|n| *n != 0)),
            (Field::Hts, c.hts.iter().any(Option::is_some)),
            (Field::Uom1, c.unit.iter().any(Option::is_some)),
            (Field::Sku, filled(&c.sku)),
            (Field::Description, filled(&c.description)),
            (Field::InvoiceNo, filled(&c.invoice)),
            (Field::PscFlag, c.psc.iter().any(Option::is_some)),
            (Field::PscDate, c.psc_date.iter().any(Option::is_some)),
            (Field::GoodsValue, !c.value.is_empty()),
            (Field::Duty, !c.duty.is_empty()),
            (Field::DutyRate, !c.rate_ppm.is_empty()),
            (Field::Qty1, !c.quantity.is_empty()),
            (Field::Mpf, !c.mpf.is_empty()),
            (Field::Hmf, !c.hmf.is_empty()),
            (Field::LiqDuty, !c.liquidated_duty.is_empty()),
            (Field::Charges, !c.charges.is_empty()),
            (Field::GrossKg, !c.gross_kg.is_empty()),
            (Field::ImporterNo, header(|h| h.importer != 0)),
            (Field::EntryType, header(|h| h.entry_type.is_some())),
            (Field::EntryDate, header(|h| h.entry_date.is_some())),
            (Field::SummaryDate, header(|h| h.summary_date.is_some())),
            (Field::ImportDate, header(|h| h.import_date.is_some())),
            (Field::ReleaseDate, header(|h| h.release_date.is_some())),
            (Field::LiqDate, header(|h| h.liquidation_date.is_some())),
            (Field::LiqStatus, header(|h| h.liquidation_status != 0)),
            (Field::Port, header(|h| h.port != 0)),
            (Field::Mode, header(|h| h.mode != 0)),
            (Field::FilerCode, header(|h| h.filer != 0)),
            (Field::ReconFlag, header(|h| h.reconciliation.is_some())),
            (Field::ReconIssue, header(|h| h.reconciliation_issue != 0)),
            (Field::ReconStatus, header(|h| h.reconciliation_status != 0)),
            (Field::Coo, party(|p| p.origin.is_some())),
            (Field::ExportCountry, party(|p| p.export.is_some())),
            (Field::Mid, party(|p| p.mid != 0)),
            (Field::Supplier, party(|p| p.supplier != 0)),
            (Field::Spi, party(|p| p.spi.is_some())),
            (Field::Related, party(|p| p.related.is_some())),
            (Field::AdcvdCase, party(|p| p.adcvd_case != 0)),
            (Field::Currency, party(|p| p.currency != 0)),
        ]
        .into_iter()
        .filter_map(|(field, present)| present.then_some(field))
        .collect()
    }

    /// Bytes held on the heap, for the memory figure.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let c = &self.columns;
        let sparse: usize = [
            &c.value,
            &c.duty,
            &c.rate_ppm,
            &c.quantity,
            &c.mpf,
            &c.hmf,
            &c.liquidated_duty,
            &c.charges,
            &c.gross_kg,
        ]
        .iter()
        .map(|column| column.bytes())
        .sum();
        let ids = [
            &c.row,
            &c.entry,
            &c.header,
            &c.party,
            &c.sku,
            &c.description,
            &c.invoice,
        ];
        let ids: usize = ids.iter().map(|column| column.bytes()).sum();
        sparse
            + ids
            + c.source.bytes()
            + c.line_no.bytes()
            + c.ordinal.bytes()
            + c.hts.bytes()
            + c.unit.bytes()
            + c.psc.bytes()
            + c.psc_date.bytes()
            + self.entries.bytes()
            + self.texts.bytes()
            + size_of_val(self.headers.items())
            + size_of_val(self.parties.items())
    }
}
