//! Lines to products: one behaviour a test.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{Line, described, identified, line, part, priced, rules};
use products::{Choices, Evidence, Pair, Products, Tier};

#[test]
fn part_numbers_are_one_however_they_are_written() {
    let (profile, products) = identified(&[
        part("1", "ab-100"),
        part("2", "AB 100"),
        part("3", "AB-101"),
    ]);
    assert_eq!(products.len(), 2);
    let first = products.iter().next().unwrap();
    assert_eq!(first.tier(), Tier::PartNumber);
    assert_eq!(first.evidence(), Evidence::Exact);
    assert_eq!(first.lines().len(), 2);
    assert_eq!(
        first.texts(&profile).collect::<Vec<_>>(),
        ["AB 100", "ab-100"]
    );
    assert_eq!(first.key(&profile), "part/AB 100");
}

#[test]
fn importers_are_never_mixed() {
    let lines = [
        Line {
            importer: "12-3456789",
            ..part("1", "AB-100")
        },
        Line {
            importer: "98-7654321",
            ..part("2", "AB-100")
        },
        Line {
            importer: "12-3456789",
            ..described("3", "hydraulic gear pump", "CNABC1")
        },
        Line {
            importer: "98-7654321",
            ..described("4", "hydraulic gear pump", "CNABC1")
        },
    ];
    let (profile, products) = identified(&lines);
    assert_eq!(products.len(), 4);
    assert_eq!(products.lookalikes().len(), 2);
    let keys: Vec<String> = products
        .iter()
        .map(|product| product.key(&profile))
        .collect();
    assert!(keys.iter().all(|key| !key.contains("345")), "{keys:?}");
}

#[test]
fn free_text_in_the_part_number_falls_to_the_next_tier() {
    let lines = [
        Line {
            sku: "SAMPLE",
            ..described("1", "hydraulic gear pump", "CNABC1")
        },
        Line {
            sku: "N/A",
            ..described("2", "gear pump, hydraulic", "CNABC1")
        },
    ];
    let (profile, products) = identified(&lines);
    assert_eq!(products.len(), 1);
    let product = products.iter().next().unwrap();
    assert_eq!(product.tier(), Tier::DescriptionWithinSupplier);
    assert_eq!(product.evidence(), Evidence::Probable);
    assert_eq!(product.label(&profile), "gear pump, hydraulic");
    assert_eq!(product.why(&profile, &rules()).len(), 1);
}

#[test]
fn a_supplier_is_its_mid_or_else_its_name() {
    let lines = [
        described("1", "hydraulic gear pump", "CNABC1"),
        described("2", "hydraulic gear pump", "DEXYZ9"),
        Line {
            supplier: "Acme Pumps Ltd",
            ..described("3", "hydraulic gear pump", "")
        },
        Line {
            supplier: "ACME PUMPS LTD.",
            ..described("4", "hydraulic gear pumps", "")
        },
        described("5", "hydraulic gear pump", ""),
    ];
    let (_, products) = identified(&lines);
    let sizes: Vec<(Tier, usize)> = products
        .iter()
        .map(|p| (p.tier(), p.lines().len()))
        .collect();
    let within = Tier::DescriptionWithinSupplier;
    assert_eq!(sizes.len(), 4);
    assert_eq!(sizes.iter().filter(|(tier, _)| *tier == within).count(), 3);
    assert_eq!(sizes[3], (Tier::DescriptionAcrossSuppliers, 1));
    // All five read alike, across suppliers.
    let alike = products.lookalikes().next().unwrap();
    assert_eq!(
        (alike.tier(), alike.lines().len()),
        (Tier::DescriptionAcrossSuppliers, 5)
    );
}

#[test]
fn lookalikes_look_past_part_numbers() {
    let lines = [
        Line {
            sku: "A-1",
            ..described("1", "hydraulic gear pump", "CNABC1")
        },
        Line {
            sku: "B-2",
            ..described("2", "gear pumps hydraulic", "CNABC1")
        },
    ];
    let (_, products) = identified(&lines);
    assert_eq!(products.len(), 2);
    let alike = products.lookalikes().next().unwrap();
    assert_eq!(
        (alike.tier(), alike.lines().len()),
        (Tier::DescriptionWithinSupplier, 2)
    );
    assert_eq!(products.alike(alike.lines()[0]).unwrap().ix(), alike.ix());
}

#[test]
fn the_suppliers_own_name_says_nothing() {
    let lines = [
        Line {
            supplier: "Shining Star Trading Co., Ltd",
            ..described("1", "SHINING STAR TRADING hydraulic gear pump", "")
        },
        Line {
            supplier: "Shining Star Trading Co., Ltd",
            ..described("2", "hydraulic gear pump", "")
        },
    ];
    let (_, products) = identified(&lines);
    assert_eq!(products.len(), 1);
}

#[test]
fn a_vague_description_is_no_identity() {
    let lines = [
        Line {
            cents: 1000,
            ..described("1", "AUTO PARTS", "CNABC1")
        },
        Line {
            cents: 1100,
            ..described("2", "auto parts", "CNABC1")
        },
        Line {
            cents: 9000,
            ..described("3", "goods", "CNABC1")
        },
    ];
    let (profile, products) = identified(&lines);
    let tiers: Vec<Tier> = products.iter().map(|p| p.tier()).collect();
    assert_eq!(tiers, [Tier::Proxy, Tier::Proxy]);
    let proxy = products.iter().last().unwrap();
    assert_eq!(
        proxy.label(&profile),
        "CNABC1, 8413.91, $90.00 each (inferred)"
    );
}

#[test]
fn without_any_identifier_the_price_level_tells() {
    let lines = [
        priced("1", "CNABC1", "8413.91.9080", 1000),
        priced("2", "CNABC1", "8413.91.9095", 1200),
        priced("3", "CNABC1", "8413.91.9080", 5000),
        priced("4", "CNABC1", "8481.80.3070", 1000),
        priced("5", "DEXYZ9", "8413.91.9080", 1000),
        priced("6", "", "8413.91.9080", 1000),
    ];
    let (profile, products) = identified(&lines);
    let groups: Vec<Vec<&str>> = products
        .iter()
        .map(|p| p.lines().iter().map(|l| profile.line(*l).entry()).collect())
        .collect();
    assert_eq!(groups, [vec!["1", "2"], vec!["3"], vec!["4"], vec!["5"]]);
    assert!(products.iter().all(|p| p.evidence() == Evidence::Inferred));
    let last = profile.lines().last().unwrap();
    assert_eq!(products.of(last.ix()), None);
}

#[test]
fn lines_are_in_the_order_of_their_dates() {
    let lines = [
        Line {
            day: 9,
            ..part("1", "A-1")
        },
        Line {
            day: 3,
            ..part("2", "A-1")
        },
        Line {
            day: 3,
            ..part("0", "A-1")
        },
    ];
    let (profile, products) = identified(&lines);
    let entries: Vec<&str> = products
        .iter()
        .next()
        .unwrap()
        .lines()
        .iter()
        .map(|l| profile.line(*l).entry())
        .collect();
    assert_eq!(entries, ["0", "2", "1"]);
}

#[test]
fn the_user_decides() {
    let lines = [
        part("1", "AB-100 REV A"),
        part("2", "AB-100 REV B"),
        part("3", "AB-200"),
        described("4", "hydraulic gear pump", "CNABC1"),
        described("5", "gear pumps, hydraulic", "CNABC1"),
        described("6", "oil pump with gears", "CNABC1"),
    ];
    let profile = common::profile(&lines);
    let count = |choices: &Choices| Products::identify(&profile, &rules(), choices).len();
    let pair = |a: &str, b: &str| vec![Pair(a.into(), b.into())];
    assert_eq!(count(&Choices::default()), 5);
    assert_eq!(
        count(&Choices {
            ignore_revisions: true,
            ..Choices::default()
        }),
        4
    );
    for (accepted, products) in [
        (pair("ab-100 rev a", "AB-200"), 4),
        (pair("Hydraulic Gear  Pump", "oil pump with gears"), 4),
        (pair("unheard of", "AB-200"), 5),
    ] {
        let choices = Choices {
            accepted: accepted.clone(),
            ..Choices::default()
        };
        assert_eq!(count(&choices), products, "{accepted:?}");
        // A split wins over an acceptance.
        let both = Choices {
            split: accepted.clone(),
            accepted,
            ..Choices::default()
        };
        assert_eq!(count(&both), 5);
    }
    let split = pair("hydraulic gear pump", "gear pumps, hydraulic");
    assert_eq!(
        count(&Choices {
            split,
            ..Choices::default()
        }),
        6
    );
}

#[test]
fn accepting_a_pair_keeps_what_was_linked() {
    let lines = [
        described("1", "hydraulic gear pump", "CNABC1"),
        described("2", "gear pumps, hydraulic", "CNABC1"),
        described("3", "oil pump with gears", "CNABC1"),
    ];
    let profile = common::profile(&lines);
    let accepted = vec![Pair(
        "hydraulic gear pump".into(),
        "oil pump with gears".into(),
    )];
    let choices = Choices {
        accepted,
        ..Choices::default()
    };
    assert_eq!(Products::identify(&profile, &rules(), &choices).len(), 1);
}

#[test]
fn nothing_gives_nothing() {
    let (_, products) = identified(&[]);
    assert!(products.is_empty());
    let (_, products) = identified(&[line("1")]);
    assert_eq!(products.len(), 0);
    assert_eq!(products.lookalikes().len(), 0);
}

#[test]
fn too_many_descriptions_are_one_product_only_where_they_say_the_same() {
    let lines = [
        described("1", "hydraulic gear pump 12 V", "CNABC1"),
        described("2", "HYDRAULIC GEAR PUMP, 12 V", "CNABC1"),
        described("3", "hydraulic gear pump 12 V black", "CNABC1"),
    ];
    let (profile, all) = identified(&lines);
    assert_eq!((all.len(), all.too_many_descriptions()), (1, None));
    let mut few = rules();
    few.description.most_described = 2;
    let products = Products::identify(&profile, &few, &Choices::default());
    assert_eq!(products.len(), 2);
    assert_eq!(products.too_many_descriptions(), Some(3));
}
