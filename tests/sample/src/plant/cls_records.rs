//! CLS-6, CLS-9 and BRK-1: the importer's own record, the lens of ACE alone,
//! and who classified.

use super::Plant;
use crate::data::brokers::Filer::Skylane;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::date;

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = master();
    plants.extend(ace_alone());
    plants.extend(reliance());
    plants
}

fn master() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls6-master",
            "CLS-6",
            Tier::Exact,
            "Every line is filed at 2 % where the importer's own master says 7.2 %.",
        )
        .pattern("filed differs from master")
        .of(Product::new(
            "FL-3310",
            "DOUBLE WALL LUNCH JAR WITH FOLDING SPOON",
            &t::KITCHEN_STEEL,
            760,
            420,
            Supplier::new("TH", "MAE PING STEELWARE CO LTD", 29, "LAMPANG"),
        )
        .days(4)
        .worth(12_000)
        .master(Some(MasterEntry::of(&t::FLASK)))),
        Plant::innocent(
            "cls6-updated-later",
            "CLS-6",
            "The master was changed after the last entry; what it says now did not hold then.",
        )
        .pattern("effective date respected")
        .needs(date(2025, 10, 1))
        .of(Product::new(
            "FL-3377",
            "STEEL ICE BUCKET WITH TONGS",
            &t::KITCHEN_STEEL,
            980,
            900,
            Supplier::new("TH", "CHAO DOI METALWARE CO LTD", 83, "CHONBURI"),
        )
        .span(None, Some(date(2025, 9, 1)), 3)
        .worth(3_000)
        .master(Some(MasterEntry::of(&t::FLASK).from(date(2025, 10, 1))))),
    ]
}

fn ace_alone() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls9-proxy",
            "CLS-9",
            Tier::Inferred,
            "One maker's goods at one price level, without part numbers, stand in two chapters.",
        )
        .pattern("one maker, one price, two chapters")
        .of(Product::new(
            "",
            "",
            &t::FLASK,
            690,
            400,
            Supplier::new("TW", "AMBER LAKE METALWARE CO LTD", 66, "TAICHUNG"),
        )
        .days(6)
        .worth(9_000)
        .through(&[Skylane])
        .twist(either_chapter)
        .master(None)),
        Plant::innocent(
            "cls9-price-gap",
            "CLS-9",
            "One maker in two chapters, but at prices three times apart: two products.",
        )
        .pattern("price gap")
        .of(gift_shop(&t::FLASK, 600))
        .of(gift_shop(&t::TOY, 1900)),
    ]
}

fn gift_shop(tariff: &'static t::Tariff, cents: i64) -> Product {
    Product::new(
        "",
        "",
        tariff,
        cents,
        400,
        Supplier::new("VN", "PEARL STREET GIFTS JSC", 99, "HAI PHONG"),
    )
    .days(2)
    .worth(1_500)
    .through(&[Skylane])
    .master(None)
}

fn reliance() -> Vec<Plant> {
    vec![
        Plant::planted(
            "brk1-reliance",
            "BRK-1",
            Tier::Exact,
            "Among the products with the most duty, this one was classified by the broker alone.",
        )
        .pattern("no worksheet of the importer's own")
        .about("BG-7710")
        .about("TX-4100")
        .answer("BRK-1.classified-by", "BG-7710", "broker")
        .answer("BRK-1.own-worksheet", "BG-7710", "no")
        .answer("BRK-1.classified-by", "TX-4100", "broker")
        .answer("BRK-1.own-worksheet", "TX-4100", "no"),
        Plant::innocent(
            "brk1-verified",
            "BRK-1",
            "Classified by the broker and checked by the importer with a worksheet of its own.",
        )
        .pattern("verified")
        .about("CE-3040")
        .answer("BRK-1.classified-by", "CE-3040", "broker")
        .answer("BRK-1.own-worksheet", "CE-3040", "yes"),
        Plant::innocent(
            "brk1-small",
            "BRK-1",
            "Classified by the broker alone, with next to no duty.",
        )
        .pattern("outside the products with the most duty")
        .about("HW-9014")
        .answer("BRK-1.classified-by", "HW-9014", "broker")
        .answer("BRK-1.own-worksheet", "HW-9014", "no"),
    ]
}

fn either_chapter(on: &Occasion, draft: &mut Draft) {
    if on.every(2) {
        draft.tariff = &t::KITCHEN_STEEL;
    }
}
