//! The rates that interest grows by, and what a dollar has grown to.
//!
//! One row a run of days with one rate in one calendar year. The growth from
//! one day to another is the growth up to the later day ÷ the growth up to the
//! earlier one, so one short table serves every entry.

use crate::cell::{Cell, Formula, Outcome, at, run};
use crate::sheet::{Sheet, column};
use customs::Day;
use exposure::Workings;
use exposure::interest::growth;
use rulebook::Pack;
use rust_decimal::Decimal;

/// The table with the places that other sheets refer to.
pub(crate) struct Interest {
    pub(crate) sheet: Sheet,
    to: Day,
    is_empty: bool,
}

const BEFORE: usize = 0;
const DAYS: usize = 3;
const RATE: usize = 4;
const YEAR: usize = 5;
const GROWTH: usize = 6;

/// Rows of the head that hold the day and the growth up to it.
const TO_ROW: usize = 3;
const TO_GROWTH_ROW: usize = 4;

impl Interest {
    pub(crate) fn of(workings: &Workings<'_>, pack: &Pack) -> Self {
        let to = workings.interest_to();
        let segments = workings.segments();
        let mut sheet = Sheet {
            id: "interest",
            name: "Interest rates",
            columns: vec![
                column("Day before", 12),
                column("First day", 12),
                column("Last day", 12),
                column("Days", 8),
                column("Yearly rate", 11),
                column("Days of the year", 11),
                column("Growth before the first day", 18),
                column("Carried forward", 11),
                column("Authority", 60),
            ],
            ..Sheet::default()
        };
        sheet.head = vec![Vec::new(); TO_GROWTH_ROW + 1];
        let first = sheet.first_row();
        let mut growth_so_far = Decimal::ONE;
        for (segment, row) in segments.iter().zip(first..) {
            let result = Outcome::Factor(shown(growth_so_far));
            let text = if row == first {
                "1".to_owned()
            } else {
                let above = row - 1;
                format!(
                    "{}*(1+{}/{})^{}",
                    at(GROWTH, above),
                    at(RATE, above),
                    at(YEAR, above),
                    at(DAYS, above)
                )
            };
            sheet.rows.push(vec![
                Cell::Day(segment.from.plus(-1)),
                Cell::Day(segment.from),
                Cell::Day(segment.to),
                Cell::Formula(Formula {
                    text: format!("C{row}-A{row}"),
                    result: Outcome::Days(i64::from(segment.days)),
                }),
                Cell::Rate(segment.rate),
                Cell::count(segment.year_days),
                Cell::Formula(Formula { text, result }),
                Cell::text(if segment.provisional { "Yes" } else { "" }),
                Cell::text(segment.authority.cite()),
            ]);
            growth_so_far = growth_so_far.saturating_mul(segment.factor);
        }
        let mut this = Self {
            is_empty: segments.is_empty(),
            sheet,
            to,
        };
        let first_day = segments.first().map(|segment| segment.from.plus(-1));
        let whole = first_day.and_then(|from| growth(&pack.interest, from, to).ok());
        let to_growth = Cell::Formula(Formula {
            text: this.growth_at(&at(1, TO_ROW), ""),
            result: Outcome::Factor(whole.map_or(Decimal::ONE, |growth| shown(growth.factor))),
        });
        this.sheet.head = vec![
            vec![Cell::Title("Interest rates".to_owned())],
            vec![Cell::Note(pack.texts.interest_estimate.text.clone())],
            vec![
                Cell::Label("Interest up to, this day included".to_owned()),
                Cell::Day(to),
            ],
            vec![Cell::Label("Growth up to that day".to_owned()), to_growth],
            vec![Cell::Note(
                "Compounded daily: (1 + yearly rate ÷ days of the year) to the power of the days. \
                 The growth between two days is the one divided by the other."
                    .to_owned(),
            )],
        ];
        this
    }

    /// The formula for the growth up to a day that stands in a cell. `sheet` is
    /// the table's name with its mark, empty within the table's own sheet.
    fn growth_at(&self, day: &str, sheet: &str) -> String {
        if self.is_empty {
            return "1".to_owned();
        }
        let (first, last) = (self.sheet.first_row(), self.sheet.last_row());
        let column = |column| format!("{sheet}{}", run(column, first, last));
        let of = |of| format!("LOOKUP({day},{},{})", column(BEFORE), column(of));
        format!(
            "{}*(1+{}/{})^({day}-{})",
            of(GROWTH),
            of(RATE),
            of(YEAR),
            of(BEFORE)
        )
    }

    /// The formula for what a dollar grows to from the day in a cell.
    pub(crate) fn factor_from(&self, day: &str) -> String {
        let to = self.sheet.place(1, TO_ROW);
        let whole = self.sheet.place(1, TO_GROWTH_ROW);
        let mark = format!("{}!", crate::sheet::quoted(self.sheet.name));
        format!("IF({day}>={to},1,{whole}/({}))", self.growth_at(day, &mark))
    }

    /// The day up to which interest runs.
    pub(crate) fn to(&self) -> Day {
        self.to
    }
}

/// A factor as derivations show it.
pub(crate) fn shown(factor: Decimal) -> Decimal {
    exposure::money::rate(factor)
}
