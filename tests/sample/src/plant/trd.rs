//! TRD-1 and TRD-2: chapter 99 numbers missing, inconsistent, or claimed out
//! of time.

use super::Plant;
use crate::data::chapter99::Leg;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::date;

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    vec![
        Plant::planted(
            "trd1-inconsistent",
            "TRD-1",
            Tier::Exact,
            "The same part of the same origin is filed now with its 25 % number, now without.",
        )
        .pattern("inconsistent")
        .needs(date(2022, 2, 1))
        .needs(date(2025, 1, 31))
        .of(Product::new(
            "TL-4500",
            "RATCHETING OFFSET SPANNER 13 MM",
            &t::WRENCH,
            520,
            220,
            Supplier::new("CN", "TAIHU FORGED TOOLS CO LTD", 77, "NINGBO"),
        )
        .span(Some(date(2022, 2, 1)), Some(date(2025, 1, 31)), 6)
        .worth(16_000)
        .twist(sometimes_without)),
        Plant::innocent(
            "trd1-exclusion",
            "TRD-1",
            "Every line claims an exclusion that was in force, under a note in the file.",
        )
        .pattern("exclusion claimed in time")
        .also(&["TRD-2"])
        .needs(date(2024, 7, 1))
        .needs(date(2025, 1, 31))
        .answer("TRD-2.file-note", "EL-4810", "yes")
        .of(Product::new(
            "EL-4810",
            "PANEL MOUNT TERMINAL BLOCK 12 WAY",
            &t::PLUG,
            160,
            45,
            Supplier::new("CN", "WEST LAKE CONNECTORS CO LTD", 901, "DONGGUAN"),
        )
        .span(Some(date(2024, 7, 1)), Some(date(2025, 1, 31)), 3)
        .worth(3_000)
        .twist(excluded)),
        Plant::planted(
            "trd2-too-early",
            "TRD-2",
            Tier::Exact,
            "An exclusion number of 2024 is claimed on entries of 2023, before it existed.",
        )
        .pattern("exclusion outside its dates")
        .also(&["TRD-1"])
        .needs(date(2023, 2, 1))
        .needs(date(2023, 12, 1))
        .of(Product::new(
            "EL-4890",
            "ROCKER SWITCH ILLUMINATED SNAP IN",
            &t::SWITCH,
            95,
            18,
            Supplier::new("CN", "RED CLIFF SWITCHGEAR CO LTD", 34, "XIAMEN"),
        )
        .span(Some(date(2023, 2, 1)), Some(date(2023, 12, 1)), 2)
        .worth(9_000)
        .twist(excluded)),
        Plant::innocent(
            "trd2-in-time",
            "TRD-2",
            "The same exclusion number, on entries of its own time and with a note in the file.",
        )
        .pattern("exclusion in time")
        .about("EL-4810"),
    ]
}

fn sometimes_without(on: &Occasion, draft: &mut Draft) {
    if on.every(3) {
        draft.chapter99 = Some(Vec::new());
    }
}

fn excluded(_: &Occasion, draft: &mut Draft) {
    draft.chapter99 = Some(vec![Leg {
        heading: "99038869",
        rate_bp: 0,
    }]);
}
