//! A seeded, believable mid-size importer over five years, as files: the ACE
//! report ES-003, the brokers' line report and the product master, with a list
//! of what was planted in them and of the innocent look-alikes beside it.
//!
//! The same [`Config`] gives the same bytes on every machine. A plan is made
//! first (`plan`): which products, on which days, in how many lines and for
//! how much of the importer's value. Entries are then filed one day at a time
//! (`filing`), so that millions of lines need no more memory than a few
//! thousand. Each planted case keeps its share of the value at every size, and
//! has enough days of its own in the smallest sample that holds it.
//!
//! The tables in `data` are sample data. They are no law, and nothing but this
//! crate may rely on them.

mod calendar;
mod chance;
mod data;
mod filing;
mod identifiers;
mod plan;
mod plant;
mod truth;
mod write;

pub use identifiers::check_digit;
pub use truth::{Answer, AnswerSet, Case, Expect, Tier, Truth};
pub use write::messy::Mess;

use jiff::civil::{Date, date};
use plan::Importer;
use std::io;
use write::text::{Style, Text};

/// What to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// Seed of every chance.
    pub seed: u64,
    /// Entry lines, about: 200 to 8,000,000. Below about 700 the later plants
    /// are left out.
    pub lines: u32,
    /// The as-of date: the sample covers the five years before it.
    pub as_of: Date,
}

impl Default for Config {
    /// Two thousand lines as of 24 November 2026.
    fn default() -> Self {
        Config {
            seed: 1,
            lines: 2_000,
            as_of: date(2026, 11, 24),
        }
    }
}

/// What was planted, and the innocent look-alikes.
pub fn truth(config: &Config) -> Truth {
    let importer = Importer::new(config);
    Truth {
        seed: config.seed,
        lines: config.lines,
        as_of: config.as_of,
        planted: importer.planted,
        innocent: importer.innocent,
    }
}

/// The same, with the cases that only the messy files hold.
pub fn messy_truth(config: &Config) -> Truth {
    let mut truth = truth(config);
    truth.planted.push(plant::messy());
    truth
}

/// The sample importer's answers to the questionnaire.
pub fn answers(config: &Config) -> Vec<Answer> {
    Importer::new(config).answers
}

/// The answers of an importer with nothing to hide, for the look-alikes of the
/// triggers that rest on answers alone.
pub fn clean_answers(config: &Config) -> Vec<Answer> {
    Importer::new(config).clean_answers
}

/// ES-003 as CSV.
pub fn es003_csv(config: &Config) -> Vec<u8> {
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = write_es003(config, &mut out);
    out
}

/// The brokers' line report as CSV.
pub fn broker_csv(config: &Config) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write_broker(config, &mut out);
    out
}

/// The product master as CSV.
pub fn master_csv(config: &Config) -> Vec<u8> {
    let mut out = Vec::new();
    let _ = write_master(config, &mut out);
    out
}

/// The industry's unit values as CSV.
pub fn benchmark_csv(config: &Config) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sheet = Text::new(&mut out, Style::Plain);
    let written = write::benchmark::write(&Importer::new(config), &mut sheet);
    let _ = written.and_then(|()| sheet.finish());
    out
}

/// The order after which the sample's mattresses move: the country that it is
/// on, and its day. It is an invention of the sample.
pub fn order_on_mattresses() -> (&'static str, Date) {
    ("TW", plant::adc::ORDER)
}

/// The tariff of the sample's numbers as CSV, as its publisher exports it.
pub fn tariff_csv() -> Vec<u8> {
    let mut out = Vec::new();
    let mut sheet = Text::new(&mut out, Style::Plain);
    let written = write::tariff::write(&mut sheet);
    let _ = written.and_then(|()| sheet.finish());
    out
}

/// Writes ES-003 as CSV, a day at a time.
///
/// # Errors
/// Only those of `out`.
pub fn write_es003(config: &Config, out: &mut impl io::Write) -> io::Result<()> {
    let mut sheet = Text::new(out, Style::Ace);
    write::es003::write(&Importer::new(config), &mut sheet)?;
    sheet.finish()
}

/// Writes the brokers' line report as CSV, a day at a time.
///
/// # Errors
/// Only those of `out`.
pub fn write_broker(config: &Config, out: &mut impl io::Write) -> io::Result<()> {
    let mut sheet = Text::new(out, Style::Plain);
    write::broker::write(&Importer::new(config), &mut sheet)?;
    sheet.finish()
}

/// Writes the product master as CSV.
///
/// # Errors
/// Only those of `out`.
pub fn write_master(config: &Config, out: &mut impl io::Write) -> io::Result<()> {
    let mut sheet = Text::new(out, Style::Plain);
    write::master::write(&Importer::new(config), &mut sheet)?;
    sheet.finish()
}

/// ES-003 as CSV in the state in which people have it, and what was done to
/// it.
pub fn messy_es003_csv(config: &Config) -> (Vec<u8>, Mess) {
    let habits = write::messy::es003_habits(config.as_of);
    messy(config, habits, |importer, sheet| {
        write::es003::write(importer, sheet)
    })
}

/// The brokers' line report as CSV in the state in which people have it, and
/// what was done to it.
pub fn messy_broker_csv(config: &Config) -> (Vec<u8>, Mess) {
    let habits = write::messy::broker_habits();
    messy(config, habits, |importer, sheet| {
        write::broker::write(importer, sheet)
    })
}

/// A row of text to a CSV writer in memory.
type Put<'w> = Box<dyn FnMut(&[String]) -> io::Result<()> + 'w>;

fn messy(
    config: &Config,
    habits: write::messy::Habits,
    fill: impl FnOnce(&Importer, &mut write::messy::Messy<Put<'_>>) -> io::Result<()>,
) -> (Vec<u8>, Mess) {
    let mut out = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    let put: Put<'_> = Box::new(|row| Ok(out.write_record(row)?));
    let mut sheet = write::messy::Messy::new(put, habits);
    // Writing to memory cannot fail.
    let written = fill(&Importer::new(config), &mut sheet);
    let mess = written.and_then(|()| sheet.finish()).unwrap_or_default();
    (out.into_inner().unwrap_or_default(), mess)
}

/// ES-003 as a workbook: sheet "Main Report" below a preamble of title, prompts
/// and run date.
///
/// # Errors
/// When the sample has more rows than a sheet holds.
#[cfg(feature = "xlsx")]
pub fn es003_xlsx(config: &Config) -> io::Result<Vec<u8>> {
    let importer = Importer::new(config);
    let (from, to) = (importer.days.first(), importer.days.last());
    let us = |day: Option<&Date>| day.map(|d| d.strftime("%m/%d/%Y").to_string());
    let preamble = [
        "ES-003 Entry Summary Line Tariff Details".to_owned(),
        format!(
            "Prompts: Entry Date between {} and {}",
            us(from).unwrap_or_default(),
            us(to).unwrap_or_default()
        ),
        "Prompts: Importer Number 00-123456700".to_owned(),
        format!("Run Date: {}", us(Some(&config.as_of)).unwrap_or_default()),
        String::new(),
    ];
    write::workbook::write("Main Report", &preamble, |grid| {
        write::es003::write(&importer, grid)
    })
}

/// The brokers' line report as a workbook.
///
/// # Errors
/// When the sample has more rows than a sheet holds.
#[cfg(feature = "xlsx")]
pub fn broker_xlsx(config: &Config) -> io::Result<Vec<u8>> {
    let importer = Importer::new(config);
    write::workbook::write("Entry Lines", &[], |grid| {
        write::broker::write(&importer, grid)
    })
}

/// The product master as a workbook.
///
/// # Errors
/// When the sample has more rows than a sheet holds.
#[cfg(feature = "xlsx")]
pub fn master_xlsx(config: &Config) -> io::Result<Vec<u8>> {
    let importer = Importer::new(config);
    write::workbook::write("Products", &[], |grid| {
        write::master::write(&importer, grid)
    })
}
