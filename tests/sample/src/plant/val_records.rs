//! VAL-5 to VAL-8: reconciliation, implausible physicals, currency and terms,
//! first sale.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion, Reconciliation};
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// From this day the maker's freight and insurance are gone from the charges.
const TERMS_CHANGE: Date = date(2024, 1, 2);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = reconciliation();
    plants.extend(physicals());
    plants.extend(currency_and_terms());
    plants.extend(first_sale());
    plants
}

fn reconciliation() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val5-overdue",
            "VAL-5",
            Tier::Exact,
            "Entries flagged for value reconciliation are past 21 months and still open.",
        )
        .pattern("reconciliation overdue")
        .needs(date(2023, 2, 1))
        .needs(date(2024, 6, 3))
        .of(Product::new(
            "MC-5501",
            "BRASS GATE VALVE LEVER HANDLE DN20",
            &t::VALVE_OTHER,
            880,
            450,
            Supplier::new("TW", "PENGHU BRASSWORKS CO LTD", 37, "CHANGHUA"),
        )
        .span(Some(date(2023, 2, 1)), Some(date(2024, 6, 3)), 3)
        .worth(9_000)
        .twist(flagged_and_open)),
        Plant::planted(
            "val5-unflagged",
            "VAL-5",
            Tier::Portfolio,
            "Year-end price adjustments with the related maker, and none of its entries flagged.",
        )
        .pattern("provisional value without reconciliation")
        .also(&["VAL-4"])
        .about("EL-6601")
        .answer("VAL-5.price-adjustments", "KRHARPIN7INC", "yes"),
        Plant::innocent(
            "val5-in-time",
            "VAL-5",
            "Flagged, and either still within 21 months or reconciled.",
        )
        .pattern("flagged and in time, or filed")
        .needs(date(2023, 6, 1))
        .of(Product::new(
            "MC-5560",
            "BRASS CHECK VALVE SPRING TYPE DN15",
            &t::VALVE_OTHER,
            610,
            280,
            Supplier::new("TW", "YUSHAN FITTINGS CO LTD", 121, "TAICHUNG"),
        )
        .span(Some(date(2023, 6, 1)), Some(date(2024, 6, 3)), 2)
        .span(Some(date(2026, 2, 2)), None, 2)
        .worth(3_000)
        .twist(flagged_in_time)),
    ]
}

fn physicals() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val6-same-value",
            "VAL-6",
            Tier::Exact,
            "The same round value stands on most dates while the quantity changes.",
        )
        .pattern("identical value, varying quantity")
        .also(&["VAL-1", "VAL-9"])
        .of(Product::new(
            "TY-3900",
            "FOIL BALLOON LETTER PACK ASSORTED",
            &t::PARTY,
            120,
            60,
            Supplier::new("MY", "CELEBRATE ASIA SDN BHD", 55, "PENANG"),
        )
        .days(6)
        .worth(10_000)
        .twist(round_values)),
        Plant::innocent(
            "val6-standing-order",
            "VAL-6",
            "The same value on every date, for the same quantity: a standing order.",
        )
        .pattern("identical value, identical quantity")
        .of(Product::new(
            "PP-2020",
            "DESK CALENDAR REFILL PAD",
            &t::NOTEBOOK,
            70,
            120,
            Supplier::new("ID", "BATIK PAPER MILLS PT", 68, "SURABAYA"),
        )
        .days(4)
        .worth(2_000)
        .twist(standing_order)),
    ]
}

fn currency_and_terms() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val7-currency",
            "VAL-7",
            Tier::Exact,
            "On two dates the unit value is seven times the median: yuan declared as dollars.",
        )
        .pattern("currency ratio, CNY")
        .about("EL-3318"),
        Plant::planted(
            "val7-terms",
            "VAL-7",
            Tier::Exact,
            "The maker's charges fall from about six percent of value to none in January 2024.",
        )
        .pattern("charges shift")
        .needs(TERMS_CHANGE)
        .of(Product::new(
            "GL-7711",
            "GLASS CANDLE JAR WITH LID 0.2 L",
            &t::JAR,
            4400,
            21_000,
            Supplier::new("TR", "MARMARA GLASS AS", 240, "DENIZLI"),
        )
        .span(None, Some(TERMS_CHANGE), 3)
        .span(Some(TERMS_CHANGE), None, 3)
        .worth(9_000)
        .twist(charges_vanish)),
        Plant::innocent(
            "val7-volume",
            "VAL-7",
            "A discount of ten percent is near no exchange rate that was ever used here.",
        )
        .pattern("ordinary price steps")
        .about("FW-5002"),
    ]
}

fn first_sale() -> Vec<Plant> {
    vec![
        Plant::planted(
            "val8-incomplete",
            "VAL-8",
            Tier::Portfolio,
            "First-sale value is declared for this maker without the whole chain of documents.",
        )
        .pattern("first-sale file incomplete")
        .about("TX-4100")
        .answer("VAL-8.first-sale", "PKINDHAR64FAI", "yes")
        .answer("VAL-8.documents-complete", "PKINDHAR64FAI", "no"),
        Plant::innocent(
            "val8-complete",
            "VAL-8",
            "First-sale value is declared for this maker, and the file is complete.",
        )
        .pattern("first-sale file complete")
        .about("CE-3040")
        .answer("VAL-8.first-sale", "THLAMKIL12LAM", "yes")
        .answer("VAL-8.documents-complete", "THLAMKIL12LAM", "yes"),
    ]
}

fn flagged_and_open(_: &Occasion, draft: &mut Draft) {
    draft.reconciliation = Some(Reconciliation {
        issue: "001",
        filed: false,
    });
}

fn flagged_in_time(on: &Occasion, draft: &mut Draft) {
    draft.reconciliation = Some(Reconciliation {
        issue: "001",
        filed: on.date < date(2025, 1, 1),
    });
}

fn round_values(on: &Occasion, draft: &mut Draft) {
    draft.same_value = on.index % 3 != 2;
}

fn standing_order(_: &Occasion, draft: &mut Draft) {
    draft.same_value = true;
    draft.same_quantity = true;
}

fn charges_vanish(on: &Occasion, draft: &mut Draft) {
    draft.charges = if on.date < TERMS_CHANGE { 62 } else { 0 };
}
