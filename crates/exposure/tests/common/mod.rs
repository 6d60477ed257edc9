//! A small importer, written down line by line.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]

use customs::{Cents, Country, Day, EntryType, Hts, Spi};
use exposure::{Entered, Inputs, Workings};
use profile::{Grain, Header, LineIx, Party, Profile, Row, Source, SourceIx, Store};
use rulebook::Pack;
use rust_decimal::Decimal;
use std::sync::LazyLock;
use triggers::finding::{
    DutyEffect, Effect, Finding, FurtherRate, OtherNumber, OtherValue, Span, Subject, SubjectKind,
};
use triggers::grade::Grade;
use triggers::picture::Picture;

pub static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().unwrap());

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn hts(text: &str) -> Hts {
    Hts::parse(text).unwrap()
}

pub fn cents(text: &str) -> Cents {
    Cents::parse(text).unwrap().unwrap()
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// One entry line.
#[derive(Clone, Debug)]
pub struct Line {
    pub entry: String,
    pub line: u16,
    pub date: &'static str,
    pub number: &'static str,
    pub beside: Vec<(&'static str, &'static str)>,
    pub value: &'static str,
    pub duty: Option<&'static str>,
    pub origin: &'static str,
    pub spi: &'static str,
    pub mode: &'static str,
    pub kind: &'static str,
    pub mpf: Option<&'static str>,
    pub liquidated: Option<&'static str>,
    pub status: &'static str,
}

pub fn line(entry: &str, date: &'static str, number: &'static str) -> Line {
    Line {
        entry: entry.to_owned(),
        line: 1,
        date,
        number,
        beside: Vec::new(),
        value: "0",
        duty: None,
        origin: "CN",
        spi: "",
        mode: "40",
        kind: "01",
        mpf: None,
        liquidated: None,
        status: "",
    }
}

impl Line {
    pub fn no(mut self, line: u16) -> Self {
        self.line = line;
        self
    }
    pub fn value(mut self, value: &'static str, duty: &'static str) -> Self {
        self.value = value;
        self.duty = Some(duty);
        self
    }
    pub fn without_duty(mut self, value: &'static str) -> Self {
        self.value = value;
        self.duty = None;
        self
    }
    pub fn beside(mut self, number: &'static str, duty: &'static str) -> Self {
        self.beside.push((number, duty));
        self
    }
    pub fn origin(mut self, origin: &'static str) -> Self {
        self.origin = origin;
        self
    }
    pub fn spi(mut self, spi: &'static str) -> Self {
        self.spi = spi;
        self
    }
    pub fn mode(mut self, mode: &'static str) -> Self {
        self.mode = mode;
        self
    }
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }
    pub fn mpf(mut self, mpf: &'static str) -> Self {
        self.mpf = Some(mpf);
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
}

pub fn profile(lines: &[Line]) -> Profile {
    let mut store = Store::default();
    store.source(Source {
        name: "entries".to_owned(),
        grain: Grain::Ordinal,
    });
    let mut at = 1;
    for line in lines {
        let header = Header {
            entry_type: EntryType::parse(line.kind).ok(),
            entry_date: Day::parse(line.date).ok(),
            liquidation_date: line.liquidated.map(day),
            liquidation_status: line.status,
            mode: line.mode,
            ..Header::default()
        };
        let party = Party {
            origin: Country::parse(line.origin).ok(),
            spi: Spi::parse(line.spi).ok(),
            ..Party::default()
        };
        let mut push = |ordinal: u8, number: &str, value: Option<Cents>, duty: Option<Cents>| {
            at += 1;
            store.push(
                SourceIx(0),
                &Row {
                    row: at,
                    entry: &line.entry,
                    line_no: Some(line.line),
                    ordinal: Some(ordinal),
                    hts: Some(hts(number)),
                    value,
                    duty,
                    mpf: line.mpf.map(cents),
                    header,
                    party,
                    ..Row::default()
                },
            );
        };
        for (at, (number, duty)) in line.beside.iter().enumerate() {
            push(at as u8 + 1, number, Some(Cents::ZERO), Some(cents(duty)));
        }
        push(
            line.beside.len() as u8 + 1,
            line.number,
            Some(cents(line.value)),
            line.duty.map(cents),
        );
    }
    store.finish()
}

pub fn finding(id: &str, lines: &[u32], effect: Effect) -> Finding {
    Finding {
        id: id.to_owned(),
        subject: Subject {
            kind: SubjectKind::Product,
            key: id.to_owned(),
            label: id.to_owned(),
            evidence: products::Evidence::Exact,
        },
        pattern: "concurrent".to_owned(),
        ceiling: Grade::Critical,
        grade: Grade::High,
        affected: Cents::ZERO,
        whole: Cents::ZERO,
        duty_effect: DutyEffect::Lowers,
        lines: lines.iter().copied().map(LineIx).collect(),
        span: Span::default(),
        checks: Vec::new(),
        facts: Vec::new(),
        picture: Picture::None,
        effect,
    }
}

pub fn number(lines: &[u32], likely: &str, candidates: &[&str]) -> Effect {
    Effect::OtherNumber {
        lines: lines
            .iter()
            .map(|ix| OtherNumber {
                line: LineIx(*ix),
                likely: hts(likely),
                candidates: candidates.iter().map(|c| hts(c)).collect(),
            })
            .collect(),
    }
}

pub fn values(lines: &[(u32, &str)]) -> Effect {
    Effect::OtherValue {
        lines: lines
            .iter()
            .map(|(ix, value)| OtherValue {
                line: LineIx(*ix),
                value: cents(value),
            })
            .collect(),
    }
}

pub fn no_claim(lines: &[u32]) -> Effect {
    Effect::ClaimFalls {
        lines: lines.iter().copied().map(LineIx).collect(),
    }
}

pub fn further(lines: &[u32], rate: &str, source: &str, displaces: &str) -> Effect {
    Effect::FurtherRate {
        lines: lines
            .iter()
            .map(|ix| FurtherRate {
                line: LineIx(*ix),
                rate: dec(rate),
                source: source.to_owned(),
                displaces: dec(displaces),
            })
            .collect(),
    }
}

pub fn workings<'a>(
    profile: &'a Profile,
    findings: &'a [&'a Finding],
    entered: &'a Entered,
    as_of: &str,
) -> Workings<'a> {
    Workings::new(Inputs {
        pack: &PACK,
        profile,
        findings,
        book: None,
        entered,
        as_of: day(as_of),
    })
}
