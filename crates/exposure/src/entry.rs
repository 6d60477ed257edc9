//! The loss on one entry: its lines, then the fees that only the entry as a
//! whole decides.
//!
//! Overpaid lines never lower the loss of others, and a lower value never
//! lowers a fee. An entry that is found to have borne no processing fee owes it
//! once, on the values as all findings together leave them: between its bounds
//! a fee of the entry is no sum of fees of its lines.
//!
//! The other way, a fee that lines bore although their claims exempt them is a
//! possible overpayment: what the entry bore, by the file's own column and never
//! more than the fee on all its lines, less the fee on the lines that owe one.
//! Between the bounds that is often nothing. Where other findings make the fee
//! short as well, what is short counts as paid here, so that loss less
//! overpayment is what the entry owes, although neither lowers the other.

use crate::change::Change;
use crate::fees::{self, MpfBasis};
use crate::line::{self, LineLoss, Reading};
use crate::money;
use crate::rates::Rates;
use customs::Cents;
use profile::{LineIx, LineRef, Profile};
use rulebook::{Fees, MpfYear};
use std::ops::Range;

/// A fee before and after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeeChange {
    /// The value that bears it as filed.
    pub filed_base: Cents,
    /// The value that would bear it.
    pub base: Cents,
    /// The fee on the filed value.
    pub filed: Cents,
    /// The fee on the other.
    pub correct: Cents,
}

impl FeeChange {
    /// What is short; never negative.
    #[must_use]
    pub fn loss(&self) -> Cents {
        (self.correct - self.filed).or_zero()
    }
}

/// A fee that lines bore although exempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeExcess {
    /// The fee as filed, no more than on all lines of the entry.
    pub filed: Cents,
    /// What is short of it, and counted as loss.
    pub short: Cents,
    /// The value of the lines that owe the fee.
    pub base: Cents,
    /// How many those are.
    pub lines: usize,
    /// The fee on that value.
    pub owed: Cents,
}

impl FeeExcess {
    /// Filed and short together less owed, where that is more.
    #[must_use]
    pub fn overpaid(&self) -> Cents {
        (self.filed + self.short - self.owed).or_zero()
    }
}

/// One entry, worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryLoss {
    /// The lines that something would change.
    pub lines: Vec<LineLoss>,
    /// Merchandise processing fee; `None` where the entry pays none, or
    /// a flat one that the pack does not know.
    pub mpf: Option<FeeChange>,
    /// Merchandise processing fee that exempt lines bore; `None` where none did.
    pub mpf_excess: Option<FeeExcess>,
    /// Harbor maintenance fee; `None` where the entry did not come by vessel.
    pub hmf: Option<FeeChange>,
}

impl EntryLoss {
    /// Loss of duty: the sum of the lines that are short.
    #[must_use]
    pub fn duty(&self) -> Cents {
        self.lines.iter().map(LineLoss::loss).sum()
    }

    /// Loss of merchandise processing fee.
    #[must_use]
    pub fn mpf_loss(&self) -> Cents {
        self.mpf.map(|fee| fee.loss()).unwrap_or_default()
    }

    /// Loss of harbor maintenance fee.
    #[must_use]
    pub fn hmf_loss(&self) -> Cents {
        self.hmf.map(|fee| fee.loss()).unwrap_or_default()
    }

    /// Loss of duties and fees.
    #[must_use]
    pub fn loss(&self) -> Cents {
        self.duty() + self.mpf_loss() + self.hmf_loss()
    }

    /// Possible overpayment of duty and of fee, apart.
    #[must_use]
    pub fn overpaid(&self) -> Cents {
        let duty: Cents = self.lines.iter().map(LineLoss::overpaid).sum();
        duty + self.mpf_overpaid()
    }

    /// Possible overpayment of merchandise processing fee.
    #[must_use]
    pub fn mpf_overpaid(&self) -> Cents {
        self.mpf_excess
            .map(|fee| fee.overpaid())
            .unwrap_or_default()
    }

    /// The lines that a possible overpayment is on.
    #[must_use]
    pub fn overpaid_lines(&self) -> usize {
        let by_fee = self.mpf_overpaid().is_positive();
        let is_over = |line: &&LineLoss| line.overpaid().is_positive() || by_fee && line.fee_spared;
        self.lines.iter().filter(is_over).count()
    }
}

/// The lines of an entry, which stand together in the profile. Without an entry
/// number nothing says that two lines belong together, so each stands alone, by
/// its own dates.
#[must_use]
pub fn lines_of(profile: &Profile, line: LineIx) -> Range<u32> {
    let entry = profile.line(line).entry_ix();
    if entry == 0 {
        return line.0..line.0 + 1;
    }
    let same = |ix: u32| profile.line(LineIx(ix)).entry_ix() == entry;
    let mut from = line.0;
    while from > 0 && same(from - 1) {
        from -= 1;
    }
    let mut to = line.0 + 1;
    while (to as usize) < profile.len() && same(to) {
        to += 1;
    }
    from..to
}

/// The line that speaks for an entry: the first of its lines that has a date of
/// entry, since a file may leave it off some of them; else the first.
#[must_use]
pub fn head(profile: &Profile, lines: Range<u32>) -> LineRef<'_> {
    let first = profile.line(LineIx(lines.start));
    lines
        .map(|ix| profile.line(LineIx(ix)))
        .find(|line| line.entry_date().is_some())
        .unwrap_or(first)
}

/// Whether the lines of an entry bore MPF as filed: as the file's own column
/// says where every line has its own, else by the claims that exempt.
pub fn bears_mpf<'p>(
    fees: &'p Fees,
    profile: &'p Profile,
    lines: Range<u32>,
) -> impl Fn(LineRef<'_>) -> bool + 'p {
    let by_column = lines
        .clone()
        .all(|ix| profile.line(LineIx(ix)).mpf().is_some())
        && lines.clone().any(|ix| {
            profile
                .line(LineIx(ix))
                .mpf()
                .is_some_and(Cents::is_positive)
        });
    let head = head(profile, lines.clone());
    let is_total = match fees::basis(fees, head.entry_type(), head.entry_date()) {
        MpfBasis::Formal(year) if by_column => is_entry_total(fees, year, profile, lines),
        _ => false,
    };
    move |line: LineRef<'_>| {
        if by_column && !is_total {
            return line.mpf().is_some_and(Cents::is_positive);
        }
        !is_exempt(fees, line)
    }
}

/// Whether the line's claim or a chapter of its numbers exempts it from MPF.
fn is_exempt(fees: &Fees, line: LineRef<'_>) -> bool {
    let mut numbers = line.tariffs().filter_map(|tariff| tariff.hts);
    numbers.any(|hts| fees.mpf.exempt_chapters.contains(&hts.chapter()))
        || line.spi().is_some_and(|spi| fees.spi_exempts(spi))
}

/// Works an entry out. `changes` gives the changes of a line; an entry none of
/// whose lines has any loses nothing. `None` past what cents can hold.
#[must_use]
pub fn work_out<'c, I>(
    fees: &Fees,
    rates: &Rates<'_>,
    profile: &Profile,
    lines: Range<u32>,
    changes: impl Fn(LineIx) -> I,
    reading: Reading,
) -> Option<EntryLoss>
where
    I: Iterator<Item = &'c Change<'c>> + Clone,
{
    let mut entry = EntryLoss::default();
    for ix in lines.clone().map(LineIx) {
        let of_line = changes(ix);
        if of_line.clone().next().is_some() {
            let worked = line::work_out(rates, profile.line(ix), of_line, reading)?;
            entry.lines.push(worked);
        }
    }
    let moves =
        |loss: &LineLoss| loss.claim_falls || loss.fee_owed || loss.value > loss.filed_value;
    let first = head(profile, lines.clone());
    // Between its bounds a fee is the entry's, and of a line alone nobody knows
    // what else the entry holds.
    let basis = match first.entry_ix() {
        0 => MpfBasis::Unknown,
        _ => fees::basis(fees, first.entry_type(), first.entry_date()),
    };
    if !entry.lines.iter().any(moves) {
        entry.mpf_excess = excess(fees, basis, profile, lines, &entry);
        return Some(entry);
    }
    let values = Values::of(fees, profile, lines.clone(), &entry.lines);
    let mpf = |filed, correct| FeeChange {
        filed_base: values.subject_filed,
        base: values.subject,
        filed,
        correct,
    };
    match basis {
        MpfBasis::Formal(year) => {
            let fee = |subject| fees::mpf(year, subject).map(|bounded| bounded.fee);
            entry.mpf = Some(mpf(fee(values.subject_filed)?, fee(values.subject)?));
        }
        MpfBasis::Informal(year) => {
            let fee = |subject| fees::informal(year, subject);
            let fees = fee(values.subject_filed).zip(fee(values.subject));
            entry.mpf = fees.map(|(filed, correct)| mpf(filed, correct));
        }
        MpfBasis::NotSubject | MpfBasis::Unknown => {}
    }
    if fees.hmf.is_owed_by(first.mode()) {
        entry.hmf = Some(FeeChange {
            filed_base: values.all_filed,
            base: values.all,
            filed: fees::hmf(fees, values.all_filed)?,
            correct: fees::hmf(fees, values.all)?,
        });
    }
    entry.mpf_excess = excess(fees, basis, profile, lines, &entry);
    Some(entry)
}

/// What lines bore of the fee although exempt, where any did on an entry that
/// pays it by value.
fn excess(
    fees: &Fees,
    basis: MpfBasis<'_>,
    profile: &Profile,
    lines: Range<u32>,
    entry: &EntryLoss,
) -> Option<FeeExcess> {
    let MpfBasis::Formal(year) = basis else {
        return None;
    };
    if !entry.lines.iter().any(|loss| loss.fee_spared) {
        return None;
    }
    let filed = filed_fee(fees, year, profile, lines.clone())?;
    let (mut base, mut count) = (Cents::ZERO, 0);
    let mut worked = entry.lines.iter().peekable();
    for line in lines.map(|ix| profile.line(LineIx(ix))) {
        let loss = worked.next_if(|loss| loss.line == line.ix());
        let value = line.value().or_zero();
        let fee = fee_of(line);
        // A line that no finding asks about stands as it was filed.
        let is_spared = loss.is_some_and(|loss| loss.fee_spared);
        let as_filed = fee.is_positive() || !is_exempt(fees, line);
        if loss.is_some_and(LineLoss::owes_fee) || as_filed && !is_spared {
            base += loss.map_or(value, |loss| loss.value.max(value));
            count += 1;
        }
    }
    Some(FeeExcess {
        filed,
        short: entry.mpf_loss(),
        base,
        lines: count,
        owed: fees::mpf(year, base)?.fee,
    })
}

/// The fee as the file has it on a line.
fn fee_of(line: LineRef<'_>) -> Cents {
    line.mpf().unwrap_or_default().or_zero()
}

/// The fee that an entry bore by the file's column: the sum over its lines, or
/// the one figure on all of them. Never more than the fee on all lines.
fn filed_fee(fees: &Fees, year: &MpfYear, profile: &Profile, lines: Range<u32>) -> Option<Cents> {
    let is_total = is_entry_total(fees, year, profile, lines.clone());
    let of = || lines.clone().map(|ix| profile.line(LineIx(ix)));
    let whole = fees::mpf(year, of().map(|line| line.value().or_zero()).sum())?.fee;
    let borne = if is_total {
        of().next().map_or(Cents::ZERO, fee_of)
    } else {
        of().map(fee_of).sum()
    };
    Some(borne.min(whole))
}

/// Whether one figure stands on all lines of an entry which is what the entry as
/// a whole bears ("Total Paid MPF Amount"), and not what each line would.
fn is_entry_total(fees: &Fees, year: &MpfYear, profile: &Profile, lines: Range<u32>) -> bool {
    let of = || lines.clone().map(|ix| profile.line(LineIx(ix)));
    let Some(one) = of().next().map(fee_of) else {
        return false;
    };
    if !one.is_positive() || lines.len() < 2 || of().any(|line| fee_of(line) != one) {
        return false;
    }
    // Each line may have been rounded.
    let is_near = |fee: Cents| (one - fee).0.unsigned_abs() <= lines.len() as u64;
    let is_fee_on = |lines: &mut dyn Iterator<Item = LineRef<'_>>| {
        let value = lines.map(|line| line.value().or_zero()).sum();
        fees::mpf(year, value).is_some_and(|bounded| is_near(bounded.fee))
    };
    let is_own = |line: LineRef<'_>| money::share(line.value(), year.rate).is_some_and(is_near);
    (is_fee_on(&mut of()) || is_fee_on(&mut of().filter(|line| !is_exempt(fees, *line))))
        && !of().all(is_own)
}

/// Whether the entry is found to have borne no processing fee at all.
#[must_use]
pub fn is_unpaid(worked: &[LineLoss]) -> bool {
    worked.iter().any(|loss| loss.fee_owed)
}

/// The values of an entry that fees are on.
#[derive(Default)]
struct Values {
    all_filed: Cents,
    all: Cents,
    subject_filed: Cents,
    subject: Cents,
}

impl Values {
    fn of(fees: &Fees, profile: &Profile, lines: Range<u32>, worked: &[LineLoss]) -> Self {
        let bears = bears_mpf(fees, profile, lines.clone());
        let unpaid = is_unpaid(worked);
        let mut values = Self::default();
        let mut worked = worked.iter().peekable();
        for line in lines.map(|ix| profile.line(LineIx(ix))) {
            let loss = worked.next_if(|loss| loss.line == line.ix());
            let filed = line.value().or_zero();
            let value = loss.map_or(filed, |loss| loss.value.max(filed));
            values.all_filed += filed;
            values.all += value;
            let bears = bears(line);
            if bears && !unpaid {
                values.subject_filed += filed;
            }
            if bears || loss.is_some_and(LineLoss::owes_fee) {
                values.subject += value;
            }
        }
        values
    }
}
