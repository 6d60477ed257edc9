//! Properties of whole files.

use crate::common::{Book, lines, try_read};
use intake::{Inspection, Limits, Plan};
use proptest::prelude::*;

/// Cells of every kind of trouble.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("ABC-1234567-6".to_owned()),
        Just("8471.30.0100".to_owned()),
        Just("9903.88.03; 101210010".to_owned()),
        Just("\"$1,234.50\"".to_owned()),
        Just("Total".to_owned()),
        Just("HTS Number - Full".to_owned()),
        Just("\"".to_owned()),
        Just("8.47E+09".to_owned()),
        Just("02/13/2026".to_owned()),
        "[ -~é€]{0,8}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::collection::vec(cell(), 0..8), 0..20).prop_map(|rows| {
        let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
        rows.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_row_is_in_one_class(rows in table()) {
        // The sum is tested where the file is read.
        let outcome = lines(&rows);
        prop_assert!(outcome.report.rows >= 1);
    }

    #[test]
    fn chunks_do_not_matter(rows in table(), chunk in 1usize..64) {
        let text = format!("Entry Summary Number,Line,HTS,Value,Entry Date\n{rows}");
        let small = Limits { chunk, ..Limits::default() };
        let whole = try_read(text.as_bytes(), &Limits::default()).unwrap();
        let pieces = try_read(text.as_bytes(), &small).unwrap();
        prop_assert_eq!(whole.rows, pieces.rows);
        prop_assert_eq!(whole.report, pieces.report);
        prop_assert_eq!(whole.inspection, pieces.inspection);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = try_read(&bytes, &Limits::default());
    }

    #[test]
    fn damaged_workbooks_never_panic(at in any::<prop::sample::Index>(), byte: u8, rows in "[<>a-z\"/= ]{0,60}") {
        let mut bytes = Book::new("A", rows).bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = try_read(&bytes, &Limits::default());
    }

    #[test]
    fn inspections_and_plans_survive_being_sent_around(rows in table()) {
        let outcome = lines(&rows);
        let sent = serde_json::to_string(&outcome.inspection).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Inspection>(&sent).unwrap(), &outcome.inspection);
        let plan = outcome.inspection.plan().unwrap();
        let sent = serde_json::to_string(&plan).unwrap();
        prop_assert_eq!(serde_json::from_str::<Plan>(&sent).unwrap(), plan);
    }
}
