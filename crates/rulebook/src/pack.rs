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

        /// The embedded files, by the key of their section.
        const FILES: &[(&str, &str)] = &[
            $(($file, include_str!(concat!("../pack/", $file, ".json"))),)*
            ("detectors/classification", include_str!("../pack/detectors/classification.json")),
            ("detectors/value", include_str!("../pack/detectors/value.json")),
            ("detectors/trade_remedies", include_str!("../pack/detectors/trade_remedies.json")),
            ("detectors/history", include_str!("../pack/detectors/history.json")),
            ("detectors/origin", include_str!("../pack/detectors/origin.json")),
            ("detectors/preference", include_str!("../pack/detectors/preference.json")),
            ("detectors/sector", include_str!("../pack/detectors/sector.json")),
            ("detectors/records", include_str!("../pack/detectors/records.json")),
            ("detectors/controls", include_str!("../pack/detectors/controls.json")),
            ("detectors/data_quality", include_str!("../pack/detectors/data_quality.json")),
        ];

        impl Pack {
            fn read(document: &Map<String, Value>, source: Source) -> Result<Self, Vec<PackError>> {
                let mut faults = Faults::default();
                $(let $name: Option<$type> = section(document, $file, &mut faults);)*
                let detectors = detectors(document, &mut faults);
                for key in document.keys() {
                    if !FILES.iter().any(|(known, _)| known == key) {
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
        Self::read(&parse(FILES.iter().copied())?, Source::Embedded)
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

    /// The pack's document as it was read, as a tree of values.
    ///
    /// # Errors
    /// Never for a pack that was read.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        match &self.source {
            Source::Document(text) => serde_json::from_str(text),
            Source::Embedded => {
                let mut document = Map::new();
                for (name, text) in FILES {
                    document.insert((*name).to_owned(), serde_json::from_str(text)?);
                }
                Ok(Value::Object(document))
            }
        }
    }

    /// The pack's document as it was read, indented for a reader.
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
