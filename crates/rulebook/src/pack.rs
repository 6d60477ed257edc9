//! The pack as a whole: its sections, the one document, the files.
//!
//! On disk a pack is a folder, one subject a file. At run time it may also be
//! one document, an object whose keys are the files' names without `.json`, so
//! that counsel can drop a single file into the page. Both ways end in
//! [`Pack::from_json`]'s reading, one section after the other, so that a fault
//! in one file does not hide those in the others.

use crate::aliases::Aliases;
use crate::deadlines::Deadlines;
use crate::decisions::{Audit, Routes, Rulings, Urgent};
use crate::detector::Detector;
use crate::eras::Eras;
use crate::error::PackError;
use crate::fees::Fees;
use crate::figures::Wording;
use crate::forbidden::Forbidden;
use crate::header::Header;
use crate::holidays::Holidays;
use crate::interest::Interest;
use crate::liquidation::StatusWords;
use crate::measures::Measures;
use crate::papers::Words;
use crate::penalties::Penalties;
use crate::products::Rules;
use crate::questionnaire::Questionnaire;
use crate::ratios::Ratios;
use crate::read::{At, Faults, Read};
use crate::revisions::{Concordance, Revisions};
use crate::route_facts::Settings;
use crate::scoring::{Category, Scoring};
use crate::screening::{Adcvd, Chapters, EntryTypes, Programmes, Sectors};
use crate::self_tests::SelfTests;
use crate::texts::Texts;
use crate::validate;
use serde_json::{Map, Value};

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $file:literal,)*) => {
        /// A rule pack: valid, or it would not exist.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Pack {
            $($(#[$doc])* pub $name: $type,)*
            /// The triggers' records, in the order of the categories.
            pub detectors: Vec<Detector>,
            source: Source,
        }

        /// The sections of a pack's document, in the order in which it is
        /// written.
        pub const SECTIONS: &[&str] = &[
            $($file,)*
            "detectors/classification",
            "detectors/value",
            "detectors/trade_remedies",
            "detectors/history",
            "detectors/origin",
            "detectors/preference",
            "detectors/sector",
            "detectors/records",
            "detectors/controls",
            "detectors/data_quality",
        ];

        impl Pack {
            fn read(document: &Map<String, Value>, source: Source) -> Result<Self, Vec<PackError>> {
                let mut faults = Faults::default();
                $(let $name: Option<$type> = section(document, $file, &mut faults);)*
                let detectors = detectors(document, &mut faults);
                for key in document.keys() {
                    if !SECTIONS.contains(&key.as_str()) {
                        let problem = "no such section";
                        faults.add::<()>(&At::section(key), problem, "one of the pack's sections");
                    }
                }
                match ($($name,)*) {
                    ($(Some($name),)*) if faults.0.is_empty() => {
                        Ok(Self { $($name,)* detectors, source })
                    }
                    _ => Err(faults.0),
                }
            }
        }
    };
}

sections! {
    /// What the pack is.
    header: Header = "header",
    /// How shares become grades and a total.
    scoring: Scoring = "scoring",
    /// MPF and HMF.
    fees: Fees = "fees",
    /// Interest rates.
    interest: Interest = "interest",
    /// The penalty matrix.
    penalties: Penalties = "penalties",
    /// Time limits.
    deadlines: Deadlines = "deadlines",
    /// Federal holidays.
    holidays: Holidays = "holidays",
    /// Column titles.
    aliases: Aliases = "header_aliases",
    /// Chapter 99 measures.
    measures: Measures = "measures",
    /// Dates on which rates changed.
    eras: Eras = "eras",
    /// AD/CVD families.
    adcvd: Adcvd = "adcvd",
    /// Priority sectors.
    sectors: Sectors = "sectors",
    /// Entry types.
    entry_types: EntryTypes = "entry_types",
    /// Preference programmes and their indicators.
    programmes: Programmes = "spis",
    /// Revision dates of the schedule.
    revisions: Revisions = "hts_revisions",
    /// Which numbers became which.
    concordance: Concordance = "concordance",
    /// Chapters of the schedule.
    chapters: Chapters = "chapters",
    /// Ratios of units and currencies.
    ratios: Ratios = "fx_bands",
    /// What the visitor is asked.
    questionnaire: Questionnaire = "questionnaire",
    /// Correction routes.
    routes: Routes = "routes",
    /// Ruling, internal advice, or neither.
    rulings: Rulings = "rulings",
    /// The urgent path.
    urgent: Urgent = "urgent",
    /// The course of an audit, and the compliance file.
    audit: Audit = "audit",
    /// The worked examples.
    self_tests: SelfTests = "self_tests",
    /// What figures are called and how their arithmetic is told.
    figures: Wording = "figures",
    /// What reports say of liquidation.
    liquidation_status: StatusWords = "liquidation_status",
    /// How findings meet the decision tables.
    route_facts: Settings = "route_facts",
    /// The words of the working papers.
    papers: Words = "papers",
    /// What makes lines one product.
    products: Rules = "products",
    /// Sentences.
    texts: Texts = "texts",
    /// Words that are never used.
    forbidden: Forbidden = "forbidden",
}

/// The embedded pack's document; the build makes it of the files.
const EMBEDDED: &str = include_str!(concat!(env!("OUT_DIR"), "/pack.json"));

/// Where a pack's document is found again. Two packs are the same pack by what
/// they say, wherever that was read.
#[derive(Clone, Debug)]
enum Source {
    /// Among the embedded files.
    Embedded,
    /// Here.
    Document(Box<str>),
}

impl PartialEq for Source {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// Reads a section of the document.
fn section<T: Read>(document: &Map<String, Value>, key: &str, faults: &mut Faults) -> Option<T> {
    let at = At::section(key);
    match document.get(key) {
        Some(value) => T::read(value, &at, faults),
        None => faults.add(&at, "the section is missing", ""),
    }
}

fn detectors(document: &Map<String, Value>, faults: &mut Faults) -> Vec<Detector> {
    let mut all = Vec::new();
    for category in Category::ALL {
        let key = format!("detectors/{category}");
        let of: Vec<Detector> = section(document, &key, faults).unwrap_or_default();
        for detector in of.iter().filter(|detector| detector.category != category) {
            faults.0.push(PackError::new(
                format!("{key}[{}].category", detector.id),
                format!("the detector is of the category {}", detector.category),
                format!("{category}, the file's own"),
            ));
        }
        all.extend(of);
    }
    all
}

impl Pack {
    /// The pack that the program carries. A test holds it to all that is asked
    /// of a pack; here only its schema is read, which is what takes no time.
    ///
    /// # Errors
    /// Every fault, which a test keeps from happening.
    pub fn embedded() -> Result<Self, Vec<PackError>> {
        let document = match serde_json::from_str(EMBEDDED) {
            Ok(document) => document,
            Err(error) => return Err(vec![syntax("document", &error)]),
        };
        Self::read(&document, Source::Embedded)
    }

    /// Reads a pack from its files: each one's name without `.json`, with its
    /// text.
    ///
    /// # Errors
    /// Every fault found.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<PackError>> {
        Self::from_value(&Value::Object(parse(files)?))
    }

    /// Reads a pack from one document.
    ///
    /// # Errors
    /// Every fault found, with its place in the document. A pack with a fault
    /// is refused as a whole.
    pub fn from_json(text: &str) -> Result<Self, Vec<PackError>> {
        let value = serde_json::from_str(text).map_err(|error| vec![syntax("document", &error)])?;
        Self::from_value(&value)
    }

    /// Reads a pack from the bytes of a file that holds one document.
    ///
    /// # Errors
    /// As [`Pack::from_json`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Vec<PackError>> {
        // Editors on Windows put a mark before the text.
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::from_json(text),
            Err(error) => Err(vec![PackError::new(
                "document",
                format!("byte {} is no UTF-8", error.valid_up_to()),
                "a text file saved as UTF-8",
            )]),
        }
    }

    /// Puts another pack in the place of this one, if it is valid; otherwise
    /// this one stays as it is.
    ///
    /// # Errors
    /// As [`Pack::from_json`].
    pub fn replace(&mut self, bytes: &[u8]) -> Result<(), Vec<PackError>> {
        *self = Self::from_bytes(bytes)?;
        Ok(())
    }

    /// Reads a pack from one document that is already a tree of values.
    ///
    /// # Errors
    /// As [`Pack::from_json`].
    pub fn from_value(document: &Value) -> Result<Self, Vec<PackError>> {
        let Value::Object(sections) = document else {
            return Err(vec![PackError::new(
                "document",
                "not an object",
                "an object whose keys are the pack's sections",
            )]);
        };
        let text = document.to_string().into_boxed_str();
        let pack = Self::read(sections, Source::Document(text))?;
        let errors = validate::all(&pack, document);
        if errors.is_empty() {
            Ok(pack)
        } else {
            Err(errors)
        }
    }

    /// The pack's document as it was read, as a tree of values; its sections
    /// in the order of [`SECTIONS`].
    ///
    /// # Errors
    /// Never for a pack that was read.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        let mut read: Map<String, Value> = match &self.source {
            Source::Document(text) => serde_json::from_str(text)?,
            Source::Embedded => serde_json::from_str(EMBEDDED)?,
        };
        let sections = SECTIONS.iter();
        let document =
            sections.filter_map(|key| Some(((*key).to_owned(), read.shift_remove(*key)?)));
        Ok(Value::Object(document.collect()))
    }

    /// The pack as one document, indented for a reader: the file that is
    /// dropped into the page or given to the terminal.
    ///
    /// # Errors
    /// As [`Pack::to_value`].
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(format!("{:#}", self.to_value()?))
    }

    /// A trigger's record; `None` when there is none.
    #[must_use]
    pub fn detector(&self, id: &str) -> Option<&Detector> {
        self.detectors.iter().find(|detector| detector.id == id)
    }
}

fn parse<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Map<String, Value>, Vec<PackError>> {
    let mut document = Map::new();
    let mut errors = Vec::new();
    for (name, text) in files {
        match serde_json::from_str(text) {
            Ok(value) => {
                document.insert(name.to_owned(), value);
            }
            Err(error) => errors.push(syntax(name, &error)),
        }
    }
    if errors.is_empty() {
        Ok(document)
    } else {
        Err(errors)
    }
}

fn syntax(name: &str, error: &serde_json::Error) -> PackError {
    PackError::new(name, format!("not JSON: {error}"), "")
}
