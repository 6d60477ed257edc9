//! What the visitor does, as requests to the worker and changes of the state.

use std::rc::Rc;

use assessment::Given;
use customs::Day;
use exposure::Entered;
use intake::{Encoding, Inspection, TableKind};
use triggers::context::Answer;
use web_sys::File;
use yew::prelude::*;

use super::engine::{Engine, Outcome};
use super::pack;
use super::parts::filters::Filters;
use super::screen::Screen;
use super::state::{Action, Failure, Look, Phase, State, Upload};
use super::task::later;
use crate::worker::protocol::{Found, Handed, Job, Reply, Request};
use crate::worker::saved::{Saved, SavedFile};

/// The visitor's desk: the state, and the worker beside it.
#[derive(Clone, PartialEq)]
pub(crate) struct Desk {
    /// What the page knows. Always the present state, also in old callbacks.
    pub(crate) state: UseReducerHandle<State>,
    engine: Engine,
}

/// The desk of the page.
#[hook]
pub(crate) fn use_new_desk() -> Desk {
    let state = use_reducer(|| State::new(today()));
    let engine = {
        let dispatcher = state.dispatcher();
        use_memo((), move |()| {
            Engine::new(Callback::from(move |progress| {
                dispatcher.dispatch(Action::Phase(Phase::Working(Some(progress))));
            }))
        })
    };
    Desk {
        state,
        engine: (*engine).clone(),
    }
}

/// The desk that the component stands at.
///
/// # Panics
///
/// Never: the root provides it to every component.
#[hook]
#[expect(
    clippy::expect_used,
    reason = "the root provides it to every component"
)]
pub(crate) fn use_desk() -> Desk {
    use_context::<Desk>().expect("the root provides the desk")
}

impl Desk {
    /// Makes the worker ready for a file that is about to come.
    pub(crate) fn prepare(&self) {
        self.engine.prepare(self.state.as_of);
    }

    /// Takes files, looks at each, and goes on to read them when nothing has
    /// to be asked first.
    pub(crate) fn choose(&self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        if self.state.working() {
            self.engine.forget();
        }
        if self.state.sample {
            // A real importer's files are never mixed with the sample's.
            self.state.dispatch(Action::StartOver(today()));
        }
        self.look_at(files);
        Screen::Read.go();
    }

    fn look_at(&self, files: Vec<File>) {
        let first = self.state.free_key();
        let files: Vec<(u32, File)> = (first..).zip(files).collect();
        self.state.dispatch(Action::Chosen(files.clone()));
        for (key, file) in files {
            self.look(key, file);
        }
    }

    fn look(&self, key: u32, file: File) {
        let desk = self.clone();
        self.engine.ask(
            Request::Inspect(Handed { file: file.clone() }),
            move |outcome| {
                let look = match outcome {
                    Outcome::Reply(Reply::Inspected(found)) => {
                        desk.found(key, file, found);
                        return;
                    }
                    Outcome::Reply(Reply::Session(saved, files)) => {
                        let files = files.into_iter().map(|handed| handed.file).collect();
                        desk.state.dispatch(Action::Resumed(saved, files));
                        desk.start();
                        return;
                    }
                    Outcome::Reply(Reply::Refused(why)) => Look::Refused(why.into()),
                    Outcome::Reply(_) => return,
                    Outcome::Died(words) => Look::Refused(crate::words::file_killed(words)),
                };
                desk.looked(key, look);
            },
        );
    }

    /// Takes in what a file is: a table, several in an archive, or a rule pack.
    fn found(&self, key: u32, file: File, found: Found) {
        if found.iter().any(|(_, one)| one.as_ref().is_ok_and(is_pack)) {
            self.take_pack(key, file);
            return;
        }
        let first = self.state.free_key();
        let looks = (first..).zip(found).map(|(key, (name, one))| {
            let look = match one {
                Ok(inspection) => Look::Looked(Rc::new(inspection)),
                Err(why) => Look::Refused(why.into()),
            };
            (key, name.into(), look)
        });
        self.state
            .dispatch(Action::LookedInto(key, looks.collect()));
        self.go_on();
    }

    /// Looks at a text file again, in another encoding.
    pub(crate) fn reread(&self, key: u32, file: File, encoding: Encoding) {
        let desk = self.clone();
        let request = Request::Reread(Handed { file }, encoding);
        self.engine.ask(request, move |outcome| {
            if let Outcome::Reply(Reply::Inspected(found)) = outcome
                && let Some((_, Ok(inspection))) = found.into_iter().next()
            {
                desk.correct(key, inspection);
            }
        });
    }

    /// Takes in what a file was understood to be, and goes on when nothing has
    /// to be asked first.
    fn looked(&self, key: u32, look: Look) {
        self.state.dispatch(Action::Looked(key, look));
        self.go_on();
    }

    fn go_on(&self) {
        let state = &self.state;
        if !state.looking() && state.readable().all(|(_, inspection)| is_sure(inspection)) {
            self.start();
        }
    }

    /// Puts the rule pack of a file in force.
    fn take_pack(&self, key: u32, file: File) {
        let desk = self.clone();
        let request = Request::Pack(Handed { file: file.clone() });
        self.engine.ask(request, move |outcome| match outcome {
            Outcome::Reply(Reply::Pack(text)) if pack::replace(&text) => {
                desk.state.dispatch(Action::PackTaken(key, file));
                if desk.state.uploads.is_empty() {
                    Screen::Rulebook.go();
                } else {
                    desk.go_on();
                }
            }
            Outcome::Reply(Reply::Refused(why)) => desk.looked(key, Look::Refused(why.into())),
            Outcome::Reply(_) => {}
            Outcome::Died(words) => {
                desk.looked(key, Look::Refused(crate::words::file_killed(words)));
            }
        });
    }

    /// Reads all files and assesses them.
    pub(crate) fn start(&self) {
        let sources: Vec<_> = self
            .state
            .readable()
            .filter_map(|(upload, inspection)| {
                let file = upload.file.clone();
                Some((upload.name.to_string(), Handed { file }, inspection.plan()?))
            })
            .collect();
        if sources.is_empty() {
            return;
        }
        let job = Job {
            sources,
            answers: (*self.state.answers).clone(),
            entered: (*self.state.entered).clone(),
            as_of: self.state.as_of,
        };
        self.state.dispatch(Action::Phase(Phase::Working(None)));
        // Once the page shows that it is at work.
        let desk = self.clone();
        later(move || {
            if desk.state.phase == Phase::Working(None) {
                desk.read(job);
            }
        });
    }

    fn read(&self, job: Job) {
        if let Some(file) = &self.state.pack_file {
            // A new worker has the built-in pack; one that has this loses nothing.
            let request = Request::Pack(Handed { file: file.clone() });
            self.engine.ask(request, |_| {});
        }
        let state = self.state.clone();
        self.engine.ask(Request::Assess(job), move |outcome| {
            state.dispatch(match outcome {
                Outcome::Reply(Reply::Assessed(overview)) => Action::Assessed(Rc::new(*overview)),
                Outcome::Reply(Reply::Refused(why)) => {
                    Action::Phase(Phase::Failed(Failure::Refused(why.into())))
                }
                Outcome::Reply(_) => Action::Phase(Phase::Idle),
                Outcome::Died(words) => Action::Phase(Phase::Failed(Failure::Died(words.into()))),
            });
            if state.demo && state.overview.is_some() {
                Screen::Results.go();
            }
        });
    }

    /// Assesses again what is read, with the answers and figures as they are
    /// now; reads again where the worker that held it is gone.
    pub(crate) fn reassess(&self) {
        if self.state.working() || self.state.overview.is_none() {
            return;
        }
        let request = Request::Reassess {
            answers: (*self.state.answers).clone(),
            entered: (*self.state.entered).clone(),
            as_of: self.state.as_of,
        };
        self.state.dispatch(Action::Phase(Phase::Working(None)));
        let desk = self.clone();
        self.engine.ask(request, move |outcome| match outcome {
            Outcome::Reply(Reply::Assessed(overview)) => {
                desk.state.dispatch(Action::Assessed(Rc::new(*overview)));
            }
            _ => desk.start(),
        });
    }

    /// Stops reading. What was read so far is forgotten, the files are not.
    pub(crate) fn cancel(&self) {
        self.engine.forget();
        self.state.dispatch(Action::Phase(Phase::Idle));
    }

    /// Takes a file out.
    pub(crate) fn remove(&self, key: u32) {
        self.engine.forget();
        self.state.dispatch(Action::Removed(key));
    }

    /// Corrects what a file was understood to be.
    pub(crate) fn correct(&self, key: u32, inspection: Inspection) {
        self.state
            .dispatch(Action::Corrected(key, Rc::new(inspection)));
    }

    /// Shows the sample importer, made on the spot.
    pub(crate) fn sample(&self) {
        self.engine.forget();
        self.state.dispatch(Action::SampleAsked);
        Screen::Read.go();
        let desk = self.clone();
        let as_of = self.state.as_of;
        self.engine
            .ask(Request::Sample { as_of }, move |outcome| match outcome {
                Outcome::Reply(Reply::Sample(files, answers)) => {
                    desk.state.dispatch(Action::AllAnswered(Rc::new(answers)));
                    desk.look_at(files.into_iter().map(|handed| handed.file).collect());
                }
                Outcome::Reply(_) => {}
                Outcome::Died(words) => desk
                    .state
                    .dispatch(Action::Phase(Phase::Failed(Failure::Died(words.into())))),
            });
    }

    /// Opens straight into the sample's results.
    pub(crate) fn demo(&self) {
        self.state.dispatch(Action::Demo);
        self.sample();
    }

    /// Takes an answer, or takes it back.
    pub(crate) fn answer(&self, question: &str, answer: Option<Answer>) {
        self.state
            .dispatch(Action::Answered(question.to_owned(), answer));
    }

    /// Takes figures that no file holds.
    pub(crate) fn enter(&self, entered: Rc<Entered>) {
        self.state.dispatch(Action::Entered(entered));
    }

    /// Narrows the list of findings down.
    pub(crate) fn filter(&self, filters: Filters) {
        self.state.dispatch(Action::Filtered(filters));
    }

    /// The session as it is now, to be saved: its head and its files.
    pub(crate) fn session(&self) -> (Saved, Vec<File>) {
        let state = &self.state;
        let saved = Saved {
            lookback: env!("CARGO_PKG_VERSION").to_owned(),
            pack: pack::pack()
                .map(|pack| pack.header.version.clone())
                .unwrap_or_default(),
            as_of: state.as_of,
            sample: state.sample,
            given: Given {
                answers: (*state.answers).clone(),
                entered: (*state.entered).clone(),
            },
            files: state.uploads.iter().map(saved_file).collect(),
        };
        let files = state.uploads.iter().map(|upload| upload.file.clone());
        (saved, files.collect())
    }

    /// The day on the visitor's clock, where the results are of another.
    pub(crate) fn newer_day(&self) -> Option<Day> {
        Some(today()).filter(|day| *day != self.state.as_of)
    }

    /// Brings the assessment up to today.
    pub(crate) fn bring_up_to_date(&self) {
        self.state.dispatch(Action::Dated(today()));
    }

    /// Asks the worker for something to show; what it refuses, or dies over,
    /// comes back as words.
    pub(crate) fn ask(
        &self,
        request: Request,
        then: impl FnOnce(Result<Reply, Failure>) + 'static,
    ) {
        self.engine.ask(request, move |outcome| {
            then(match outcome {
                Outcome::Reply(Reply::Refused(why)) => Err(Failure::Refused(why.into())),
                Outcome::Reply(reply) => Ok(reply),
                Outcome::Died(words) => Err(Failure::Died(words.into())),
            });
        });
    }

    /// Forgets everything: the files, the rows, the answers, the result.
    pub(crate) fn start_over(&self) {
        self.engine.forget();
        pack::restore();
        self.state.dispatch(Action::StartOver(today()));
        Screen::Start.go();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size is a whole number that JavaScript can hold"
)]
fn saved_file(upload: &Upload) -> SavedFile {
    SavedFile {
        name: upload.name.to_string(),
        size: upload.file.size() as u64,
        inspection: match &upload.look {
            Look::Looked(inspection) => Some((**inspection).clone()),
            Look::Looking | Look::Refused(_) => None,
        },
    }
}

fn is_pack(inspection: &Inspection) -> bool {
    let chosen = inspection.chosen.and_then(|at| inspection.tables.get(at));
    chosen
        .or(inspection.tables.first())
        .is_some_and(|table| table.kind == TableKind::RulePack)
}

/// Whether a file can be read without asking anything first.
fn is_sure(inspection: &Inspection) -> bool {
    inspection
        .chosen
        .and_then(|chosen| inspection.tables.get(chosen))
        .is_some_and(|table| table.kind != TableKind::Unknown)
}

/// The day that the visitor's clock shows.
fn today() -> Day {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).unwrap_or(1970);
    let month = i8::try_from(now.get_month() + 1).unwrap_or(1);
    let day = i8::try_from(now.get_date()).unwrap_or(1);
    // A clock outside the range of days shows that something is wrong with it.
    Day::ymd(year, month, day).unwrap_or(Day::FIRST)
}
