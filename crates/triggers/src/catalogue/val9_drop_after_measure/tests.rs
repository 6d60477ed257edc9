//! The cases of VAL-9.

use crate::picture::Picture;
use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
use customs::Day;

/// Lines of 100 pieces from China on these days, at $1,000 and from a day on at
/// another value in cents.
fn of_days(days: &[Day], on: Day, then: i64, texts: [&str; 2]) -> Case {
    let mut table = "date sku desc mid coo qty unit hts value duty\n".to_owned();
    for day in days {
        let (value, text) = if *day < on {
            (100_000, texts[0])
        } else {
            (then, texts[1])
        };
        table += &format!(
            "{day} TY-1 {text} CNAMOFES512XIA CN 100 NO 9503000073 {} 200\n",
            dollars(value)
        );
    }
    rows(table)
}

/// A line a month of a year, the price changing in June.
fn table(year: i16, then: i64) -> Case {
    with_texts(year, then, ["PLAY_SET", "PLAY_SET"])
}

fn with_texts(year: i16, then: i64, texts: [&str; 2]) -> Case {
    let days: Vec<Day> = (1..=10)
        .filter_map(|month| Day::ymd(year, month, 10))
        .collect();
    of_days(&days, Day::ymd(year, 6, 1).unwrap(), then, texts)
}

#[test]
fn positive() {
    check(
        "VAL-9",
        &[
            (
                "a fall after a measure",
                table(2025, 75_000),
                &["TY-1: drop_after_measure critical"],
            ),
            (
                "a deep one",
                table(2025, 40_000),
                &["TY-1: drop_after_measure critical"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "VAL-9",
        &[
            ("no measure near", table(2023, 75_000), &[]),
            ("prices rose", table(2025, 110_000), &[]),
            ("prices stayed", table(2025, 100_000), &[]),
        ],
    );
}

#[test]
fn boundary() {
    let drop = part("VAL-9", "min_drop_share", 100_000);
    let window: i32 = threshold("VAL-9", "window_days");
    let dates: i32 = threshold("VAL-9", "min_dates_per_side");
    // The last measure of the pack that raises a rate on toys of China enough.
    let number = customs::Hts::parse("9503000073").unwrap();
    let origin = customs::Country::parse("CN").unwrap();
    let pack = crate::testing::pack();
    let least: rust_decimal::Decimal = threshold("VAL-9", "min_rate_rise");
    let rises = pack.eras.eras.iter().filter(|era| {
        era.rise.is_some_and(|rise| rise >= least)
            && rulebook::Eras::touches(era, &pack.measures, number, origin)
    });
    let measure = rises.map(|era| era.date).max().unwrap();
    // Three dates before the fall and three from it on, days after the measure.
    let fell = |after: i32, before: i32, count: i32| {
        let on = measure.plus(after);
        let days: Vec<Day> = (-before..count).map(|n| on.plus(n * 20)).collect();
        of_days(&days, on, 75_000, ["PLAY_SET", "PLAY_SET"])
    };
    check(
        "VAL-9",
        &[
            ("at the share", table(2025, 100_000 - drop), &[]),
            (
                "a cent beyond it",
                table(2025, 100_000 - drop - 1),
                &["TY-1: drop_after_measure critical"],
            ),
            (
                "on the last day of the window",
                fell(window, dates, dates),
                &["TY-1: drop_after_measure critical"],
            ),
            ("a day past it", fell(window + 1, dates, dates), &[]),
            (
                "a date before it short",
                fell(10, dates - 1, dates),
                &["not assessed: 5 of 6"],
            ),
            (
                "a date after it short",
                fell(10, dates, dates - 1),
                &["not assessed: 5 of 6"],
            ),
            (
                "dates enough",
                fell(10, dates, dates),
                &["TY-1: drop_after_measure critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    check(
        "VAL-9",
        &[
            (
                "agreed before importation",
                table(2025, 75_000).said("VAL-9.price-agreed:TY-1", "yes"),
                &["explained, TY-1: price_agreed"],
            ),
            (
                "not agreed",
                table(2025, 75_000).said("VAL-9.price-agreed:TY-1", "no"),
                &["TY-1: drop_after_measure critical"],
            ),
            (
                "a dozen for a piece",
                table(2025, 8_300),
                &["explained, TY-1: unit_factor"],
            ),
            (
                "other goods than before",
                with_texts(2025, 75_000, ["PLAY_SET", "CARD_GAME"]),
                &["explained, TY-1: mix_change"],
            ),
        ],
    );
}

/// Years before the fall, and after it, prices are shown and not compared.
#[test]
fn what_lies_beyond_the_window_is_apart_in_the_picture() {
    let window: i32 = threshold("VAL-9", "window_days");
    let fell = Day::ymd(2025, 6, 10).unwrap();
    let days: Vec<Day> = (-12..=12).map(|n| fell.plus(n * 30)).collect();
    let seen = of_days(&days, fell, 75_000, ["PLAY_SET", "PLAY_SET"]).assessed("VAL-9");
    let Picture::UnitValues {
        marks, compared, ..
    } = &seen.findings[0].picture
    else {
        panic!("{:?}", seen.findings[0].picture);
    };
    let compared = compared.unwrap();
    assert_eq!(marks.len(), days.len());
    for mark in marks {
        let from = mark.date.since(fell);
        assert_eq!(compared.holds(mark.date), from.abs() <= window, "{from}");
        assert_eq!(mark.outside, (0..=window).contains(&from), "{from}");
    }
}
