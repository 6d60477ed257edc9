//! From all entries to the [`Exposure`].

use crate::derivation::{Draft, Figure, Rest, SourceKind};
use crate::limitation::{Bar, Limitation, Mark};
use crate::line::{LineLoss, Reading};
use crate::liquidation::LossKind;
use crate::penalty::{self, Base, Matrix};
use crate::rates::Unquantified;
use crate::summary::{Detail, Exposure, FindingExposure, Open, Reckoning, Total};
use crate::workings::{Amounts, EntryWorking, Inputs, OpenLines, Workings};
use customs::Cents;
use profile::{LineIx, LineSet};
use rulebook::figures::RuleId;
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::{DutyEffect, Effect};

/// Entries that a possible overpayment of fees is opened by.
const OPENED: usize = 3;

/// An entry with what it adds to a sum, under one reading.
type Parts<'w> = Vec<(&'w EntryWorking, Amounts)>;

/// An entry as the total, or as one finding, sees it.
struct Seen<'w> {
    entry: &'w EntryWorking,
    amounts: [&'w Amounts; 2],
    open: [&'w OpenLines; 2],
    adds: Cents,
}

impl Seen<'_> {
    fn loses(&self) -> bool {
        self.amounts
            .iter()
            .any(|amounts| amounts.loss().is_positive())
    }

    fn is_open(&self) -> bool {
        self.open.iter().any(|open| !open.is_empty())
    }

    /// Whether there is any amount to show, be it zero.
    fn is_quantified(&self) -> bool {
        let overpaid = self
            .amounts
            .iter()
            .any(|amounts| amounts.overpaid.is_positive());
        self.loses() || overpaid || !self.is_open()
    }
}

impl Workings<'_> {
    /// The result.
    #[must_use]
    pub fn summary(&self, detail: Detail) -> Exposure {
        let in_full = self.largest(detail.findings);
        let findings = (0..self.inputs.findings.len())
            .filter_map(|at| self.finding(at, in_full.contains(&at).then_some(detail)))
            .collect();
        let marks: Vec<Mark<'_>> = self
            .entries()
            .iter()
            .filter_map(|entry| {
                let loss = entry.amounts(Reading::Likely).loss();
                Some(Mark {
                    entry: self.inputs.profile.line(LineIx(entry.lines.start)).entry(),
                    limitation: entry.limitation.filter(|_| loss.is_positive())?,
                    loss,
                })
            })
            .collect();
        Exposure {
            interest_to: self.inputs.interest_to(),
            total: self.total(detail),
            findings,
            missing_rates: self.missing_rates(),
            limitation: Bar::of(self.inputs.pack, self.inputs.as_of, &marks),
        }
    }

    /// The findings with the largest losses.
    fn largest(&self, count: usize) -> BTreeSet<usize> {
        let mut by_loss: Vec<(Cents, usize)> = (0..self.inputs.findings.len())
            .map(|at| {
                let inside = self
                    .seen(at)
                    .into_iter()
                    .filter(|seen| seen.entry.is_inside());
                let loss: Cents = inside.map(|seen| seen.amounts[1].loss()).sum();
                (-loss, at)
            })
            .collect();
        by_loss.sort_unstable();
        by_loss.into_iter().take(count).map(|(_, at)| at).collect()
    }

    /// The entries that a finding touches.
    fn seen(&self, finding: usize) -> Vec<Seen<'_>> {
        self.of_finding(finding)
            .filter_map(|entry| {
                let (_, [likely, high]) =
                    entry.shares.iter().find(|(other, _)| *other == finding)?;
                Some(Seen {
                    entry,
                    amounts: [&likely.alone, &high.alone],
                    open: [&likely.open, &high.open],
                    adds: likely.adds,
                })
            })
            .collect()
    }

    fn total(&self, detail: Detail) -> Total {
        let pack = self.inputs.pack;
        let seen: Vec<Seen<'_>> = self
            .entries()
            .iter()
            .map(|entry| Seen {
                entry,
                amounts: entry.amounts.each_ref(),
                open: entry.open.each_ref(),
                adds: Cents::ZERO,
            })
            .collect();
        let dutiable = self.dutiable(&self.lines_of(|_| true));
        let base = Some((&dutiable, self.inputs.entered.domestic_total));
        let [likely, high] = Reading::ALL.map(|reading| {
            let rule = RuleId::TotalLoss;
            self.reckoning(rule, reading, &seen, |_| true, detail.entries, base)
        });
        let overpaid = self.overpaid(&seen, |_| true);
        let text = &pack.texts.possible_offset;
        let if_offset = Draft::new(&pack.figures, RuleId::IfOffset)
            .say(text)
            .authority(&text.authority)
            .input("loss", likely.loss.amount, SourceKind::Computed)
            .input("overpaid", overpaid.amount, SourceKind::Computed)
            .amount((likely.loss.amount - overpaid.amount).or_zero());
        Total {
            overpaid,
            if_offset,
            offset_note: text.text.clone(),
            open: self.open(&seen),
            without_loss: self.without_loss(),
            inferred: self.inferred(),
            readings: vec![likely, high],
        }
    }

    /// One finding by its place in the inputs, in full with a detail, else in
    /// short; `None` when there is no such finding.
    #[must_use]
    pub fn finding(&self, at: usize, detail: Option<Detail>) -> Option<FindingExposure> {
        let finding = self.inputs.findings.get(at)?;
        let seen = self.seen(at);
        let dutiable = self.dutiable(&self.lines_of(|other| other == at));
        let domestic = self.inputs.entered.domestic.get(&finding.id).copied();
        let base = detail.map(|_| (&dutiable, domestic));
        let named = detail.map_or(0, |detail| detail.entries);
        let [likely, high] = Reading::ALL.map(|reading| {
            let rule = RuleId::FindingLoss;
            self.reckoning(rule, reading, &seen, |other| other == at, named, base)
        });
        let alone = likely.loss.amount;
        let readings = if seen.iter().any(Seen::is_quantified) {
            vec![likely, high]
        } else {
            Vec::new()
        };
        let outside = seen.iter().filter(|seen| !seen.entry.is_inside());
        Some(FindingExposure {
            finding: finding.id.clone(),
            adds: self.adds(&seen, alone),
            overpaid: self.overpaid(&seen, |other| other == at),
            outside: outside.map(|seen| seen.amounts[0].loss()).sum(),
            open: self.open(&seen),
            example: self.example(at, &seen),
            dutiable,
            readings,
        })
    }

    fn reckoning(
        &self,
        rule: RuleId,
        reading: Reading,
        seen: &[Seen<'_>],
        of: impl Fn(usize) -> bool,
        named: usize,
        matrix: Option<(&Figure, Option<Cents>)>,
    ) -> Reckoning {
        let inside: Parts<'_> = seen
            .iter()
            .map(|seen| {
                let [likely, high] = seen.amounts;
                let amounts = if reading == Reading::Likely {
                    likely
                } else {
                    high
                };
                (seen.entry, *amounts)
            })
            .filter(|(entry, amounts)| entry.is_inside() && amounts.loss().is_positive())
            .collect();
        let of_kind = |kind| -> Parts<'_> {
            inside
                .iter()
                .filter(|(entry, _)| entry.liquidation.loss == kind)
                .copied()
                .collect()
        };
        let loss = self.sum(rule, reading, &inside, named);
        let interest = self.interest(reading, &inside, named);
        let matrix = matrix.and_then(|(dutiable, domestic)| {
            let short = || self.dutiable(&self.lines_short(reading, &inside, &of));
            let domestic = self.domestic(short, domestic);
            let base = Base {
                loss: &loss,
                dutiable,
                interest: interest.as_ref(),
                domestic: domestic.as_ref(),
            };
            loss.amount
                .is_positive()
                .then(|| Matrix::of(self.inputs.pack, &base))
                .flatten()
        });
        Reckoning {
            reading,
            label: self.reading(reading).to_owned(),
            actual: self.sum(RuleId::ActualLoss, reading, &of_kind(LossKind::Actual), 0),
            potential: self.sum(
                RuleId::PotentialLoss,
                reading,
                &of_kind(LossKind::Potential),
                0,
            ),
            loss,
            interest,
            matrix,
        }
    }

    /// The lines that a loss is on. The domestic value that a penalty is held
    /// under is of these goods, not of all that a finding asks about.
    fn lines_short(
        &self,
        reading: Reading,
        parts: &Parts<'_>,
        of: impl Fn(usize) -> bool,
    ) -> Vec<LineIx> {
        let entries = parts
            .iter()
            .filter_map(|(entry, _)| self.loss(entry.lines.clone(), reading, &of));
        entries
            .flat_map(|entry| {
                let fee = (entry.mpf_loss() + entry.hmf_loss()).is_positive();
                let is_short = move |line: &LineLoss| {
                    let moves_fee = line.owes_fee() || line.value > line.filed_value;
                    line.loss().is_positive() || fee && moves_fee
                };
                entry.lines.into_iter().filter(is_short).map(|l| l.line)
            })
            .collect()
    }

    /// Domestic value: the amount where one was entered, else by the ratio.
    fn domestic(&self, dutiable: impl FnOnce() -> Figure, amount: Option<Cents>) -> Option<Figure> {
        let pack = self.inputs.pack;
        match (amount, self.inputs.entered.domestic_ratio) {
            (Some(amount), _) => Some(penalty::domestic_entered(pack, amount)),
            (None, Some(ratio)) => penalty::domestic_by_ratio(pack, &dutiable(), ratio),
            (None, None) => None,
        }
    }

    /// A sum over entries, the largest named.
    fn sum(&self, rule: RuleId, reading: Reading, parts: &Parts<'_>, named: usize) -> Figure {
        let mut sorted: Vec<&(&EntryWorking, Amounts)> = parts.iter().collect();
        sorted.sort_by_key(|(entry, amounts)| (-amounts.loss(), entry.lines.start));
        let named = named.min(sorted.len());
        let (named, rest) = sorted.split_at(named);
        self.draft(rule, reading)
            .value("count", parts.len())
            .input("entries", parts.len(), SourceKind::Computed)
            .note_if(rule == RuleId::FindingLoss, "alone")
            .note_if(rule == RuleId::TotalLoss, "once")
            .parts(
                named
                    .iter()
                    .map(|(entry, amounts)| self.entry_line(entry, amounts, reading)),
            )
            .rest(Some(Rest {
                count: rest.len() as u64,
                amount: rest.iter().map(|(_, amounts)| amounts.loss()).sum(),
            }))
            .amount(parts.iter().map(|(_, amounts)| amounts.loss()).sum())
    }

    fn interest(&self, reading: Reading, parts: &Parts<'_>, named: usize) -> Option<Figure> {
        let mut sorted: Vec<(Cents, &EntryWorking, Cents)> = parts
            .iter()
            .map(|(entry, amounts)| Some((amounts.interest?, *entry, amounts.loss())))
            .collect::<Option<_>>()?;
        sorted.sort_by_key(|(interest, entry, _)| (-*interest, entry.lines.start));
        let named = named.min(sorted.len());
        let (named, rest) = sorted.split_at(named);
        let texts = &self.inputs.pack.texts;
        // The sum rests on a rate carried forward as soon as one part does, also
        // where no part is named.
        let is_provisional = sorted.iter().any(|(_, entry, _)| {
            let growth = entry
                .interest_from
                .and_then(|(from, _)| self.growths.get(&from));
            growth.is_some_and(|growth| growth.as_ref().is_some_and(|of| of.provisional))
        });
        Some(
            self.draft(RuleId::InterestTotal, reading)
                .authority(&self.inputs.pack.interest.authority)
                .say(&texts.interest_estimate)
                .say_if(is_provisional, &texts.provisional_rate)
                .value("count", sorted.len())
                .input("entries", sorted.len(), SourceKind::Computed)
                .parts(
                    named
                        .iter()
                        .filter_map(|(_, entry, loss)| self.interest_figure(entry, *loss)),
                )
                .rest(Some(Rest {
                    count: rest.len() as u64,
                    amount: rest.iter().map(|(interest, ..)| *interest).sum(),
                }))
                .amount(sorted.iter().map(|(interest, ..)| *interest).sum()),
        )
    }

    fn adds(&self, seen: &[Seen<'_>], alone: Cents) -> Figure {
        let inside = seen.iter().filter(|seen| seen.entry.is_inside());
        let adds: Cents = inside.map(|seen| seen.adds).sum();
        self.draft(RuleId::FindingAdds, Reading::Likely)
            .input("alone", alone, SourceKind::Computed)
            .input("counted", alone - adds, SourceKind::Computed)
            .note("once")
            .amount(adds)
    }

    /// Possible overpayments of the findings that `of` picks. Where they are of
    /// the processing fee alone, the entries with the largest are opened.
    fn overpaid(&self, seen: &[Seen<'_>], of: impl Fn(usize) -> bool + Copy) -> Figure {
        let (mut sum, mut fees, mut lines) = (Cents::ZERO, Cents::ZERO, 0);
        let mut entries: Vec<(Cents, &EntryWorking)> = Vec::new();
        for seen in seen.iter().filter(|seen| seen.entry.is_inside()) {
            let likely = seen.amounts[0];
            sum += likely.overpaid;
            lines += likely.overpaid_lines;
            if likely.overpaid_mpf.is_positive() {
                fees += likely.overpaid_mpf;
                entries.push((likely.overpaid_mpf, seen.entry));
            }
        }
        let text = &self.inputs.pack.texts.possible_offset;
        let mut draft = self
            .draft(RuleId::Overpaid, Reading::Likely)
            .authority(&text.authority)
            .say(text)
            .input("lines", lines, SourceKind::Computed);
        if fees.is_positive() {
            draft = draft.input("fees", fees, SourceKind::Computed);
        }
        if fees == sum {
            entries.sort_by_key(|(fee, entry)| (-*fee, entry.lines.start));
            let (named, rest) = entries.split_at(OPENED.min(entries.len()));
            let opened = named
                .iter()
                .filter_map(|(_, entry)| self.mpf_overpaid_figure(entry, of));
            draft = draft.parts(opened).rest((!rest.is_empty()).then(|| Rest {
                count: rest.len() as u64,
                amount: rest.iter().map(|(fee, _)| *fee).sum(),
            }));
        }
        draft.amount(sum)
    }

    /// The affected lines inside the window of the findings that `of` picks.
    fn lines_of(&self, of: impl Fn(usize) -> bool) -> Vec<LineIx> {
        let Inputs {
            pack,
            profile,
            as_of,
            ..
        } = self.inputs;
        let findings = self.inputs.findings.iter().enumerate();
        let lines = findings.filter(|(at, _)| of(*at)).map(|(_, f)| &*f.lines);
        let mut lines = LineSet::of(profile, lines).lines();
        // The lines of an entry stand side by side and have its dates.
        let mut last = (u32::MAX, true);
        lines.retain(|ix| {
            let line = profile.line(*ix);
            if line.header_ix() != last.0 {
                let limit = Limitation::of(pack, line.entry_date(), line.summary_date(), as_of);
                last = (
                    line.header_ix(),
                    limit.is_none_or(|limit| limit.is_inside()),
                );
            }
            last.1
        });
        lines
    }

    fn dutiable(&self, lines: &[LineIx]) -> Figure {
        let profile = self.inputs.profile;
        Draft::new(&self.inputs.pack.figures, RuleId::DutiableValue)
            .input("lines", lines.len(), SourceKind::File)
            .amount(
                lines
                    .iter()
                    .map(|ix| profile.line(*ix).value().or_zero())
                    .sum(),
            )
    }

    /// The lines inside the window whose declared number or origin a finding
    /// asks about without any effect on duty.
    #[must_use]
    pub fn lines_without_loss(&self) -> Vec<LineIx> {
        let loses = |at: usize| self.seen(at).iter().any(Seen::loses);
        let with_loss = self.lines_of(loses);
        let with_loss = LineSet::of(self.inputs.profile, [with_loss.as_slice()]);
        let mut lines = self.lines_of(|at| self.is_neutral_statement(at));
        lines.retain(|line| !with_loss.contains(*line));
        lines
    }

    /// The matrix for statements that change no duty: of findings that ask
    /// about a declared number or origin and have no effect on duty, on lines
    /// of which no other finding has a loss.
    fn without_loss(&self) -> Option<Matrix> {
        let lines = self.lines_without_loss();
        if lines.is_empty() {
            return None;
        }
        let dutiable = self.dutiable(&lines);
        let none = self.sum(RuleId::TotalLoss, Reading::Likely, &Vec::new(), 0);
        let pack = self.inputs.pack;
        let domestic = self.domestic(|| dutiable.clone(), None);
        let base = Base {
            loss: &none,
            dutiable: &dutiable,
            interest: None,
            domestic: domestic.as_ref(),
        };
        Matrix::of(pack, &base)
    }

    fn is_neutral_statement(&self, at: usize) -> bool {
        let Some(finding) = self.inputs.findings.get(at) else {
            return false;
        };
        let trigger = finding
            .id
            .split_once(':')
            .map_or(finding.id.as_str(), |(t, _)| t);
        if !self
            .inputs
            .pack
            .figures
            .statements
            .iter()
            .any(|of| of == trigger)
        {
            return false;
        }
        match finding.effect {
            Effect::None => finding.duty_effect == DutyEffect::None,
            _ => self
                .seen(at)
                .iter()
                .all(|seen| !seen.loses() && !seen.is_open()),
        }
    }

    /// What of the likely total rests on inferred product identities alone.
    fn inferred(&self) -> Cents {
        let findings = self.inputs.findings.iter().enumerate();
        let inferred = findings
            .filter(|(_, finding)| finding.subject.evidence == products::Evidence::Inferred);
        inferred
            .flat_map(|(at, _)| self.seen(at))
            .filter(|seen| seen.entry.is_inside())
            .map(|seen| seen.adds)
            .sum()
    }

    fn open(&self, seen: &[Seen<'_>]) -> Vec<Open> {
        let mut all: BTreeMap<(Reading, Unquantified), (u32, Cents)> = BTreeMap::new();
        let inside = seen.iter().filter(|seen| seen.entry.is_inside());
        for (reading, open) in inside.flat_map(|seen| Reading::ALL.into_iter().zip(seen.open)) {
            for (reason, (lines, value)) in open {
                let sum = all.entry((reading, *reason)).or_default();
                sum.0 += lines;
                sum.1 += *value;
            }
        }
        let texts = &self.inputs.pack.figures.unquantified;
        all.into_iter()
            .map(|((reading, reason), (lines, value))| Open {
                reading,
                reason,
                text: texts.get(&reason).cloned().unwrap_or_default(),
                lines,
                value,
            })
            .collect()
    }

    /// The line with the largest loss of a finding, opened.
    fn example(&self, at: usize, seen: &[Seen<'_>]) -> Option<Figure> {
        let reading = Reading::High;
        let largest = seen
            .iter()
            .filter(|seen| seen.entry.is_inside() && seen.amounts[1].duty.is_positive())
            .max_by(|a, b| {
                let by_duty = a.amounts[1].duty.cmp(&b.amounts[1].duty);
                by_duty.then(b.entry.lines.start.cmp(&a.entry.lines.start))
            })?;
        let loss = self.loss(largest.entry.lines.clone(), reading, |finding| {
            finding == at
        })?;
        let line = loss
            .lines
            .iter()
            .max_by(|a, b| a.loss().cmp(&b.loss()).then(b.line.cmp(&a.line)))?;
        Some(self.line_figure(line, reading))
    }
}
