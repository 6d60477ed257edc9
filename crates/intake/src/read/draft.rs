//! A typed row while it is put together.

use super::record::ProductRow;
use customs::{Field, FieldSet};
use profile::Row;

/// A text of a row: the cell's own, or one written out because it had to
/// differ from the cell's.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Text<'r> {
    #[default]
    Nothing,
    Cell(&'r str),
    Own {
        start: usize,
        end: usize,
    },
}

impl<'r> Text<'r> {
    /// The text; `own` holds what was written out.
    pub(crate) fn get<'a>(self, own: &'a str) -> &'a str
    where
        'r: 'a,
    {
        match self {
            Self::Nothing => "",
            Self::Cell(text) => text,
            Self::Own { start, end } => own.get(start..end).unwrap_or(""),
        }
    }
}

/// The texts of a row.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Texts<'r> {
    pub(crate) entry: Text<'r>,
    pub(crate) sku: Text<'r>,
    pub(crate) description: Text<'r>,
    pub(crate) invoice: Text<'r>,
    pub(crate) importer: Text<'r>,
    pub(crate) liquidation_status: Text<'r>,
    pub(crate) port: Text<'r>,
    pub(crate) mode: Text<'r>,
    pub(crate) filer: Text<'r>,
    pub(crate) reconciliation_issue: Text<'r>,
    pub(crate) reconciliation_status: Text<'r>,
    pub(crate) mid: Text<'r>,
    pub(crate) supplier: Text<'r>,
    pub(crate) adcvd_case: Text<'r>,
    pub(crate) currency: Text<'r>,
    pub(crate) rationale: Text<'r>,
    pub(crate) ruling: Text<'r>,
    pub(crate) reviewer: Text<'r>,
}

/// A row so far: typed values, and texts apart, because they are borrowed from
/// two places.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Draft<'r> {
    pub(crate) row: Row<'static>,
    pub(crate) product: ProductRow<'static>,
    pub(crate) texts: Texts<'r>,
    pub(crate) filled: FieldSet,
}

impl<'r> Draft<'r> {
    /// Says that a field has a value.
    pub(crate) fn fills(&mut self, field: Field) {
        self.filled.insert(field);
    }

    /// The row, with its texts.
    pub(crate) fn entry_row<'a>(&self, own: &'a str) -> Row<'a>
    where
        'r: 'a,
    {
        let t = &self.texts;
        let mut row: Row<'a> = self.row;
        row.entry = t.entry.get(own);
        row.sku = t.sku.get(own);
        row.description = t.description.get(own);
        row.invoice = t.invoice.get(own);
        row.header.importer = t.importer.get(own);
        row.header.liquidation_status = t.liquidation_status.get(own);
        row.header.port = t.port.get(own);
        row.header.mode = t.mode.get(own);
        row.header.filer = t.filer.get(own);
        row.header.reconciliation_issue = t.reconciliation_issue.get(own);
        row.header.reconciliation_status = t.reconciliation_status.get(own);
        row.party.mid = t.mid.get(own);
        row.party.supplier = t.supplier.get(own);
        row.party.adcvd_case = t.adcvd_case.get(own);
        row.party.currency = t.currency.get(own);
        row
    }

    /// The product master's row, with its texts.
    pub(crate) fn product_row<'a>(&self, own: &'a str) -> ProductRow<'a>
    where
        'r: 'a,
    {
        let t = &self.texts;
        ProductRow {
            row: self.row.row,
            sku: t.sku.get(own),
            description: t.description.get(own),
            hts: self.row.hts,
            origin: self.row.party.origin,
            supplier: t.supplier.get(own),
            rate_ppm: self.row.rate_ppm,
            rationale: t.rationale.get(own),
            ruling: t.ruling.get(own),
            reviewer: t.reviewer.get(own),
            ..self.product
        }
    }
}
