//! Rows become entry lines: one behaviour a test.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use customs::{Cents, Country, Day, Hts, Quantity, Unit};
use profile::{Grain, Header, Party, Profile, Row, Source, SourceIx, Store};
use proptest::prelude::*;

fn store(grains: &[Grain]) -> Store {
    let mut store = Store::default();
    for grain in grains {
        store.source(Source {
            name: format!("{grain:?}"),
            grain: *grain,
        });
    }
    store
}

fn row<'a>(
    at: u32,
    entry: &'a str,
    line: u16,
    ordinal: u8,
    hts: &str,
    cents: i64,
    duty: i64,
) -> Row<'a> {
    Row {
        row: at,
        entry,
        line_no: Some(line),
        ordinal: (ordinal > 0).then_some(ordinal),
        hts: Some(Hts::parse(hts).unwrap()),
        value: Some(Cents(cents)),
        duty: Some(Cents(duty)),
        header: Header {
            entry_date: Day::ymd(2025, 4, 8),
            ..Header::default()
        },
        party: Party {
            origin: Country::parse("IN").ok(),
            ..Party::default()
        },
        ..Row::default()
    }
}

/// The ACE sample's shape: a chapter 99 row of no value before the commodity.
#[test]
fn ordinals_are_one_line() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    store.push(ace, &row(2, "BII0001", 1, 1, "9903.01.28", 0, 85_000));
    store.push(
        ace,
        &row(3, "BII0001", 1, 2, "3923.90.0080", 1_000_000, 30_000),
    );
    let profile = store.finish();
    assert_eq!(profile.len(), 1);
    let line = profile.lines().next().unwrap();
    assert_eq!(line.value(), Cents(1_000_000));
    assert_eq!(line.duty(), Some(Cents(115_000)));
    assert_eq!(line.hts().unwrap().to_string(), "3923.90.0080");
    assert_eq!(line.row().unwrap().row, 3);
    assert_eq!(line.additional().count(), 1);
    assert!(!line.is_multi_tariff());
}

#[test]
fn value_repeated_on_the_chapter_99_row_counts_once() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    store.push(ace, &row(2, "E1", 1, 1, "9903.88.03", 1_000_000, 250_000));
    store.push(ace, &row(3, "E1", 1, 2, "3923.90.0080", 1_000_000, 30_000));
    let profile = store.finish();
    assert_eq!(profile.value(), Cents(1_000_000));
}

/// A fee of the line, or of the entry, that a report repeats on every ordinal;
/// and the fees of two invoice lines, which are alike by chance.
#[test]
fn a_fee_repeated_on_every_ordinal_counts_once() {
    let with_fee = |row: Row<'static>| Row {
        mpf: Some(Cents(6_928)),
        hmf: Some(Cents(2_500)),
        ..row
    };
    let rows = || {
        [
            row(2, "E1", 1, 1, "9903.88.03", 0, 500_000),
            row(3, "E1", 1, 2, "3923.90.0080", 2_000_000, 60_000),
        ]
        .map(with_fee)
    };
    let fees = |grain: Grain| {
        let mut store = store(&[grain]);
        for row in rows() {
            store.push(SourceIx(0), &row);
        }
        let profile = store.finish();
        let sum = |of: fn(profile::LineRef<'_>) -> Option<Cents>| -> Cents {
            profile.lines().filter_map(of).sum()
        };
        (sum(|line| line.mpf()), sum(|line| line.hmf()))
    };
    assert_eq!(fees(Grain::Ordinal), (Cents(6_928), Cents(2_500)));
    assert_eq!(fees(Grain::Invoice), (Cents(13_856), Cents(5_000)));
}

/// Liquidation is of the line or the entry on any grain, unless the figures of
/// the invoice lines together come to what was declared.
#[test]
fn a_liquidated_duty_counts_once_unless_it_was_spread() {
    let liquidated = |grain: Grain, figure: i64| -> Cents {
        let mut store = store(&[grain]);
        for at in [2, 3] {
            let row = row(at, "E1", 1, at as u8, "3923.90.0080", 1_000_000, 30_000);
            let liquidated_duty = Some(Cents(figure));
            let row = Row {
                liquidated_duty,
                ..row
            };
            store.push(SourceIx(0), &row);
        }
        let profile = store.finish();
        let lines = profile.lines();
        lines.filter_map(|line| line.liquidated_duty()).sum()
    };
    for grain in [Grain::Ordinal, Grain::Invoice] {
        assert_eq!(liquidated(grain, 60_000), Cents(60_000), "{grain:?}");
    }
    // $300 each, as declared; and ACE's refund of half of it.
    assert_eq!(liquidated(Grain::Invoice, 30_000), Cents(60_000));
    assert_eq!(liquidated(Grain::Ordinal, 30_000), Cents(30_000));
}

#[test]
fn value_on_the_chapter_99_row_alone_is_the_line_s() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    store.push(ace, &row(2, "E1", 1, 1, "9903.88.03", 1_000_000, 250_000));
    store.push(ace, &row(3, "E1", 1, 2, "3923.90.0080", 0, 30_000));
    let profile = store.finish();
    assert_eq!(profile.value(), Cents(1_000_000));
    let line = profile.lines().next().unwrap();
    assert_eq!(line.hts().unwrap().to_string(), "3923.90.0080");
}

#[test]
fn several_ordinary_numbers_with_value_are_a_multi_tariff_line() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    store.push(ace, &row(2, "E1", 1, 1, "9102.11.1010", 40_000, 100));
    store.push(ace, &row(3, "E1", 1, 2, "9102.11.1020", 60_000, 200));
    let profile = store.finish();
    let line = profile.lines().next().unwrap();
    assert!(line.is_multi_tariff());
    assert_eq!(line.value(), Cents(100_000));
}

#[test]
fn exact_duplicates_are_set_aside() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    for at in [2, 3, 4] {
        store.push(ace, &row(at, "E1", 1, 1, "3923.90.0080", 500, 5));
    }
    store.push(ace, &row(5, "E1", 2, 1, "3923.90.0080", 500, 5));
    let profile = store.finish();
    assert_eq!(profile.len(), 2);
    assert_eq!(profile.set_aside().duplicates.len(), 2);
}

#[test]
fn the_latest_version_stands() {
    let mut store = store(&[Grain::Ordinal]);
    let ace = SourceIx(0);
    store.push(ace, &row(2, "E1", 1, 1, "3923.90.0080", 500, 5));
    let mut corrected = row(3, "E1", 1, 1, "3924.90.5650", 500, 17);
    corrected.psc = Some(true);
    corrected.psc_date = Day::ymd(2025, 6, 1);
    store.push(ace, &corrected);
    let profile = store.finish();
    assert_eq!(profile.len(), 1);
    let line = profile.lines().next().unwrap();
    assert_eq!(line.hts().unwrap().to_string(), "3924.90.5650");
    assert_eq!(line.psc(), Some(true));
    assert_eq!(profile.set_aside().superseded.len(), 1);
    let [correction] = profile.set_aside().corrections.as_slice() else {
        panic!("{:?}", profile.set_aside().corrections);
    };
    assert_eq!(correction.line, line.ix());
    assert_eq!(correction.filed, Day::ymd(2025, 6, 1));
}

#[test]
fn a_credit_keeps_its_sign() {
    let mut store = store(&[Grain::Ordinal]);
    store.push(SourceIx(0), &row(2, "E1", 1, 1, "3923.90.0080", -500, 0));
    assert_eq!(store.finish().value(), Cents(-500));
}

/// A broker's invoice lines detail an entry line: the declared amounts are
/// spread over the products, and every total stays the declared one.
#[test]
fn invoice_lines_split_the_declared_line() {
    let mut store = store(&[Grain::Ordinal, Grain::Invoice]);
    store.push(
        SourceIx(0),
        &row(2, "E1", 1, 1, "3923.90.0080", 100_001, 3_001),
    );
    for (at, sku, cents, count) in [(2, "A", 33_333, 10), (3, "B", 66_668, 40)] {
        let mut invoice = row(at, "E1", 1, 0, "3923.90.0080", cents, 0);
        invoice.sku = sku;
        invoice.quantity = Some(Quantity::whole(count));
        invoice.unit = Unit::parse("NO").ok();
        store.push(SourceIx(1), &invoice);
    }
    let profile = store.finish();
    assert_eq!(profile.len(), 2);
    assert_eq!(profile.value(), Cents(100_001));
    let duties: i64 = profile.lines().map(|l| l.duty().unwrap().0).sum();
    assert_eq!(duties, 3_001);
    let first = profile.lines().next().unwrap();
    assert_eq!((first.sku(), first.value()), ("A", Cents(33_333)));
    assert_eq!(first.quantity(), Some(Quantity::whole(10)));
    assert_eq!(profile.join().matched, 1);
    assert_eq!(profile.join().value_agrees, 1);
    assert_eq!(profile.join().number_differs, 0);
}

#[test]
fn an_unmatched_invoice_line_does_not_disappear() {
    let mut store = store(&[Grain::Ordinal, Grain::Invoice]);
    store.push(SourceIx(0), &row(2, "E1", 1, 1, "3923.90.0080", 100, 3));
    store.push(SourceIx(1), &row(2, "E9", 1, 0, "3923.90.0080", 700, 3));
    let profile = store.finish();
    assert_eq!(profile.value(), Cents(800));
    assert_eq!(profile.join().invoice_only, 1);
    assert_eq!(profile.join().declared_only, 1);
}

#[test]
fn a_broker_row_that_names_no_line_of_its_entry_is_ambiguous() {
    let mut store = store(&[Grain::Ordinal, Grain::Invoice]);
    for line in [1, 2] {
        store.push(
            SourceIx(0),
            &row(1 + u32::from(line), "E1", line, 1, "3923.90.0080", 100, 3),
        );
    }
    let without = |at, entry| {
        let mut one = row(at, entry, 0, 0, "3923.90.0080", 100, 3);
        one.line_no = None;
        one
    };
    store.push(SourceIx(1), &without(2, "E1"));
    store.push(SourceIx(1), &without(3, "E9"));
    store.push(SourceIx(1), &row(4, "E1", 7, 0, "3923.90.0080", 100, 3));
    let profile = store.finish();
    assert_eq!(profile.join().invoice_only, 3);
    assert_eq!(profile.join().ambiguous, 1);
}

#[test]
fn rows_without_a_line_number_stand_alone() {
    let mut store = store(&[Grain::Line]);
    for at in [2, 3] {
        let mut one = row(at, "E1", 0, 0, "3923.90.0080", 500, 5);
        one.line_no = None;
        store.push(SourceIx(0), &one);
    }
    assert_eq!(store.finish().len(), 2);
}

/// What must not depend on the order of rows: everything but row numbers.
fn content(profile: &Profile) -> Vec<String> {
    profile
        .lines()
        .map(|line| {
            let tariffs: Vec<_> = line.tariffs().collect();
            format!(
                "{} {} {:?} {:?} {:?} {} {} {:?} {:?} {tariffs:?}",
                line.entry(),
                line.line_no(),
                line.hts(),
                line.value(),
                line.duty(),
                line.sku(),
                line.filer(),
                line.quantity(),
                line.psc(),
            )
        })
        .collect()
}

#[derive(Clone, Debug)]
struct Seed {
    entry: u8,
    line: u16,
    ordinal: u8,
    hts: u8,
    cents: i64,
    sku: u8,
    invoice: bool,
    version: u8,
}

fn seed() -> impl Strategy<Value = Seed> {
    (
        0u8..4,
        0u16..3,
        0u8..3,
        0u8..4,
        0i64..3,
        0u8..3,
        any::<bool>(),
        0u8..3,
    )
        .prop_map(
            |(entry, line, ordinal, hts, cents, sku, invoice, version)| Seed {
                entry,
                line,
                ordinal,
                hts,
                cents,
                sku,
                invoice,
                version,
            },
        )
}

const NUMBERS: [&str; 4] = ["9903.88.03", "3923.90.0080", "3924.90.5650", "9802.00.80"];

fn push(store: &mut Store, at: usize, seed: &Seed) {
    let entry = format!("ENTRY{}", seed.entry);
    let sku = format!("S{}", seed.sku);
    let mut row = row(
        at as u32,
        &entry,
        seed.line,
        seed.ordinal,
        NUMBERS[seed.hts as usize],
        seed.cents * 10_001,
        seed.cents,
    );
    row.line_no = (seed.line > 0).then_some(seed.line);
    row.sku = &sku;
    row.psc_date = Day::ymd(2025, 1, 1 + seed.version as i8).filter(|_| seed.version > 0);
    store.push(SourceIx(u16::from(seed.invoice)), &row);
}

proptest! {
    #[test]
    fn order_and_pieces_do_not_matter(
        seeds in proptest::collection::vec(seed(), 0..24).prop_shuffle(),
        order in any::<u64>(),
        cut in 0usize..24,
    ) {
        let grains = [Grain::Ordinal, Grain::Invoice];
        let mut whole = store(&grains);
        for (at, seed) in seeds.iter().enumerate() {
            push(&mut whole, at, seed);
        }
        let mut shuffled: Vec<(usize, &Seed)> = seeds.iter().enumerate().collect();
        shuffled.sort_by_key(|(at, _)| (*at as u64).wrapping_mul(order | 1).rotate_left(17));
        let cut = cut.min(shuffled.len());
        let (mut left, mut right) = (store(&grains), store(&grains));
        for (at, seed) in &shuffled[..cut] {
            push(&mut left, *at, seed);
        }
        for (at, seed) in &shuffled[cut..] {
            push(&mut right, *at, seed);
        }
        let mut other = right.clone();
        other.merge(&left);
        left.merge(&right);
        let expected = content(&whole.finish());
        prop_assert_eq!(&content(&left.finish()), &expected);
        prop_assert_eq!(&content(&other.finish()), &expected);
    }
}
