//! REC-1, REC-2, CTL-1 and SEC-1: files, controls and sectors.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;

/// The questions of the internal-control questionnaire.
const CONTROLS: [&str; 32] = [
    "CTL-1.1", "CTL-1.2", "CTL-1.3", "CTL-1.4", "CTL-1.5", "CTL-1.6", "CTL-1.7", "CTL-1.8",
    "CTL-1.9", "CTL-1.10", "CTL-1.11", "CTL-1.12", "CTL-1.13", "CTL-1.14", "CTL-1.15", "CTL-1.16",
    "CTL-1.17", "CTL-1.18", "CTL-1.19", "CTL-1.20", "CTL-1.21", "CTL-1.22", "CTL-1.23", "CTL-1.24",
    "CTL-1.25", "CTL-1.26", "CTL-1.27", "CTL-1.28", "CTL-1.29", "CTL-1.30", "CTL-1.31", "CTL-1.32",
];

/// The four elements of a product's file, and the ruling.
const FILE: [&str; 5] = [
    "REC-1.rationale",
    "REC-1.rate-and-date",
    "REC-1.certificate",
    "REC-1.broker-messages",
    "REC-1.ruling",
];

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = files();
    plants.extend(controls());
    plants.extend(sectors());
    plants.push(
        Plant::innocent(
            "dq1-usable",
            "DQ-1",
            "Free replacements and a credit are questions about the lines, not unusable rows.",
        )
        .pattern("odd but usable")
        .about("TY-1808"),
    );
    plants
}

fn files() -> Vec<Plant> {
    let mut missing = Plant::planted(
        "rec1-missing",
        "REC-1",
        Tier::Exact,
        "A product with much duty and none of the four elements on file.",
    )
    .pattern("file incomplete")
    .about("BG-7710");
    let mut complete = Plant::innocent(
        "rec1-complete",
        "REC-1",
        "A product with much duty and its file complete.",
    )
    .pattern("file complete")
    .about("TX-4100");
    for element in FILE {
        missing = missing.answer(element, "BG-7710", "no");
        complete = complete.answer(element, "TX-4100", "yes");
    }
    vec![
        missing,
        complete,
        Plant::planted(
            "rec2-horizon",
            "REC-2",
            Tier::Exact,
            "Its oldest entries near the end of the retention period, and no archive is stated.",
        )
        .pattern("no archive stated")
        .about("RB-1001")
        .answer("REC-2.archive", "RB-1001", "no"),
        Plant::innocent(
            "rec2-archived",
            "REC-2",
            "Entries as old, in a stated archive.",
        )
        .pattern("archive stated")
        .about("FU-1420")
        .answer("REC-2.archive", "FU-1420", "yes"),
    ]
}

fn controls() -> Vec<Plant> {
    let mut gaps = Plant::planted(
        "ctl1-gaps",
        "CTL-1",
        Tier::Portfolio,
        "Informal practice throughout, and no controlled list for the brokers.",
    )
    .pattern("control gaps");
    let mut strong = Plant::innocent(
        "ctl1-strong",
        "CTL-1",
        "Written, followed and tested throughout.",
    )
    .pattern("controls in place")
    .with_clean_answers();
    for question in CONTROLS {
        let level = match question {
            "CTL-1.10" => "0",
            "CTL-1.2" | "CTL-1.28" => "3",
            _ => "2",
        };
        gaps = gaps.answer(question, "", level);
        strong = strong.answer(question, "", "4");
    }
    vec![gaps, strong]
}

fn sectors() -> Vec<Plant> {
    vec![
        Plant::planted(
            "sec1-exposure",
            "SEC-1",
            Tier::Portfolio,
            "Most of the value lies in textiles, preferences and listed lines: context, no fault.",
        )
        .pattern("sector context"),
        Plant::innocent(
            "sec1-outside",
            "SEC-1",
            "In no priority sector, no listed line, and without a claim.",
        )
        .pattern("outside every sector")
        .of(Product::new(
            "RB-1090",
            "RUBBER UNDERLAY CELL FREE 5 MM",
            &t::RUBBER_SHEET,
            210,
            1000,
            Supplier::new("MY", "PERAK ELASTOMERS SDN BHD", 36, "PENANG"),
        )
        .days(2)
        .worth(1_500)),
    ]
}
