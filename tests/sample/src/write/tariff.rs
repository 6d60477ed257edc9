//! The tariff, in the columns of its publisher's export: the sample's numbers,
//! the rate on the eight-digit row and a blank row for each ten-digit number.

use super::Sheet;
use super::broker::rate_text;
use crate::data::tariffs;
use std::collections::BTreeMap;
use std::io;

/// Column titles.
pub(crate) const TITLES: [&str; 9] = [
    "HTS Number",
    "Indent",
    "Description",
    "Unit of Quantity",
    "General Rate of Duty",
    "Special Rate of Duty",
    "Column 2 Rate of Duty",
    "Quota Quantity",
    "Additional Duties",
];

/// The special column of every line that bears duty.
const SPECIAL: &str = "Free (A,AU,BH,CL,CO,D,E,IL,JO,KR,MA,OM,P,PA,PE,S,SG)";

/// Writes titles and rows.
pub(crate) fn write(sheet: &mut impl Sheet) -> io::Result<()> {
    sheet.titles(&TITLES)?;
    let mut lines: BTreeMap<&str, Vec<&tariffs::Tariff>> = BTreeMap::new();
    for tariff in tariffs::ALL.iter().copied() {
        let line = tariff.hts.get(..8).unwrap_or_default();
        lines.entry(line).or_default().push(tariff);
    }
    for numbers in lines.values() {
        let Some(first) = numbers.first() else {
            continue;
        };
        let dotted = first.dotted();
        let (general, special) = match first.rate_bp {
            0 => ("Free".to_owned(), ""),
            rate => (rate_text(rate), SPECIAL),
        };
        let eight = dotted.get(..10).unwrap_or_default();
        row(sheet, [eight, "2", "Other", "", &general, special, "90%"])?;
        for number in numbers {
            row(
                sheet,
                [&number.dotted(), "3", "Other", number.unit, "", "", ""],
            )?;
        }
    }
    Ok(())
}

fn row(sheet: &mut impl Sheet, cells: [&str; 7]) -> io::Result<()> {
    for cell in cells.into_iter().chain(["", ""]) {
        sheet.text(cell)?;
    }
    sheet.end_row()
}
