//! The product master: one row for each part number.

use super::Sheet;
use super::broker::rate_text;
use crate::calendar::days_after;
use crate::plan::Importer;
use std::collections::BTreeSet;
use std::io;

/// Column titles.
pub(crate) const TITLES: [&str; 14] = [
    "SKU",
    "Description",
    "HTS (US)",
    "COO",
    "Vendor",
    "Rationale",
    "Ruling No",
    "Effective Date",
    "FTA Flag",
    "Certificate Expiry",
    "Duty Rate",
    "AD/CVD Flag",
    "Reviewer",
    "Last Review",
];

/// Writes titles and rows.
pub(crate) fn write(importer: &Importer, sheet: &mut impl Sheet) -> io::Result<()> {
    sheet.titles(&TITLES)?;
    let first = importer.days.first().copied().unwrap_or(importer.as_of);
    let mut seen = BTreeSet::new();
    for planned in &importer.products {
        let product = &planned.product;
        let (Some(row), Some(supplier)) = (product.master, product.suppliers.first()) else {
            continue;
        };
        if !seen.insert(&product.sku) {
            continue;
        }
        sheet.text(&product.sku)?;
        sheet.text(&product.description)?;
        sheet.text(&row.tariff.map(|t| t.dotted()).unwrap_or_default())?;
        sheet.text(row.origin.unwrap_or(supplier.country))?;
        sheet.text(&supplier.name)?;
        sheet.text(row.rationale)?;
        sheet.text(row.ruling)?;
        sheet.date(row.effective.unwrap_or(days_after(first, -400)))?;
        if product.spi.is_empty() {
            sheet.text("N")?;
            sheet.text("")?;
        } else {
            sheet.text("Y")?;
            let usual = days_after(importer.as_of, 200);
            sheet.date(row.certificate_until.unwrap_or(usual))?;
        }
        sheet.text(&row.tariff.map(|t| rate_text(t.rate_bp)).unwrap_or_default())?;
        sheet.text(if row.adcvd { "Y" } else { "N" })?;
        sheet.text("Trade compliance desk")?;
        sheet.date(days_after(importer.as_of, -120))?;
        sheet.end_row()?;
    }
    Ok(())
}
