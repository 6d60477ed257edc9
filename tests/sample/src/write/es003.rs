//! ES-003, Entry Summary Line Tariff Details, as ACE exports it with the
//! liquidation, correction and fee objects added: one row for each tariff
//! number of a line, chapter 99 rows with the additional duty and no value.

use super::Sheet;
use crate::calendar::months_after;
use crate::data::chapter99::Leg;
use crate::data::fees::half_up;
use crate::filing::Filing;
use crate::filing::entry::{Entry, Goods, Line};
use crate::plan::Importer;
use jiff::civil::Date;
use std::io;

/// The importer's name and number, as invented as its goods.
const IMPORTER: (&str, &str) = ("00-123456700", "HARBOR AND PINE TRADING COMPANY");

/// Column titles, in ACE's order.
pub(crate) const TITLES: [&str; 42] = [
    "Entry Summary Number",
    "Entry Summary Line Number",
    "Tariff Ordinal Number",
    "HTS Number - Full",
    "Line Tariff Goods Value Amount",
    "Line Tariff Duty Amount",
    "Line Tariff Quantity (1)",
    "Line Tariff UOM (1) Code",
    "Line Tariff Quantity (2)",
    "Line Tariff UOM (2) Code",
    "Line Tariff Quantity (3)",
    "Line Tariff UOM (3) Code",
    "Entry Type Code",
    "Importer Number",
    "Importer Name",
    "Port of Entry Code",
    "Entry Date",
    "Entry Summary Date",
    "Initial Entry Summary Create Date",
    "Review Team Number",
    "Country of Origin Code",
    "Country of Export Code",
    "Manufacturer ID",
    "Manufacturer Name",
    "Foreign Exporter ID",
    "Line SPI Code",
    "Standard Visa Number",
    "Textile Category Code",
    "Importation Date",
    "Filer Name",
    "Mode of Transport",
    "Line MPF Amount",
    "Line HMF Amount",
    "Post Summary Correction Indicator",
    "Latest PSC Filed Date",
    "Liquidation Date",
    "Liquidation Status",
    "Reconciliation Indicator",
    "Reconciliation Issue Code",
    "Reconciliation (Other) Due Date",
    "Reconciliation (Other) Status",
    "Total Liquidated Duty Amount",
];

/// Writes titles and rows.
pub(crate) fn write(importer: &Importer, sheet: &mut impl Sheet) -> io::Result<()> {
    sheet.titles(&TITLES)?;
    for entry in Filing::new(importer) {
        let liquidated = entry.liquidation <= importer.as_of;
        let estimated: i64 = entry.lines.iter().map(Line::duty).sum();
        let (permille, cents) = entry.liquidated;
        let duty = half_up(estimated * permille, 1000) + cents;
        for (place, line) in (1i64..).zip(&entry.lines) {
            let rows = Rows {
                entry: &entry,
                line,
                number: place,
                liquidated: liquidated.then_some(duty),
            };
            rows.write(sheet)?;
        }
    }
    Ok(())
}

fn optional(sheet: &mut impl Sheet, date: Option<Date>) -> io::Result<()> {
    match date {
        Some(date) => sheet.date(date),
        None => sheet.text(""),
    }
}

/// What the rows of one line have in common.
struct Rows<'e, 'a> {
    entry: &'e Entry<'a>,
    line: &'e Line<'a>,
    number: i64,
    /// Duty at liquidation in cents, if the entry is liquidated.
    liquidated: Option<i64>,
}

impl Rows<'_, '_> {
    fn write(&self, sheet: &mut impl Sheet) -> io::Result<()> {
        let broker = self.entry.filer.broker();
        let mut ordinal = 0i64;
        let mut next = || {
            ordinal += 1;
            ordinal
        };
        if broker.commodity_first {
            for goods in &self.line.goods {
                self.goods(sheet, next(), goods)?;
            }
        }
        for (leg, duty) in &self.line.additional {
            self.additional(sheet, next(), leg, *duty)?;
        }
        if !broker.commodity_first {
            for goods in &self.line.goods {
                self.goods(sheet, next(), goods)?;
            }
        }
        Ok(())
    }

    fn additional(
        &self,
        sheet: &mut impl Sheet,
        ordinal: i64,
        leg: &Leg,
        duty: i64,
    ) -> io::Result<()> {
        self.head(sheet, ordinal)?;
        if self.entry.filer.broker().padded {
            sheet.text(&format!("{}00", leg.heading))?;
        } else {
            sheet.text(leg.heading)?;
        }
        sheet.money(0)?;
        sheet.money(duty)?;
        for _ in 0..6 {
            sheet.text("")?;
        }
        self.tail(sheet, "", false)
    }

    fn goods(&self, sheet: &mut impl Sheet, ordinal: i64, goods: &Goods) -> io::Result<()> {
        self.head(sheet, ordinal)?;
        sheet.text(goods.tariff.hts)?;
        sheet.money(goods.value)?;
        sheet.money(goods.duty)?;
        sheet.number(goods.quantity)?;
        sheet.text(goods.tariff.unit)?;
        if goods.tariff.second_kg {
            sheet.number(goods.kilograms)?;
            sheet.text("KG")?;
        } else {
            sheet.text("")?;
            sheet.text("")?;
        }
        sheet.text("")?;
        sheet.text("")?;
        let first = self.line.goods.first().map(|g| g.tariff.hts);
        self.tail(
            sheet,
            goods.tariff.category,
            first == Some(goods.tariff.hts),
        )
    }

    fn head(&self, sheet: &mut impl Sheet, ordinal: i64) -> io::Result<()> {
        sheet.text(&self.entry.number)?;
        sheet.number(self.number)?;
        sheet.number(ordinal)
    }

    /// The columns from the entry type on. The line's fees stand on one of its
    /// rows only, so that the column adds up.
    fn tail(&self, sheet: &mut impl Sheet, category: &str, with_fees: bool) -> io::Result<()> {
        let entry = self.entry;
        sheet.text(entry.entry_type)?;
        sheet.text(IMPORTER.0)?;
        sheet.text(IMPORTER.1)?;
        sheet.text(entry.port)?;
        sheet.date(entry.entered)?;
        sheet.date(entry.summary)?;
        sheet.date(entry.summary)?;
        sheet.text("715")?;
        sheet.text(self.line.origin)?;
        sheet.text(entry.export)?;
        sheet.text(&entry.supplier.mid)?;
        sheet.text(&entry.supplier.name)?;
        sheet.text(&entry.supplier.mid)?;
        sheet.text(self.line.spi)?;
        sheet.text("")?;
        sheet.text(category)?;
        sheet.date(entry.imported)?;
        sheet.text(entry.filer.broker().name)?;
        sheet.text(entry.mode)?;
        sheet.money(if with_fees { self.line.mpf } else { 0 })?;
        sheet.money(if with_fees { self.line.hmf } else { 0 })?;
        sheet.text(if entry.corrected.is_some() { "Y" } else { "N" })?;
        optional(sheet, entry.corrected)?;
        sheet.date(entry.liquidation)?;
        match self.liquidated {
            Some(_) => sheet.text("Liquidated")?,
            None => sheet.text("Scheduled")?,
        }
        match entry.reconciliation {
            Some(flag) => {
                sheet.text("Y")?;
                sheet.text(flag.issue)?;
                sheet.date(months_after(entry.summary, 21))?;
                sheet.text(if flag.filed { "Filed" } else { "Open" })?;
            }
            None => {
                sheet.text("N")?;
                for _ in 0..3 {
                    sheet.text("")?;
                }
            }
        }
        match self.liquidated {
            Some(duty) => sheet.money(duty)?,
            None => sheet.text("")?,
        }
        sheet.end_row()
    }
}
