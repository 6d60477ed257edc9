//! The brokers' line report: one row for each invoice line, many to an entry
//! line, adding up to the entry line to the cent.

use super::Sheet;
use crate::filing::Filing;
use crate::filing::entry::{Entry, Line};
use crate::plan::Importer;
use std::io;

/// Column titles, as one of the brokers' templates has them.
pub(crate) const TITLES: [&str; 24] = [
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
            row(sheet, &entry, &number, place, line)?;
        }
    }
    Ok(())
}

fn row(
    sheet: &mut impl Sheet,
    entry: &Entry<'_>,
    number: &str,
    place: i64,
    line: &Line<'_>,
) -> io::Result<()> {
    let codes: Vec<String> = line.goods.iter().map(|g| g.tariff.dotted()).collect();
    let codes = codes.join("; ");
    let additional: Vec<String> = line
        .additional
        .iter()
        .map(|(leg, _)| dotted_heading(leg.heading))
        .collect();
    let additional = additional.join("; ");
    let main = line.goods.first();
    let rate = rate_text(main.map_or(0, |g| g.tariff.rate_bp));
    let quantity = main.map_or(0, |g| g.quantity);
    let invoices = i64::from(line.invoices).clamp(1, quantity.max(1));
    let serial = number.get(4..11).unwrap_or_default();
    for invoice in 0..invoices {
        // Cumulative shares, so that the invoice lines add up exactly.
        let part =
            |whole: i64| share(whole, invoice + 1, invoices) - share(whole, invoice, invoices);
        sheet.text(number)?;
        sheet.number(place)?;
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
        sheet.money(
            priced(line.value(), quantity, invoice + 1, invoices)
                - priced(line.value(), quantity, invoice, invoices),
        )?;
        sheet.text(&rate)?;
        sheet.money(part(line.duty()))?;
        sheet.money(part(line.mpf))?;
        sheet.money(part(line.hmf))?;
        sheet.text("N")?;
        sheet.date(entry.entered)?;
        sheet.text(entry.port)?;
        sheet.text(entry.mode)?;
        sheet.text(line.spi)?;
        sheet.text(entry.entry_type)?;
        sheet.end_row()?;
    }
    Ok(())
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
