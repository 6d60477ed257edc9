//! Everything that is worked out behind an assessment, and the papers that are
//! drawn up from it on demand.
//!
//! The assessment holds what every visitor sees. A disclosure worksheet with
//! thousands of entries, a grid of every product's file, a figure for each
//! single entry would bloat it; whoever wants one asks for it here:
//!
//! ```text
//! let findings = assessment.findings();
//! let papers = loaded.papers(&assessment, &findings);
//! let calendar = papers.calendar();
//! ```

use crate::evidence;
use crate::given::Given;
use crate::model::{Assessment, EvidenceRow};
use crate::session::Loaded;
use customs::Day;
use exposure::{Detail, EntryRow, Exposure, Figure, FindingExposure, Reading, Workings};
use profile::LineIx;
use remedies::{
    Disclosure, Entries, EntryRoutes, Files, Ground, Readiness, Routes, RulingRequest, UrgentPath,
};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use triggers::finding::Finding;

/// The limits that a calendar file holds at most, nearest first.
pub const CALENDAR: usize = 400;

/// The workings behind an assessment. Borrows everything; nothing is read
/// again.
pub struct Papers<'a> {
    pub(crate) loaded: &'a Loaded,
    pub(crate) findings: &'a [&'a Finding],
    pub(crate) given: &'a Given,
    pub(crate) as_of: Day,
    workings: Workings<'a>,
    routes: OnceCell<Routes>,
}

impl<'a> Papers<'a> {
    /// Works everything out for these findings.
    pub(crate) fn of(
        loaded: &'a Loaded,
        findings: &'a [&'a Finding],
        given: &'a Given,
        as_of: Day,
    ) -> Self {
        Self {
            loaded,
            findings,
            given,
            as_of,
            workings: Workings::new(exposure::Inputs {
                pack: loaded.pack(),
                profile: loaded.profile(),
                findings,
                book: loaded.book(),
                entered: &given.entered,
                as_of,
            }),
            routes: OnceCell::new(),
        }
    }

    /// The findings, in the order in which everything here has them.
    #[must_use]
    pub fn findings(&self) -> &'a [&'a Finding] {
        self.findings
    }

    /// The arithmetic: every entry that a finding touches.
    #[must_use]
    pub fn workings(&self) -> &Workings<'a> {
        &self.workings
    }

    /// What was read.
    #[must_use]
    pub fn loaded(&self) -> &'a Loaded {
        self.loaded
    }

    /// The day that it is made for.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// What the visitor entered.
    #[must_use]
    pub fn entered(&self) -> &'a exposure::Entered {
        &self.given.entered
    }

    /// What everything about routes and papers is read from.
    #[must_use]
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            pack: self.loaded.pack(),
            profile: self.loaded.profile(),
            findings: self.findings,
            workings: Some(&self.workings),
            answers: &self.given.answers,
            as_of: self.as_of,
        }
    }

    /// What it could cost, the largest findings in full.
    #[must_use]
    pub fn exposure(&self) -> Exposure {
        self.workings.summary(Detail::default())
    }

    /// What one finding could cost, in full; `None` when there is no such
    /// finding.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<FindingExposure> {
        self.workings
            .finding(self.place(id)?, Some(Detail::default()))
    }

    /// An entry's loss opened to the last cent: lines, rates, fees. `entry` is
    /// its number as filed or as shown; `None` where no finding would change it.
    #[must_use]
    pub fn entry(&self, entry: &str, reading: Reading) -> Option<Figure> {
        let key = customs::EntryNumber::key(entry);
        let profile = self.loaded.profile();
        let working = self.workings.entries().iter().find(|working| {
            let number = profile.line(LineIx(working.lines.start)).entry();
            customs::EntryNumber::key(number) == key
        })?;
        self.workings.entry_figure(working, reading)
    }

    /// One row an entry: what the workbook lists.
    pub fn entries(&self) -> impl Iterator<Item = EntryRow> {
        self.workings.rows()
    }

    /// The routes to discuss and every limit that runs, what expires first at
    /// the head.
    #[must_use]
    pub fn routes(&self) -> &Routes {
        self.routes.get_or_init(|| {
            let ground = self.ground();
            remedies::routes::routes(&ground, &Entries::of(ground))
        })
    }

    /// The routes of each entry that a finding touches, in the profile's order.
    #[must_use]
    pub fn entry_routes(&self) -> Vec<EntryRoutes> {
        let ground = self.ground();
        let entries = Entries::of(ground);
        remedies::routes::entry_routes(&ground, &entries)
    }

    /// The message that overrides everything, where anything leads to it.
    #[must_use]
    pub fn urgent(&self) -> Option<UrgentPath> {
        remedies::urgent::urgent(&self.ground(), &self.routes().running)
    }

    /// The limits that run as a calendar file (.ics), the nearest
    /// [`CALENDAR`] of them.
    #[must_use]
    pub fn calendar(&self) -> String {
        remedies::calendar::file(
            self.loaded.pack(),
            self.as_of,
            &self.routes().running,
            CALENDAR,
        )
    }

    /// The compliance-file grid, which is also the register to go on keeping.
    #[must_use]
    pub fn files(&self) -> Files {
        remedies::files::files(
            &self.ground(),
            self.loaded.products(),
            self.loaded.masters(),
        )
    }

    /// The course of an audit and what it asks for, beside what the data shows.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        remedies::readiness::readiness(&self.ground(), self.loaded.masters(), &self.files())
    }

    /// The disclosure worksheet over these findings with the schedule of its
    /// entries. For some findings alone, make the papers of those
    /// ([`Loaded::papers`]).
    #[must_use]
    pub fn disclosure(&self) -> Disclosure {
        remedies::disclosure::worksheet(&self.ground())
    }

    /// The ruling worksheet for a finding; `None` where no ruling could answer
    /// its question, or none could be asked for.
    #[must_use]
    pub fn ruling_request(&self, id: &str) -> Option<RulingRequest> {
        self.request(self.place(id)?)
    }

    /// The ruling worksheets: one for each product whose number is in doubt and
    /// whose future shipments a ruling could settle. The first finding about a
    /// product stands for it.
    #[must_use]
    pub fn ruling_requests(&self) -> Vec<RulingRequest> {
        let mut seen = BTreeSet::new();
        (0..self.findings.len())
            .filter_map(|at| self.request(at))
            .filter(|request| seen.insert(request.product.clone()))
            .collect()
    }

    fn request(&self, at: usize) -> Option<RulingRequest> {
        let advice = self.routes().findings.get(at)?.ruling.as_ref();
        let advice = advice.filter(|advice| advice.possible)?;
        remedies::ruling_request::worksheet(&self.ground(), self.loaded.masters(), at, Some(advice))
    }

    /// Every entry line that any finding touches, once, in the profile's order.
    #[must_use]
    pub fn lines(&self) -> Vec<LineIx> {
        let lines: BTreeSet<LineIx> = self
            .findings
            .iter()
            .flat_map(|finding| finding.lines.iter().copied())
            .collect();
        lines.into_iter().collect()
    }

    /// An entry line as evidence.
    #[must_use]
    pub fn row(&self, line: LineIx) -> EvidenceRow {
        evidence::row(self.loaded.profile(), line)
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.findings.iter().position(|finding| finding.id == id)
    }
}

impl Loaded {
    /// The papers behind an assessment that this gave. `findings` are those of
    /// [`Assessment::findings`], all or some of them; an assessment read back
    /// from JSON has no lines and gives empty papers.
    #[must_use]
    pub fn papers<'a>(
        &'a self,
        assessment: &'a Assessment,
        findings: &'a [&'a Finding],
    ) -> Papers<'a> {
        Papers::of(self, findings, &assessment.given, assessment.as_of)
    }
}
