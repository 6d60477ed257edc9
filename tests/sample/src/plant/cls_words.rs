//! CLS-3 and CLS-7: descriptions.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::date;

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cls3-twins",
            "CLS-3",
            Tier::Probable,
            "Two part numbers that differ in colour alone stand under an ornament and a lantern.",
        )
        .pattern("near-identical descriptions")
        .also(&["CLS-9"])
        .of(Product::new(
            "CE-7001",
            "CERAMIC TEALIGHT OIL BURNER CARVED LEAF WHITE",
            &t::FIGURINE,
            4200,
            6000,
            tealights(),
        )
        .days(4)
        .worth(6_000))
        .of(Product::new(
            "CE-7002",
            "CERAMIC TEALIGHT OIL BURNER CARVED LEAF BLACK",
            &t::LANTERN,
            350,
            500,
            tealights(),
        )
        .days(4)
        .worth(6_000)),
        Plant::innocent(
            "cls3-knit-woven",
            "CLS-3",
            "The texts differ in one word, and that word is knit against woven.",
        )
        .pattern("discriminator")
        .of(Product::new(
            "WV-9101",
            "WOMENS COTTON KNIT PULL ON TROUSERS ANKLE LENGTH",
            &t::KNIT_TROUSERS,
            6400,
            3800,
            trousers(),
        )
        .days(2)
        .worth(2_000))
        .of(Product::new(
            "WV-9102",
            "WOMENS COTTON WOVEN PULL ON TROUSERS ANKLE LENGTH",
            &t::JEANS_WOMEN,
            12_800,
            5200,
            trousers(),
        )
        .days(2)
        .worth(2_000)),
        Plant::planted(
            "cls7-vague",
            "CLS-7",
            Tier::Portfolio,
            "A residual line with PARTS for a description.",
        )
        .pattern("residual and vague")
        .needs(date(2022, 3, 1))
        .of(Product::new(
            "HW-0001",
            "PARTS",
            &t::PLASTIC_ARTICLE,
            95,
            80,
            Supplier::new("TH", "GENERAL MOULD SUPPLY CO LTD", 10, "RAYONG"),
        )
        .span(Some(date(2022, 3, 1)), Some(date(2024, 11, 29)), 3)
        .worth(12_000)),
        Plant::innocent(
            "cls7-said-well",
            "CLS-7",
            "A residual line too, under a description that says what the goods are.",
        )
        .pattern("residual, well described")
        .about("BG-7710"),
    ]
}

fn tealights() -> Supplier {
    Supplier::new("PT", "SERRA AZUL CERAMICS LDA", 44, "AVEIRO")
}

fn trousers() -> Supplier {
    Supplier::new("BD", "MEGHNA STITCH LTD", 33, "CHITTAGONG")
}
