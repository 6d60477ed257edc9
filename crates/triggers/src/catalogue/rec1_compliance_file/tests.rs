//! The cases of REC-1.

use crate::testing::as_of;
use crate::testing::cases::{Case, check, dollars, part, rows};
use customs::Day;
use profile::MasterRow;

const TABLE: &str = "date       sku  hts        value duty
    2025-01-10 BG77 4202923131 1000  176
    2025-02-10 TX41 6302600020 1000  91
    2025-03-10 HW90 8302500000 1000  1";

/// What is said of a product's rationale, rate, certificate and messages.
fn file(case: Case, sku: &str, said: [&str; 4]) -> Case {
    let elements = [
        "rationale",
        "rate-and-date",
        "certificate",
        "broker-messages",
    ];
    elements
        .iter()
        .zip(said)
        .fold(case, |case, (element, said)| {
            case.said(&format!("REC-1.{element}:{sku}"), said)
        })
}

fn files(said: &[(&str, [&str; 4])]) -> Case {
    said.iter()
        .fold(rows(TABLE), |case, (sku, said)| file(case, sku, *said))
}

fn row(rationale: &str) -> MasterRow {
    MasterRow {
        sku: "BG77".to_owned(),
        rationale: rationale.to_owned(),
        rate_ppm: Some(176_000),
        effective: Day::ymd(2020, 1, 1),
        ..MasterRow::default()
    }
}

#[test]
fn positive() {
    let flagged = format!(
        "{TABLE}
         2025-03-11 HW90 7326908688 1000 1
         2025-03-12 HW90 8302500000 1000 1"
    );
    check(
        "REC-1",
        &[
            (
                "the missing share by value",
                files(&[("BG77", ["no"; 4]), ("TX41", ["yes"; 4])]),
                &["BG77: incomplete high", "severity 0.5"],
            ),
            (
                "one element in part",
                files(&[("BG77", ["partly", "yes", "yes", "yes"])]),
                &["BG77: incomplete high", "severity 0.1667"],
            ),
            (
                "the product list lacks the reason",
                rows(TABLE).beside(row("")),
                &["BG77: incomplete high", "severity 0.5"],
            ),
            (
                "a product with next to no duty that another trigger asks about",
                file(file(rows(flagged), "BG77", ["yes"; 4]), "HW90", ["no"; 4]).after_all(),
                &["HW90: incomplete high", "severity 0.75"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "REC-1",
        &[
            (
                "all there",
                files(&[("BG77", ["yes"; 4]), ("TX41", ["yes"; 4])]),
                &["severity 0"],
            ),
            (
                "next to no duty",
                files(&[("BG77", ["yes"; 4]), ("HW90", ["no"; 4])]),
                &["severity 0"],
            ),
            (
                "the product list has all",
                rows(TABLE).beside(row("GRI 1")),
                &["severity 0"],
            ),
            (
                "neither answers nor a list",
                rows(TABLE),
                &["not assessed: no answer"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    // A product is looked at while the duty before it is less than the share.
    let top = part("REC-1", "top_duty_share", 100_000);
    let second = |first: i64| {
        let table = format!(
            "date       sku  hts        value duty
             2025-01-10 BG77 4202923131 1000  {}
             2025-02-10 TX41 6302600020 1000  {}",
            dollars(first),
            dollars(100_000 - first)
        );
        file(file(rows(table), "BG77", ["yes"; 4]), "TX41", ["no"; 4])
    };
    // A certificate counts in full to its last day, and in part afterwards.
    let certificate = |last: Day| {
        rows("date sku hts value duty coo spi\n2025-01-10 BG77 4202923131 1000 10 MX S").beside(
            MasterRow {
                certificate_expiry: Some(last),
                ..row("GRI 1")
            },
        )
    };
    check(
        "REC-1",
        &[
            (
                "a cent of the share is left",
                second(top - 1),
                &["TX41: incomplete high", "severity 0.5"],
            ),
            (
                "the share is reached before it",
                second(top),
                &["severity 0"],
            ),
            (
                "a certificate on its last day",
                certificate(as_of()),
                &["severity 0"],
            ),
            (
                "a day later",
                certificate(as_of().plus(-1)),
                &["BG77: incomplete high", "severity 0.1667"],
            ),
        ],
    );
}

/// No answer fills another element, so that nothing is found and then explained:
/// what is not needed is not asked for, and what nobody speaks of is left out.
#[test]
fn exculpated() {
    check(
        "REC-1",
        &[
            (
                "no certificate is needed where no rate depends on origin",
                files(&[("BG77", ["yes", "yes", "no", "yes"])]),
                &["severity 0"],
            ),
            (
                "what nobody speaks of is not missing",
                rows(TABLE).said("REC-1.rationale:BG77", "yes"),
                &["severity 0"],
            ),
            (
                "a ruling stands for the reason",
                rows(TABLE).beside(MasterRow {
                    ruling: "N348812".to_owned(),
                    ..row("")
                }),
                &["severity 0"],
            ),
        ],
    );
}
