//! The cases of ORG-1.

use crate::finding::Effect;
use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
use crate::testing::pack;
use customs::{Country, Day, Hts};

/// What a line points to.
#[derive(Clone, Copy)]
struct Place {
    origin: &'static str,
    export: &'static str,
    mid: &'static str,
}

const CHINA: Place = Place {
    origin: "CN",
    export: "CN",
    mid: "CNTHRBRI415NIN",
};
/// Vietnam by name, with the Chinese maker's ID.
const BY_NAME: Place = Place {
    origin: "VN",
    ..CHINA
};
const VIETNAM: Place = Place {
    origin: "VN",
    export: "VN",
    mid: "VNSONHON21HAI",
};

/// Lines of one product: day, cents and place.
fn lines(lines: &[(Day, i64, Place)]) -> Case {
    let mut table = "date sku hts value duty coo export mid\n".to_owned();
    for (day, cents, place) in lines {
        let Place {
            origin,
            export,
            mid,
        } = place;
        let duty = dollars(cents * if *origin == "CN" { 45 } else { 20 } / 100);
        let value = dollars(*cents);
        table += &format!("{day} EL-1 8544429090 {value} {duty} {origin} {export} {mid}\n");
    }
    rows(table)
}

/// A line a month of a year: the first, the rest of the first half, the second.
fn year(year: i16, first: Place, half: Place, then: Place) -> Case {
    let of = |month: i8| match month {
        1 => first,
        2..=6 => half,
        _ => then,
    };
    let month = |month: i8| (Day::ymd(year, month, 10).unwrap(), 100_000, of(month));
    lines(&(1..=12).map(month).collect::<Vec<_>>())
}

/// What China bore in June says nothing of August, when its rates changed: such
/// lines have no amount.
#[test]
fn a_rate_of_the_old_origin_holds_until_it_changes() {
    let assessed = shifted(BY_NAME).assessed("ORG-1");
    let finding = &assessed.findings[0];
    let Effect::FurtherRate { lines } = &finding.effect else {
        panic!("{:?}", finding.effect);
    };
    let rates: Vec<String> = lines.iter().map(|l| l.rate.to_string()).collect();
    assert_eq!((rates, finding.lines.len()), (vec!["0.25".to_owned()], 6));
}

fn shifted(then: Place) -> Case {
    year(2025, CHINA, CHINA, then)
}

/// The same shift in a small part of an importer's value.
fn small() -> Case {
    let mut table = "date sku hts value duty coo export mid\n".to_owned();
    for month in 1..=12 {
        let origin = if month < 7 { "CN" } else { "VN" };
        table += &format!(
            "2025-{month:02}-10 EL-1 8544429090 1     0.45 {origin} CN CNTHRBRI415NIN
             2025-{month:02}-10 ZZ-9 8204110030 90000 0    DE       DE DEABCDEF12BER\n"
        );
    }
    rows(table)
}

#[test]
fn positive() {
    let exported = Place {
        export: "CN",
        ..VIETNAM
    };
    check(
        "ORG-1",
        &[
            (
                "the maker stays",
                shifted(BY_NAME),
                &["EL-1: origin_shift critical"],
            ),
            (
                "the country of export alone points back",
                shifted(exported),
                &["EL-1: origin_shift critical"],
            ),
            (
                "nothing says who made it or where it came from",
                shifted(Place {
                    export: "-",
                    mid: "-",
                    ..VIETNAM
                }),
                &["EL-1: origin_shift critical"],
            ),
            (
                "high, however small the share",
                small(),
                &["EL-1: origin_shift high"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "ORG-1",
        &[
            ("no shift", shifted(CHINA), &[]),
            (
                "years after the last measure",
                year(2023, CHINA, CHINA, BY_NAME),
                &[],
            ),
        ],
    );
}

#[test]
fn boundary() {
    // A half-year of China, then one in which its share falls by so much.
    let falls = |more: i64| {
        let drop = part("ORG-1", "min_share_drop", 600_000) + more;
        let mut all = Vec::new();
        for month in 1..=6 {
            all.push((Day::ymd(2025, month, 10).unwrap(), 100_000, CHINA));
        }
        all.push((Day::ymd(2025, 8, 10).unwrap(), 600_000 - drop, CHINA));
        all.push((Day::ymd(2025, 9, 10).unwrap(), drop, BY_NAME));
        lines(&all)
    };
    let dates: usize = threshold("ORG-1", "min_dates_per_half");
    let of_dates = |before: usize, after: usize| {
        let mut all = Vec::new();
        for n in (1i8..).take(before) {
            all.push((Day::ymd(2025, n, 10).unwrap(), 100_000, CHINA));
        }
        for n in (7i8..).take(after) {
            all.push((Day::ymd(2025, n, 10).unwrap(), 100_000, BY_NAME));
        }
        lines(&all)
    };
    // The last measure before a year in which no other began.
    let months: i32 = threshold("ORG-1", "window_months");
    let number = Hts::parse("8544429090").unwrap();
    let china = Country::parse("CN").unwrap();
    let touches = |era: &&rulebook::Era| {
        era.rise.is_some() && rulebook::Eras::touches(era, &pack().measures, number, china)
    };
    let days: Vec<Day> = pack()
        .eras
        .eras
        .iter()
        .filter(touches)
        .map(|era| era.date)
        .collect();
    let quiet = |day: &Day| {
        let end = day.plus_months(months);
        !days
            .iter()
            .any(|other| day < other && *other <= end.plus(10))
    };
    let measure = *days.iter().find(|day| quiet(day)).unwrap();
    let last = measure.plus_months(months);
    let half_of = |day: Day| day.month_index().div_euclid(6);
    let moved_on = |on: Day| {
        let mut all: Vec<(Day, i64, Place)> = (1..=40)
            .map(|n| on.plus(-n * 10))
            .filter(|day| half_of(*day) >= half_of(on) - 1)
            .filter(|day| half_of(*day) < half_of(on))
            .map(|day| (day, 100_000, CHINA))
            .collect();
        all.extend([(on, 100_000, BY_NAME), (on.plus(1), 100_000, BY_NAME)]);
        lines(&all)
    };
    check(
        "ORG-1",
        &[
            (
                "a fall by the share",
                falls(0),
                &["EL-1: origin_shift critical"],
            ),
            ("a cent less", falls(-1), &[]),
            (
                "a date before it short",
                of_dates(dates - 1, dates + 1),
                &[],
            ),
            ("a date after it short", of_dates(dates + 1, dates - 1), &[]),
            (
                "dates enough",
                of_dates(dates, dates),
                &["EL-1: origin_shift critical"],
            ),
            (
                "too few dates to look at",
                of_dates(dates, dates - 1),
                &["not assessed: 3 of 4"],
            ),
            (
                "on the last day after a measure",
                moved_on(last),
                &["EL-1: origin_shift critical"],
            ),
            ("a day past it", moved_on(last.plus(1)), &[]),
        ],
    );
}

#[test]
fn exculpated() {
    check(
        "ORG-1",
        &[
            (
                "a new maker of the new origin",
                shifted(VIETNAM),
                &["explained, EL-1: new_mid"],
            ),
            (
                "a move to the maker's own country",
                year(2025, BY_NAME, BY_NAME, CHINA),
                &["explained, EL-1: new_mid"],
            ),
            (
                "two sources from before the measure",
                year(2025, BY_NAME, CHINA, BY_NAME),
                &["explained, EL-1: dual_source"],
            ),
            (
                "production moved, as the importer can show",
                shifted(BY_NAME).said("ORG-1.real-move:EL-1", "yes"),
                &["explained, EL-1: new_mid"],
            ),
            (
                "it did not",
                shifted(BY_NAME).said("ORG-1.real-move:EL-1", "no"),
                &["EL-1: origin_shift critical"],
            ),
        ],
    );
}
