//! What the page knows, and how that changes.

use std::rc::Rc;

use customs::Day;
use exposure::Entered;
use intake::Inspection;
use triggers::context::{Answer, Answers};
use web_sys::File;
use yew::prelude::*;

use super::parts::filters::Filters;
use crate::worker::protocol::{Overview, Progress};
use crate::worker::saved::Saved;

/// What the page knows.
#[derive(Clone)]
pub(crate) struct State {
    /// Grows with every change: two states of one revision are the same.
    revision: u64,
    /// The files, in the order in which they came.
    pub(crate) uploads: Vec<Upload>,
    /// Whether they are the sample importer's.
    pub(crate) sample: bool,
    /// Whether to go straight to the results.
    pub(crate) demo: bool,
    /// What is going on.
    pub(crate) phase: Phase,
    /// The latest result.
    pub(crate) overview: Option<Rc<Overview>>,
    /// Whether answers or figures have changed since.
    pub(crate) stale: bool,
    /// The visitor's answers.
    pub(crate) answers: Rc<Answers>,
    /// The figures that the visitor entered.
    pub(crate) entered: Rc<Entered>,
    /// What the list of findings is narrowed down to.
    pub(crate) filters: Filters,
    /// The file whose rule pack is in force, where it is not the built-in one.
    pub(crate) pack_file: Option<File>,
    /// The version of the rule pack that a resumed session stood on.
    pub(crate) saved_with: Option<AttrValue>,
    /// The day that the assessment is made for.
    pub(crate) as_of: Day,
}

/// What is going on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Phase {
    /// Nothing, and nothing stands in the way of the next step.
    Idle,
    /// The sample's files are being made.
    MakingSample,
    /// Files are being read or assessed.
    Working(Option<Progress>),
    /// It could not be done.
    Failed(Failure),
}

/// Why something could not be done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Failure {
    /// The worker refused, in words for the visitor.
    Refused(AttrValue),
    /// The worker died; its last words.
    Died(AttrValue),
}

/// A file that the visitor chose.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Upload {
    /// Tells it from the others.
    pub(crate) key: u32,
    /// Its name: its own, or the archive's and its own.
    pub(crate) name: AttrValue,
    /// The file, which the browser lends; of a spreadsheet in an archive, the
    /// archive.
    pub(crate) file: File,
    /// What is known of it.
    pub(crate) look: Look,
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Look {
    /// Being looked at.
    Looking,
    /// What it was understood to be, as the visitor corrected it.
    Looked(Rc<Inspection>),
    /// It cannot be read, and why.
    Refused(AttrValue),
}

/// A change.
pub(crate) enum Action {
    /// Files came.
    Chosen(Vec<(u32, File)>),
    /// The sample is on its way: everything else goes.
    SampleAsked,
    /// The results are to be shown as soon as they are there.
    Demo,
    /// A file was looked at.
    Looked(u32, Look),
    /// An archive was looked into: this is what is in it, by name.
    LookedInto(u32, Vec<(u32, AttrValue, Look)>),
    /// The visitor corrected what a file was understood to be.
    Corrected(u32, Rc<Inspection>),
    /// The visitor took a file out.
    Removed(u32),
    /// Something began, went on, ended or failed.
    Phase(Phase),
    /// A result came.
    Assessed(Rc<Overview>),
    /// The visitor answered a question, or took the answer back.
    Answered(String, Option<Answer>),
    /// All answers at once.
    AllAnswered(Rc<Answers>),
    /// The visitor entered figures.
    Entered(Rc<Entered>),
    /// The visitor narrowed the list of findings down.
    Filtered(Filters),
    /// The rule pack of a file was put in force.
    PackTaken(u32, File),
    /// A saved session was opened, with its files.
    Resumed(Box<Saved>, Vec<File>),
    /// The day that the assessment is made for has changed.
    Dated(Day),
    /// Everything is to be forgotten, on this day.
    StartOver(Day),
}

impl State {
    /// Nothing known but the day.
    pub(crate) fn new(as_of: Day) -> Self {
        Self {
            revision: 0,
            uploads: Vec::new(),
            sample: false,
            demo: false,
            phase: Phase::Idle,
            overview: None,
            stale: false,
            answers: Rc::default(),
            entered: Rc::default(),
            filters: Filters::default(),
            pack_file: None,
            saved_with: None,
            as_of,
        }
    }

    /// A key that no upload has.
    pub(crate) fn free_key(&self) -> u32 {
        let keys = self.uploads.iter().map(|upload| upload.key + 1);
        keys.max().unwrap_or_default()
    }

    /// Whether any file is still being looked at.
    pub(crate) fn looking(&self) -> bool {
        self.uploads
            .iter()
            .any(|upload| upload.look == Look::Looking)
    }

    /// The files that can be read.
    pub(crate) fn readable(&self) -> impl Iterator<Item = (&Upload, &Rc<Inspection>)> {
        self.uploads.iter().filter_map(|upload| match &upload.look {
            Look::Looked(inspection) => inspection.plan().map(|_| (upload, inspection)),
            _ => None,
        })
    }

    /// Whether reading or assessing is under way.
    pub(crate) fn working(&self) -> bool {
        matches!(self.phase, Phase::Working(_) | Phase::MakingSample)
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Chosen(files) => {
                self.overview = None;
                self.phase = Phase::Idle;
                self.uploads
                    .extend(files.into_iter().map(|(key, file)| Upload {
                        key,
                        name: file.name().into(),
                        file,
                        look: Look::Looking,
                    }));
            }
            Action::SampleAsked => {
                *self = Self {
                    sample: true,
                    demo: self.demo,
                    pack_file: self.pack_file.clone(),
                    phase: Phase::MakingSample,
                    revision: self.revision,
                    ..Self::new(self.as_of)
                };
            }
            Action::Demo => self.demo = true,
            Action::Looked(key, look) => {
                if let Some(upload) = self.upload(key) {
                    upload.look = look;
                }
            }
            Action::LookedInto(key, found) => {
                if let Some(at) = self.uploads.iter().position(|upload| upload.key == key) {
                    let archive = self.uploads.remove(at);
                    let inside = found.into_iter().map(|(key, name, look)| Upload {
                        key,
                        name,
                        file: archive.file.clone(),
                        look,
                    });
                    self.uploads.splice(at..at, inside);
                }
            }
            Action::Corrected(key, inspection) => {
                self.overview = None;
                if let Some(upload) = self.upload(key) {
                    upload.look = Look::Looked(inspection);
                }
            }
            Action::Removed(key) => {
                self.overview = None;
                self.phase = Phase::Idle;
                self.uploads.retain(|upload| upload.key != key);
                self.sample &= !self.uploads.is_empty();
            }
            Action::Phase(phase) => self.phase = phase,
            Action::Assessed(overview) => {
                self.phase = Phase::Idle;
                self.stale = false;
                self.overview = Some(overview);
            }
            Action::Answered(question, answer) => {
                let answers = Rc::make_mut(&mut self.answers);
                match answer {
                    Some(answer) => answers.0.insert(question, answer),
                    None => answers.0.remove(&question),
                };
                self.stale = true;
            }
            Action::AllAnswered(answers) => self.answers = answers,
            Action::Entered(entered) => {
                self.entered = entered;
                self.stale = true;
            }
            Action::Filtered(filters) => self.filters = filters,
            Action::PackTaken(key, file) => {
                self.uploads.retain(|upload| upload.key != key);
                self.pack_file = Some(file);
            }
            Action::Resumed(saved, files) => self.resume(*saved, files),
            Action::Dated(day) => {
                self.as_of = day;
                self.stale = true;
            }
            Action::StartOver(today) => {
                *self = Self {
                    revision: self.revision,
                    ..Self::new(today)
                };
            }
        }
    }

    /// Takes up a saved session: whatever was there before goes.
    fn resume(&mut self, saved: Saved, files: Vec<File>) {
        let uploads = (0..)
            .zip(files)
            .zip(saved.files)
            .map(|((key, file), part)| {
                let look = part.inspection.map_or_else(
                    || Look::Refused(crate::words::saved_unread()),
                    |inspection| Look::Looked(Rc::new(inspection)),
                );
                let name = part.name.into();
                Upload {
                    key,
                    name,
                    file,
                    look,
                }
            });
        *self = Self {
            revision: self.revision,
            uploads: uploads.collect(),
            sample: saved.sample,
            answers: Rc::new(saved.given.answers),
            entered: Rc::new(saved.given.entered),
            saved_with: Some(saved.pack.into()),
            pack_file: self.pack_file.clone(),
            ..Self::new(saved.as_of)
        };
    }

    fn upload(&mut self, key: u32) -> Option<&mut Upload> {
        self.uploads.iter_mut().find(|upload| upload.key == key)
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.revision += 1;
        next.apply(action);
        Rc::new(next)
    }
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision
    }
}
