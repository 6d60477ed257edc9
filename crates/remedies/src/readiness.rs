//! The course of a Focused Assessment, and what it asks for: ready, partly, no,
//! beside what the data shows of it.

use crate::files::{FileRow, Files, Standing};
use crate::ground::Ground;
use customs::Day;
use profile::Masters;
use rulebook::Authority;
use rulebook::screening::SectorList;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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
    /// The products whose files lack what is asked for, by label.
    pub lacking: Vec<String>,
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
                lacking: element_of(&request.id)
                    .map(|element| lacking(files, element))
                    .unwrap_or_default(),
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

/// The products that need an element and do not have all of it.
fn lacking(files: &Files, element: &str) -> Vec<String> {
    let lacks = |standing| matches!(standing, Standing::Missing | Standing::Partly);
    files
        .rows
        .iter()
        .filter(|row| {
            row.cells
                .iter()
                .any(|c| c.element == element && lacks(c.standing))
        })
        .map(|row| row.label.clone())
        .collect()
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
        for line in ground.profile.lines() {
            corrected += u64::from(line.psc() == Some(true));
            related += u64::from(line.related() == Some(true));
            unsaid += u64::from(line.related().is_none());
            claims += u64::from(line.spi().is_some());
            let declared = line
                .entry_type()
                .is_some_and(|kind| pack.adcvd.entry_types.contains(&kind));
            adcvd += u64::from(declared || !line.adcvd_case().is_empty());
            let in_sector = line.hts().is_some_and(|number| {
                pack.sectors.sectors.iter().any(|sector| {
                    sector.list == SectorList::ForcedLabor && sector.holds(number, line.origin())
                })
            });
            sector += u64::from(in_sector);
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
        let cells = |element: &str, standings: &[Standing]| {
            let has = |row: &&FileRow| {
                row.cells
                    .iter()
                    .any(|c| c.element == element && standings.contains(&c.standing))
            };
            files.rows.iter().filter(has).count().to_string()
        };
        let absent = [Standing::Missing, Standing::Unsaid];
        let date = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        Self {
            values: vec![
                ("entries", ground.profile.entry_count().to_string()),
                ("first", date(first)),
                ("last", date(last)),
                ("products", files.rows.len().to_string()),
                ("have", cells("REC-1.rationale", &[Standing::Have])),
                ("lacking", cells("REC-1.certificate", &absent)),
                ("corrected", corrected.to_string()),
                ("rulings", ruled.len().to_string()),
                ("filers", filers.len().to_string()),
                ("related", related.to_string()),
                ("unsaid", unsaid.to_string()),
                ("claims", claims.to_string()),
                ("adcvd", adcvd.to_string()),
                ("sector", sector.to_string()),
                ("special", special.to_string()),
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
