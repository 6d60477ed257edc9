//! Every rate of the real tariff exports is understood or counted.

use crate::common::aliases;
use crate::tariff_share::{FILES, tariff};

#[test]
fn every_rate_is_understood_or_counted() {
    for file in FILES {
        let Some(seen) = tariff(file, &aliases()) else {
            println!("skipped: {file} is not there");
            continue;
        };
        println!("{file}: {seen:?}");
        assert!(seen.with_number > 25_000, "{file}");
        for (column, most) in [
            (seen.general, 0.03),
            (seen.special, 0.12),
            (seen.column_2, 0.03),
        ] {
            assert!(column.understood() > 8_000, "{file}: {column:?}");
            assert!(column.share_of_other() < most, "{file}: {column:?}");
        }
        // What is not understood is noted with its row.
        assert_eq!(
            seen.noted,
            seen.general.other + seen.column_2.other,
            "{file}"
        );
    }
}
