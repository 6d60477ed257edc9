//! Short ways to write lines down.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use customs::{Cents, Day, Hts, Quantity, Unit};
use products::{Choices, Products, Rules};
use profile::{Grain, Header, Party, Profile, Row, Source, Store};

/// The embedded pack's rules.
pub fn rules() -> Rules {
    rulebook::Pack::embedded().unwrap().products
}

/// An entry line; one piece of goods.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub entry: &'a str,
    pub day: i8,
    pub importer: &'a str,
    pub sku: &'a str,
    pub description: &'a str,
    pub mid: &'a str,
    pub supplier: &'a str,
    pub hts: &'a str,
    pub cents: i64,
}

pub fn line(entry: &str) -> Line<'_> {
    Line {
        entry,
        day: 1,
        importer: "",
        sku: "",
        description: "",
        mid: "",
        supplier: "",
        hts: "8413.91.9080",
        cents: 1000,
    }
}

pub fn part<'a>(entry: &'a str, sku: &'a str) -> Line<'a> {
    Line { sku, ..line(entry) }
}

pub fn described<'a>(entry: &'a str, description: &'a str, mid: &'a str) -> Line<'a> {
    Line {
        description,
        mid,
        ..line(entry)
    }
}

pub fn priced<'a>(entry: &'a str, mid: &'a str, hts: &'a str, cents: i64) -> Line<'a> {
    Line {
        mid,
        hts,
        cents,
        ..line(entry)
    }
}

pub fn profile(lines: &[Line<'_>]) -> Profile {
    let mut store = Store::default();
    let source = store.source(Source {
        name: "lines".to_owned(),
        grain: Grain::Line,
    });
    for (at, line) in lines.iter().enumerate() {
        let row = Row {
            row: at as u32 + 2,
            entry: line.entry,
            line_no: Some(1),
            hts: Some(Hts::parse(line.hts).unwrap()),
            value: Some(Cents(line.cents)),
            quantity: Some(Quantity::whole(1)),
            unit: Unit::parse("NO").ok(),
            sku: line.sku,
            description: line.description,
            header: Header {
                importer: line.importer,
                entry_date: Day::ymd(2025, 3, line.day),
                ..Header::default()
            },
            party: Party {
                mid: line.mid,
                supplier: line.supplier,
                ..Party::default()
            },
            ..Row::default()
        };
        store.push(source, &row);
    }
    store.finish()
}

pub fn identified(lines: &[Line<'_>]) -> (Profile, Products) {
    let profile = profile(lines);
    let products = Products::identify(&profile, &rules(), &Choices::default());
    (profile, products)
}
