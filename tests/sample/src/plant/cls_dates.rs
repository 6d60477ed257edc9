//! CLS-2, CLS-4, CLS-5 and CLS-8: tariff numbers against dates, brokers and
//! measures.

use super::Plant;
use crate::data::brokers::Filer::{Bluewater, Keystone};
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The day on which HS 2022 took effect in the tariff.
const HS_2022: Date = date(2022, 1, 27);

/// The day on which a statistical suffix was split.
const SUFFIX_SPLIT: Date = date(2025, 1, 1);

/// The switch toward relief, two months after the steel measure reached the
/// old number.
const RELIEF: Date = date(2025, 5, 20);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = suffixes();
    plants.extend(brokers());
    plants.extend(relief());
    plants.extend(validity());
    plants
}

fn suffixes() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls2-suffix",
            "CLS-2",
            Tier::Exact,
            "The same part is filed under two statistical suffixes of one rate line.",
        )
        .pattern("statistical suffix only")
        .info()
        .about("MC-2077"),
        Plant::innocent(
            "cls2-annual",
            "CLS-2",
            "The suffix was split on 1 January 2025 and every line follows.",
        )
        .pattern("annual statistical change")
        .needs(SUFFIX_SPLIT)
        .of(Product::new(
            "FU-6004",
            "ACACIA WOOD BAR CART TWO SHELF",
            &t::WOOD_FURNITURE,
            5600,
            12_000,
            Supplier::new("VN", "GREEN MESA FURNITURE JSC", 28, "BINH DUONG"),
        )
        .span(None, Some(SUFFIX_SPLIT), 2)
        .span(Some(SUFFIX_SPLIT), None, 2)
        .twist(follows_split)
        .master(Some(MasterEntry::of(&t::WOOD_FURNITURE).from(SUFFIX_SPLIT)))),
    ]
}

fn brokers() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls4-brokers",
            "CLS-4",
            Tier::Exact,
            "Each of two brokers has its own heading for the same part.",
        )
        .pattern("brokers disagree")
        .also(&["CLS-1"])
        .about("BG-7710"),
        Plant::innocent(
            "cls4-broker-change",
            "CLS-4",
            "The importer changed brokers on the day on which HS 2022 renumbered the chair.",
        )
        .pattern("broker change at a revision")
        .also(&["CLS-1"])
        .needs(HS_2022)
        .of(Product::new(
            "FU-1466",
            "DRAFTING STOOL FOOT RING SWIVEL",
            &t::SWIVEL_CHAIR,
            3900,
            9_500,
            Supplier::new("MY", "BUKIT SEATING SDN BHD", 6, "MUAR"),
        )
        .span(None, Some(date(2022, 1, 24)), 2)
        .span(Some(date(2022, 1, 31)), Some(date(2023, 1, 31)), 3)
        .twist(new_broker)
        .master(Some(MasterEntry::of(&t::SWIVEL_CHAIR).from(HS_2022)))),
    ]
}

fn relief() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls5-relief",
            "CLS-5",
            Tier::Exact,
            "Ten weeks after the steel measure reached its number the bracket moves to a number \
             outside it, from the same maker under the same description.",
        )
        .pattern("switch toward relief")
        .also(&["CLS-1", "CLS-6", "CLS-9", "TRD-1"])
        .needs(RELIEF)
        .of(Product::new(
            "FS-8120",
            "STEEL WALL SHELF BRACKET 30 CM POWDER COATED",
            &t::STEEL_OTHER,
            420,
            1000,
            Supplier::new("TW", "LONG ANCHOR HARDWARE CO LTD", 71, "TAINAN"),
        )
        .span(Some(date(2023, 9, 1)), Some(RELIEF), 4)
        .span(Some(RELIEF), Some(date(2026, 3, 27)), 3)
        .worth(12_000)
        .twist(to_bracket)),
        Plant::innocent(
            "cls5-ruling",
            "CLS-5",
            "The same switch on the same day, but on a ruling that the master cites.",
        )
        .pattern("ruling at the switch")
        .also(&["CLS-1", "CLS-9"])
        .needs(RELIEF)
        .of(Product::new(
            "FS-8177",
            "COAT RAIL WITH FIVE PEGS STEEL",
            &t::STEEL_OTHER,
            510,
            1000,
            Supplier::new("TW", "PAGODA METALCRAFT CO LTD", 18, "CHANGHUA"),
        )
        .span(Some(date(2024, 3, 1)), Some(RELIEF), 3)
        .span(Some(RELIEF), Some(date(2026, 3, 27)), 3)
        .worth(3_000)
        .twist(to_bracket)
        .master(Some(
            MasterEntry::of(&t::BRACKET)
                .because("Binding ruling on this article")
                .ruled("N348812")
                .from(RELIEF),
        ))),
    ]
}

fn validity() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls8-expired",
            "CLS-8",
            Tier::Exact,
            "The chair is still filed under its number of 2021 in 2023.",
        )
        .pattern("number not valid on the date")
        .also(&["CLS-6"])
        .needs(date(2023, 2, 1))
        .of(Product::new(
            "FU-1499",
            "GAMING CHAIR RECLINING WITH LUMBAR CUSHION",
            &t::SWIVEL_CHAIR_2017,
            7400,
            19_000,
            Supplier::new("MY", "JOHOR ERGONOMICS SDN BHD", 52, "JOHOR BAHRU"),
        )
        .span(Some(date(2023, 2, 1)), Some(date(2023, 12, 1)), 3)
        .worth(7_000)
        .master(None)),
        Plant::innocent(
            "cls8-valid-then",
            "CLS-8",
            "The suffix is gone today and was valid on the day of entry.",
        )
        .pattern("valid when filed")
        .about("FU-6004"),
    ]
}

fn follows_split(on: &Occasion, draft: &mut Draft) {
    if on.date < SUFFIX_SPLIT {
        draft.tariff = &t::WOOD_FURNITURE_2024;
    }
}

fn new_broker(on: &Occasion, draft: &mut Draft) {
    if on.date < HS_2022 {
        draft.tariff = &t::SWIVEL_CHAIR_2017;
        draft.filer = Keystone;
    } else {
        draft.filer = Bluewater;
    }
}

fn to_bracket(on: &Occasion, draft: &mut Draft) {
    if on.date >= RELIEF {
        draft.tariff = &t::BRACKET;
    }
}
