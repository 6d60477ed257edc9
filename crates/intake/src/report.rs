//! What became of every row of a table.

use crate::inspection::{DateOrder, TableKind};
use customs::{Field, FieldSet};
use profile::{Grain, SourceIx};
use serde::{Deserialize, Serialize};

/// What became of a row. Every row of a table is in exactly one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowClass {
    /// Above the header: titles, prompts, run dates.
    Preamble,
    /// The header.
    Header,
    /// The header again, as on each page of a printed report.
    RepeatedHeader,
    /// Without any text.
    Blank,
    /// A total, subtotal, sum or count of other rows.
    Total,
    /// With text, but without what makes a row one of this table.
    Unusable,
    /// Of an importer of record that was not asked for.
    OtherImporter,
    /// Handed over.
    Used,
}

impl RowClass {
    /// Every class, in the order of a table.
    pub const ALL: [Self; 8] = [
        Self::Preamble,
        Self::Header,
        Self::RepeatedHeader,
        Self::Blank,
        Self::Total,
        Self::Unusable,
        Self::OtherImporter,
        Self::Used,
    ];
}

/// Row numbers, as ranges in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowRanges {
    /// First and last row of each range.
    ranges: Vec<(u32, u32)>,
    /// How many rows there are, also those past the ranges kept.
    count: u64,
}

/// Ranges that are kept: as many as a full worksheet can scatter its rows over.
/// A longer file with more of them has the rest counted, which
/// [`RowRanges::unlisted`] tells.
const MOST_RANGES: usize = 1 << 19;

impl RowRanges {
    /// Adds a row, which is not before one already there.
    pub fn push(&mut self, row: u32) {
        self.push_range(row, row);
    }

    /// Adds the rows from `first` to `last`; nothing when there are none.
    pub fn push_range(&mut self, first: u32, last: u32) {
        if first > last {
            return;
        }
        let room = self.ranges.len() < MOST_RANGES;
        match self.ranges.last_mut() {
            Some((_, end)) if first <= *end => {
                self.count += u64::from(last.saturating_sub(*end));
                *end = last.max(*end);
                return;
            }
            Some((_, end)) if first == *end + 1 => *end = last,
            _ if room => self.ranges.push((first, last)),
            _ => {}
        }
        self.count += u64::from(last - first) + 1;
    }

    /// How many rows.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// First and last row of each range.
    #[must_use]
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// How many of the rows are counted and stand in no range.
    #[must_use]
    pub fn unlisted(&self) -> u64 {
        let rows = |(first, last): &(u32, u32)| u64::from(last - first) + 1;
        self.count - self.ranges.iter().map(rows).sum::<u64>()
    }

    /// Whether a row is among them.
    #[must_use]
    pub fn contains(&self, row: u32) -> bool {
        let at = self.ranges.partition_point(|(_, last)| *last < row);
        self.ranges.get(at).is_some_and(|(first, _)| *first <= row)
    }
}

/// Why something in a row is an issue. The identifiers are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Cause {
    /// A tariff number in scientific notation.
    TariffScientific,
    /// A tariff number with too few or too many digits.
    TariffLength,
    /// A cell of a tariff column that holds none.
    TariffUnreadable,
    /// A tariff number of fewer than eight digits.
    TariffShort,
    /// A row without a tariff number, in a table that has them.
    TariffMissing,
    /// Several ordinary tariff numbers in one invoice row.
    TariffSeveral,
    /// A row without an entry number, in a table that has them.
    EntryMissing,
    /// An entry number that has not eleven characters.
    EntryLength,
    /// An entry number whose check digit fails.
    EntryCheckDigit,
    /// A line number that is none.
    LineUnreadable,
    /// A date that is none.
    DateUnreadable,
    /// Dates that can only be read in the other order of day and month.
    DateOrder,
    /// An amount that is none.
    MoneyUnreadable,
    /// A goods value below zero.
    ValueNegative,
    /// A quantity that is none.
    QuantityUnreadable,
    /// A unit that is no code.
    UnitUnreadable,
    /// A rate that is more than a percentage.
    RateNotPlain,
    /// A rate of the schedule that is not free, a percentage or an amount for
    /// each unit.
    ScheduleRate,
    /// A country that is not recognised.
    CountryUnknown,
    /// A manufacturer code without the shape of one.
    MidShape,
    /// A program indicator that is none.
    SpiUnreadable,
    /// An entry type that is none.
    EntryTypeUnreadable,
    /// A yes-or-no cell that is neither.
    FlagUnreadable,
    /// An error of the spreadsheet, such as `#REF!`.
    ErrorCell,
    /// A quote that never closes.
    StrayQuote,
    /// Bytes that are no text in the file's encoding.
    WrongEncoding,
    /// A row that the sheet hides.
    HiddenRow,
    /// A row with text and no entry number, tariff number or product.
    NoIdentity,
    /// Texts that end at the same length, as where a system cuts them.
    TextCut,
    /// A text in another script than Latin.
    TextScript,
    /// The file is damaged from here on.
    CutShort,
}

impl Cause {
    /// What the matter is, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TariffScientific => {
                "The tariff number is in scientific notation, so its last digits are lost."
            }
            Self::TariffLength => "The tariff number has too few or too many digits.",
            Self::TariffUnreadable => "The cell holds no tariff number.",
            Self::TariffShort => "The tariff number has fewer than eight digits.",
            Self::TariffMissing => "The row has no tariff number.",
            Self::TariffSeveral => {
                "The row has several tariff numbers of chapters 1 to 97; it counts under the first."
            }
            Self::EntryMissing => "The row has no entry number.",
            Self::EntryLength => {
                "The entry number has not eleven characters: a zero at its start or its check digit may be missing."
            }
            Self::EntryCheckDigit => "The check digit of the entry number does not fit the rest.",
            Self::LineUnreadable => "The line number is not a number from 1 to 999.",
            Self::DateUnreadable => "The date cannot be read as a day from 1990 on.",
            Self::DateOrder => {
                "The date can only be read with day and month the other way round than its column."
            }
            Self::MoneyUnreadable => "The amount cannot be read as dollars.",
            Self::ValueNegative => "The goods value is below zero: a credit or a correction.",
            Self::QuantityUnreadable => "The quantity cannot be read as a number.",
            Self::UnitUnreadable => "The unit is not a code of one to four characters.",
            Self::RateNotPlain => "The duty rate is more than a percentage of the value.",
            Self::ScheduleRate => {
                "The rate of the schedule is worded, not a percentage or an amount for each unit."
            }
            Self::CountryUnknown => "The country is neither an ISO code nor an English name.",
            Self::MidShape => "The manufacturer ID has not the shape of one.",
            Self::SpiUnreadable => "The special program indicator has not the shape of one.",
            Self::EntryTypeUnreadable => "The entry type is not a two-digit code.",
            Self::FlagUnreadable => "The cell says neither yes nor no.",
            Self::ErrorCell => "The cell holds an error of the spreadsheet.",
            Self::StrayQuote => {
                "A quotation mark opens and never closes; it was read as a character."
            }
            Self::WrongEncoding => {
                "Some bytes are not text in the encoding of the file; accented letters may be wrong."
            }
            Self::HiddenRow => "The sheet hides this row; it was read like the others.",
            Self::NoIdentity => "The row has text, but nothing that makes it a row of this table.",
            Self::TextCut => {
                "Many texts of this column end at the same length: they seem to have been cut."
            }
            Self::TextScript => "The text is in another script than Latin.",
            Self::CutShort => "The file is damaged after this row, and ends here.",
        }
    }

    /// What going on without it costs.
    #[must_use]
    pub fn cost(self) -> &'static str {
        match self {
            Self::TariffScientific
            | Self::TariffLength
            | Self::TariffUnreadable
            | Self::TariffMissing => {
                "These rows count for value and duty, but no check of classification sees them."
            }
            Self::TariffShort => {
                "These rows take part in comparisons at their own level only; duty is fixed at eight digits."
            }
            Self::TariffSeveral => "The other numbers are not compared.",
            Self::EntryMissing => {
                "These rows cannot be joined to the same line in another file, nor counted by entry."
            }
            Self::EntryLength => {
                "These entries may not join with the same entries in another file."
            }
            Self::EntryCheckDigit => {
                "Nothing is lost; the number is worth checking against the entry summary."
            }
            Self::LineUnreadable => "These rows are looked at one by one, not as part of a line.",
            Self::DateUnreadable | Self::DateOrder => {
                "Checks that follow events over time leave these rows out or see them on another day."
            }
            Self::MoneyUnreadable => "These amounts are missing from every sum.",
            Self::ValueNegative => "These rows stay out of price comparisons.",
            Self::QuantityUnreadable | Self::UnitUnreadable => {
                "Prices per unit cannot be compared on these rows."
            }
            Self::RateNotPlain => {
                "The rate is worked out from duty and value instead, where both are there."
            }
            Self::ScheduleRate => "Duty under these numbers is not worked out from the schedule.",
            Self::CountryUnknown => "Checks by origin leave these rows out.",
            Self::MidShape => "Checks by manufacturer leave these rows out.",
            Self::SpiUnreadable => "Preference checks leave these rows out.",
            Self::EntryTypeUnreadable => "Checks by entry type leave these rows out.",
            Self::FlagUnreadable => "The flag counts as not given.",
            Self::ErrorCell => "The cell counts as empty.",
            Self::StrayQuote => "Nothing, if the cells of the row are in their places.",
            Self::WrongEncoding => "Names may compare as different where only an accent differs.",
            Self::HiddenRow => {
                "Nothing is lost; if the rows were hidden to leave them out, delete them and drop the file again."
            }
            Self::NoIdentity => "These rows are not used.",
            Self::TextCut | Self::TextScript => {
                "Products are told apart by their texts with less confidence."
            }
            Self::CutShort => "Whatever followed is missing; export the report again.",
        }
    }
}

/// What was put right, on proof. The identifiers are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mend {
    /// A zero put back at the start of a tariff number.
    TariffLeadingZero,
    /// A zero put back at the end of a six-digit tariff number.
    TariffTrailingZero,
    /// A program indicator taken off the front of a tariff number.
    TariffSpiPrefix,
    /// Letters taken off the end of a tariff number.
    TariffSuffix,
    /// A zero put back at the start of a port code.
    PortLeadingZero,
    /// Pounds turned into kilograms.
    PoundsToKilograms,
}

impl Mend {
    /// What was done, in one sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::TariffLeadingZero => {
                "A zero lost at the start of the tariff number was put back: the column was saved as numbers, and the heading exists."
            }
            Self::TariffTrailingZero => {
                "A zero lost at the end of a six-digit tariff number was put back: the cell is a number."
            }
            Self::TariffSpiPrefix => {
                "A special program indicator before the tariff number was read as one."
            }
            Self::TariffSuffix => "Letters after the tariff number were left out.",
            Self::PortLeadingZero => "A zero lost at the start of the port code was put back.",
            Self::PoundsToKilograms => "Weights in pounds were turned into kilograms.",
        }
    }
}

/// A cell that an issue or a repair points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRef {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    /// Address as the spreadsheet program shows it (`D17`), or the row's
    /// number where no cell is meant.
    pub address: String,
    /// The text shown, cut when long.
    pub text: String,
}

/// Rows that share a cause and a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The cause.
    pub cause: Cause,
    /// The field that the column means, if one is meant.
    pub field: Option<Field>,
    /// The column's letters and header, if one is meant.
    pub column: Option<(String, String)>,
    /// The rows.
    pub rows: RowRanges,
    /// The first cells.
    pub first: Vec<CellRef>,
}

/// Rows that were put right in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// What was done.
    pub mend: Mend,
    /// The field that the column means.
    pub field: Option<Field>,
    /// The column's letters and header.
    pub column: Option<(String, String)>,
    /// The rows.
    pub rows: RowRanges,
    /// The first cells, as they stood before.
    pub first: Vec<CellRef>,
}

/// What the values of a date column say about its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// The column, from 0.
    pub column: usize,
    /// The order it was read in.
    pub order: DateOrder,
    /// Values that only the month-first order can read.
    pub month_first: u64,
    /// Values that only the day-first order can read.
    pub day_first: u64,
    /// Values that either can read, differently.
    pub either: u64,
}

impl DateEvidence {
    /// The order that the whole column speaks for, where it is not the one it
    /// was read in: the table should be read again with it.
    #[must_use]
    pub fn better_order(&self) -> Option<DateOrder> {
        let spoken = match (self.month_first, self.day_first) {
            (0, 1..) => DateOrder::DayFirst,
            (1.., 0) => DateOrder::MonthFirst,
            _ => return None,
        };
        (spoken != self.order).then_some(spoken)
    }
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableReport {
    /// The table, as registered.
    pub source: SourceIx,
    /// What it is about.
    pub kind: TableKind,
    /// What one row stands for.
    pub grain: Grain,
    /// Rows of the table: the number of its last row.
    pub rows: u64,
    /// How many rows are in each class, in the order of [`RowClass::ALL`].
    pub counts: [u64; 8],
    /// Where the rows of each class but [`RowClass::Used`] are.
    pub set_aside: Vec<(RowClass, RowRanges)>,
    /// What is wrong, grouped by cause and column.
    pub issues: Vec<Issue>,
    /// What was put right, grouped likewise.
    pub repairs: Vec<Repair>,
    /// The fields that at least one used row fills.
    pub fields: Vec<Field>,
    /// What the date columns say about their order.
    pub dates: Vec<DateEvidence>,
    /// Different importer numbers among the used rows, up to 16, as keys.
    pub importers: Vec<String>,
}

impl TableReport {
    /// How many rows are in a class.
    #[must_use]
    pub fn count(&self, class: RowClass) -> u64 {
        RowClass::ALL
            .iter()
            .zip(self.counts)
            .find(|(c, _)| **c == class)
            .map_or(0, |(_, count)| count)
    }

    /// The fields that at least one used row fills.
    #[must_use]
    pub fn field_set(&self) -> FieldSet {
        self.fields.iter().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_join() {
        let mut rows = RowRanges::default();
        for row in [1, 2, 3, 7, 7, 9] {
            rows.push(row);
        }
        rows.push_range(10, 12);
        rows.push_range(20, 19);
        assert_eq!(rows.ranges(), [(1, 3), (7, 7), (9, 12)]);
        assert_eq!(rows.count(), 8);
        assert!(rows.contains(2) && rows.contains(11) && !rows.contains(8) && !rows.contains(13));
    }
}
