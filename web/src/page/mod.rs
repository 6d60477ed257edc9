//! The page: screens, the parts that they share, and the pictures.
//!
//! | module | holds |
//! |---|---|
//! | [`app`] | the root: it ties the rest together |
//! | [`engine`] | the handle on the worker |
//! | [`frame`] | header, steps and footer around every screen |
//! | [`screen`] | which screen the address names |
//! | [`screens`] | one file a screen |

mod app;
mod engine;
mod frame;
mod screen;
mod screens;

pub(crate) use app::App;
