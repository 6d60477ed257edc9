//! Going once through all the work, on the sample importer, before it is needed.
//!
//! A browser first runs a program in a form that is quick to make and slow to run,
//! and makes the quick one of what turns out to be used. Done while the visitor
//! looks for their file, that is not done on their time. A worker hears nothing
//! while it works, so this goes a step at a time, and a visitor who is quick waits
//! for the step under way and no more.

use std::vec;

use assessment::{Assessment, Loaded};
use customs::Day;
use exposure::Entered;
use triggers::context::Answers;

use super::archive::{Archive, Source};
use super::protocol::{self, Handed, Message, Reply};
use super::{sample_importer, thin};

/// How far it has come.
#[derive(Default)]
pub(super) enum Preparation {
    /// Nothing was done.
    #[default]
    Begun,
    /// Some of the sample's files were looked at.
    Looking {
        files: vec::IntoIter<Handed>,
        sources: Vec<Source>,
        answers: Answers,
    },
    /// All were read.
    Read(Box<Loaded>, Answers),
    /// They were assessed.
    Assessed(Box<Loaded>, Box<Assessment>),
}

impl Preparation {
    /// Makes a step. Gives where it has come to, nothing at the end.
    ///
    /// # Errors
    ///
    /// When the browser makes or reads no file; in words.
    pub(super) fn step(self, archive: &Archive, as_of: Day) -> Result<Option<Self>, String> {
        Ok(Some(match self {
            Self::Begun => {
                let (files, answers) = sample_importer::make(as_of)?;
                Self::Looking {
                    files: files.into_iter(),
                    sources: Vec::new(),
                    answers,
                }
            }
            Self::Looking {
                mut files,
                mut sources,
                answers,
            } => match files.next() {
                Some(handed) => {
                    let found = archive.inspect(&handed.file)?;
                    taken_in(Reply::Inspected(found.clone()))?;
                    for (name, one) in found {
                        if let Some(plan) = one.ok().and_then(|inspection| inspection.plan()) {
                            sources.push((name, handed.clone(), plan));
                        }
                    }
                    Self::Looking {
                        files,
                        sources,
                        answers,
                    }
                }
                None => Self::Read(Box::new(archive.load(&sources, &mut |_| {})?), answers),
            },
            Self::Read(loaded, answers) => {
                let assessment = loaded.assess(&answers, &Entered::default(), as_of);
                Self::Assessed(loaded, Box::new(assessment))
            }
            Self::Assessed(loaded, assessment) => {
                let overview = thin::overview(&loaded, &assessment);
                taken_in(Reply::Assessed(Box::new(overview)))?;
                return Ok(None);
            }
        }))
    }
}

/// Takes an answer to pieces, which the page would do: the two share what is
/// compiled.
///
/// # Errors
///
/// When it has no JavaScript form; none of ours is so.
fn taken_in(reply: Reply) -> Result<(), String> {
    let message = Message::Reply(0, Box::new(reply));
    protocol::decode::<Message>(protocol::encode(&message)?).map(drop)
}
