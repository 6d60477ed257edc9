//! ADC-1 to ADC-4: antidumping and countervailing duty.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::draft::{Draft, Occasion};
use crate::plan::master::MasterEntry;
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The day of the order after which the mattresses move.
pub(crate) const ORDER: Date = date(2024, 7, 12);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = entry_type();
    plants.extend(relocation());
    plants.extend(reimbursement());
    plants
}

fn entry_type() -> Vec<Plant> {
    vec![
        Plant::planted(
            "adc1-candidate",
            "ADC-1",
            Tier::Exact,
            "Threaded rod from China under entry type 01 and without a case number.",
        )
        .pattern("in-scope candidate")
        .also(&["ORG-4"])
        .of(Product::new(
            "FS-2001",
            "ALL THREAD ROD ZINC PLATED M10 1 M",
            &t::THREADED_ROD,
            310,
            1000,
            Supplier::new("CN", "GREAT HARBOUR FASTENER CO LTD", 620, "NINGBO"),
        )
        .days(4)
        .worth(9_000)),
        Plant::innocent(
            "adc1-declared",
            "ADC-1",
            "Threaded rod from China under entry type 03 with its case number.",
        )
        .pattern("declared under the order")
        .also(&["ORG-4"])
        .of(Product::new(
            "FS-2050",
            "ALL THREAD ROD PLAIN FINISH M12 2 M",
            &t::THREADED_ROD,
            290,
            1000,
            Supplier::new("CN", "YONG JIANG STUD AND BOLT CO LTD", 88, "NINGBO"),
        )
        .days(3)
        .worth(3_000)
        .twist(rod_declared)
        .master(Some(MasterEntry::of(&t::THREADED_ROD).under_order()))),
        Plant::planted(
            "adc2-both-types",
            "ADC-2",
            Tier::Exact,
            "The same bedstead from China is entered now under type 03, now under type 01.",
        )
        .pattern("sometimes 03, sometimes 01")
        .also(&["ADC-1"])
        .of(Product::new(
            "FU-9300",
            "POPLAR BED FRAME SLATTED HEADBOARD",
            &t::BEDROOM,
            11_800,
            34_000,
            Supplier::new("CN", "SOUTH GATE WOODCRAFT CO LTD", 270, "DONGGUAN"),
        )
        .days(5)
        .worth(9_000)
        .twist(bed_both_types)
        .master(Some(MasterEntry::of(&t::BEDROOM).under_order()))),
        Plant::innocent(
            "adc2-withdrawals",
            "ADC-2",
            "Types 03 and 34 both belong to the order: entries and warehouse withdrawals.",
        )
        .pattern("both types under the order")
        .of(Product::new(
            "FU-9377",
            "POPLAR CHEST OF FIVE DRAWERS",
            &t::BEDROOM,
            9_400,
            29_000,
            Supplier::new("CN", "EAST RIVER CABINETRY CO LTD", 15, "DONGGUAN"),
        )
        .days(4)
        .worth(3_000)
        .twist(chest_under_the_order)
        .master(Some(MasterEntry::of(&t::BEDROOM).under_order()))),
    ]
}

fn relocation() -> Vec<Plant> {
    let mattress = |sku, name, first, second| {
        Product::new(sku, name, &t::MATTRESS, 7900, 21_000, first).also_from(second)
    };
    vec![
        Plant::planted(
            "adc3-relocation",
            "ADC-3",
            Tier::Exact,
            "Weeks after the order on Taiwan the same house ships the mattress from the \
             Philippines.",
        )
        .pattern("relocation after an order")
        .also(&["ORG-1"])
        .needs(date(2023, 6, 1))
        .needs(date(2025, 1, 31))
        .of(mattress(
            "FU-4410",
            "MEMORY FOAM MATTRESS ROLLED QUEEN",
            Supplier::new("TW", "FORMOSA SLUMBER CO LTD", 163, "TAOYUAN"),
            Supplier::new("PH", "FORMOSA SLUMBER PHILIPPINES INC", 4, "CAVITE"),
        )
        .span(Some(date(2023, 6, 1)), Some(ORDER), 3)
        .span(Some(date(2024, 8, 12)), Some(date(2025, 1, 31)), 3)
        .worth(9_000)
        .twist(moves_after_order)),
        Plant::innocent(
            "adc3-other-house",
            "ADC-3",
            "The importer changes to an unrelated maker in another country long before any order.",
        )
        .pattern("other maker, no order near")
        .needs(date(2022, 3, 1))
        .needs(date(2023, 9, 29))
        .of(mattress(
            "FU-4466",
            "CRIB FOAM PAD WATERPROOF COVER",
            Supplier::new("TW", "TATUN BEDDING CO LTD", 59, "TAINAN"),
            Supplier::new("PT", "BEIRA COLCHOES LDA", 12, "LEIRIA"),
        )
        .span(Some(date(2022, 3, 1)), Some(date(2022, 11, 1)), 2)
        .span(Some(date(2023, 2, 1)), Some(date(2023, 9, 29)), 2)
        .worth(2_000)
        .twist(changes_early)),
    ]
}

fn reimbursement() -> Vec<Plant> {
    vec![
        Plant::planted(
            "adc4-no-statement",
            "ADC-4",
            Tier::Portfolio,
            "Antidumping entries of this case, and no reimbursement statement on file.",
        )
        .pattern("no reimbursement statement")
        .about("FU-9300")
        .answer("ADC-4.reimbursement-statement", "A-570-890", "no"),
        Plant::innocent(
            "adc4-on-file",
            "ADC-4",
            "Antidumping entries of this case, with the statement on file.",
        )
        .pattern("statement on file")
        .about("FS-2050")
        .answer("ADC-4.reimbursement-statement", "A-570-932", "yes"),
    ]
}

fn rod_declared(_: &Occasion, draft: &mut Draft) {
    draft.entry_type = "03";
    draft.case = "A-570-932-000";
}

fn bed_both_types(on: &Occasion, draft: &mut Draft) {
    if on.index.is_multiple_of(2) {
        draft.entry_type = "03";
        draft.case = "A-570-890-000";
    }
}

fn chest_under_the_order(on: &Occasion, draft: &mut Draft) {
    draft.entry_type = if on.index.is_multiple_of(2) {
        "03"
    } else {
        "34"
    };
    draft.case = "A-570-890-000";
}

fn moves_after_order(on: &Occasion, draft: &mut Draft) {
    draft.supplier = usize::from(on.date >= ORDER);
}

fn changes_early(on: &Occasion, draft: &mut Draft) {
    draft.supplier = usize::from(on.date >= date(2023, 1, 1));
}
