//! The course of a Focused Assessment, and what it asks for: ready, partly, no,
//! beside what the data shows of it.

use crate::files::{Files, Standing};
use crate::ground::Ground;
use customs::{Day, grouped};
use profile::Masters;
use rulebook::Authority;
use rulebook::screening::SectorList;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use triggers::alike::PerKind;
use triggers::context::Extent;

/// The checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// The steps of the audit, in order.
    pub steps: Vec<Step>,
    /// The period usually asked for.
    pub period: String,
    /// The document requests, in order.
    pub requests: Vec<Request>,
    /// How many stand where, by status.
    pub counts: Vec<(Status, u32)>,
    /// What the list rests on.
    pub authority: Authority,
}

/// A step of the audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The pack's id.
    pub id: String,
    /// As shown.
    pub step: String,
    /// What happens.
    pub what: String,
    /// When, or how long.
    pub timing: String,
    /// Where it comes from.
    pub authority: Authority,
}

/// A document request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The pack's id, which is also the question's.
    pub id: String,
    /// What is asked for.
    pub text: String,
    /// The subject area.
    pub area: String,
    /// What the visitor said.
    pub status: Status,
    /// The same in words.
    pub label: String,
    /// What the data shows of it; empty where it shows nothing.
    pub seen: String,
    /// The products whose files lack what is asked for, by label, of those that
    /// the grid lists.
    pub lacking: Vec<String>,
    /// How many lack it, those that the grid does not list among them.
    pub lacking_count: u64,
}

pub use rulebook::papers::Status;

/// The checklist. `files` is the grid of the same ground.
#[must_use]
pub fn readiness(ground: &Ground<'_>, masters: &Masters, files: &Files) -> Readiness {
    let words = &ground.pack.papers;
    let documents = &ground.pack.questionnaire.documents;
    let seen = Seen::of(ground, masters, files);
    let requests: Vec<Request> = documents
        .requests
        .iter()
        .map(|request| {
            let status = status(ground, &request.id);
            let element = element_of(&request.id);
            Request {
                id: request.id.clone(),
                text: request.text.clone(),
                area: request.area.clone(),
                status,
                label: words.statuses.get(&status).cloned().unwrap_or_default(),
                seen: words
                    .seen
                    .get(&request.id)
                    .map(|template| seen.fill(template))
                    .unwrap_or_default(),
                lacking: element
                    .map(|element| lacking(files, element))
                    .unwrap_or_default(),
                lacking_count: element.map_or(0, |element| standing_at(files, element, &LACKS)),
            }
        })
        .collect();
    let count = |status| requests.iter().filter(|r| r.status == status).count() as u32;
    Readiness {
        steps: ground
            .pack
            .audit
            .steps
            .iter()
            .map(|step| Step {
                id: step.id.clone(),
                step: step.step.clone(),
                what: step.what.clone(),
                timing: step.timing.clone(),
                authority: step.authority.clone(),
            })
            .collect(),
        period: documents.period.clone(),
        counts: [Status::Ready, Status::Partly, Status::No, Status::Unsaid]
            .map(|status| (status, count(status)))
            .to_vec(),
        requests,
        authority: documents.authority.clone(),
    }
}

fn status(ground: &Ground<'_>, id: &str) -> Status {
    match ground.answers.get(id).and_then(|answer| answer.extent()) {
        Some(Extent::Yes) => Status::Ready,
        Some(Extent::Partly) => Status::Partly,
        Some(Extent::No) => Status::No,
        None => Status::Unsaid,
    }
}

/// The element of the compliance file that a request is about.
fn element_of(request: &str) -> Option<&'static str> {
    match request {
        "DOC.4" => Some("REC-1.rationale"),
        "DOC.6" => Some("REC-1.broker-messages"),
        "DOC.12" => Some("REC-1.certificate"),
        _ => None,
    }
}

/// Where an element that is needed is not all there.
const LACKS: [Standing; 2] = [Standing::Missing, Standing::Partly];

/// The products that need an element and do not have all of it.
fn lacking(files: &Files, element: &str) -> Vec<String> {
    files
        .rows
        .iter()
        .filter(|row| {
            row.cells
                .iter()
                .any(|c| c.element == element && LACKS.contains(&c.standing))
        })
        .map(|row| row.label.clone())
        .collect()
}

/// How many of all products looked at stand at one of these with an element.
fn standing_at(files: &Files, element: &str, standings: &[Standing]) -> u64 {
    let head = files.elements.iter().find(|head| head.id == element);
    head.map_or(0, |head| head.count(standings))
}

/// What the data shows, counted once over all lines.
struct Seen {
    values: Vec<(&'static str, String)>,
}

impl Seen {
    fn of(ground: &Ground<'_>, masters: &Masters, files: &Files) -> Self {
        let pack = ground.pack;
        let (mut corrected, mut related, mut unsaid, mut claims) = (0u64, 0u64, 0u64, 0u64);
        let (mut adcvd, mut sector, mut special) = (0u64, 0u64, 0u64);
        let mut filers = BTreeSet::new();
        let mut ruled = BTreeSet::new();
        let (mut first, mut last): (Option<Day>, Option<Day>) = (None, None);
        let forced_labor = PerKind::of(ground.profile, |line| {
            line.hts().is_some_and(|number| {
                pack.sectors.sectors.iter().any(|sector| {
                    sector.list == SectorList::ForcedLabor && sector.holds(number, line.origin())
                })
            })
        });
        for line in ground.profile.lines() {
            corrected += u64::from(line.psc() == Some(true));
            related += u64::from(line.related() == Some(true));
            unsaid += u64::from(line.related().is_none());
            claims += u64::from(line.spi().is_some());
            let declared = line
                .entry_type()
                .is_some_and(|kind| pack.adcvd.entry_types.contains(&kind));
            adcvd += u64::from(declared || !line.adcvd_case().is_empty());
            sector += u64::from(forced_labor.holds(&line));
            special += u64::from(line.has_special_classification());
            if !line.filer().is_empty() {
                filers.insert(line.filer());
            }
            if masters
                .of_sku(line.sku_ix())
                .iter()
                .any(|row| !row.ruling.is_empty())
            {
                ruled.insert(line.sku_ix());
            }
            if let Some(date) = line.entry_date() {
                first = Some(first.map_or(date, |day| day.min(date)));
                last = last.max(Some(date));
            }
        }
        let cells =
            |element: &str, standings: &[Standing]| grouped(standing_at(files, element, standings));
        let absent = [Standing::Missing, Standing::Unsaid];
        let date = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        Self {
            values: vec![
                ("entries", grouped(ground.profile.entry_count() as u64)),
                ("first", date(first)),
                ("last", date(last)),
                ("products", grouped(files.looked_at)),
                ("have", cells("REC-1.rationale", &[Standing::Have])),
                ("lacking", cells("REC-1.certificate", &absent)),
                ("corrected", grouped(corrected)),
                ("rulings", grouped(ruled.len() as u64)),
                ("filers", grouped(filers.len() as u64)),
                ("related", grouped(related)),
                ("unsaid", grouped(unsaid)),
                ("claims", grouped(claims)),
                ("adcvd", grouped(adcvd)),
                ("sector", grouped(sector)),
                ("special", grouped(special)),
            ],
        }
    }

    fn fill(&self, template: &str) -> String {
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        rulebook::fill(template, &values)
    }
}
