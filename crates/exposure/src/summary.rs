//! The exposure as page, brief and JSON show it.
//!
//! Per finding, in total, and over time, each amount a figure that opens. A sum
//! over entries names the largest few and says how many more there are and what
//! they come to; [`crate::Workings::entry_figure`] opens any single one.

use crate::derivation::{Draft, Figure, Rest, SourceKind};
use crate::limitation::{Bar, Mark};
use crate::line::Reading;
use crate::liquidation::LossKind;
use crate::penalty::{self, Base, Matrix};
use crate::rates::Unquantified;
use crate::wording::RuleId;
use crate::workings::{Amounts, EntryWorking, OpenLines, Workings};
use customs::{Cents, Day};
use profile::LineIx;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::{DutyEffect, Effect};

/// What it could cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// The day up to which interest runs.
    pub interest_to: Day,
    /// All findings together, each entry once.
    pub total: Total,
    /// Each finding alone, in the order given.
    pub findings: Vec<FindingExposure>,
    /// What leaves the limitation window when.
    pub limitation: Bar,
}

/// All findings together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// By reading, the likely one first.
    pub readings: Vec<Reckoning>,
    /// Possible overpayments, never netted.
    pub overpaid: Figure,
    /// The likely loss, should all of them be allowed.
    pub if_offset: Figure,
    /// What to say about offsets.
    pub offset_note: String,
    /// What the data gives no amount for.
    pub open: Vec<Open>,
    /// The matrix for the lines whose findings change no duty, where there are
    /// any; their dutiable value stands in it.
    pub without_loss: Option<Matrix>,
    /// The part of the likely loss that rests on inferred product identities
    /// alone.
    pub inferred: Cents,
}

/// A loss under one reading, with all that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// The reading.
    pub reading: Reading,
    /// The reading in words.
    pub label: String,
    /// Loss of duties and fees.
    pub loss: Figure,
    /// The part whose liquidation is final.
    pub actual: Figure,
    /// The part that is not final.
    pub potential: Figure,
    /// Interest; `None` where any entry's can't be worked out.
    pub interest: Option<Figure>,
    /// The penalty matrix; `None` where it was not asked for.
    pub matrix: Option<Matrix>,
}

/// One finding alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingExposure {
    /// The finding's id.
    pub finding: String,
    /// By reading, the likely one first.
    pub readings: Vec<Reckoning>,
    /// What it adds to the likely total beyond the findings before it.
    pub adds: Figure,
    /// Possible overpayments, never netted.
    pub overpaid: Figure,
    /// The goods value of its lines.
    pub dutiable: Figure,
    /// Its loss on entries past the limitation, which is in no total.
    pub outside: Cents,
    /// What the data gives no amount for.
    pub open: Vec<Open>,
    /// One line worked out to the last cent, as an example: the one with the
    /// largest loss.
    pub example: Option<Figure>,
}

/// Lines without an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Under which reading.
    pub reading: Reading,
    /// The reason.
    pub reason: Unquantified,
    /// The reason in words.
    pub text: String,
    /// How many lines.
    pub lines: u32,
    /// Their goods value.
    pub value: Cents,
}

/// How much of a result is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Entries that a sum names one by one.
    pub entries: usize,
    /// Findings, by largest loss, that get a matrix of their own.
    pub matrices: usize,
}

impl Default for Detail {
    fn default() -> Self {
        Self {
            entries: 5,
            matrices: 25,
        }
    }
}

impl Reckoning {
    /// Visits every figure, each before its parts.
    pub fn walk(&self, visit: &mut impl FnMut(&Figure)) {
        for figure in [&self.loss, &self.actual, &self.potential]
            .into_iter()
            .chain(&self.interest)
        {
            figure.walk(visit);
        }
        if let Some(matrix) = &self.matrix {
            matrix.walk(visit);
        }
    }
}

impl Exposure {
    /// Visits every figure, each before its parts.
    pub fn walk(&self, visit: &mut impl FnMut(&Figure)) {
        for reading in &self.total.readings {
            reading.walk(visit);
        }
        self.total.overpaid.walk(visit);
        self.total.if_offset.walk(visit);
        if let Some(matrix) = &self.total.without_loss {
            matrix.walk(visit);
        }
        for finding in &self.findings {
            for reading in &finding.readings {
                reading.walk(visit);
            }
            let others = [&finding.adds, &finding.overpaid, &finding.dutiable];
            for figure in others.into_iter().chain(&finding.example) {
                figure.walk(visit);
            }
        }
        self.limitation.leaving.walk(visit);
        self.limitation.outside.walk(visit);
        for month in &self.limitation.months {
            month.loss.walk(visit);
        }
    }
}

/// Entries with what they add to a sum.
type Parts<'w> = Vec<(&'w EntryWorking, Amounts)>;

impl Workings<'_> {
    /// The result.
    #[must_use]
    pub fn summary(&self, detail: Detail) -> Exposure {
        let findings: Vec<FindingExposure> = {
            let with_matrix = self.largest(detail.matrices);
            (0..self.inputs.findings.len())
                .filter_map(|at| self.finding(at, detail, with_matrix.contains(&at)))
                .collect()
        };
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
            limitation: Bar::of(self.inputs.law, self.inputs.as_of, &marks),
        }
    }

    /// The findings with the largest losses.
    fn largest(&self, count: usize) -> BTreeSet<usize> {
        let mut losses: BTreeMap<usize, Cents> = BTreeMap::new();
        for entry in self.entries().iter().filter(|entry| entry.is_inside()) {
            for (finding, [_, high]) in &entry.shares {
                *losses.entry(*finding).or_default() += high.alone.loss();
            }
        }
        let mut by_loss: Vec<(Cents, usize)> = losses
            .into_iter()
            .map(|(finding, loss)| (-loss, finding))
            .collect();
        by_loss.sort_unstable();
        by_loss
            .into_iter()
            .take(count)
            .map(|(_, finding)| finding)
            .collect()
    }

    fn total(&self, detail: Detail) -> Total {
        let lines = self.lines_of(|_| true);
        let dutiable = self.dutiable(&lines);
        let readings = Reading::ALL.map(|reading| {
            let parts: Parts<'_> = self
                .entries()
                .iter()
                .map(|entry| (entry, *entry.amounts(reading)))
                .collect();
            let domestic = self.inputs.entered.domestic_total;
            self.reckoning(
                RuleId::TotalLoss,
                reading,
                &parts,
                detail,
                Some((&dutiable, domestic)),
            )
        });
        let [likely, high] = readings;
        let overpaid = self.overpaid(|entry| *entry.amounts(Reading::Likely));
        let if_offset = Draft::new(self.inputs.law.wording, RuleId::IfOffset)
            .say(&self.inputs.law.pack.texts.possible_offset)
            .authority(&self.inputs.law.pack.texts.possible_offset.authority)
            .input("loss", likely.loss.amount, SourceKind::Computed)
            .input("overpaid", overpaid.amount, SourceKind::Computed)
            .amount((likely.loss.amount - overpaid.amount).or_zero());
        Total {
            overpaid,
            if_offset,
            offset_note: self.inputs.law.pack.texts.possible_offset.text.clone(),
            open: self.open(|entry| Some(entry.open.each_ref())),
            without_loss: self.without_loss(),
            inferred: self.inferred(),
            readings: vec![likely, high],
        }
    }

    /// One finding, with its matrix where asked for; `None` when there is no
    /// such finding.
    #[must_use]
    pub fn finding(&self, at: usize, detail: Detail, matrix: bool) -> Option<FindingExposure> {
        let finding = self.inputs.findings.get(at)?;
        let entered = self.inputs.entered;
        let dutiable = self.dutiable(&self.lines_of(|other| other == at));
        let domestic = entered.domestic.get(&finding.id).copied();
        let readings = Reading::ALL.map(|reading| {
            let parts: Parts<'_> = self
                .entries()
                .iter()
                .filter_map(|entry| Some((entry, entry.share(at, reading)?.alone)))
                .collect();
            let base = matrix.then_some((&dutiable, domestic));
            self.reckoning(RuleId::FindingLoss, reading, &parts, detail, base)
        });
        let [likely, high] = readings;
        let alone = |entry: &EntryWorking| {
            entry
                .share(at, Reading::Likely)
                .map(|share| share.alone)
                .unwrap_or_default()
        };
        let outside = self.entries().iter().filter(|entry| !entry.is_inside());
        Some(FindingExposure {
            finding: finding.id.clone(),
            adds: self.adds(at, likely.loss.amount),
            overpaid: self.overpaid(alone),
            outside: outside.map(|entry| alone(entry).loss()).sum(),
            open: self.open(|entry| {
                let (_, shares) = entry.shares.iter().find(|(other, _)| *other == at)?;
                Some(shares.each_ref().map(|share| &share.open))
            }),
            example: self.example(at),
            dutiable,
            readings: vec![likely, high],
        })
    }

    fn reckoning(
        &self,
        rule: RuleId,
        reading: Reading,
        parts: &Parts<'_>,
        detail: Detail,
        matrix: Option<(&Figure, Option<Cents>)>,
    ) -> Reckoning {
        let inside: Parts<'_> = parts
            .iter()
            .filter(|(entry, amounts)| entry.is_inside() && amounts.loss().is_positive())
            .copied()
            .collect();
        let of_kind = |kind| -> Parts<'_> {
            inside
                .iter()
                .filter(|(entry, _)| entry.liquidation.loss == kind)
                .copied()
                .collect()
        };
        let loss = self.sum(rule, reading, &inside, detail.entries);
        let interest = self.interest(reading, &inside, detail.entries);
        let matrix = matrix.and_then(|(dutiable, domestic)| {
            let domestic = match (domestic, self.inputs.entered.domestic_ratio) {
                (Some(amount), _) => Some(penalty::domestic_entered(self.inputs.law, amount)),
                (None, Some(ratio)) => penalty::domestic_by_ratio(self.inputs.law, dutiable, ratio),
                (None, None) => None,
            };
            let base = Base {
                loss: &loss,
                dutiable,
                interest: interest.as_ref(),
                domestic: domestic.as_ref(),
            };
            loss.amount
                .is_positive()
                .then(|| Matrix::of(self.inputs.law, &base))
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
        let texts = &self.inputs.law.pack.texts;
        Some(
            self.draft(RuleId::InterestTotal, reading)
                .authority(&self.inputs.law.pack.interest.authority)
                .say(&texts.interest_estimate)
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

    fn adds(&self, at: usize, alone: Cents) -> Figure {
        let adds: Cents = self
            .entries()
            .iter()
            .filter(|entry| entry.is_inside())
            .filter_map(|entry| entry.share(at, Reading::Likely))
            .map(|share| share.adds)
            .sum();
        self.draft(RuleId::FindingAdds, Reading::Likely)
            .input("alone", alone, SourceKind::Computed)
            .input("counted", alone - adds, SourceKind::Computed)
            .note("once")
            .amount(adds)
    }

    fn overpaid(&self, of: impl Fn(&EntryWorking) -> Amounts) -> Figure {
        let inside = self
            .entries()
            .iter()
            .filter(|entry| entry.is_inside())
            .map(of);
        let (mut sum, mut lines) = (Cents::ZERO, 0);
        for amounts in inside {
            sum += amounts.overpaid;
            lines += amounts.overpaid_lines;
        }
        let text = &self.inputs.law.pack.texts.possible_offset;
        self.draft(RuleId::Overpaid, Reading::Likely)
            .authority(&text.authority)
            .say(text)
            .input("lines", lines, SourceKind::Computed)
            .amount(sum)
    }

    /// The affected lines inside the window of the findings that `of` picks.
    fn lines_of(&self, of: impl Fn(usize) -> bool) -> BTreeSet<LineIx> {
        let findings = self.inputs.findings.iter().enumerate();
        let lines: BTreeSet<LineIx> = findings
            .filter(|(at, _)| of(*at))
            .flat_map(|(_, finding)| finding.lines.iter().copied())
            .collect();
        lines.into_iter().filter(|ix| self.is_inside(*ix)).collect()
    }

    fn is_inside(&self, ix: LineIx) -> bool {
        let line = self.inputs.profile.line(ix);
        let pack = self.inputs.law.pack;
        crate::limitation::Limitation::of(
            pack,
            line.entry_date(),
            line.summary_date(),
            self.inputs.as_of,
        )
        .is_none_or(|limitation| limitation.is_inside())
    }

    fn dutiable(&self, lines: &BTreeSet<LineIx>) -> Figure {
        let profile = self.inputs.profile;
        Draft::new(self.inputs.law.wording, RuleId::DutiableValue)
            .input("lines", lines.len(), SourceKind::File)
            .amount(
                lines
                    .iter()
                    .map(|ix| profile.line(*ix).value().or_zero())
                    .sum(),
            )
    }

    /// The matrix for lines that only findings without any effect on duty
    /// touch.
    fn without_loss(&self) -> Option<Matrix> {
        let findings = self.inputs.findings;
        let neutral = |at: usize| {
            findings.get(at).is_some_and(|finding| {
                finding.effect == Effect::None && finding.duty_effect == DutyEffect::None
            })
        };
        let others = self.lines_of(|at| !neutral(at));
        let lines: BTreeSet<LineIx> = self
            .lines_of(neutral)
            .difference(&others)
            .copied()
            .collect();
        if lines.is_empty() {
            return None;
        }
        let dutiable = self.dutiable(&lines);
        let none = self.sum(RuleId::TotalLoss, Reading::Likely, &Vec::new(), 0);
        let law = self.inputs.law;
        let ratio = self.inputs.entered.domestic_ratio;
        let domestic = ratio.and_then(|r| penalty::domestic_by_ratio(law, &dutiable, r));
        let base = Base {
            loss: &none,
            dutiable: &dutiable,
            interest: None,
            domestic: domestic.as_ref(),
        };
        Matrix::of(law, &base)
    }

    fn inferred(&self) -> Cents {
        let is_inferred = |at: &usize| {
            self.inputs
                .findings
                .get(*at)
                .is_some_and(|f| f.subject.evidence == products::Evidence::Inferred)
        };
        self.entries()
            .iter()
            .filter(|entry| entry.is_inside())
            .flat_map(|entry| &entry.shares)
            .filter(|(at, _)| is_inferred(at))
            .map(|(_, [likely, _])| likely.adds)
            .sum()
    }

    fn open<'w>(
        &'w self,
        of: impl Fn(&'w EntryWorking) -> Option<[&'w OpenLines; 2]>,
    ) -> Vec<Open> {
        let mut all: BTreeMap<(Reading, Unquantified), (u32, Cents)> = BTreeMap::new();
        let inside = self.entries().iter().filter(|entry| entry.is_inside());
        for (reading, open) in inside
            .filter_map(of)
            .flat_map(|o| Reading::ALL.into_iter().zip(o))
        {
            for (reason, (lines, value)) in open {
                let sum = all.entry((reading, *reason)).or_default();
                sum.0 += lines;
                sum.1 += *value;
            }
        }
        let texts = &self.inputs.law.wording.unquantified;
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
    fn example(&self, at: usize) -> Option<Figure> {
        let reading = Reading::High;
        let entry = self
            .entries()
            .iter()
            .filter(|entry| entry.is_inside())
            .filter_map(|entry| Some((entry.share(at, reading)?.alone.duty, entry)))
            .filter(|(duty, _)| duty.is_positive())
            .max_by(|(a, x), (b, y)| a.cmp(b).then(y.lines.start.cmp(&x.lines.start)))?
            .1;
        let loss = self.loss(entry.lines.clone(), reading, |finding| finding == at)?;
        let line = loss
            .lines
            .iter()
            .max_by(|a, b| a.loss().cmp(&b.loss()).then(b.line.cmp(&a.line)))?;
        Some(self.line_figure(line, reading))
    }
}
