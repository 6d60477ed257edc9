//! What was read, and answers from it.

use std::cell::OnceCell;
use std::io::Read;
use std::ops::ControlFlow;

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::Entered;
use intake::{Inspection, Limits, Plan, rows_as_csv};
use rulebook::{Pack, PackError};
use triggers::context::Answers;
use triggers::finding::{Finding, Outcome};
use web_sys::{Blob, File};

use super::blob_reader::BlobReader;
use super::preparation::Preparation;
use super::protocol::{
    Export, Found, Handed, Job, Overview, Progress, Reply, Request, Sheet, Wanted,
};
use super::{made, sample_importer, saved, thin};

/// Entries of the disclosure schedule that the page shows.
const SCHEDULE: usize = 200;

/// A table to read: its name, its file and how to read it.
pub(super) type Source = (String, Handed, Plan);

/// Everything that the worker holds. Empty until files are read.
#[derive(Default)]
pub(super) struct Archive {
    read: Option<(Loaded, Assessment)>,
    /// The tables that were read, in order.
    sources: Vec<Source>,
    /// The visitor's own rule pack, where they brought one.
    pack: Option<Pack>,
    /// The one that the program carries, once it was asked for.
    embedded: OnceCell<Pack>,
    /// How far it has come in going through the work, while nobody wants anything.
    preparation: Option<Preparation>,
}

/// Faults of a rule pack that are told.
const FAULTS: usize = 8;

impl Archive {
    /// Answers. `progress` hears how the work goes.
    pub(super) fn answer(&mut self, request: Request, progress: &mut dyn FnMut(Progress)) -> Reply {
        // Whoever wants something ends the rehearsal, and has its memory.
        let preparation = self.preparation.take();
        let answer = match request {
            Request::Prepare { as_of } => {
                let step = preparation.unwrap_or_default().step(self, as_of);
                step.map(|next| {
                    self.preparation = next;
                    let more = self.preparation.is_some();
                    Reply::Prepared { more }
                })
            }
            Request::Sample { as_of } => {
                sample_importer::make(as_of).map(|(files, answers)| Reply::Sample(files, answers))
            }
            Request::Inspect(handed) => match saved::open(&handed.file) {
                Ok(Some((saved, files))) => Ok(Reply::Session(Box::new(saved), files)),
                Ok(None) => self.inspect(&handed.file).map(Reply::Inspected),
                Err(why) => Err(why),
            },
            Request::Reread(handed, encoding) => self
                .reread(&handed.file, encoding)
                .map(|one| Reply::Inspected(vec![(handed.file.name(), Ok(one))])),
            Request::Pack(handed) => self.take_pack(&handed.file).map(Reply::Pack),
            Request::Assess(job) => self
                .assess(job, progress)
                .map(|overview| Reply::Assessed(Box::new(overview))),
            Request::Reassess {
                answers,
                entered,
                as_of,
            } => self
                .reassess(&answers, &entered, as_of, progress)
                .map(|overview| Reply::Assessed(Box::new(overview))),
            Request::Finding { id } => self.sheet(&id).map(|sheet| Reply::Finding(Box::new(sheet))),
            Request::Findings {
                trigger,
                from,
                count,
            } => self
                .findings(&trigger, window(from, count))
                .map(Reply::Findings),
            Request::Rows { id, from, count } => {
                self.rows(&id, window(from, count)).map(Reply::Rows)
            }
            Request::Export(form) => self.export(form).map(Reply::Made),
            Request::Paper(wanted) => self.paper(wanted),
        };
        answer.unwrap_or_else(Reply::Refused)
    }

    fn assess(&mut self, job: Job, progress: &mut dyn FnMut(Progress)) -> Result<Overview, String> {
        self.read = None;
        self.sources.clear();
        let loaded = self.load(&job.sources, progress)?;
        progress(Progress::Assessing);
        let assessment = loaded.assess(&job.answers, &job.entered, job.as_of);
        let overview = thin::overview(&loaded, &assessment);
        self.read = Some((loaded, assessment));
        self.sources = job.sources;
        Ok(overview)
    }

    /// Reads tables.
    pub(super) fn load(
        &self,
        sources: &[Source],
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Loaded, String> {
        let mut session = self.session()?;
        for (file, (name, handed, plan)) in sources.iter().enumerate() {
            let reader = reader(&handed.file)?;
            let mut tell = |at: intake::Progress| {
                progress(Progress::Reading {
                    file,
                    bytes: at.bytes_done,
                    of: at.bytes_total,
                    rows: at.rows,
                });
                ControlFlow::Continue(())
            };
            session
                .read(name, reader, plan, &mut tell)
                .map_err(|refusal| format!("{name}: {refusal}"))?;
        }
        Ok(session.finish())
    }

    fn reassess(
        &mut self,
        answers: &Answers,
        entered: &Entered,
        as_of: Day,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Overview, String> {
        let (loaded, assessment) = self.read.as_mut().ok_or_else(gone)?;
        progress(Progress::Assessing);
        *assessment = loaded.assess(answers, entered, as_of);
        Ok(thin::overview(loaded, assessment))
    }

    fn sheet(&self, id: &str) -> Result<Sheet, String> {
        let (_, assessment) = self.held()?;
        let (section, finding) = assessment.finding(id).ok_or_else(gone)?;
        let detail = section
            .details
            .iter()
            .find(|detail| detail.finding == id)
            .cloned()
            .ok_or_else(gone)?;
        let explained = match &section.outcome {
            Outcome::Assessed(assessed) => assessed.explained.iter().any(|f| f.id == id),
            Outcome::NotAssessed(_) => false,
        };
        // The page asks for rows, window by window; this is how they are found.
        let finding = thin::without_lines(finding);
        let exposure = assessment
            .exposure
            .iter()
            .flat_map(|exposure| &exposure.findings)
            .find(|exposure| exposure.finding == id)
            .cloned();
        Ok(Sheet {
            trigger: section.trigger.clone(),
            title: section.title.clone(),
            meaning: section.meaning.clone(),
            category: section.category,
            questions: section.questions.clone(),
            action: section.action.clone(),
            evidence_title: section.evidence_title.clone(),
            authority: section.authority.clone(),
            finding,
            detail,
            explained,
            exposure,
            routes: assessment
                .routes
                .iter()
                .find(|routes| routes.finding == id)
                .cloned(),
        })
    }

    fn findings(
        &self,
        trigger: &str,
        (from, count): (usize, usize),
    ) -> Result<Vec<(Finding, String)>, String> {
        let (_, assessment) = self.held()?;
        let section = assessment
            .indicators
            .iter()
            .find(|section| section.trigger == trigger)
            .ok_or_else(gone)?;
        let Outcome::Assessed(assessed) = &section.outcome else {
            return Ok(Vec::new());
        };
        Ok(assessed
            .findings
            .iter()
            .zip(&section.details)
            .skip(from)
            .take(count)
            .map(|(finding, detail)| (thin::without_picture(finding), detail.pattern.clone()))
            .collect())
    }

    fn rows(
        &self,
        id: &str,
        (from, count): (usize, usize),
    ) -> Result<Vec<assessment::model::EvidenceRow>, String> {
        let (loaded, assessment) = self.held()?;
        let (_, finding) = assessment.finding(id).ok_or_else(gone)?;
        Ok(loaded.rows(finding, from, count))
    }

    /// The rows of an issue, read again from the file: nothing in memory has
    /// the cells that were not used.
    fn issue_rows(&self, table: u32, issue: u32) -> Result<Handed, String> {
        let (loaded, _) = self.held()?;
        let place = table as usize;
        let (name, handed, plan) = self.sources.get(place).ok_or_else(gone)?;
        let issue = loaded
            .reports()
            .nth(place)
            .and_then(|report| report.issues.get(issue as usize))
            .ok_or_else(gone)?;
        let source = reader(&handed.file)?;
        let text = rows_as_csv(source, plan, &issue.rows, &Limits::default())
            .map_err(|refusal| format!("{name}: {refusal}"))?;
        made::file(&format!("{name}-rows.csv"), text.as_bytes())
    }

    fn export(&self, form: Export) -> Result<Handed, String> {
        if let Export::IssueRows { table, issue } = form {
            return self.issue_rows(table, issue);
        }
        let (loaded, assessment) = self.held()?;
        let findings = assessment.findings();
        let papers = loaded.papers(assessment, &findings);
        let csv = |sheet: &str| {
            let book = workbook::assessment(&papers, assessment);
            book.to_csv(sheet).unwrap_or_default()
        };
        let (name, bytes) = match form {
            Export::Json => {
                let text = assessment.to_json().map_err(|error| error.to_string())?;
                ("json", text.into_bytes())
            }
            Export::Calendar => ("ics", papers.calendar().into_bytes()),
            Export::Workbook => ("xlsx", workbook::assessment(&papers, assessment).to_xlsx()),
            Export::Findings => ("findings.csv", csv("findings")),
            Export::Lines => ("lines.csv", csv("lines")),
            Export::Disclosure => (
                "disclosure.xlsx",
                workbook::disclosure(&papers, assessment).to_xlsx(),
            ),
            Export::Register => (
                "register.xlsx",
                workbook::register(&papers, assessment).to_xlsx(),
            ),
            Export::IssueRows { .. } => return Err(gone()),
        };
        made::file(&format!("lookback-{}.{name}", assessment.as_of), &bytes)
    }

    fn paper(&self, wanted: Wanted) -> Result<Reply, String> {
        let (loaded, assessment) = self.held()?;
        let findings = assessment.findings();
        let papers = loaded.papers(assessment, &findings);
        Ok(match wanted {
            Wanted::Disclosure => {
                let mut disclosure = papers.disclosure();
                let count = disclosure.schedule.len() as u64;
                disclosure.schedule.truncate(SCHEDULE);
                Reply::Disclosure(Box::new(disclosure), count)
            }
            Wanted::Rulings => Reply::Rulings(papers.ruling_requests()),
            Wanted::Files => Reply::Files(papers.files()),
        })
    }

    /// A session under the pack in force.
    fn session(&self) -> Result<Session, String> {
        let pack = match (&self.pack, self.embedded.get()) {
            (Some(pack), _) | (None, Some(pack)) => pack,
            (None, None) => {
                let pack = Pack::embedded().map_err(|errors| faulty(&errors))?;
                self.embedded.get_or_init(|| pack)
            }
        };
        Ok(Session::new(pack.clone()))
    }

    pub(super) fn inspect(&self, file: &File) -> Result<Found, String> {
        let found = self
            .session()?
            .inspect_all(&file.name(), reader(file)?, size(file))
            .map_err(|refusal| refusal.to_string())?;
        let found: Vec<_> = found
            .into_iter()
            .map(|one| (one.name, one.result.map_err(|refusal| refusal.to_string())))
            .collect();
        if found.is_empty() {
            return Err(intake::Refusal::NoSpreadsheetInside.to_string());
        }
        Ok(found)
    }

    fn reread(&self, file: &File, encoding: intake::Encoding) -> Result<Inspection, String> {
        let choices = intake::Choices {
            encoding: Some(encoding),
            ..intake::Choices::default()
        };
        self.session()?
            .inspect_with(&file.name(), reader(file)?, size(file), &choices)
            .map_err(|refusal| refusal.to_string())
    }

    /// Reads a rule pack. An invalid one is refused, and the one before stays.
    fn take_pack(&mut self, file: &File) -> Result<String, String> {
        let mut text = String::new();
        reader(file)?
            .read_to_string(&mut text)
            .map_err(|error| error.to_string())?;
        let pack = Pack::from_bytes(text.as_bytes()).map_err(|errors| faulty(&errors))?;
        self.pack = Some(pack);
        Ok(text)
    }

    fn held(&self) -> Result<&(Loaded, Assessment), String> {
        self.read.as_ref().ok_or_else(gone)
    }
}

fn faulty(errors: &[PackError]) -> String {
    let told: Vec<String> = errors
        .iter()
        .take(FAULTS)
        .map(ToString::to_string)
        .collect();
    format!(
        "The rule pack is faulty and was not taken: {}",
        told.join("; ")
    )
}

/// What to say when a new worker is asked for what an old one held.
fn gone() -> String {
    "This is no longer in memory: read the files again.".to_owned()
}

fn window(from: u64, count: u64) -> (usize, usize) {
    let small = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    (small(from), small(count))
}

fn reader(file: &File) -> Result<BlobReader, String> {
    let blob: &Blob = file;
    BlobReader::new(blob.clone()).map_err(|error| intake::Refusal::from(error).to_string())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number that JavaScript can hold"
)]
fn size(file: &File) -> u64 {
    file.size() as u64
}
