//! The brokers' line report: one row for each invoice line, many to an entry
//! line, adding up to the entry line to the cent.

use super::Sheet;
use crate::data::fees::half_up;
use crate::data::tariffs::Tariff;
use crate::filing::Filing;
use crate::filing::entry::{Entry, Line};
use crate::plan::Importer;
use jiff::civil::Date;
use std::io;

/// Column titles, as one of the brokers' templates has them.
pub(crate) const TITLES: [&str; 30] = [
    "Entry No",
    "Line",
    "Invoice No",
    "Part Number",
    "Description",
    "HTS",
    "Additional HTS",
    "COO",
    "Supplier",
    "MID",
    "Qty",
    "UOM",
    "Gross Weight KG",
    "Entered Value",
    "Duty Rate",
    "Duty",
    "MPF",
    "HMF",
    "Related Party",
    "Entry Date",
    "Port",
    "Mode",
    "SPI",
    "Entry Type",
    "AD/CVD Case",
    "Charges",
    "Inv Currency",
    "Exchange Rate",
    "PSC",
    "PSC Date",
];

/// Writes titles and rows of the brokers that report.
pub(crate) fn write(importer: &Importer, sheet: &mut impl Sheet) -> io::Result<()> {
    sheet.titles(&TITLES)?;
    for entry in Filing::new(importer) {
        if !entry.filer.broker().reports {
            continue;
        }
        let number = punctuated(&entry.number);
        for (place, line) in (1i64..).zip(&entry.lines) {
            let rows = Rows {
                entry: &entry,
                number: &number,
                place,
                line,
            };
            // The broker's file keeps what was first filed, above what the
            // correction made of it.
            if let Some(first) = line.first_filed {
                rows.write(
                    sheet,
                    &[first.dotted()],
                    first.rate_bp,
                    rows.first_duty(first),
                    None,
                )?;
            }
            let codes: Vec<String> = line.goods.iter().map(|g| g.tariff.dotted()).collect();
            let rate = line.goods.first().map_or(0, |g| g.tariff.rate_bp);
            rows.write(sheet, &codes, rate, line.duty(), entry.corrected)?;
        }
    }
    Ok(())
}

/// What the rows of one line have in common.
struct Rows<'e, 'a> {
    entry: &'e Entry<'a>,
    number: &'e str,
    place: i64,
    line: &'e Line<'a>,
}

impl Rows<'_, '_> {
    /// Duty in cents as first filed under another line.
    fn first_duty(&self, first: &Tariff) -> i64 {
        let additional: i64 = self.line.additional.iter().map(|(_, duty)| duty).sum();
        additional + half_up(self.line.value().max(0) * i64::from(first.rate_bp), 10_000)
    }

    /// The invoice lines of one version of the line.
    fn write(
        &self,
        sheet: &mut impl Sheet,
        codes: &[String],
        rate_bp: u32,
        duty: i64,
        corrected: Option<Date>,
    ) -> io::Result<()> {
        let (entry, line) = (self.entry, self.line);
        let codes = codes.join("; ");
        let headings = line.additional.iter();
        let additional: Vec<String> = headings
            .map(|(leg, _)| dotted_heading(leg.heading))
            .collect();
        let additional = additional.join("; ");
        let rate = rate_text(rate_bp);
        let main = line.goods.first();
        let quantity = main.map_or(0, |g| g.quantity);
        let invoices = i64::from(line.invoices).clamp(1, quantity.max(1));
        let serial = self.number.get(4..11).unwrap_or_default();
        for invoice in 0..invoices {
            // Cumulative shares, so that the invoice lines add up exactly.
            let part =
                |whole: i64| share(whole, invoice + 1, invoices) - share(whole, invoice, invoices);
            let until = |n: i64| priced(line.value(), quantity, n, invoices);
            sheet.text(self.number)?;
            sheet.number(self.place)?;
            sheet.text(&format!("{serial}-{}", invoice + 1))?;
            sheet.text(line.sku)?;
            sheet.text(line.description)?;
            sheet.text(&codes)?;
            sheet.text(&additional)?;
            sheet.text(line.origin)?;
            sheet.text(&entry.supplier.name)?;
            sheet.text(&entry.supplier.mid)?;
            sheet.number(part(quantity))?;
            sheet.text(main.map_or("", |g| g.tariff.unit))?;
            sheet.number(part(line.gross_kg))?;
            sheet.money(until(invoice + 1) - until(invoice))?;
            sheet.text(&rate)?;
            sheet.money(part(duty))?;
            sheet.money(part(line.mpf))?;
            sheet.money(part(line.hmf))?;
            sheet.text(if line.related { "Y" } else { "N" })?;
            sheet.date(entry.entered)?;
            sheet.text(entry.port)?;
            sheet.text(entry.mode)?;
            sheet.text(line.spi)?;
            sheet.text(entry.entry_type)?;
            sheet.text(line.case)?;
            sheet.money(part(line.charges))?;
            sheet.text(line.currency.0)?;
            sheet.text(line.currency.1)?;
            match corrected {
                Some(day) => {
                    sheet.text("Y")?;
                    sheet.date(day)?;
                }
                None => {
                    sheet.text("N")?;
                    sheet.text("")?;
                }
            }
            sheet.end_row()?;
        }
        Ok(())
    }
}

/// The first `n` of `of` parts of a whole.
fn share(whole: i64, n: i64, of: i64) -> i64 {
    if n == of { whole } else { whole * n / of }
}

/// The value of the first `n` of `of` parts of a quantity, so that every
/// invoice line has the entry line's price.
fn priced(value: i64, quantity: i64, n: i64, of: i64) -> i64 {
    if n == of {
        return value;
    }
    let until = i128::from(share(quantity, n, of));
    let cents = i128::from(value) * until / i128::from(quantity.max(1));
    i64::try_from(cents).unwrap_or(value)
}

/// `FFF-NNNNNNN-C`.
fn punctuated(number: &str) -> String {
    let part = |from, to| number.get(from..to).unwrap_or_default();
    format!("{}-{}-{}", part(0, 3), part(3, 10), part(10, 11))
}

/// `9903.88.15`.
fn dotted_heading(heading: &str) -> String {
    let part = |from, to| heading.get(from..to).unwrap_or_default();
    format!("{}.{}.{}", part(0, 4), part(4, 6), part(6, 8))
}

/// `3.4%`, `17.6%`, `FREE`.
pub(crate) fn rate_text(rate_bp: u32) -> String {
    if rate_bp == 0 {
        return "FREE".to_owned();
    }
    let (whole, rest) = (rate_bp / 100, rate_bp % 100);
    match rest {
        0 => format!("{whole}%"),
        r if r.is_multiple_of(10) => format!("{whole}.{}%", r / 10),
        r => format!("{whole}.{r:02}%"),
    }
}
