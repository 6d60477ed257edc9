//! HIS-1 to HIS-4 and COR-1: what happened before, and what was corrected.

use super::Plant;
use crate::data::tariffs as t;
use crate::plan::draft::{Correction, Draft, Filed, Occasion};
use crate::plan::product::{Product, Supplier};
use crate::truth::Tier;
use jiff::civil::{Date, date};

/// The day on which the catch-up project filed its corrections.
const CATCH_UP: Date = date(2024, 10, 14);

/// The planted cases and look-alikes.
pub(super) fn plants() -> Vec<Plant> {
    let mut plants = declared();
    plants.extend(liquidated());
    plants.extend(late());
    plants.extend(corrected());
    plants
}

fn declared() -> Vec<Plant> {
    vec![
        Plant::planted(
            "his1-notice",
            "HIS-1",
            Tier::Portfolio,
            "A notice of action raised the rate of a classification in 2025.",
        )
        .pattern("adverse CF-29")
        .event("HIS-1.cf29", "classification", "adverse", date(2025, 2, 14))
        .event(
            "HIS-1.cf28",
            "classification",
            "closed without action",
            date(2022, 5, 3),
        ),
        Plant::innocent(
            "his1-clean",
            "HIS-1",
            "A claim that was cancelled, a carrier's fault, and a disclosure already made.",
        )
        .pattern("cancelled, not the importer's, or mitigating")
        .event(
            "HIS-1.liquidated-damages",
            "late filing",
            "cancelled",
            date(2024, 3, 8),
        )
        .event(
            "HIS-1.seizure",
            "carrier",
            "carrier at fault",
            date(2023, 7, 21),
        )
        .event(
            "HIS-1.prior-disclosure",
            "value",
            "accepted",
            date(2025, 1, 17),
        )
        .with_clean_answers(),
        Plant::planted(
            "his4-recurrence",
            "HIS-4",
            Tier::Exact,
            "The notice was about this part, and the brokers still disagree about it.",
        )
        .pattern("recurrence after notice")
        .about("BG-7710")
        .event(
            "HIS-4.notice",
            "BG-7710",
            "classification",
            date(2025, 2, 14),
        ),
        Plant::innocent(
            "his4-resolved",
            "HIS-4",
            "A notice about this part's value, and nothing of the kind since.",
        )
        .pattern("no recurrence")
        .about("CE-3040")
        .event("HIS-4.notice", "CE-3040", "value", date(2025, 3, 20)),
    ]
}

fn liquidated() -> Vec<Plant> {
    vec![
        Plant::planted(
            "his2-advance",
            "HIS-2",
            Tier::Portfolio,
            "Entries of this part liquidated with 15 % more duty than estimated, in several \
             months.",
        )
        .pattern("rate advance")
        .needs(date(2022, 3, 1))
        .needs(date(2024, 12, 2))
        .of(Product::new(
            "EL-9210",
            "ELECTRIC GRATER SALAD MAKER",
            &t::BLENDER,
            1540,
            1900,
            Supplier::new("VN", "RED BANYAN APPLIANCE JSC", 63, "BINH DUONG"),
        )
        .span(Some(date(2022, 3, 1)), Some(date(2024, 12, 2)), 4)
        .worth(10_000)
        .twist(advanced)),
        Plant::innocent(
            "his2-refund",
            "HIS-2",
            "Liquidated with less duty, or with five dollars more: refunds and rounding.",
        )
        .pattern("decrease, or below the limit")
        .needs(date(2022, 3, 1))
        .needs(date(2024, 12, 2))
        .of(Product::new(
            "EL-9277",
            "ELECTRIC MILK FROTHER WAND",
            &t::BLENDER,
            620,
            300,
            Supplier::new("VN", "LONG THANH KITCHEN ELECTRIC JSC", 5, "BINH DUONG"),
        )
        .span(Some(date(2022, 3, 1)), Some(date(2024, 12, 2)), 3)
        .worth(2_500)
        .twist(refunded)),
    ]
}

fn late() -> Vec<Plant> {
    vec![
        Plant::planted(
            "his3-late",
            "HIS-3",
            Tier::Portfolio,
            "Every fiftieth entry is summarised sixteen weekdays after entry.",
        )
        .pattern("late summaries"),
        Plant::innocent(
            "his3-holiday",
            "HIS-3",
            "Eleven weekdays after entry, and one of them was Thanksgiving.",
        )
        .pattern("federal holiday counted")
        .needs(date(2023, 11, 20))
        .of(Product::new(
            "TY-9300",
            "PUZZLE MAT FOAM ALPHABET TILES",
            &t::TOY,
            1100,
            1400,
            Supplier::new("VN", "TWIN CRANES PLAY JSC", 11, "HAI PHONG"),
        )
        .span(Some(date(2023, 11, 20)), Some(date(2023, 11, 23)), 1)
        .worth(1_000)
        .twist(over_thanksgiving)),
    ]
}

fn corrected() -> Vec<Plant> {
    vec![
        Plant::planted(
            "cor1-pattern",
            "COR-1",
            Tier::Exact,
            "In three separate months the same question was corrected from one subheading to \
             another.",
        )
        .pattern("piecemeal corrections")
        .also(&["CLS-1", "CLS-6"])
        .of(Product::new(
            "EL-9500",
            "WIRELESS DOOR CHIME PUSH MODULE",
            &t::PLUG,
            540,
            90,
            Supplier::new("MY", "GEORGETOWN SIGNALS SDN BHD", 84, "PENANG"),
        )
        .days(6)
        .worth(12_000)
        .twist(corrected_piecemeal)),
        Plant::innocent(
            "cor1-catch-up",
            "COR-1",
            "One project corrected all open entries on one day: a single event.",
        )
        .pattern("one catch-up project")
        .needs(date(2024, 4, 1))
        .needs(CATCH_UP)
        .of(Product::new(
            "EL-9577",
            "RELAY BASE SOCKET EIGHT PIN",
            &t::PLUG,
            130,
            40,
            Supplier::new("MY", "MALACCA RELAYS SDN BHD", 140, "JOHOR BAHRU"),
        )
        .span(Some(date(2024, 4, 1)), Some(date(2024, 9, 2)), 3)
        .span(Some(CATCH_UP), None, 2)
        .worth(3_000)
        .twist(corrected_at_once)),
    ]
}

fn advanced(_: &Occasion, draft: &mut Draft) {
    draft.liquidated = (1150, 0);
}

fn refunded(on: &Occasion, draft: &mut Draft) {
    draft.liquidated = if on.index % 3 == 2 {
        (1000, 500)
    } else {
        (900, 0)
    };
}

fn over_thanksgiving(_: &Occasion, draft: &mut Draft) {
    draft.summary_after = Some(11);
}

fn corrected_piecemeal(on: &Occasion, draft: &mut Draft) {
    if on.index % 2 == 1 {
        draft.correction = Some(Correction {
            filed: Filed::After(45),
            from: Some(&t::SWITCH),
        });
    }
}

fn corrected_at_once(on: &Occasion, draft: &mut Draft) {
    if on.date < CATCH_UP {
        draft.correction = Some(Correction {
            filed: Filed::On(CATCH_UP),
            from: Some(&t::SWITCH),
        });
    }
}
