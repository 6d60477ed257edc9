//! Time limits that run from an entry's own dates.

use crate::authority::Authority;
use crate::holidays::Holidays;
use crate::read::record;
use customs::Day;
use serde::{Deserialize, Serialize};

/// What an offset is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Calendar days.
    Days,
    /// Working days: Monday to Friday without federal holidays.
    WorkingDays,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// The event that a limit runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Date of entry.
    Entry,
    /// Date of the entry summary.
    EntrySummary,
    /// Date of importation.
    Importation,
    /// Date of liquidation, past or scheduled.
    Liquidation,
    /// CBP's notice, request or calculation.
    Notice,
    /// The disclosure.
    Disclosure,
    /// The day on which the importer learned of the fact.
    Knowledge,
    /// The day that the assessment is made for.
    AsOf,
    /// The violation that a suit would be about.
    Violation,
}

record! {
    /// A limit: so many days, months or years from an event.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Offset {
        /// As shown.
        pub label: String,
        /// What it runs from.
        pub from: Event,
        /// How many; negative for a limit before the event.
        pub count: i32,
        /// Of what.
        pub unit: Count,
        /// Whether the day moves on to the next Friday, on which CBP posts
        /// liquidations. A Friday stays.
        pub to_friday: bool = false,
        /// What runs out, and the exceptions.
        pub text: String,
        /// Its authority.
        pub authority: Authority,
    }
}

const FRIDAY: i8 = 5;

impl Offset {
    /// The last day of the limit when it runs from `event`.
    #[must_use]
    pub fn due(&self, event: Day, holidays: &Holidays) -> Day {
        let day = match self.unit {
            Count::Days => event.plus(self.count),
            Count::WorkingDays => holidays.plus_working_days(event, self.count),
            Count::Months => event.plus_months(self.count),
            Count::Years => event.plus_years(self.count),
        };
        if self.to_friday {
            let weekday = day.date().weekday().to_monday_one_offset();
            day.plus(i32::from((FRIDAY - weekday).rem_euclid(7)))
        } else {
            day
        }
    }
}

record! {
    /// Every limit that the code computes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Deadlines {
        /// Entry summary and estimated duties after entry.
        pub summary_due: Offset,
        /// Post-summary correction, counted from entry.
        pub psc_after_entry: Offset,
        /// Post-summary correction, counted back from scheduled liquidation.
        pub psc_before_liquidation: Offset,
        /// When CBP would usually liquidate.
        pub liquidation_estimate: Offset,
        /// When an entry is deemed liquidated as entered.
        pub deemed_liquidation: Offset,
        /// Protest after liquidation.
        pub protest: Offset,
        /// Voluntary reliquidation by CBP.
        pub voluntary_reliquidation: Offset,
        /// Preference claim after importation.
        pub preference_claim: Offset,
        /// Corrected declaration after an invalid USMCA claim.
        pub corrected_declaration: Offset,
        /// Reconciliation of value, classification and 9802 issues.
        pub reconciliation_other: Offset,
        /// Reconciliation of trade agreement issues.
        pub reconciliation_fta: Offset,
        /// Suit for a penalty, other than for fraud.
        pub limitation: Offset,
        /// How long before the end of limitation an entry is shown as expiring.
        pub limitation_notice: Offset,
        /// Tender after CBP's calculation.
        pub tender: Offset,
        /// Writing after an oral disclosure.
        pub oral_disclosure: Offset,
        /// Missing data after a disclosure.
        pub disclosure_data: Offset,
        /// Answer to a request for information.
        pub cf28: Offset,
        /// Answer to a proposed notice of action.
        pub cf29: Offset,
        /// Production of entry records on demand.
        pub record_production: Offset,
        /// Retention of entry records.
        pub record_retention: Offset,
        /// How near a protest or correction limit makes the urgent path.
        pub urgent_window: Offset,
    }
}

impl Deadlines {
    /// Every limit with its key, in the order of the type.
    #[must_use]
    pub fn all(&self) -> [(&'static str, &Offset); 21] {
        [
            ("summary_due", &self.summary_due),
            ("psc_after_entry", &self.psc_after_entry),
            ("psc_before_liquidation", &self.psc_before_liquidation),
            ("liquidation_estimate", &self.liquidation_estimate),
            ("deemed_liquidation", &self.deemed_liquidation),
            ("protest", &self.protest),
            ("voluntary_reliquidation", &self.voluntary_reliquidation),
            ("preference_claim", &self.preference_claim),
            ("corrected_declaration", &self.corrected_declaration),
            ("reconciliation_other", &self.reconciliation_other),
            ("reconciliation_fta", &self.reconciliation_fta),
            ("limitation", &self.limitation),
            ("limitation_notice", &self.limitation_notice),
            ("tender", &self.tender),
            ("oral_disclosure", &self.oral_disclosure),
            ("disclosure_data", &self.disclosure_data),
            ("cf28", &self.cf28),
            ("cf29", &self.cf29),
            ("record_production", &self.record_production),
            ("record_retention", &self.record_retention),
            ("urgent_window", &self.urgent_window),
        ]
    }
}
