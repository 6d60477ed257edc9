//! A small importer, and everything that remedies read.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]

use customs::{Cents, Country, Day, EntryType, Hts, Spi};
use exposure::{Entered, Workings};
use products::Evidence;
use profile::{Grain, Header, LineIx, Party, Profile, Row, Source, SourceIx, Store};
use remedies::{Entries, Ground, Routes};
use rulebook::Pack;
use std::sync::LazyLock;
use triggers::Grade;
use triggers::context::{Answer, Answers};
use triggers::finding::{
    DutyEffect, Effect, Finding, FurtherRate, OtherNumber, Span, Subject, SubjectKind,
};
use triggers::picture::Picture;

pub static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().unwrap());

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// One entry line.
#[derive(Clone, Debug)]
pub struct Line {
    pub entry: &'static str,
    pub no: u16,
    pub date: &'static str,
    pub number: &'static str,
    pub beside: &'static str,
    pub value: i64,
    pub duty: i64,
    pub sku: &'static str,
    pub description: &'static str,
    pub origin: &'static str,
    pub spi: &'static str,
    pub port: &'static str,
    pub liquidated: Option<&'static str>,
    pub status: &'static str,
    pub reconciliation: Option<bool>,
    pub import: Option<&'static str>,
}

pub fn line(entry: &'static str, date: &'static str) -> Line {
    Line {
        entry,
        no: 1,
        date,
        number: "8708.29.50",
        beside: "",
        value: 10_000,
        duty: 250,
        sku: "PX-1",
        description: "STEEL BRACKET FOR DOOR, PAINTED",
        origin: "DE",
        spi: "",
        port: "2704",
        liquidated: None,
        status: "",
        reconciliation: None,
        import: None,
    }
}

impl Line {
    pub fn number(mut self, number: &'static str, duty: i64) -> Self {
        (self.number, self.duty) = (number, duty);
        self
    }
    pub fn no(mut self, no: u16) -> Self {
        self.no = no;
        self
    }
    pub fn beside(mut self, number: &'static str) -> Self {
        self.beside = number;
        self
    }
    pub fn liquidated(mut self, on: &'static str) -> Self {
        self.liquidated = Some(on);
        self
    }
    pub fn status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }
    pub fn sku(mut self, sku: &'static str) -> Self {
        self.sku = sku;
        self
    }
    pub fn spi(mut self, spi: &'static str) -> Self {
        self.spi = spi;
        self
    }
    pub fn imported(mut self, on: &'static str) -> Self {
        self.import = Some(on);
        self
    }
    pub fn reconciled(mut self) -> Self {
        self.reconciliation = Some(true);
        self
    }
}

pub fn profile(lines: &[Line]) -> Profile {
    let mut store = Store::default();
    store.source(Source {
        name: "entries".to_owned(),
        grain: Grain::Ordinal,
    });
    for (at, line) in lines.iter().enumerate() {
        let header = Header {
            entry_type: EntryType::parse("01").ok(),
            entry_date: Day::parse(line.date).ok(),
            import_date: line.import.map(day),
            liquidation_date: line.liquidated.map(day),
            liquidation_status: line.status,
            reconciliation: line.reconciliation,
            port: line.port,
            mode: "40",
            ..Header::default()
        };
        let party = Party {
            origin: Country::parse(line.origin).ok(),
            spi: Spi::parse(line.spi).ok(),
            supplier: "ACME GMBH",
            ..Party::default()
        };
        let mut row = Row {
            row: at as u32 * 2 + 2,
            entry: line.entry,
            line_no: Some(line.no),
            ordinal: Some(1),
            hts: Hts::parse(line.number).ok(),
            value: Some(Cents::dollars(line.value)),
            duty: Some(Cents::dollars(line.duty)),
            sku: line.sku,
            description: line.description,
            header,
            party,
            ..Row::default()
        };
        store.push(SourceIx(0), &row);
        if !line.beside.is_empty() {
            row.row += 1;
            row.ordinal = Some(2);
            row.hts = Hts::parse(line.beside).ok();
            row.value = Some(Cents::ZERO);
            row.duty = Some(Cents::ZERO);
            store.push(SourceIx(0), &row);
        }
    }
    store.finish()
}

pub fn finding(profile: &Profile, id: &str, pattern: &str, effect: Effect) -> Finding {
    let lines: Vec<LineIx> = profile.lines().map(|line| line.ix()).collect();
    Finding {
        id: id.to_owned(),
        subject: Subject {
            kind: SubjectKind::Product,
            key: "part/0/PX-1".to_owned(),
            label: "PX-1".to_owned(),
            evidence: Evidence::Exact,
        },
        pattern: pattern.to_owned(),
        ceiling: Grade::Critical,
        grade: Grade::High,
        affected: Cents::ZERO,
        whole: Cents::ZERO,
        duty_effect: DutyEffect::Lowers,
        span: Span::of(profile, &lines),
        lines,
        checks: Vec::new(),
        facts: Vec::new(),
        picture: Picture::None,
        effect,
    }
}

pub fn number(profile: &Profile, likely: &str) -> Effect {
    let hts = |text: &str| Hts::parse(text).unwrap();
    Effect::OtherNumber {
        lines: profile
            .lines()
            .map(|line| OtherNumber {
                line: line.ix(),
                likely: hts(likely),
                candidates: vec![hts(likely)],
            })
            .collect(),
    }
}

pub fn further(profile: &Profile, rate: &str, displaces: &str) -> Effect {
    Effect::FurtherRate {
        lines: profile
            .lines()
            .map(|line| FurtherRate {
                line: line.ix(),
                rate: rate.parse().unwrap(),
                source: "9903.88.03".to_owned(),
                displaces: displaces.parse().unwrap(),
            })
            .collect(),
    }
}

pub fn answered(answers: &[(&str, Answer)]) -> Answers {
    Answers(
        answers
            .iter()
            .map(|(id, answer)| ((*id).to_owned(), answer.clone()))
            .collect(),
    )
}

/// Works the exposure out and hands the ground to `with`.
pub fn on<T>(
    profile: &Profile,
    findings: &[&Finding],
    answers: &Answers,
    as_of: &str,
    with: impl FnOnce(&Ground<'_>, &Entries<'_>) -> T,
) -> T {
    let entered = Entered::default();
    let workings = Workings::new(exposure::Inputs {
        pack: &PACK,
        profile,
        findings,
        book: None,
        entered: &entered,
        as_of: day(as_of),
    });
    let ground = Ground {
        pack: &PACK,
        profile,
        findings,
        workings: Some(&workings),
        answers,
        as_of: day(as_of),
    };
    let entries = Entries::of(ground);
    with(&ground, &entries)
}

pub fn routes(profile: &Profile, findings: &[&Finding], as_of: &str) -> Routes {
    on(
        profile,
        findings,
        &Answers::default(),
        as_of,
        remedies::routes::routes,
    )
}

/// The route ids of the first finding, in the order shown.
pub fn names(routes: &Routes) -> Vec<&str> {
    routes.findings[0]
        .routes
        .iter()
        .map(|group| group.route.as_str())
        .collect()
}
