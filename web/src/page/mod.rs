//! The page: screens, the parts that they share, and the pictures.
//!
//! | module | holds |
//! |---|---|
//! | [`app`] | the root: it ties the rest together |
//! | [`brief`] | the result as a document to print |
//! | [`desk`] | what the visitor does, as requests and changes |
//! | [`download`] | files to save |
//! | [`engine`] | the handle on the worker |
//! | [`frame`] | header, steps and footer around every screen |
//! | [`host`] | the site that the page is part of |
//! | [`pack`] | the rule pack's words |
//! | [`parts`] | what several screens share |
//! | [`pictures`] | what makes a finding's point at a glance |
//! | [`screen`] | which screen the address names |
//! | [`screens`] | one file a screen |
//! | [`state`] | what the page knows, and how that changes |
//! | [`task`] | work that goes on in a task of its own |

mod app;
mod brief;
mod desk;
mod download;
mod engine;
mod frame;
mod host;
mod pack;
mod parts;
mod pictures;
mod screen;
mod screens;
mod state;
mod task;

pub(crate) use app::App;
pub(crate) use screen::hash;
