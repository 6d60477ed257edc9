//! CLS-1: one product, several tariff numbers.

use super::Plant;
use crate::data::brokers::Filer::{Bluewater, Keystone, Skylane};
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The day on which HS 2022 took effect in the tariff.
const HS_2022: Date = date(2022, 1, 27);

/// The day of the single switch, far from any revision of the tariff.
const SWITCH: Date = date(2023, 5, 17);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = planted();
    plants.extend(innocent());
    plants
}

fn planted() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls1-concurrent",
            "CLS-1",
            Tier::Exact,
            "Two brokers file the same part under two headings throughout, at 17.6 % and 7 %.",
        )
        .pattern("concurrent")
        .also(&["CLS-3", "CLS-4", "CLS-6", "CLS-9"])
        .of(Product::new(
            "BG-7710",
            "POLYESTER TRAVEL ORGANIZER POUCH ZIP CLOSURE",
            &t::TRAVEL_POUCH,
            290,
            150,
            Supplier::new("VN", "LANTERN BAY SEWING JSC", 118, "DA NANG"),
        )
        .days(10)
        .worth(16_000)
        .through(&[Bluewater, Keystone])
        .twist(by_broker)),
        Plant::planted(
            "cls1-flip-flop",
            "CLS-1",
            Tier::Exact,
            "The part goes from its first heading to another and back again.",
        )
        .pattern("flip-flop")
        .also(&["CLS-6", "CLS-9"])
        .of(Product::new(
            "FL-2206",
            "STAINLESS VACUUM TUMBLER WITH STRAW LID 0.6 L",
            &t::FLASK,
            540,
            380,
            Supplier::new("TH", "RIVERSTONE DRINKWARE CO LTD", 45, "CHONBURI"),
        )
        .days(10)
        .worth(14_000)
        .twist(there_and_back)),
        Plant::planted(
            "cls1-single-switch",
            "CLS-1",
            Tier::Exact,
            "All lines change to another heading on one day on which the tariff did not change.",
        )
        .pattern("single switch")
        .also(&["CLS-6", "CLS-9"])
        .needs(SWITCH)
        .of(Product::new(
            "FU-5530",
            "PLUSH DOG BED BOLSTER POLYESTER 70 CM",
            &t::CUSHION,
            1150,
            1900,
            Supplier::new("VN", "MOSSBANK CUSHIONS JSC", 72, "BINH DUONG"),
        )
        .span(None, Some(SWITCH), 5)
        .span(Some(SWITCH), None, 6)
        .worth(12_000)
        .through(&[Keystone])
        .twist(one_switch)),
        Plant::planted(
            "cls1-es003-only",
            "CLS-1",
            Tier::Inferred,
            "A courier's entries, for which there is no part number, go from one line of the \
             subheading to another and back.",
        )
        .pattern("flip-flop")
        .also(&["CLS-2"])
        .of(Product::new(
            "",
            "",
            &t::VALVE_STEEL,
            1840,
            900,
            Supplier::new("TW", "TRIDENT FLOW CONTROLS CO LTD", 309, "TAOYUAN"),
        )
        .days(12)
        .worth(12_000)
        .through(&[Skylane])
        .twist(valve_there_and_back)
        .master(None)),
    ]
}

fn innocent() -> Vec<Plant> {
    vec![
        Plant::innocent(
            "cls1-revision",
            "CLS-1",
            "The number was renumbered by HS 2022 and every line follows on the day.",
        )
        .pattern("revision switch")
        .info()
        .needs(HS_2022)
        .of(Product::new(
            "FU-1420",
            "SWIVEL TASK CHAIR MESH BACK GAS LIFT",
            &t::SWIVEL_CHAIR,
            4300,
            11_500,
            Supplier::new("TW", "HIGHMARK SEATING CO LTD", 17, "CHANGHUA"),
        )
        .span(None, Some(date(2022, 1, 20)), 3)
        .span(Some(date(2022, 2, 1)), None, 7)
        .through(&[Bluewater, Keystone])
        .twist(follows_hs_2022)
        .master(Some(
            MasterEntry::of(&t::SWIVEL_CHAIR)
                .because("GRI 1; renumbered by HS 2022")
                .from(HS_2022),
        ))),
        Plant::innocent(
            "cls1-set",
            "CLS-1",
            "A set whose components are each declared with their own number and value.",
        )
        .pattern("multi-tariff line")
        .also(&["CLS-6"])
        .of(Product::new(
            "HW-8801",
            "KITCHEN STARTER SET 12 PIECE PAN TURNER BOXES",
            &t::KITCHEN_TOOL,
            1900,
            2600,
            Supplier::new("TW", "OLD MILL KITCHENWARE CO LTD", 88, "TAINAN"),
        )
        .days(6)
        .worth(3_000)
        .twist(set)
        .master(None)),
        Plant::innocent(
            "cls1-value-bracket",
            "CLS-1",
            "Handbags valued over and not over $20 each have separate lines, and the declared \
             unit value explains every change.",
        )
        .pattern("value bracket")
        .of(Product::new(
            "BG-3350",
            "LEATHER CROSSBODY HANDBAG WITH STRAP",
            &t::HANDBAG_TO_20,
            1995,
            620,
            Supplier::new("IN", "SAFFRON GATE LEATHER PVT LTD", 211, "KANPUR"),
        )
        .days(12)
        .priced(30, 0)
        .twist(bracket)
        .master(Some(
            MasterEntry::of(&t::HANDBAG_TO_20)
                .blank()
                .because("Line depends on unit value; see worksheet"),
        ))),
        Plant::innocent(
            "cls1-sample",
            "CLS-1",
            "SAMPLE and MISC are not products: free text over unrelated goods of small value.",
        )
        .pattern("free-text part number")
        .also(&["CLS-7"])
        .of(odds(
            "SAMPLE",
            "SAMPLES OF NO COMMERCIAL VALUE",
            &t::TEE,
            "BD",
            "DELTA LOOM KNITS LTD",
        ))
        .of(odds(
            "SAMPLE",
            "SALES SAMPLES",
            &t::TOY,
            "VN",
            "PAPER KITE TOYS JSC",
        ))
        .of(odds(
            "MISC",
            "MISCELLANEOUS ITEMS",
            &t::PLUG,
            "MY",
            "HARBOUR LIGHT ELECTRIC SDN BHD",
        ))
        .of(odds(
            "MISC",
            "VARIOUS GOODS",
            &t::WRENCH,
            "TW",
            "GREY PEAK TOOLS CO LTD",
        )),
        Plant::innocent(
            "cls1-two-origins",
            "CLS-1",
            "Two origins bring two chapter 99 numbers, and the line itself is one and the same.",
        )
        .pattern("same HTS-8, other chapter 99")
        .of(Product::new(
            "HW-4407",
            "BAMBOO PRINT MELAMINE SERVING TRAY 45 CM",
            &t::SERVING_TRAY,
            310,
            400,
            Supplier::new("CN", "SUNFIELD TABLEWARE CO LTD", 560, "NINGBO"),
        )
        .also_from(Supplier::new(
            "TH",
            "CHAO PHRA MELAMINE CO LTD",
            23,
            "BANGKOK",
        ))
        .days(8)
        .twist(two_origins)),
        Plant::innocent(
            "cls1-minority",
            "CLS-1",
            "One small line under another number, well under one percent of the product's value.",
        )
        .pattern("minority below 1 %")
        .also(&["CLS-6"])
        .of(Product::new(
            "HW-6120",
            "SILICONE LID STRETCH COVER SET OF 6",
            &t::FOOD_BOX,
            230,
            190,
            Supplier::new("TH", "CLEARWATER MOULDINGS CO LTD", 402, "CHONBURI"),
        )
        .days(9)
        .worth(6_000)
        .twist(one_small_line)),
        Plant::innocent(
            "cls1-two-dates",
            "CLS-1",
            "Two numbers, but only two entry dates: too little to say anything.",
        )
        .pattern("below minimum support")
        .also(&["CLS-6", "CLS-9"])
        .of(Product::new(
            "HW-9014",
            "CLEAR ACRYLIC BROCHURE STAND A5",
            &t::PLASTIC_ARTICLE,
            410,
            350,
            Supplier::new("MY", "TWIN PALMS DISPLAY SDN BHD", 31, "PENANG"),
        )
        .days(2)
        .at_most(2)
        .worth(1_500)
        .twist(second_day_other)),
        Plant::innocent(
            "cls1-suffix",
            "CLS-1",
            "Only the statistical suffix differs, so the rate line is one and the same.",
        )
        .pattern("statistical suffix only")
        .also(&["CLS-2", "CLS-6"])
        .of(Product::new(
            "MC-2077",
            "DRILL DRIVER KIT WITH CASE 12 V",
            &t::DRILL_BATTERY,
            2450,
            1500,
            Supplier::new("TW", "FALCON RIDGE POWER TOOLS CO LTD", 140, "TAICHUNG"),
        )
        .days(6)
        .twist(other_suffix)),
    ]
}

/// Small lines of unrelated goods under one free-text part number.
fn odds(
    sku: &str,
    description: &str,
    tariff: &'static t::Tariff,
    country: &'static str,
    maker: &str,
) -> Product {
    Product::new(
        sku,
        description,
        tariff,
        1200,
        300,
        Supplier::new(country, maker, 9, "PORT CITY"),
    )
    .days(2)
    .worth(150)
    .master(None)
}

fn by_broker(_: &Occasion, draft: &mut Draft) {
    if draft.filer == Keystone {
        draft.tariff = &t::TEXTILE_ARTICLE;
    }
}

fn there_and_back(on: &Occasion, draft: &mut Draft) {
    if (30..65).contains(&on.percent()) {
        draft.tariff = &t::KITCHEN_STEEL;
    }
}

fn one_switch(on: &Occasion, draft: &mut Draft) {
    if on.date >= SWITCH {
        draft.tariff = &t::TEXTILE_ARTICLE;
    }
}

fn valve_there_and_back(on: &Occasion, draft: &mut Draft) {
    if (30..65).contains(&on.percent()) {
        draft.tariff = &t::VALVE_OTHER;
    }
}

fn follows_hs_2022(on: &Occasion, draft: &mut Draft) {
    if on.date < HS_2022 {
        draft.tariff = &t::SWIVEL_CHAIR_2017;
    }
}

fn set(on: &Occasion, draft: &mut Draft) {
    // Which component leads changes, as it does between brokers' clerks.
    draft.set = if on.every(2) { &SET } else { &SET_REORDERED };
}

static SET: [(&t::Tariff, i64); 3] = [
    (&t::KITCHEN_STEEL, 45),
    (&t::KITCHEN_TOOL, 30),
    (&t::FOOD_BOX, 25),
];

static SET_REORDERED: [(&t::Tariff, i64); 3] = [
    (&t::KITCHEN_TOOL, 30),
    (&t::KITCHEN_STEEL, 45),
    (&t::FOOD_BOX, 25),
];

fn bracket(on: &Occasion, draft: &mut Draft) {
    if on.index.is_multiple_of(2) {
        draft.price = 925;
    } else {
        draft.price = 1075;
        draft.tariff = &t::HANDBAG_OVER_20;
    }
}

fn two_origins(on: &Occasion, draft: &mut Draft) {
    draft.supplier = usize::from(on.index % 2 == 1);
}

fn one_small_line(on: &Occasion, draft: &mut Draft) {
    if on.index == on.count / 2 && on.line == 0 {
        draft.tariff = &t::PLASTIC_ARTICLE;
        draft.size = 20;
    }
}

fn second_day_other(on: &Occasion, draft: &mut Draft) {
    if on.index == 1 {
        draft.tariff = &t::FOOD_BOX;
    }
}

fn other_suffix(on: &Occasion, draft: &mut Draft) {
    if on.every(3) {
        draft.tariff = &t::DRILL_CORDED;
    }
}
