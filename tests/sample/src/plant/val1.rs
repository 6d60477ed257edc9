//! VAL-1: a unit value far from the product's own history.

use super::Plant;
use crate::data::brokers::Filer::{Bluewater, Keystone};
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The day of the step down, two years from any measure.
const STEP: Date = date(2023, 7, 3);

/// From this day metal content is declared apart, until [`FULL_VALUE`].
const BY_CONTENT: Date = date(2025, 8, 18);

/// From this day the full value counts and nothing is split any more.
const FULL_VALUE: Date = date(2026, 4, 6);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = planted();
    plants.extend(slips());
    plants.extend(innocent());
    plants
}

fn planted() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val1-down",
            "VAL-1",
            Tier::Exact,
            "On every fourth date the unit value is 45 % below the product's own median.",
        )
        .pattern("downward deviation")
        .of(Product::new(
            "TX-4100",
            "COTTON WAFFLE BEACH TOWEL 100 X 180 CM",
            &t::TOWEL,
            580,
            650,
            Supplier::new("PK", "INDUS HARVEST TOWELS PVT LTD", 64, "FAISALABAD"),
        )
        .days(14)
        .worth(60_000)
        .through(&[Bluewater, Keystone])
        .twist(down)),
        Plant::planted(
            "val1-step",
            "VAL-1",
            Tier::Exact,
            "From July 2023 the median is 35 % lower, with no measure and no change of goods near.",
        )
        .pattern("step down")
        .needs(STEP)
        .of(Product::new(
            "CE-3040",
            "STONEWARE SOUP MUG SPECKLED 500 ML",
            &t::MUG,
            1900,
            5200,
            Supplier::new("TH", "LAMPANG KILN WORKS CO LTD", 12, "LAMPANG"),
        )
        .span(Some(date(2022, 7, 5)), Some(STEP), 8)
        .span(Some(STEP), Some(date(2024, 7, 1)), 8)
        .worth(24_000)
        .twist(step)),
        Plant::planted(
            "val1-up",
            "VAL-1",
            Tier::Exact,
            "On every sixth date the unit value is 60 % above the median: at most an overpayment.",
        )
        .pattern("upward deviation")
        .info()
        .of(Product::new(
            "EL-5105",
            "IMMERSION HAND BLENDER STICK 400 W",
            &t::BLENDER,
            1320,
            1100,
            Supplier::new("TH", "SIAM CREST APPLIANCES CO LTD", 77, "BANGKOK"),
        )
        .days(14)
        .worth(8_000)
        .twist(up)),
    ]
}

/// Slips of the unit or the currency: a ratio betrays each, and none is a value
/// deviation.
fn slips() -> Vec<Plant> {
    let slip = |id, why, pattern| {
        Plant::innocent(id, "VAL-1", why)
            .pattern(pattern)
            .also(&["VAL-6"])
    };
    vec![
        slip(
            "val1-dozen",
            "On two dates pieces were counted instead of dozens: the ratio is 12.",
            "unit problem, 12",
        )
        .of(Product::new(
            "KN-6203",
            "UNISEX COTTON SLUB TANK TOP",
            &t::TEE,
            3300,
            1500,
            Supplier::new("BD", "PADMA RIVER APPARELS LTD", 26, "GAZIPUR"),
        )
        .days(9)
        .priced(8, 0)
        .twist(pieces_for_dozens)),
        slip(
            "val1-hundred",
            "On two dates hundreds were counted instead of pieces: the ratio is 100.",
            "unit problem, 100",
        )
        .of(Product::new(
            "PP-7300",
            "SPIRAL POCKET MEMO PAD 60 SHEETS",
            &t::NOTEBOOK,
            22,
            60,
            Supplier::new("ID", "RAINTREE PAPER PRODUCTS PT", 5, "SURABAYA"),
        )
        .days(9)
        .priced(8, 0)
        .twist(hundreds_for_pieces)),
        slip(
            "val1-gross",
            "On two dates pieces were counted instead of gross: the ratio is 144.",
            "unit problem, 144",
        )
        .of(Product::new(
            "GL-4112",
            "GLASS SPICE JAR 0.13 L WITH CORK",
            &t::JAR,
            3900,
            19_000,
            Supplier::new("TR", "ANATOLIA GLASSHOUSE AS", 90, "BURSA"),
        )
        .days(9)
        .priced(8, 0)
        .twist(pieces_for_gross)),
        slip(
            "val1-thousand",
            "On two dates thousands were counted instead of pieces: the ratio is 1000.",
            "unit problem, 1000",
        )
        .of(Product::new(
            "EL-9001",
            "CRIMP TERMINAL RING INSULATED 4 MM",
            &t::PLUG,
            2,
            2,
            Supplier::new("MY", "STRAITS CONTACT SDN BHD", 130, "PENANG"),
        )
        .days(9)
        .priced(8, 0)
        .twist(thousands_for_pieces)),
        slip(
            "val1-pounds",
            "On two dates pounds were declared as kilograms: the ratio is 2.2046.",
            "unit problem, 2.2046",
        )
        .of(Product::new(
            "HW-2950",
            "POLYPROPYLENE SHIPPING TOTE RETURNABLE",
            &t::CRATE,
            360,
            1000,
            Supplier::new("TH", "EASTGATE PACKAGING CO LTD", 61, "RAYONG"),
        )
        .days(9)
        .priced(8, 0)
        .twist(pounds_for_kilograms)),
        Plant::innocent(
            "val1-currency",
            "VAL-1",
            "On two dates the invoice's yuan were declared as dollars: a currency question, \
             VAL-7, and not VAL-1.",
        )
        .pattern("currency ratio, CNY")
        .also(&["VAL-7"])
        .of(Product::new(
            "EL-3318",
            "POUR OVER COFFEE BREWER ELECTRIC 1 L",
            &t::COFFEE_MAKER,
            1560,
            1700,
            Supplier::new("CN", "MORNING TIDE APPLIANCE CO LTD", 808, "DONGGUAN"),
        )
        .days(10)
        .priced(8, 0)
        .twist(yuan_as_dollars)),
    ]
}

fn innocent() -> Vec<Plant> {
    vec![
        Plant::innocent(
            "val1-credits",
            "VAL-1",
            "Free replacements at zero and a credit line below it are no unit values.",
        )
        .pattern("zero and negative lines")
        .also(&["VAL-6", "DQ-1"])
        .of(Product::new(
            "TY-1808",
            "PLASTIC MARBLE RUN CONSTRUCTION TOY",
            &t::TOY,
            980,
            1300,
            Supplier::new("VN", "LITTLE HARBOUR TOYS JSC", 40, "HAI PHONG"),
        )
        .days(10)
        .twist(credits)),
        Plant::innocent(
            "val1-volume",
            "VAL-1",
            "Large shipments are cheaper by up to a fifth: a volume discount below the limit.",
        )
        .pattern("volume discount")
        .of(Product::new(
            "FW-5002",
            "WOMENS FOAM SLIDE SANDAL MOULDED",
            &t::SHOE_PLASTIC,
            430,
            300,
            Supplier::new("ID", "CORAL STEP FOOTWEAR PT", 15, "TANGERANG"),
        )
        .days(10)
        .priced(20, 0)
        .twist(volume)),
        Plant::innocent(
            "val1-commodity",
            "VAL-1",
            "The price follows natural rubber smoothly upward, without a step.",
        )
        .pattern("smooth trend")
        .of(Product::new(
            "RB-1001",
            "NATURAL RUBBER SHEET 3 MM ROLL",
            &t::RUBBER_SHEET,
            240,
            1000,
            Supplier::new("MY", "HEVEA PLANTATION RUBBER SDN BHD", 3, "JOHOR BAHRU"),
        )
        .days(20)
        .priced(20, 90)),
        Plant::innocent(
            "val1-few-dates",
            "VAL-1",
            "The prices differ by half, but on only six dates.",
        )
        .pattern("below minimum support")
        .of(Product::new(
            "TY-6400",
            "TRAINING BASKETBALL COMPOSITE SIZE 6",
            &t::BASKETBALL,
            520,
            590,
            Supplier::new("TH", "COURTSIDE SPORTS CO LTD", 19, "BANGKOK"),
        )
        .days(6)
        .at_most(6)
        .twist(half_price)),
        Plant::innocent(
            "val1-metal-content",
            "VAL-1",
            "Until April 2026 the same benches stand on two lines, metal content and remainder, \
             and only together have a unit value.",
        )
        .pattern("metal-content split")
        .also(&["TRD-1"])
        .needs(FULL_VALUE)
        .of(Product::new(
            "SP-3003",
            "ADJUSTABLE WEIGHT BENCH FOLDING",
            &t::EXERCISE,
            6200,
            16_000,
            Supplier::new("TW", "STONE PEAK FITNESS CO LTD", 233, "CHANGHUA"),
        )
        .span(None, Some(date(2025, 8, 15)), 6)
        .span(Some(BY_CONTENT), Some(date(2026, 4, 3)), 3)
        .span(Some(FULL_VALUE), None, 2)
        .twist(by_content)),
    ]
}

fn down(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.price = 550;
    }
}

fn step(on: &Occasion, draft: &mut Draft) {
    if on.date >= STEP {
        draft.price = 650;
    }
}

fn up(on: &Occasion, draft: &mut Draft) {
    if on.every(6) {
        draft.price = 1600;
    }
}

fn pieces_for_dozens(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.quantity = (12, 1);
    }
}

fn hundreds_for_pieces(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.quantity = (1, 100);
    }
}

fn pieces_for_gross(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.quantity = (144, 1);
    }
}

fn thousands_for_pieces(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.quantity = (1, 1000);
    }
}

fn pounds_for_kilograms(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.quantity = (22_046, 10_000);
    }
}

fn yuan_as_dollars(on: &Occasion, draft: &mut Draft) {
    if on.every(5) {
        draft.value = 7_100;
    }
}

fn credits(on: &Occasion, draft: &mut Draft) {
    if on.every(4) {
        draft.fixed_value = Some(if on.index % 8 == 2 { 0 } else { -240 });
        draft.size = 30;
    }
}

fn volume(on: &Occasion, draft: &mut Draft) {
    match on.index % 4 {
        1 => (draft.size, draft.price) = (1_600, 900),
        3 => (draft.size, draft.price) = (2_400, 810),
        _ => draft.size = 600,
    }
}

fn half_price(on: &Occasion, draft: &mut Draft) {
    if on.every(3) {
        draft.price = 500;
    }
}

fn by_content(on: &Occasion, draft: &mut Draft) {
    if (BY_CONTENT..FULL_VALUE).contains(&on.date) {
        draft.metal_percent = Some(40);
    }
}
