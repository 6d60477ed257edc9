//! The call sequence of a host: inspect, read, assess, rows.

use crate::accounting;
use crate::evidence::{self, masked};
use crate::given::Given;
use crate::model::{Assessment, Coverage, EvidenceRow, Section};
use crate::papers::Papers;
use crate::references;
use crate::tariff::Tariffs;
use crate::wording;
use customs::{Cents, Day, Field};
use exposure::rates::RateBook;
use exposure::{Entered, Exposure};
use intake::{
    Inspected, Inspection, Limits, OnProgress, Plan, ProductRow, Record, Refusal, TableReport,
};
use products::{Choices, Products, Rules, Tier, part_number};
use profile::{MasterRow, Masters, Profile, References, Source, Store};
use remedies::{FindingRoutes, Readiness, RunningLimit, UrgentPath};
use rulebook::{Pack, PackError, normalise_header};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use triggers::context::{Answers, Context};
use triggers::finding::{Finding, Indicator, Outcome};
use triggers::{catalogue, score};

/// Limits that the assessment itself holds, nearest first; the calendar has
/// more.
pub const DEADLINES: usize = 100;

/// Files being read under a rule pack.
pub struct Session {
    pack: Pack,
    limits: Limits,
    store: Store,
    masters: Masters,
    references: References,
    tariffs: Tariffs,
    choices: Choices,
    tables: Vec<(String, TableReport)>,
}

/// Everything read, ready to be assessed as often as answers change.
pub struct Loaded {
    pack: Pack,
    profile: Profile,
    masters: Masters,
    references: References,
    products: Products,
    choices: Choices,
    book: Option<RateBook>,
    tables: Vec<(String, TableReport)>,
}

impl Session {
    /// A session under the embedded pack.
    ///
    /// # Errors
    /// Never for the pack in the source tree, which a test reads.
    pub fn embedded() -> Result<Self, Vec<PackError>> {
        Pack::embedded().map(Self::new)
    }

    /// A session under a pack.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        Self {
            pack,
            limits: Limits::default(),
            store: Store::default(),
            masters: Masters::default(),
            references: References::default(),
            tariffs: Tariffs::default(),
            choices: Choices::default(),
            tables: Vec::new(),
        }
    }

    /// The same with what the visitor decided about products.
    #[must_use]
    pub fn with_choices(self, choices: Choices) -> Self {
        Self { choices, ..self }
    }

    /// The pack in force.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// Puts another pack in force, given as the bytes of its one file. An
    /// invalid one is refused, and the one before stays.
    ///
    /// # Errors
    /// Every fault of the pack, with its place.
    pub fn use_pack(&mut self, file: &[u8]) -> Result<(), Vec<PackError>> {
        self.pack.replace(file)
    }

    /// Says what a file is, without reading all of it.
    ///
    /// # Errors
    /// When it can't be read at all; the refusal is one sentence.
    pub fn inspect<S: Read + Seek>(
        &self,
        name: &str,
        source: S,
        size: u64,
    ) -> Result<Inspection, Refusal> {
        let aliases = |header: &str| self.pack.aliases.field_of(&normalise_header(header));
        intake::inspect(name, source, size, &aliases, &self.limits)
    }

    /// As [`Session::inspect`], but of an archive every spreadsheet in it.
    ///
    /// # Errors
    /// As [`Session::inspect`]; a file of an archive that cannot be read has its
    /// own refusal among the results.
    pub fn inspect_all<S: Read + Seek>(
        &self,
        name: &str,
        source: S,
        size: u64,
    ) -> Result<Vec<Inspected>, Refusal> {
        let aliases = |header: &str| self.pack.aliases.field_of(&normalise_header(header));
        intake::inspect_all(name, source, size, &aliases, &self.limits)
    }

    /// As [`Session::inspect`], with what the visitor chose where a file does not
    /// say: its encoding, or which file of an archive.
    ///
    /// # Errors
    /// As [`Session::inspect`].
    pub fn inspect_with<S: Read + Seek>(
        &self,
        name: &str,
        source: S,
        size: u64,
        choices: &intake::Choices,
    ) -> Result<Inspection, Refusal> {
        let aliases = |header: &str| self.pack.aliases.field_of(&normalise_header(header));
        intake::inspect_with(name, source, size, &aliases, &self.limits, choices)
    }

    /// Reads one table by its plan. A refused table leaves the rows before the
    /// place that stopped it.
    ///
    /// # Errors
    /// When it can't be read on; the refusal is one sentence.
    pub fn read<S: Read + Seek>(
        &mut self,
        name: &str,
        source: S,
        plan: &Plan,
        progress: OnProgress<'_>,
    ) -> Result<(), Refusal> {
        let table = self.store.source(Source {
            name: name.to_owned(),
            grain: plan.grain,
        });
        let (store, masters, tariffs) = (&mut self.store, &mut self.masters, &mut self.tariffs);
        let held = &mut self.references;
        let mut sink = |record: Record<'_>| match record {
            Record::Entry(row) => store.push(table, row),
            Record::Product(row) => masters.push(master_row(row)),
            Record::Tariff(row) => {
                tariffs.push(name, row);
                references::tariff(held, name, row);
            }
            Record::Benchmark(row) => references::benchmark(held, row),
            _ => {}
        };
        let report = intake::read(source, plan, table, &self.limits, &mut sink, progress)?;
        self.tables.push((name.to_owned(), report));
        Ok(())
    }

    /// Puts all rows into entry lines and finds which are one product.
    #[must_use]
    pub fn finish(self) -> Loaded {
        let profile = self.store.finish();
        let (products, masters) =
            identified(&profile, self.masters, &self.pack.products, &self.choices);
        Loaded {
            pack: self.pack,
            profile,
            masters,
            references: self.references,
            products,
            choices: self.choices,
            book: self.tariffs.book(),
            tables: self.tables,
        }
    }
}

impl Loaded {
    /// The entry lines.
    #[must_use]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What reading each table found, in the order of reading, which is that
    /// of the assessment's tables.
    pub fn reports(&self) -> impl Iterator<Item = &TableReport> {
        self.tables.iter().map(|(_, report)| report)
    }

    /// The pack in force.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The same lines under another pack; which of them are one product is
    /// found again where its rules differ. Only the mapping of columns stays
    /// as it was read.
    #[must_use]
    pub fn under(mut self, pack: Pack) -> Self {
        if pack.products != self.pack.products {
            (self.products, self.masters) =
                identified(&self.profile, self.masters, &pack.products, &self.choices);
        }
        self.pack = pack;
        self
    }

    /// Which lines are one product.
    #[must_use]
    pub fn products(&self) -> &Products {
        &self.products
    }

    /// The importer's own product lists.
    #[must_use]
    pub fn masters(&self) -> &Masters {
        &self.masters
    }

    /// The base rates of the tariff export, where one was read.
    #[must_use]
    pub fn book(&self) -> Option<&RateBook> {
        self.book.as_ref()
    }

    /// The assessment for a day. The findings in it keep their lines, so that
    /// [`Loaded::rows`] can show any window of them.
    #[must_use]
    pub fn assess(&self, answers: &Answers, entered: &Entered, as_of: Day) -> Assessment {
        let cx = Context {
            profile: &self.profile,
            masters: &self.masters,
            references: &self.references,
            products: &self.products,
            pack: &self.pack,
            answers,
            as_of,
            earlier: None,
            ahead: None,
        };
        let indicators = catalogue::run(&cx);
        let score = score::score(&self.pack, &indicators);
        let findings = findings(&indicators);
        let given = Given {
            answers: answers.clone(),
            entered: entered.clone(),
        };
        let worked = Worked::of(&Papers::of(self, &findings, &given, as_of));
        let indicators: Vec<Section> = indicators
            .into_iter()
            .map(|indicator| wording::section(&self.pack, &self.profile, indicator))
            .collect();
        let header = &self.pack.header;
        let not_assessed: Vec<&str> = indicators
            .iter()
            .filter(|section| matches!(section.outcome, Outcome::NotAssessed(_)))
            .map(|section| section.title.as_str())
            .collect();
        let list = if not_assessed.is_empty() {
            "none".to_owned()
        } else {
            not_assessed.join("; ")
        };
        Assessment {
            lookback: env!("CARGO_PKG_VERSION").to_owned(),
            as_of,
            pack: wording::stamp(&self.pack, as_of),
            tables: self
                .tables
                .iter()
                .map(|(name, report)| accounting::table(name, report, &self.profile))
                .collect(),
            coverage: self.coverage(),
            score,
            header: self.pack.texts.result_header.fill(&[
                ("version", &header.version),
                ("date", &as_of.to_string()),
                ("list", &list),
            ]),
            indicators,
            exposure: worked.exposure,
            routes: worked.routes,
            deadlines: worked.deadlines,
            deadline_count: worked.deadline_count,
            urgent: worked.urgent,
            readiness: worked.readiness,
            given,
            numbers: self.pack.figures.numbers.clone(),
        }
    }

    /// A window of the entry lines behind a finding.
    #[must_use]
    pub fn rows(&self, finding: &Finding, from: usize, count: usize) -> Vec<EvidenceRow> {
        let lines = finding.lines.get(from..).unwrap_or_default();
        evidence::rows(&self.profile, lines.get(..count).unwrap_or(lines))
    }

    fn coverage(&self) -> Coverage {
        let mut importers = BTreeSet::new();
        let mut filers = BTreeSet::new();
        let (mut first, mut last): (Option<Day>, Option<Day>) = (None, None);
        let mut duty: Option<Cents> = None;
        for line in self.profile.lines() {
            if !line.importer().is_empty() {
                importers.insert(line.importer());
            }
            if !line.filer().is_empty() {
                filers.insert(line.filer());
            }
            if let Some(date) = line.entry_date() {
                first = Some(first.map_or(date, |day| day.min(date)));
                last = last.max(Some(date));
            }
            if let Some(more) = line.duty() {
                duty = Some(duty.unwrap_or_default() + more);
            }
        }
        let mut tiers: BTreeMap<Tier, u64> = BTreeMap::new();
        for product in self.products.iter() {
            *tiers.entry(product.tier()).or_default() += 1;
        }
        Coverage {
            lines: self.profile.len() as u64,
            // Without entry numbers all lines would look like one entry.
            entries: if self.profile.has(Field::EntryNo) {
                self.profile.entry_count() as u64
            } else {
                0
            },
            value: self.profile.value(),
            duty,
            first,
            last,
            importers: importers.into_iter().map(masked).collect(),
            filers: filers.into_iter().map(str::to_owned).collect(),
            products: tiers.into_iter().collect(),
            join: *self.profile.join(),
        }
    }
}

/// Which lines are one product, and what the product lists say of them.
fn identified(
    profile: &Profile,
    masters: Masters,
    rules: &Rules,
    choices: &Choices,
) -> (Products, Masters) {
    let products = Products::identify(profile, rules, choices);
    let masters = masters.joined(profile, |text| {
        part_number::normalised(text, rules, choices.ignore_revisions)
    });
    (products, masters)
}

fn master_row(row: &ProductRow<'_>) -> MasterRow {
    MasterRow {
        effective: row.effective,
        sku: row.sku.to_owned(),
        hts: row.hts,
        description: row.description.to_owned(),
        origin: row.origin,
        supplier: row.supplier.to_owned(),
        rate_ppm: row.rate_ppm,
        rationale: row.rationale.to_owned(),
        ruling: row.ruling.to_owned(),
        agreement: row.agreement,
        certificate_expiry: row.certificate_expiry,
        adcvd: row.adcvd,
        reviewer: row.reviewer.to_owned(),
        last_review: row.last_review,
    }
}

/// The part of an assessment that the later steps work out.
struct Worked {
    exposure: Option<Exposure>,
    routes: Vec<FindingRoutes>,
    deadlines: Vec<RunningLimit>,
    deadline_count: u64,
    urgent: Option<UrgentPath>,
    readiness: Option<Readiness>,
}

impl Worked {
    fn of(papers: &Papers<'_>) -> Self {
        let routes = papers.routes();
        let nearest = routes.running.iter().take(DEADLINES);
        Self {
            exposure: Some(papers.exposure()),
            urgent: papers.urgent(),
            routes: routes.findings.clone(),
            deadlines: nearest.cloned().collect(),
            deadline_count: routes.running.len() as u64,
            readiness: Some(papers.readiness()),
        }
    }
}

/// The findings of all triggers that ran, in order.
fn findings(indicators: &[Indicator]) -> Vec<&Finding> {
    indicators
        .iter()
        .filter_map(|indicator| match &indicator.outcome {
            Outcome::Assessed(assessed) => Some(&assessed.findings),
            Outcome::NotAssessed(_) => None,
        })
        .flatten()
        .collect()
}

impl Assessment {
    /// The assessment as JSON: the same bytes on every host.
    ///
    /// # Errors
    /// Never for an assessment that [`Loaded::assess`] gave.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// The findings of all triggers that ran, in the order in which exposure
    /// and routes have them; explained ones are not among them.
    #[must_use]
    pub fn findings(&self) -> Vec<&Finding> {
        self.indicators
            .iter()
            .filter_map(|section| match &section.outcome {
                Outcome::Assessed(assessed) => Some(&assessed.findings),
                Outcome::NotAssessed(_) => None,
            })
            .flatten()
            .collect()
    }

    /// A finding by its id, explained or not, with its trigger's section.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<(&Section, &Finding)> {
        self.indicators.iter().find_map(|section| {
            let Outcome::Assessed(assessed) = &section.outcome else {
                return None;
            };
            assessed
                .findings
                .iter()
                .chain(&assessed.explained)
                .find(|finding| finding.id == id)
                .map(|finding| (section, finding))
        })
    }
}
