//! The cases of ADC-3.

use crate::testing::cases::{Case, check, rows, threshold};
use customs::Day;
use rulebook::Pack;

/// The day of the order on mattresses of Malaysia that the cases are set about.
const ORDER: &str = "2024-07-01";

fn day(days: i32) -> Day {
    Day::parse(ORDER).unwrap().plus(days)
}

/// A pack with that order and no other.
fn dated(preliminary: Option<i32>) -> impl FnOnce(&mut Pack) {
    move |pack| {
        for family in &mut pack.adcvd.families {
            let is_family = family.id == "mattresses";
            family
                .orders
                .retain(|order| is_family && order.case == "A-557-818");
            for order in &mut family.orders {
                order.order_date = Some(day(0));
                order.preliminary_date = preliminary.map(day);
            }
        }
    }
}

const MALAYSIA: (&str, &str) = ("MY", "MYFORSLU163TAO");
const PHILIPPINES: (&str, &str) = ("PH", "PHFORSLU4CAV");
const MATTRESS: &str = "9404290000";

/// So many dates before the order as Malaysian mattresses, and so many from
/// some days after it on of an origin, a maker and a number; beside other goods.
fn moved(dates: (usize, usize), from: i32, (origin, mid): (&str, &str), hts: &str) -> Case {
    let mut table = "date sku hts value coo mid\n".to_owned();
    for n in (1i32..).take(dates.0) {
        table += &format!("{} FU-4 {MATTRESS} 10 MY MYFORSLU163TAO\n", day(-10 * n));
    }
    for n in (0i32..).take(dates.1) {
        table += &format!("{} FU-4 {hts} 10 {origin} {mid}\n", day(from + 10 * n));
    }
    table += "2024-01-10 ZZ-9 8204110030 9999 DE DEABCDEF12BER\n";
    rows(table).under(dated(None))
}

#[test]
fn positive() {
    check(
        "ADC-3",
        &[
            (
                "another origin, high however small the share",
                moved((3, 3), 30, PHILIPPINES, MATTRESS),
                &["FU-4: origin_moved high"],
            ),
            (
                "another number",
                moved((3, 3), 30, MALAYSIA, "9404909505"),
                &["FU-4: number_moved high"],
            ),
            (
                "after the preliminary determination, told once",
                moved((3, 3), 30, PHILIPPINES, MATTRESS).under(dated(Some(-5))),
                &["FU-4: origin_moved high"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "ADC-3",
        &[
            (
                "another house",
                moved((3, 3), 30, ("PH", "PHBEICOL12CAV"), MATTRESS),
                &[],
            ),
            (
                "the same origin and number",
                moved((3, 3), 30, MALAYSIA, MATTRESS),
                &[],
            ),
            (
                "another number of another origin",
                moved((3, 3), 30, PHILIPPINES, "9404909505"),
                &[],
            ),
            (
                "before the order",
                moved((3, 3), -100, PHILIPPINES, MATTRESS),
                &[],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let window: i32 = threshold("ADC-3", "window_days");
    let dates: usize = threshold("ADC-3", "min_distinct_dates");
    let from = |days: i32| moved((dates, dates), days, PHILIPPINES, MATTRESS);
    let of_dates = |before, after| moved((before, after), 30, PHILIPPINES, MATTRESS);
    check(
        "ADC-3",
        &[
            (
                "on the day of the order",
                from(0),
                &["FU-4: origin_moved high"],
            ),
            (
                "on the last day of the window",
                from(window),
                &["FU-4: origin_moved high"],
            ),
            ("a day past it", from(window + 1), &[]),
            (
                "a day past it, and inside that of a later date",
                from(window + 1).under(dated(Some(-1))),
                &[],
            ),
            ("a date before it short", of_dates(dates - 1, dates), &[]),
            ("a date after it short", of_dates(dates, dates - 1), &[]),
            (
                "dates enough",
                of_dates(dates, dates),
                &["FU-4: origin_moved high"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let found = || moved((3, 3), 30, PHILIPPINES, MATTRESS);
    let undated = |pack: &mut Pack| {
        for order in pack.adcvd.families.iter_mut().flat_map(|f| &mut f.orders) {
            order.order_date = None;
        }
    };
    check(
        "ADC-3",
        &[
            (
                "production moved, as the importer can show",
                found().said("ORG-1.real-move:FU-4", "yes"),
                &["explained, FU-4: real_move"],
            ),
            (
                "it did not",
                found().said("ORG-1.real-move:FU-4", "no"),
                &["FU-4: origin_moved high"],
            ),
            (
                "a pack without the date of any order says nothing",
                found().under(undated),
                &["not assessed: not in the pack"],
            ),
        ],
    );
}

/// The embedded pack has dates from the notices of orders.
#[test]
fn the_embedded_pack_is_asked() {
    let cells = rows(
        "date       sku  hts        value coo mid
         2025-03-10 EL-7 8541430010 1000  VN  VNSUNPOW12HAN
         2025-04-10 EL-7 8541430010 1000  VN  VNSUNPOW12HAN
         2025-05-10 EL-7 8541430010 1000  VN  VNSUNPOW12HAN
         2025-08-10 EL-7 8541430010 1000  ID  IDSUNPOW3JAK
         2025-09-10 EL-7 8541430010 1000  ID  IDSUNPOW3JAK
         2025-10-10 EL-7 8541430010 1000  ID  IDSUNPOW3JAK",
    );
    check(
        "ADC-3",
        &[(
            "solar cells of Vietnam, under two orders",
            cells,
            &["EL-7: origin_moved critical", "EL-7: origin_moved critical"],
        )],
    );
}
