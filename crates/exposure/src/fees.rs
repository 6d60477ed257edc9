//! The merchandise processing fee and the harbor maintenance fee of an entry.
//!
//! MPF is a share of the value of the *entry's* subject lines, held between the
//! least and the greatest amount of the fiscal year of entry, so a change of
//! value often changes nothing. HMF is a share of value without bounds, for
//! arrivals by vessel alone. Both are differences here: the fee on the correct
//! values less the fee on the filed ones, each worked out the same way, so that
//! cents of the file's own rounding never look like a loss.

use crate::derivation::{Draft, Figure, SourceKind};
use crate::money;
use customs::{Cents, Day, EntryType};
use rulebook::Pack;
use rulebook::figures::RuleId;
use rulebook::{Fees, MpfYear};

/// MPF before and after its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// Rate × value, rounded to the cent.
    pub raw: Cents,
    /// The same held between the bounds; zero where nothing is subject.
    pub fee: Cents,
}

/// How an entry pays MPF.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MpfBasis<'a> {
    /// By value, between bounds.
    Formal(&'a MpfYear),
    /// A flat amount, which value does not change.
    Informal(&'a MpfYear),
    /// Its type pays none.
    NotSubject,
    /// The entry has no number or no date, or the pack has no fiscal year for it.
    Unknown,
}

/// MPF on the value of an entry's subject lines. Nothing subject, no fee.
#[must_use]
pub fn mpf(year: &MpfYear, subject: Cents) -> Option<Bounded> {
    if !subject.is_positive() {
        return Some(Bounded {
            raw: Cents::ZERO,
            fee: Cents::ZERO,
        });
    }
    let raw = money::share(subject, year.rate)?;
    Some(Bounded {
        raw,
        fee: raw.max(year.min).min(year.max),
    })
}

/// The flat MPF of an informal entry, whatever the value of its subject lines.
/// Nothing subject, no fee; `None` where the pack has none for the year.
#[must_use]
pub fn informal(year: &MpfYear, subject: Cents) -> Option<Cents> {
    let flat = year.informal?;
    Some(if subject.is_positive() {
        flat
    } else {
        Cents::ZERO
    })
}

/// HMF on a value that arrived by vessel.
#[must_use]
pub fn hmf(fees: &Fees, value: Cents) -> Option<Cents> {
    money::share(value.or_zero(), fees.hmf.rate)
}

/// How an entry of a type and date pays MPF. An entry without a type counts as
/// formal.
#[must_use]
pub fn basis(fees: &Fees, kind: Option<EntryType>, entered: Option<Day>) -> MpfBasis<'_> {
    let Some(year) = entered.and_then(|day| fees.mpf_bounds(day)) else {
        return MpfBasis::Unknown;
    };
    match kind {
        None => MpfBasis::Formal(year),
        Some(kind) if fees.mpf.entry_types.contains(&kind) => MpfBasis::Formal(year),
        Some(kind) if fees.mpf.informal_entry_types.contains(&kind) => MpfBasis::Informal(year),
        Some(_) => MpfBasis::NotSubject,
    }
}

/// The MPF of an entry with its derivation. `lines` says which lines are
/// subject, such as "lines 1, 2".
#[must_use]
pub fn mpf_figure(pack: &Pack, year: &MpfYear, subject: Cents, lines: &str) -> Option<Figure> {
    let bounded = mpf(year, subject)?;
    let mpf = &pack.fees.mpf;
    Some(
        Draft::new(&pack.figures, RuleId::Mpf)
            .authority(&mpf.authority)
            .authority(&year.authority)
            .authority(&mpf.exemption)
            .input("subject", subject, SourceKind::Computed.at(lines))
            .input(
                "rate",
                money::percent(year.rate),
                SourceKind::Pack.at(year.authority.cite()),
            )
            .input("fiscal_year", year.fiscal_year, SourceKind::Computed)
            .input("min", year.min, SourceKind::Pack.at(year.authority.cite()))
            .input("max", year.max, SourceKind::Pack.at(year.authority.cite()))
            .value("raw", bounded.raw)
            .note_if(
                subject.is_positive() && bounded.raw < year.min,
                "mpf_at_min",
            )
            .note_if(bounded.raw > year.max, "mpf_at_max")
            .note_if(!subject.is_positive(), "mpf_nothing_subject")
            .amount(bounded.fee),
    )
}

/// The MPF of an informal entry with its derivation.
#[must_use]
pub fn informal_figure(pack: &Pack, year: &MpfYear, subject: Cents, lines: &str) -> Option<Figure> {
    let mpf = &pack.fees.mpf;
    Some(
        Draft::new(&pack.figures, RuleId::MpfInformal)
            .authority(&mpf.authority)
            .authority(&year.authority)
            .authority(&mpf.exemption)
            .input("subject", subject, SourceKind::Computed.at(lines))
            .input("fiscal_year", year.fiscal_year, SourceKind::Computed)
            .note_if(!subject.is_positive(), "mpf_nothing_subject")
            .amount(informal(year, subject)?),
    )
}

/// The HMF of an entry with its derivation.
#[must_use]
pub fn hmf_figure(pack: &Pack, value: Cents, mode: &str) -> Option<Figure> {
    let rule = &pack.fees.hmf;
    let fee = hmf(&pack.fees, value)?;
    Some(
        Draft::new(&pack.figures, RuleId::Hmf)
            .authority(&rule.authority)
            .input("value", value, SourceKind::Computed)
            .input("mode", mode, SourceKind::File)
            .input(
                "rate",
                money::percent(rule.rate),
                SourceKind::Pack.at(rule.authority.cite()),
            )
            .amount(fee),
    )
}
