//! PRF-1 to PRF-8: preference claims.

use super::Plant;
use crate::data::brokers::Filer::Keystone;
use crate::data::chapter99::Leg;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Mpf, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The end of the certificate that the claims outlive.
const CERTIFICATE_ENDS: Date = date(2024, 6, 30);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = vec![consistent()];
    plants.extend(in_order());
    plants.extend(programme());
    plants.extend(consistency());
    plants.extend(returned());
    plants
}

/// The look-alike of most of them: a claim in order.
fn consistent() -> Plant {
    Plant::innocent(
        "prf-consistent",
        "PRF-4",
        "Claimed on every line, of Mexican origin and make, on a dutiable line of the agreement, \
         without processing fee, under a current certificate.",
    )
    .pattern("claim in order")
    .of(mexican(
        "FU-7007",
        "BENCH SEAT PAD TUFTED COTTON DUCK",
        &t::CUSHION,
        980,
        "COSTURA REAL SA DE CV",
    )
    .days(4)
    .worth(4_000)
    .claiming("S"))
}

/// The same claim, and the Canadian one, seen by the other triggers.
fn in_order() -> Vec<Plant> {
    let silent = |id, trigger, why, sku| {
        Plant::innocent(id, trigger, why)
            .pattern("claim in order")
            .about(sku)
    };
    vec![
        silent(
            "prf2-member",
            "PRF-2",
            "The North American agreement is claimed for goods of Canada.",
            "HW-8140",
        ),
        silent(
            "prf3-listed",
            "PRF-3",
            "The line's special column lists the programme.",
            "FU-7007",
        ),
        silent(
            "prf5-spared",
            "PRF-5",
            "No processing fee, and a claim that spares it.",
            "FU-7007",
        ),
        silent(
            "prf6-covered",
            "PRF-6",
            "The certificate ends after the last claim.",
            "FU-7007",
        ),
        silent(
            "prf7-province",
            "PRF-7",
            "XO is Ontario, inside the territory.",
            "HW-8140",
        ),
    ]
}

fn mexican(sku: &str, name: &str, tariff: &'static t::Tariff, cents: i64, maker: &str) -> Product {
    Product::new(
        sku,
        name,
        tariff,
        cents,
        900,
        Supplier::new("MX", maker, 118, "QUERETARO"),
    )
    .through(&[Keystone])
}

fn programme() -> Vec<Plant> {
    vec![
        Plant::planted(
            "prf1-lapsed",
            "PRF-1",
            Tier::Exact,
            "A claim under a programme that lapsed at the end of 2020, and no duty paid.",
        )
        .pattern("programme not in force")
        .of(Product::new(
            "HW-5201",
            "LACQUERED RICE PATTERN TRAY ROUND",
            &t::SERVING_TRAY,
            340,
            390,
            Supplier::new("TH", "SUKHOTHAI LACQUER CO LTD", 9, "BANGKOK"),
        )
        .days(3)
        .worth(7_000)
        .claiming("A")),
        Plant::innocent(
            "prf1-flagged",
            "PRF-1",
            "The lapsed programme is flagged and the duty paid, in case it is renewed.",
        )
        .pattern("flagged with duty paid")
        .of(Product::new(
            "HW-5277",
            "COCONUT FIBRE COMPOSITE SERVING BOARD",
            &t::SERVING_TRAY,
            410,
            500,
            Supplier::new("ID", "NUSA TABLETOP PT", 31, "JEPARA"),
        )
        .days(2)
        .worth(2_000)
        .claiming("A")
        .twist(pays_anyway)),
        Plant::planted(
            "prf2-origin",
            "PRF-2",
            Tier::Exact,
            "The North American agreement is claimed for goods of Viet Nam.",
        )
        .pattern("programme not for the origin")
        .also(&["PRF-7"])
        .of(Product::new(
            "FL-5300",
            "SHAKER BOTTLE INSULATED WITH WHISK BALL",
            &t::FLASK,
            480,
            350,
            Supplier::new("VN", "SAO MAI DRINKWARE JSC", 48, "HAI PHONG"),
        )
        .days(2)
        .worth(6_000)
        .claiming("S")),
        Plant::planted(
            "prf3-column",
            "PRF-3",
            Tier::Exact,
            "A claim on a line that is free for all and has no special column.",
        )
        .pattern("programme not in the special column")
        .of(mexican(
            "PP-5400",
            "STENO BOOK SPIRAL TOP BOUND",
            &t::NOTEBOOK,
            88,
            "PAPELERA SIERRA SA DE CV",
        )
        .days(2)
        .worth(6_000)
        .claiming("S")),
    ]
}

fn consistency() -> Vec<Plant> {
    vec![
        Plant::planted(
            "prf4-sometimes",
            "PRF-4",
            Tier::Exact,
            "The same part of the same maker is claimed on some dates and not on others.",
        )
        .pattern("claimed sometimes")
        .of(mexican(
            "HW-5500",
            "NESTABLE PRODUCE LUG VENTED",
            &t::CRATE,
            300,
            "PLASTICOS BAJIO SA DE CV",
        )
        .days(5)
        .worth(8_000)
        .claiming("S")
        .twist(claimed_sometimes)),
        Plant::planted(
            "prf5-exempted",
            "PRF-5",
            Tier::Exact,
            "No processing fee was paid, and no programme claimed that would spare it.",
        )
        .pattern("fee exempted without a programme")
        .of(Product::new(
            "HW-5601",
            "SNACK BOX DIVIDED BENTO STYLE",
            &t::FOOD_BOX,
            215,
            200,
            Supplier::new("TH", "BAAN SAI PLASTICS CO LTD", 17, "RAYONG"),
        )
        .days(2)
        .worth(6_000)
        .twist(fee_exempted)),
        Plant::planted(
            "prf5-paid",
            "PRF-5",
            Tier::Exact,
            "The processing fee was paid although the claim spares it.",
        )
        .pattern("fee paid although exempt")
        .info()
        .of(mexican(
            "HW-5602",
            "PITCHER WITH INFUSER TWO LITRE",
            &t::FOOD_BOX,
            350,
            "ENVASES DEL VALLE SA DE CV",
        )
        .days(2)
        .worth(4_000)
        .claiming("S")
        .twist(fee_paid)),
        Plant::planted(
            "prf6-certificate",
            "PRF-6",
            Tier::Exact,
            "Claims go on after the certificate's last day.",
        )
        .pattern("no certificate for the date")
        .needs(date(2023, 9, 1))
        .needs(date(2025, 1, 31))
        .also(&["REC-1"])
        .of(mexican(
            "KN-5700",
            "ATHLETIC CREW SOCK CUSHIONED SIX PAIR",
            &t::SOCKS,
            1500,
            "CALCETINES NORTE SA DE CV",
        )
        .span(Some(date(2023, 9, 1)), Some(CERTIFICATE_ENDS), 2)
        .span(Some(date(2024, 8, 1)), Some(date(2025, 1, 31)), 2)
        .worth(7_000)
        .claiming("S")
        .master(Some(
            MasterEntry::of(&t::SOCKS).certified_until(CERTIFICATE_ENDS),
        ))),
        Plant::planted(
            "prf7-territory",
            "PRF-7",
            Tier::Exact,
            "Claimed as Mexican, with the code of a maker in China.",
        )
        .pattern("maker outside the territory")
        .also(&["ORG-2"])
        .of(Product::new(
            "TL-5800",
            "CAN OPENER SAFE CUT SIDE LID",
            &t::KITCHEN_TOOL,
            330,
            180,
            Supplier::new("CN", "HUA YI KITCHEN GADGET CO LTD", 720, "NINGBO"),
        )
        .days(2)
        .worth(5_000)
        .through(&[Keystone])
        .claiming("S")
        .twist(claimed_as_mexican)
        .master(Some(MasterEntry::of(&t::KITCHEN_TOOL).made_in("MX")))),
    ]
}

fn returned() -> Vec<Plant> {
    let returned = |sku, name| {
        Product::new(
            sku,
            name,
            &t::WRENCH_ADJUSTABLE,
            900,
            700,
            Supplier::new("US", "HARBOR AND PINE TRADING COMPANY", 1, "BUFFALO"),
        )
        .days(2)
        .twist(american_goods)
        .master(None)
    };
    vec![
        Plant::planted(
            "prf8-undeclared",
            "PRF-8",
            Tier::Exact,
            "American goods returned, entered free without the declaration that this needs.",
        )
        .pattern("chapter 98 without declaration")
        .answer("PRF-8.declaration", "TL-5900", "no")
        .of(returned("TL-5900", "RETURNED PIPE WRENCH DISPLAY STOCK").worth(5_000)),
        Plant::innocent(
            "prf8-declared",
            "PRF-8",
            "American goods returned, with the declaration on file.",
        )
        .pattern("declaration on file")
        .answer("PRF-8.declaration", "TL-5977", "yes")
        .of(returned("TL-5977", "RETURNED PLIERS UNSOLD STOCK").worth(1_000)),
    ]
}

fn pays_anyway(_: &Occasion, draft: &mut Draft) {
    draft.paid_anyway = true;
}

fn claimed_sometimes(on: &Occasion, draft: &mut Draft) {
    if on.index % 2 == 1 {
        draft.spi = "";
    }
}

fn fee_exempted(_: &Occasion, draft: &mut Draft) {
    draft.mpf = Mpf::Exempted;
}

fn fee_paid(_: &Occasion, draft: &mut Draft) {
    draft.mpf = Mpf::Charged;
}

fn claimed_as_mexican(_: &Occasion, draft: &mut Draft) {
    draft.origin = Some("MX");
}

fn american_goods(_: &Occasion, draft: &mut Draft) {
    draft.export = Some("CA");
    draft.free = true;
    draft.chapter99 = Some(vec![Leg {
        heading: "98010010",
        rate_bp: 0,
    }]);
}
