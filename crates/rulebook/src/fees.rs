//! The merchandise processing fee and the harbor maintenance fee.

use crate::authority::Authority;
use crate::read::record;
use customs::{Cents, Day, EntryType, Spi};
use rust_decimal::Decimal;

record! {
    /// Both fees.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Fees {
        /// Merchandise processing fee.
        pub mpf: Mpf,
        /// Harbor maintenance fee.
        pub hmf: Hmf,
    }
}

record! {
    /// The merchandise processing fee: a share of value per *entry*, between a
    /// least and a greatest amount that change with the fiscal year.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Mpf {
        /// Fiscal years, oldest first, without gap or overlap.
        pub years: Vec<MpfYear>,
        /// The entry types that pay the formal fee.
        pub entry_types: Vec<EntryType>,
        /// The entry types that pay the flat informal fee.
        pub informal_entry_types: Vec<EntryType>,
        /// The indicators whose claims exempt a line.
        pub exempt_spis: Vec<Spi>,
        /// The chapter whose lines are mostly exempt.
        pub exempt_chapters: Vec<u8>,
        /// What the exemptions rest on.
        pub exemption: Authority,
        /// The fee's own authority.
        pub authority: Authority,
    }
}

record! {
    /// The fee in one fiscal year.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MpfYear {
        /// The fiscal year, named by the calendar year in which it ends.
        pub fiscal_year: u16,
        /// First day.
        pub from: Day,
        /// Last day.
        pub to: Day,
        /// Share of the value of the lines that are subject to it.
        pub rate: Decimal,
        /// Least amount per formal entry.
        pub min: Cents,
        /// Greatest amount per formal entry.
        pub max: Cents,
        /// Flat amount per informal entry, where known.
        pub informal: Option<Cents>,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// The harbor maintenance fee: a share of value, vessel arrivals only, without
    /// a least or greatest amount.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Hmf {
        /// Share of value.
        pub rate: Decimal,
        /// The mode-of-transport codes that owe it, and the words for them.
        pub modes: Vec<String>,
        /// Its authority.
        pub authority: Authority,
    }
}

impl Fees {
    /// The MPF year that a day of entry falls in.
    #[must_use]
    pub fn mpf_bounds(&self, day: Day) -> Option<&MpfYear> {
        self.mpf
            .years
            .iter()
            .find(|year| year.from <= day && day <= year.to)
    }

    /// Whether a claim under an indicator exempts the line from MPF.
    #[must_use]
    pub fn spi_exempts(&self, spi: Spi) -> bool {
        self.mpf.exempt_spis.contains(&spi)
    }
}

impl Hmf {
    /// Whether a mode of transport owes the fee. Reports write a code, or a word
    /// with what follows a comma: `Vessel, containerized`.
    #[must_use]
    pub fn is_owed_by(&self, mode: &str) -> bool {
        let mode = mode.split(',').next().unwrap_or(mode).trim();
        self.modes
            .iter()
            .any(|owing| owing.eq_ignore_ascii_case(mode))
    }
}
