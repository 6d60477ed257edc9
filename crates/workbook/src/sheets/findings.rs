//! One row a finding, and one row a finding and entry: what each would come to
//! alone, and what it adds.

use super::numbers::Numbers;
use super::routes::discussed;
use crate::cell::{Cell, run};
use crate::sheet::{More, Sheet, column, quoted};
use assessment::{Assessment, Papers};
use customs::{Cents, Ordered};
use exposure::Reading;
use remedies::FindingRoutes;
use triggers::finding::{DutyEffect, Finding};

/// Every finding's entries, findings one after another.
pub(crate) struct Shares {
    pub(crate) sheet: Sheet,
    /// First and last row by finding; `None` where it has no amount or did not
    /// find room.
    ranges: Vec<Option<(usize, usize)>>,
}

/// The first column of the findings on their further sheet.
const MORE: usize = 16;

const COUNTS: usize = 4;
const LIKELY: usize = 5;
const HIGH: usize = 6;
const ADDS: usize = 7;
const OVERPAID: usize = 8;

impl Shares {
    pub(crate) fn of(papers: &Papers<'_>, numbers: &Numbers, room: usize) -> Self {
        let mut this = Self {
            sheet: Sheet {
                id: "finding_entries",
                name: "Findings by entry",
                head: vec![
                    vec![Cell::Title("Each finding on each entry".to_owned())],
                    vec![Cell::Note(
                        "Alone: as if there were no other finding. Adds: what it adds to the \
                         findings before it, so that no line is counted twice; this column sums \
                         to the total."
                            .to_owned(),
                    )],
                ],
                columns: vec![
                    column("Finding", 8),
                    column("About", 34),
                    column("Entry number", 16),
                    column("Entry date", 11),
                    column("Counts in the total", 9),
                    column("Likely: loss alone", 13),
                    column("High: loss alone", 13),
                    column("Likely: adds", 13),
                    column("Likely: possible overpayment alone", 13),
                ],
                rows: Vec::new(),
                ..Sheet::default()
            },
            ranges: Vec::new(),
        };
        for (at, finding) in papers.findings().iter().enumerate() {
            let range = this.add(papers, numbers, at, finding, room);
            this.ranges.push(range);
        }
        this
    }

    fn add(
        &mut self,
        papers: &Papers<'_>,
        numbers: &Numbers,
        at: usize,
        finding: &Finding,
        room: usize,
    ) -> Option<(usize, usize)> {
        let workings = papers.workings();
        let profile = papers.loaded().profile();
        let moved: Vec<_> = workings
            .of_finding(at)
            .filter(|entry| {
                Reading::ALL
                    .into_iter()
                    .filter_map(|reading| entry.share(at, reading))
                    .any(|share| share.moves() || share.adds.is_positive())
            })
            .collect();
        if moved.is_empty() || self.sheet.rows.len() + moved.len() > room {
            return None;
        }
        let first = self.sheet.first_row() + self.sheet.rows.len();
        for entry in moved {
            let line = exposure::entry::head(profile, entry.lines.clone());
            let share = |reading| entry.share(at, reading).cloned().unwrap_or_default();
            let (likely, high) = (share(Reading::Likely), share(Reading::High));
            self.sheet.rows.push(vec![
                numbers.cell(&finding.id),
                Cell::text(finding.subject.label.as_str()),
                Cell::text(super::entry_name(line)),
                Cell::day(line.entry_date()),
                Cell::text(super::yes(entry.is_inside())),
                Cell::Money(likely.alone.loss()),
                Cell::Money(high.alone.loss()),
                Cell::Money(likely.adds),
                Cell::Money(likely.alone.overpaid),
            ]);
        }
        Some((first, self.sheet.first_row() + self.sheet.rows.len() - 1))
    }

    /// The sum of a column over a finding's entries inside the window.
    fn sum(&self, at: usize, column: usize, result: Cents) -> Cell {
        let Some((first, last)) = self.ranges.get(at).copied().flatten() else {
            return Cell::Money(result);
        };
        let name = quoted(self.sheet.name);
        Cell::sum(
            format!(
                "SUMIFS({name}!{},{name}!{},\"Yes\")",
                run(column, first, last),
                run(COUNTS, first, last)
            ),
            result,
        )
    }
}

/// The findings.
pub(crate) fn findings(
    papers: &Papers<'_>,
    assessment: &Assessment,
    numbers: &Numbers,
    shares: &Shares,
) -> Sheet {
    let mut sheet = Sheet {
        id: "findings",
        name: "Findings",
        head: vec![
            vec![Cell::Title("What an auditor would ask about".to_owned())],
            vec![Cell::Note(
                papers.loaded().pack().texts.no_determination.text.clone(),
            )],
        ],
        columns: columns(),
        wraps: true,
        more: Some(More {
            name: "Findings, more",
            repeated: 3,
            from: MORE,
        }),
        rows: Vec::new(),
        ..Sheet::default()
    };
    let mut ranked: Vec<(usize, &Finding)> =
        papers.findings().iter().copied().enumerate().collect();
    ranked.order_by_key(|(_, finding)| numbers.rank(&finding.id));
    for (at, finding) in ranked {
        let section = assessment.indicators.iter().find(|section| {
            section
                .details
                .iter()
                .any(|detail| detail.finding == finding.id)
        });
        let detail = section.and_then(|section| {
            section
                .details
                .iter()
                .find(|detail| detail.finding == finding.id)
        });
        let routes = assessment
            .routes
            .iter()
            .find(|routes| routes.finding == finding.id);
        let grade = papers.loaded().pack().scoring.step(finding.grade);
        let checks = detail.map(|detail| detail.checks.join(" "));
        let authority = section.and_then(|section| section.authority.as_ref());
        let [likely, high, adds, interest, overpaid] = amounts(papers, shares, at);
        let [counsel_first, next, runs_out, discussed] = routes_of(routes);
        sheet.rows.push(vec![
            numbers.cell(&finding.id),
            Cell::text(finding.subject.label.as_str()),
            Cell::text(section.map_or("", |section| section.title.as_str())),
            Cell::text(grade.map_or("", |step| step.label.as_str())),
            Cell::text(detail.map_or("", |detail| detail.pattern.as_str())),
            Cell::Money(finding.affected),
            Cell::count(finding.span.entries),
            Cell::count(finding.lines.len()),
            Cell::day(finding.span.first),
            Cell::day(finding.span.last),
            likely,
            high,
            adds,
            interest,
            counsel_first,
            next,
            runs_out,
            Cell::text(evidence_label(finding)),
            Cell::text(finding.span.filers.join(", ")),
            Cell::text(effect_label(finding.duty_effect)),
            Cell::Money(finding.whole),
            overpaid,
            discussed,
            Cell::text(checks.unwrap_or_default()),
            Cell::text(authority.map(|a| a.cite()).unwrap_or_default()),
            Cell::text(finding.id.as_str()),
        ]);
    }
    sheet
}

/// Likely and high loss, what it adds, interest, and the overpayment apart.
fn amounts(papers: &Papers<'_>, shares: &Shares, at: usize) -> [Cell; 5] {
    let Some(exposure) = papers.workings().finding(at, None) else {
        return [const { Cell::Blank }; 5];
    };
    let [likely, high] = exposure.readings.as_slice() else {
        let text = exposure
            .open
            .first()
            .map_or_else(|| "Not quantified".to_owned(), |open| open.text.clone());
        return [
            Cell::text(text),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ];
    };
    [
        shares.sum(at, LIKELY, likely.loss.amount),
        shares.sum(at, HIGH, high.loss.amount),
        shares.sum(at, ADDS, exposure.adds.amount),
        Cell::money(likely.interest.as_ref().map(|figure| figure.amount)),
        shares.sum(at, OVERPAID, exposure.overpaid.amount),
    ]
}

/// Whether counsel comes first, what runs out when, and what to discuss.
fn routes_of(routes: Option<&FindingRoutes>) -> [Cell; 4] {
    let Some(routes) = routes else {
        return [const { Cell::Blank }; 4];
    };
    let next = routes.routes.iter().filter_map(|r| r.next.as_ref());
    let next = next.min_by_key(|next| next.day);
    [
        Cell::text(if routes.counsel_first { "Yes" } else { "" }),
        Cell::day(next.map(|next| next.day)),
        Cell::text(next.map_or_else(String::new, |next| {
            let estimated = if next.estimated { " (estimated)" } else { "" };
            format!("{}{estimated}", next.label)
        })),
        discussed(routes.routes.iter().map(|route| &route.discuss)),
    ]
}

fn columns() -> Vec<crate::sheet::Column> {
    [
        ("Finding", 7),
        ("About", 22),
        ("Question", 24),
        ("Grade", 9),
        ("What the data shows", 26),
        ("Goods value affected", 15),
        ("Entries", 7),
        ("Lines", 7),
        ("First entry date", 11),
        ("Last entry date", 11),
        ("Likely: loss alone", 15),
        ("High: loss alone", 14),
        ("Likely: adds to the total", 14),
        ("Likely: interest", 13),
        ("Counsel first", 8),
        ("Next deadline", 11),
        // On the further sheet.
        ("What runs out", 16),
        ("Identity of the goods", 10),
        ("Brokers", 8),
        ("Effect on duty", 10),
        ("Goods value of the subject", 15),
        ("Possible overpayment, apart", 13),
        ("Routes to discuss", 30),
        ("Checks of innocent explanations", 44),
        ("Authority", 20),
        ("Id of the finding in the JSON", 20),
    ]
    .map(|(title, width)| column(title, width))
    .to_vec()
}

fn evidence_label(finding: &Finding) -> &'static str {
    match finding.subject.evidence {
        products::Evidence::Exact => "Exact",
        products::Evidence::Probable => "Probable",
        products::Evidence::Inferred => "Inferred",
    }
}

fn effect_label(effect: DutyEffect) -> &'static str {
    match effect {
        DutyEffect::Lowers => "Lower as filed",
        DutyEffect::None => "None",
        DutyEffect::Unclear => "Not known",
    }
}
