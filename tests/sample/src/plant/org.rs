//! ORG-1 to ORG-5: origin against maker, dates and route.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// From this day the declared origin is another, half a year after the
/// surcharges on the old one.
const SHIFT: Date = date(2025, 7, 1);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = shift();
    plants.extend(maker());
    plants.extend(context());
    plants
}

fn shift() -> Vec<Plant> {
    vec![
        Plant::planted(
            "org1-shift",
            "ORG-1",
            Tier::Exact,
            "From July 2025 the origin is Viet Nam; maker and country of export are still \
             Chinese.",
        )
        .pattern("origin shift without supplier shift")
        .also(&["ORG-2", "ORG-3", "ORG-5"])
        .needs(date(2024, 7, 1))
        .needs(date(2026, 3, 31))
        .of(Product::new(
            "EL-8200",
            "ELECTRIC COLD BREW TOWER GLASS 2 L",
            &t::COFFEE_MAKER,
            2900,
            2600,
            Supplier::new("CN", "THREE BRIDGES ELECTRIC CO LTD", 415, "NINGBO"),
        )
        .span(Some(date(2024, 7, 1)), Some(SHIFT), 4)
        .span(Some(SHIFT), Some(date(2026, 3, 31)), 4)
        .worth(16_000)
        .twist(origin_only)),
        Plant::innocent(
            "org1-relocated",
            "ORG-1",
            "From July 2025 another maker in another town ships the part: a real move.",
        )
        .pattern("origin and maker shift together")
        .needs(date(2024, 7, 1))
        .needs(date(2026, 3, 31))
        .of(Product::new(
            "TY-8277",
            "WOODEN BALANCE BIKE TWELVE INCH",
            &t::TOY,
            2400,
            3900,
            Supplier::new("CN", "BLUE MAPLE PLAYTHINGS CO LTD", 380, "XIAMEN"),
        )
        .also_from(Supplier::new(
            "VN",
            "SONG HONG WOOD TOYS JSC",
            21,
            "HAI PHONG",
        ))
        .span(Some(date(2024, 7, 1)), Some(SHIFT), 3)
        .span(Some(SHIFT), Some(date(2026, 3, 31)), 3)
        .worth(3_000)
        .twist(maker_too)),
    ]
}

fn maker() -> Vec<Plant> {
    vec![
        Plant::planted(
            "org2-invoicing-seller",
            "ORG-2",
            Tier::Exact,
            "Shirts of Bangladesh carry the code of a trading house in Hong Kong.",
        )
        .pattern("MID country is not the origin")
        .of(Product::new(
            "KN-7800",
            "MENS COTTON TERRY POLO LONG SLEEVE",
            &t::POLO,
            7400,
            3100,
            Supplier::new("HK", "GOLDEN COMPASS TRADING LTD", 1801, "KOWLOON"),
        )
        .days(3)
        .worth(9_000)
        .twist(sewn_in_bangladesh)
        .master(Some(MasterEntry::of(&t::POLO).made_in("BD")))),
        Plant::innocent(
            "org2-province",
            "ORG-2",
            "XO is Ontario: the code's country is Canada, as declared.",
        )
        .pattern("Canadian province code")
        .needs(date(2022, 2, 1))
        .needs(date(2026, 6, 30))
        .of(Product::new(
            "HW-8140",
            "CANISTER SET NESTING PANTRY",
            &t::FOOD_BOX,
            270,
            320,
            Supplier::new("XO", "GRAND RIVER PLASTICS INC", 1450, "KITCHENER"),
        )
        .span(Some(date(2022, 2, 1)), Some(date(2026, 6, 30)), 3)
        .worth(3_000)
        .claiming("S")
        .twist(made_in_ontario)
        .master(Some(MasterEntry::of(&t::FOOD_BOX).made_in("CA")))),
        Plant::planted(
            "org3-many-origins",
            "ORG-3",
            Tier::Exact,
            "One maker at one address, and two origins for the same part on different dates.",
        )
        .pattern("one maker, several origins")
        .also(&["ORG-2", "ORG-5"])
        .of(Product::new(
            "CE-8800",
            "CERAMIC PLANTER MATTE 20 CM WITH SAUCER",
            &t::FIGURINE,
            5100,
            14_000,
            Supplier::new("TH", "KHAM CLAY STUDIO CO LTD", 70, "LAMPANG"),
        )
        .days(4)
        .worth(18_000)
        .twist(thai_or_cambodian)),
        Plant::innocent(
            "org3-two-makers",
            "ORG-3",
            "Two origins, each with a maker of its own.",
        )
        .pattern("dual sourcing")
        .about("HW-4407"),
    ]
}

fn context() -> Vec<Plant> {
    vec![
        Plant::planted(
            "org4-sector",
            "ORG-4",
            Tier::Exact,
            "Cotton shirts of Chinese origin lie in a priority sector of the forced-labor act.",
        )
        .pattern("priority sector")
        .of(Product::new(
            "KN-7900",
            "YOUTH COTTON GRAPHIC SHORT SLEEVE TOP",
            &t::TEE,
            3100,
            1500,
            Supplier::new("CN", "MULBERRY LANE GARMENT CO LTD", 133, "DONGGUAN"),
        )
        .days(3)
        .worth(28_000)),
        Plant::innocent(
            "org4-outside",
            "ORG-4",
            "Chinese origin too, in no priority sector.",
        )
        .pattern("outside the sectors")
        .about("EL-3318"),
        Plant::planted(
            "org5-hub",
            "ORG-5",
            Tier::Exact,
            "Goods of Viet Nam exported from the United Arab Emirates.",
        )
        .pattern("export through a hub")
        .info()
        .of(Product::new(
            "FW-8500",
            "UNISEX CORK FOOTBED SANDAL",
            &t::SHOE_PLASTIC,
            690,
            420,
            Supplier::new("VN", "DELTA WALK FOOTWEAR JSC", 27, "BINH DUONG"),
        )
        .days(3)
        .worth(6_000)
        .twist(through_dubai)),
        Plant::innocent(
            "org5-gateway",
            "ORG-5",
            "Goods of Cambodia shipped through the neighbour's port.",
        )
        .pattern("neighbour's gateway")
        .of(Product::new(
            "BG-8577",
            "COTTON DRAWSTRING GYM SACK",
            &t::BACKPACK,
            240,
            120,
            Supplier::new("KH", "LOTUS POND SEWING LTD", 3, "PHNOM PENH"),
        )
        .days(2)
        .worth(2_000)
        .twist(through_viet_nam)),
    ]
}

fn origin_only(on: &Occasion, draft: &mut Draft) {
    if on.date >= SHIFT {
        draft.origin = Some("VN");
        draft.export = Some("CN");
    }
}

fn maker_too(on: &Occasion, draft: &mut Draft) {
    draft.supplier = usize::from(on.date >= SHIFT);
}

fn sewn_in_bangladesh(_: &Occasion, draft: &mut Draft) {
    draft.origin = Some("BD");
}

fn made_in_ontario(_: &Occasion, draft: &mut Draft) {
    draft.origin = Some("CA");
}

fn thai_or_cambodian(on: &Occasion, draft: &mut Draft) {
    if on.index % 2 == 1 {
        draft.origin = Some("KH");
        draft.export = Some("TH");
    }
}

fn through_dubai(_: &Occasion, draft: &mut Draft) {
    draft.export = Some("AE");
}

fn through_viet_nam(_: &Occasion, draft: &mut Draft) {
    draft.export = Some("VN");
}
