//! Unit values of the industry: one row for each tariff number, origin and
//! quarter, as a user would distil them from import statistics.

use super::Sheet;
use crate::plan::Importer;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;

/// Column titles.
pub(crate) const TITLES: [&str; 9] = [
    "HTS",
    "COO",
    "Quarter",
    "UOM",
    "P5 Unit Value",
    "P25 Unit Value",
    "Median Unit Value",
    "P75 Unit Value",
    "Observations",
];

/// Prices of one tariff number and origin.
#[derive(Debug, Default)]
struct Cell {
    unit: &'static str,
    /// Prices in cents of the sample's own products.
    prices: Vec<i64>,
    /// The industry's median as a multiple in permille of theirs.
    permille: i64,
}

/// Writes titles and rows. Where the sample's own products differ too much in
/// price for one number to stand for them, there is no benchmark.
pub(crate) fn write(importer: &Importer, sheet: &mut impl Sheet) -> io::Result<()> {
    sheet.titles(&TITLES)?;
    for ((hts, origin), cell) in cells(importer) {
        let count = i64::try_from(cell.prices.len()).unwrap_or(1).max(1);
        let mean = cell.prices.iter().sum::<i64>() / count;
        let alike = |price: &i64| *price * 100 >= mean * 65 && *price * 100 <= mean * 160;
        if !cell.prices.iter().all(alike) {
            continue;
        }
        let median = mean * cell.permille / 1000;
        for (quarter, growth) in quarters(importer).into_iter().zip(0i64..) {
            let at = |percent: i64| median * (1000 + growth * 4) / 1000 * percent / 100;
            sheet.text(hts)?;
            sheet.text(origin)?;
            sheet.text(&quarter)?;
            sheet.text(cell.unit)?;
            for percent in [48, 78, 100, 131] {
                sheet.money(at(percent))?;
            }
            sheet.number(180 + growth * 3)?;
            sheet.end_row()?;
        }
    }
    Ok(())
}

fn cells(importer: &Importer) -> BTreeMap<(&'static str, &'static str), Cell> {
    let mut cells: BTreeMap<_, Cell> = BTreeMap::new();
    for planned in &importer.products {
        let product = &planned.product;
        let Some(supplier) = product.suppliers.first() else {
            continue;
        };
        let cell = cells
            .entry((product.tariff.hts, supplier.country))
            .or_default();
        cell.unit = product.tariff.unit;
        cell.prices.push(product.cents);
        cell.permille = cell.permille.max(product.benchmark);
    }
    cells
}

fn quarters(importer: &Importer) -> Vec<String> {
    let name = |day: &Date| format!("{}Q{}", day.year(), (day.month() + 2) / 3);
    let mut quarters: Vec<String> = importer.days.iter().map(name).collect();
    quarters.dedup();
    quarters
}
