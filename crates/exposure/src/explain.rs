//! Entries and lines as figures, opened to the last cent.

use crate::derivation::{Draft, Figure, Source, SourceKind};
use crate::entry::{self, EntryLoss, FeeChange, bears_mpf, is_unpaid};
use crate::fees::{self, MpfBasis};
use crate::line::{Component, LineLoss, Reading};
use crate::money;
use crate::workings::{EntryWorking, Workings};
use customs::Cents;
use profile::{LineIx, LineRef};
use rulebook::figures::RuleId;

/// A line as shown: `ABC1234567-6 line 1`.
#[must_use]
pub fn name(line: LineRef<'_>) -> String {
    match (line.entry(), line.line_no()) {
        ("", 0) => "a line without a number".to_owned(),
        (entry, 0) => entry.to_owned(),
        (entry, number) => format!("{entry} line {number}"),
    }
}

impl Workings<'_> {
    pub(crate) fn reading(&self, reading: Reading) -> &str {
        let readings = &self.inputs.pack.figures.readings;
        readings.get(&reading).map_or("", String::as_str)
    }

    pub(crate) fn draft(&self, rule: RuleId, reading: Reading) -> Draft<'_> {
        Draft::new(&self.inputs.pack.figures, rule).value("reading", self.reading(reading))
    }

    /// An entry's loss with all that it is made of: lines, rates, fees.
    #[must_use]
    pub fn entry_figure(&self, entry: &EntryWorking, reading: Reading) -> Option<Figure> {
        let loss = self.loss(entry.lines.clone(), reading, |_| true)?;
        let lines = loss
            .lines
            .iter()
            .filter(|line| line.loss().is_positive())
            .map(|line| self.line_figure(line, reading));
        let mpf = loss
            .mpf
            .and_then(|change| self.mpf_figure(entry, &loss, change));
        let hmf = loss.hmf.and_then(|change| self.hmf_figure(entry, change));
        Some(
            self.entry_draft(entry, entry.amounts(reading), reading)
                .parts(lines)
                .parts(mpf)
                .parts(hmf)
                .amount(loss.loss()),
        )
    }

    /// An entry's loss by its three sums, without the lines.
    #[must_use]
    pub fn entry_line(
        &self,
        entry: &EntryWorking,
        amounts: &crate::workings::Amounts,
        reading: Reading,
    ) -> Figure {
        self.entry_draft(entry, amounts, reading)
            .amount(amounts.loss())
    }

    fn entry_draft(
        &self,
        entry: &EntryWorking,
        amounts: &crate::workings::Amounts,
        reading: Reading,
    ) -> Draft<'_> {
        let first = self.inputs.profile.line(LineIx(entry.lines.start));
        self.draft(RuleId::EntryLoss, reading)
            .value("entry", first.entry())
            .note_if(entry.liquidation.also.is_some(), "liquidation_apart")
            .input("duty", amounts.duty, SourceKind::Computed)
            .input("mpf", amounts.mpf, SourceKind::Computed)
            .input("hmf", amounts.hmf, SourceKind::Computed)
    }

    /// Interest on an amount of an entry, from the entry's own day.
    #[must_use]
    pub fn interest_figure(&self, entry: &EntryWorking, principal: Cents) -> Option<Figure> {
        let (from, source) = entry.interest_from?;
        let growth = self.growths.get(&from)?.as_ref()?;
        let note = if entry.liquidation.is_liquidated() {
            "interest_from_liquidation"
        } else {
            "interest_from_due"
        };
        let first = self.inputs.profile.line(LineIx(entry.lines.start));
        growth.figure(self.inputs.pack, principal, source.at(first.entry()), note)
    }

    /// A line's loss, or its possible overpayment.
    #[must_use]
    pub fn line_figure(&self, loss: &LineLoss, reading: Reading) -> Figure {
        let line = self.inputs.profile.line(loss.line);
        let (rule, amount) = if loss.overpaid().is_positive() {
            (RuleId::LineOverpaid, loss.overpaid())
        } else {
            (RuleId::LineLoss, loss.loss())
        };
        let place = name(line);
        let filed = match &loss.filed_by {
            Some(rate) => rate.source(&self.inputs.pack.figures),
            None => SourceKind::File.at(&place),
        };
        let mut draft = self
            .draft(rule, reading)
            .value("line", &place)
            .input("correct", loss.correct, SourceKind::Computed)
            .input("filed", loss.filed, filed)
            .note_if(loss.filed_by.is_some(), "duty_worked_out")
            .note_if(loss.claim_falls, "no_claim");
        let displaced = loss.displaced();
        if displaced.is_positive() {
            draft = draft
                .input("gross_short", loss.gross_short(), SourceKind::Computed)
                .input("displaced", displaced, SourceKind::Computed);
        }
        let sum: Cents = loss.components.iter().map(|c| c.amount).sum();
        if sum != loss.correct {
            draft = draft.note("rounding_only");
        } else if !loss.components.is_empty() {
            draft = draft.part(self.duty_figure(loss, reading, &place));
        }
        draft.amount(amount)
    }

    fn duty_figure(&self, loss: &LineLoss, reading: Reading, place: &str) -> Figure {
        let amounts: Vec<String> = loss
            .components
            .iter()
            .map(|component| component.amount.to_string())
            .collect();
        let parts = loss
            .components
            .iter()
            .map(|component| self.component_figure(component, place));
        self.draft(RuleId::LineDuty, reading)
            .input("filed_value", loss.filed_value, SourceKind::File.at(place))
            .value("sum", amounts.join(" + "))
            .parts(parts)
            .amount(loss.correct)
    }

    fn component_figure(&self, component: &Component, place: &str) -> Figure {
        let wording = &self.inputs.pack.figures;
        let Some(rate) = &component.rate else {
            return Draft::new(wording, RuleId::AsFiled)
                .input("filed", component.amount, SourceKind::File.at(place))
                .amount(component.amount);
        };
        let measure = if component.measure.is_empty() {
            String::new()
        } else {
            format!(", {}", component.measure)
        };
        let source: Source = rate.source(wording);
        Draft::new(wording, RuleId::Component)
            .value("measure", measure)
            .input("base", component.base, SourceKind::Computed.at(place))
            .input("rate", money::percent(rate.rate), source)
            .amount(component.amount)
    }

    fn mpf_figure(
        &self,
        entry: &EntryWorking,
        loss: &EntryLoss,
        change: FeeChange,
    ) -> Option<Figure> {
        let pack = self.inputs.pack;
        let profile = self.inputs.profile;
        let first = entry::head(profile, entry.lines.clone());
        let fees = &pack.fees;
        let basis = fees::basis(fees, first.entry_type(), first.entry_date());
        let bears = bears_mpf(fees, profile, entry.lines.clone());
        let unpaid = is_unpaid(&loss.lines);
        let owes = |ix: LineIx| loss.lines.iter().any(|l| l.line == ix && l.owes_fee());
        let count = |with_owed: bool| {
            entry
                .lines
                .clone()
                .map(LineIx)
                .filter(|ix| {
                    let bears = bears(profile.line(*ix));
                    bears && (with_owed || !unpaid) || with_owed && owes(*ix)
                })
                .count()
        };
        let lines = |count: usize| match count {
            1 => format!("{}: 1 line", first.entry()),
            _ => format!("{}: {count} lines", first.entry()),
        };
        let figure = |base, lines: &str| match basis {
            MpfBasis::Formal(year) => fees::mpf_figure(pack, year, base, lines),
            MpfBasis::Informal(year) => fees::informal_figure(pack, year, base, lines),
            MpfBasis::NotSubject | MpfBasis::Unknown => None,
        };
        let correct = figure(change.base, &lines(count(true)))?;
        let filed = figure(change.filed_base, &lines(count(false)))?;
        Some(self.fee_figure(RuleId::MpfLoss, change, correct, filed))
    }

    /// The processing fee that exempt lines of an entry bore, by the findings
    /// that `of` picks.
    pub(crate) fn mpf_overpaid_figure(
        &self,
        entry: &EntryWorking,
        of: impl Fn(usize) -> bool,
    ) -> Option<Figure> {
        let pack = self.inputs.pack;
        let loss = self.loss(entry.lines.clone(), Reading::Likely, of)?;
        let excess = loss.mpf_excess?;
        let first = entry::head(self.inputs.profile, entry.lines.clone());
        let basis = fees::basis(&pack.fees, first.entry_type(), first.entry_date());
        let MpfBasis::Formal(year) = basis else {
            return None;
        };
        let lines = match excess.lines {
            1 => format!("{}: 1 line", first.entry()),
            count => format!("{}: {count} lines", first.entry()),
        };
        let owed = fees::mpf_figure(pack, year, excess.base, &lines)?;
        Some(
            Draft::new(&pack.figures, RuleId::MpfOverpaid)
                .value("entry", first.entry())
                .input("filed", excess.filed, SourceKind::File.at(first.entry()))
                .input("short", excess.short, SourceKind::Computed)
                .input("owed", excess.owed, SourceKind::Computed)
                .part(owed)
                .amount(excess.overpaid()),
        )
    }

    fn hmf_figure(&self, entry: &EntryWorking, change: FeeChange) -> Option<Figure> {
        let pack = self.inputs.pack;
        let mode = entry::head(self.inputs.profile, entry.lines.clone()).mode();
        let correct = fees::hmf_figure(pack, change.base, mode)?;
        let filed = fees::hmf_figure(pack, change.filed_base, mode)?;
        Some(self.fee_figure(RuleId::HmfLoss, change, correct, filed))
    }

    fn fee_figure(
        &self,
        rule: RuleId,
        change: FeeChange,
        correct: Figure,
        filed: Figure,
    ) -> Figure {
        Draft::new(&self.inputs.pack.figures, rule)
            .input("correct", change.correct, SourceKind::Computed)
            .input("filed", change.filed, SourceKind::Computed)
            .part(correct)
            .part(filed)
            .amount(change.loss())
    }
}
