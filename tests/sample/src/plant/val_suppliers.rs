//! VAL-2, VAL-3, VAL-4 and VAL-9: unit values against other suppliers, the
//! industry, unrelated parties and a measure.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// From this day the price is lower, within 120 days of the measures of March
/// and April 2025.
const CHEAPER: Date = date(2025, 6, 2);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = two_suppliers();
    plants.extend(industry());
    plants.extend(related());
    plants.extend(after_a_measure());
    plants
}

fn two_suppliers() -> Vec<Plant> {
    let pair = |sku, name, first: &str, second: &str| {
        Product::new(
            sku,
            name,
            &t::HANDBAG_TEXTILE,
            740,
            350,
            Supplier::new("KH", first, 14, "PHNOM PENH"),
        )
        .also_from(Supplier::new("KH", second, 205, "KANDAL"))
    };
    vec![
        Plant::planted(
            "val2-suppliers",
            "VAL-2",
            Tier::Exact,
            "The second maker's unit values are 40 % below the first one's for the same part.",
        )
        .pattern("supplier below the others")
        .also(&["VAL-1"])
        .of(pair(
            "BG-4420",
            "QUILTED WEEKENDER DUFFLE BAG PAISLEY",
            "MEKONG STAR BAGS LTD",
            "TONLE CRAFT BAGS LTD",
        )
        .days(8)
        .worth(18_000)
        .twist(second_at_sixty)),
        Plant::innocent(
            "val2-close",
            "VAL-2",
            "Two makers of the same part, eight percent apart.",
        )
        .pattern("ordinary difference")
        .of(pair(
            "BG-4481",
            "FOLDING SHOPPER BAG WITH SNAP POUCH",
            "ANGKOR SEWN GOODS LTD",
            "BASSAC TEXTILE BAGS LTD",
        )
        .days(6)
        .worth(3_000)
        .twist(second_at_ninety_two)),
    ]
}

fn industry() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val3-benchmark",
            "VAL-3",
            Tier::Exact,
            "Printers at 38 % of the benchmark's median, below its fifth percentile.",
        )
        .pattern("below the industry")
        .of(Product::new(
            "MC-7750",
            "RECEIPT PRINTER 80 MM SERIAL PORT",
            &t::LABEL_PRINTER,
            2300,
            1500,
            Supplier::new("MY", "KLANG VALLEY PRINT SYSTEMS SDN BHD", 47, "PENANG"),
        )
        .days(4)
        .worth(30_000)
        .among(2630)),
        Plant::innocent(
            "val3-within",
            "VAL-3",
            "Fans at two thirds of the benchmark's median, within its spread.",
        )
        .pattern("within the benchmark's spread")
        .of(Product::new(
            "MC-7791",
            "CLIP ON DESK FAN 6 INCH USB",
            &t::FAN,
            940,
            800,
            Supplier::new("MY", "MONSOON AIR DEVICES SDN BHD", 8, "PENANG"),
        )
        .days(3)
        .worth(3_000)
        .among(1500)),
    ]
}

fn related() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val4-related",
            "VAL-4",
            Tier::Exact,
            "The related maker's prices are a quarter below the unrelated one's for the same \
             line and origin.",
        )
        .pattern("related below unrelated")
        .also(&["VAL-5"])
        .answer("VAL-4.circumstances-of-sale", "KRHARPIN7INC", "no")
        .of(dryer(
            "EL-6601",
            "SALON HAIR DRYER IONIC 1875 W",
            Supplier::new("KR", "HARBOR AND PINE KOREA CO LTD", 7, "INCHEON"),
        )
        .worth(14_000)
        .twist(related_at_seventy_six))
        .of(dryer(
            "EL-6602",
            "WALL MOUNT HOTEL HAIR DRYER 1600 W",
            Supplier::new("KR", "HANGANG BEAUTY ELECTRIC CO LTD", 310, "BUCHEON"),
        )
        .worth(4_000)),
        Plant::innocent(
            "val4-arms-length",
            "VAL-4",
            "A related maker at three percent below the unrelated one, with the support on file.",
        )
        .pattern("related close to unrelated")
        .answer("VAL-4.circumstances-of-sale", "THHARPIN22RAY", "yes")
        .of(coffee(
            "EL-6701",
            "FRENCH PRESS STYLE BREWER ELECTRIC 1.5 L",
            Supplier::new("TH", "HARBOR AND PINE THAILAND CO LTD", 22, "RAYONG"),
        )
        .twist(related_at_ninety_seven))
        .of(coffee(
            "EL-6702",
            "SINGLE CUP POD BREWER COMPACT",
            Supplier::new("TH", "LANNA HOME ELECTRIC CO LTD", 150, "LAMPANG"),
        )),
    ]
}

fn dryer(sku: &str, name: &str, supplier: Supplier) -> Product {
    Product::new(sku, name, &t::HAIR_DRYER, 1250, 700, supplier).days(4)
}

fn coffee(sku: &str, name: &str, supplier: Supplier) -> Product {
    Product::new(sku, name, &t::COFFEE_MAKER, 1880, 2000, supplier)
        .days(3)
        .worth(2_000)
}

fn after_a_measure() -> Vec<Plant> {
    let cheaper = |sku, name, maker: &str, days| {
        Product::new(
            sku,
            name,
            &t::ORNAMENT,
            410,
            450,
            Supplier::new("CN", maker, 512, "XIAMEN"),
        )
        .span(Some(date(2024, 9, 3)), Some(date(2025, 3, 28)), days)
        .span(Some(CHEAPER), Some(date(2025, 11, 28)), days)
    };
    vec![
        Plant::planted(
            "val9-after-measure",
            "VAL-9",
            Tier::Exact,
            "Eight weeks after the surcharges of spring 2025 the maker's price is a quarter lower.",
        )
        .pattern("drop after a measure")
        .also(&["VAL-1"])
        .needs(date(2024, 9, 3))
        .needs(date(2025, 11, 28))
        .of(cheaper(
            "TY-2210",
            "GLITTER SNOWFLAKE HANGER SET OF 12",
            "AMOY FESTIVE CRAFTS CO LTD",
            4,
        )
        .worth(14_000)
        .twist(a_quarter_off)),
        Plant::innocent(
            "val9-small",
            "VAL-9",
            "The price falls by eight percent after the same measures, within its noise.",
        )
        .pattern("drop below the limit")
        .needs(date(2024, 9, 3))
        .needs(date(2025, 11, 28))
        .of(cheaper(
            "TY-2277",
            "PLUSH STOCKING WITH SATIN BOW",
            "LUJIANG SEASONAL GOODS CO LTD",
            3,
        )
        .worth(3_000)
        .twist(eight_percent_off)),
    ]
}

fn second_at(on: &Occasion, draft: &mut Draft, price: i64) {
    if on.index % 2 == 1 {
        draft.supplier = 1;
        draft.price = price;
    }
}

fn second_at_sixty(on: &Occasion, draft: &mut Draft) {
    second_at(on, draft, 600);
}

fn second_at_ninety_two(on: &Occasion, draft: &mut Draft) {
    second_at(on, draft, 920);
}

fn related_at_seventy_six(_: &Occasion, draft: &mut Draft) {
    draft.related = true;
    draft.price = 760;
}

fn related_at_ninety_seven(_: &Occasion, draft: &mut Draft) {
    draft.related = true;
    draft.price = 970;
}

fn a_quarter_off(on: &Occasion, draft: &mut Draft) {
    if on.date >= CHEAPER {
        draft.price = 740;
    }
}

fn eight_percent_off(on: &Occasion, draft: &mut Draft) {
    if on.date >= CHEAPER {
        draft.price = 920;
    }
}
