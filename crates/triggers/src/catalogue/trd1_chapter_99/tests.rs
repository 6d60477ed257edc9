//! The cases of TRD-1.

use crate::finding::Effect;
use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
use crate::testing::pack;
use customs::Day;
use rulebook::measures::Coverage;

/// One line with a chapter 99 heading beside it, or none.
fn line(date: &str, coo: &str, hts: &str, heading: &str, spi: &str) -> Case {
    let mut table = format!(
        "entry ord date sku hts value duty coo spi
         E1 2 {date} P-1 {hts} 1000 0 {coo} {spi}\n"
    );
    if heading != "-" {
        table += &format!("E1 1 {date} - {heading} 0 0 {coo} {spi}\n");
    }
    rows(table)
}

/// A wrench of China in 2022, one entry a month: `+` with the heading of List 3,
/// `-` without it, `x` with an exclusion, `z` without it from a zone.
fn months(pattern: &str) -> Case {
    let lines = pattern.chars().map(|kind| (kind, 100_000));
    of(&lines.collect::<Vec<_>>())
}

fn of(lines: &[(char, i64)]) -> Case {
    let mut table = "entry ord date sku hts value duty coo type\n".to_owned();
    for (month, (kind, cents)) in lines.iter().enumerate() {
        let date = format!("2022-{:02}-10", month + 1);
        let heading = match kind {
            '+' => Some("99038803"),
            'x' => Some("99038869"),
            _ => None,
        };
        let kind = if *kind == 'z' { "06" } else { "01" };
        if let Some(heading) = heading {
            table += &format!(
                "E{month} 1 {date} - {heading} 0 {} CN {kind}\n",
                dollars(cents / 4)
            );
        }
        table += &format!(
            "E{month} 2 {date} TL-1 8204110030 {} 90 CN {kind}\n",
            dollars(*cents)
        );
    }
    rows(table)
}

const WRENCH: &str = "8204110030";
const COFFEE: &str = "0901110015";
const RUBBER: &str = "4016990550";
/// What an indicative list asks of a line without any of its headings.
const ASKED: &str = "TL-1: question info";

#[test]
fn positive() {
    check(
        "TRD-1",
        &[
            (
                "now with and now without",
                months("+-+-++"),
                &["TL-1: inconsistent critical", ASKED],
            ),
            (
                "two measures on everything of an origin, and neither is there",
                line("2026-09-01", "BR", COFFEE, "-", "-"),
                &["P-1: missing critical", "P-1: missing critical"],
            ),
            (
                "one of them is claimed exempt",
                line("2026-09-01", "BR", COFFEE, "99030503", "-"),
                &["P-1: missing critical", "explained, P-1: exemption_claimed"],
            ),
            (
                "a heading of another country",
                line("2022-03-01", "DE", WRENCH, "99038803", "-"),
                &["P-1: unexpected critical"],
            ),
            (
                "a heading from before its end, and what took its place",
                line("2026-08-10", "TW", RUBBER, "99030301", "-"),
                &["P-1: expired critical", "P-1: missing critical"],
            ),
            (
                "an indicative list asks",
                line("2022-03-01", "CN", WRENCH, "-", "-"),
                &["P-1: question info"],
            ),
        ],
    );
    let seen = months("+-+-++").assessed("TRD-1");
    let finding = seen
        .findings
        .iter()
        .find(|f| f.pattern == "inconsistent")
        .unwrap();
    let Effect::FurtherRate { lines } = &finding.effect else {
        panic!("{:?}", finding.effect);
    };
    assert_eq!(
        (lines.len(), lines[0].rate.to_string().as_str()),
        (2, "0.25")
    );
}

#[test]
fn negative() {
    // Without before the measure was there, with it afterwards.
    let mut law = "entry ord date sku hts value duty coo\n".to_owned();
    for month in 1..=6 {
        law += &format!("A{month} 2 2025-0{month}-12 KN-1 6105100010 1000 0 VN\n");
        if month >= 4 {
            law += &format!("A{month} 1 2025-0{month}-12 - 99030125 0 100 VN\n");
        }
    }
    check(
        "TRD-1",
        &[
            ("always with it", months("++++++"), &[]),
            (
                "never with it, which the list asks about",
                months("------"),
                &[ASKED],
            ),
            (
                "one list of a programme answers for its others",
                line("2022-03-01", "CN", WRENCH, "99038803", "-"),
                &[],
            ),
            (
                "before any measure on the origin",
                line("2026-07-21", "BR", COFFEE, "-", "-"),
                &[],
            ),
            ("the law changed", rows(law), &[]),
            (
                "under bond for a while, without duty",
                rows(
                    "entry ord date       type sku  hts        value duty coo
                     E1    1   2025-02-12 01   KN-1 9903880300 -     250  CN
                     E1    2   2025-02-12 01   KN-1 8204110030 1000  90   CN
                     E2    1   2025-02-13 23   KN-1 8204110030 1000  0    CN
                     E3    1   2025-02-14 01   KN-1 9903880300 -     250  CN
                     E3    2   2025-02-14 01   KN-1 8204110030 1000  90   CN
                     E4    1   2025-02-15 23   KN-1 8204110030 1000  0    CN",
                ),
                &[],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let dates: usize = threshold("TRD-1", "min_distinct_dates");
    assert_eq!(dates, 2, "as the patterns have it");
    let share = part("TRD-1", "min_minority_share", 1_000_000);
    let minority = |cents: i64| {
        let with = (1_000_000 - cents) / 2;
        of(&[
            ('+', with),
            ('-', cents - 100),
            ('+', 1_000_000 - cents - with),
            ('-', 100),
        ])
    };
    // The first day of a measure on everything of Vietnam, and how long goods
    // may have been under way.
    let days: i32 = threshold("TRD-1", "boundary_days");
    let origin = customs::Country::parse("VN").unwrap();
    let number = customs::Hts::parse(RUBBER).unwrap();
    let late = Day::ymd(2026, 9, 1).unwrap();
    let began = pack()
        .measures
        .measures
        .iter()
        .filter(|one| one.coverage == Coverage::Whole && one.could_apply(number, origin, late))
        .flat_map(|one| one.rates_on(late, origin))
        .map(|rate| rate.from)
        .max()
        .unwrap();
    let on = |day: Day| line(&day.to_string(), "VN", RUBBER, "-", "-");
    check(
        "TRD-1",
        &[
            ("a date without it short", months("++-+++"), &[ASKED]),
            ("a date with it short", months("--+---"), &[ASKED]),
            (
                "dates enough",
                months("+--+++"),
                &["TL-1: inconsistent critical", ASKED],
            ),
            ("a cent below the share", minority(share - 1), &[ASKED]),
            (
                "at the share",
                minority(share),
                &["TL-1: inconsistent medium", ASKED],
            ),
            ("the day before a measure", on(began.plus(-1)), &[]),
            ("its first day", on(began), &["explained, P-1: in_transit"]),
            (
                "the last day of goods under way",
                on(began.plus(days)),
                &["explained, P-1: in_transit"],
            ),
            (
                "a day later",
                on(began.plus(days + 1)),
                &["P-1: missing critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let missing = |question: &str| {
        line("2026-09-01", "VN", RUBBER, "-", "-").said(&format!("{question}:P-1"), "yes")
    };
    let split = {
        // Metal content in one line with the heading, the rest beside it.
        let mut table = "entry line ord date sku hts value duty coo\n".to_owned();
        for month in 1..=6 {
            let date = format!("2025-{:02}-20", month + 5);
            table += &format!("M{month} 1 1 {date} FS-1 99038190 0 150 TW\n");
            table += &format!("M{month} 1 2 {date} FS-1 7326908688 300 9 TW\n");
            table += &format!("M{month} 2 1 {date} FS-1 7326908688 700 20 TW\n");
        }
        rows(table)
    };
    check(
        "TRD-1",
        &[
            (
                "an exclusion",
                months("+x+x++"),
                &["explained, TL-1: exemption_claimed"],
            ),
            (
                "entries of a zone, whose rate was fixed at admission",
                months("+z+z++"),
                &["explained, TL-1: zone"],
            ),
            (
                "the rest of goods whose metal content is a line of its own",
                split,
                &["explained, FS-1: displaced"],
            ),
            (
                "a claim that exempts",
                line("2026-09-01", "MX", RUBBER, "-", "S"),
                &["explained, P-1: preference"],
            ),
            (
                "goods under way",
                line("2026-07-30", "VN", RUBBER, "-", "-"),
                &["explained, P-1: in_transit"],
            ),
            (
                "a heading that exempts",
                line("2026-09-01", "VN", RUBBER, "99030590", "-"),
                &["explained, P-1: exemption_claimed"],
            ),
            (
                "another measure in its place",
                line("2026-09-01", "VN", RUBBER, "99037602", "-"),
                &["explained, P-1: displaced"],
            ),
            (
                "in transit, as the answer says",
                missing("TRD-1.in-transit"),
                &["explained, P-1: in_transit"],
            ),
            (
                "privileged status, as the answer says",
                missing("TRD-1.privileged-status"),
                &["explained, P-1: zone"],
            ),
        ],
    );
}
