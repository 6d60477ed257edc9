//! Several importers of record are asked about, never mixed.

use crate::common::{csv, read_plan};
use intake::{Limits, Question, RowClass};

#[test]
fn several_importers_are_a_question_and_are_told_apart() {
    let outcome = csv("Entry No,Line,HTS,Importer Number\n\
         ABC12345676,1,8471300100,12-3456789AB\n\
         ABC12345676,2,8471300100,98-7654321CD\n");
    assert_eq!(
        outcome.inspection.tables[0].questions,
        [Question::Importers {
            count: 2,
            seen: vec![("12-3456789AB".into(), 1), ("98-7654321CD".into(), 1)],
        }]
    );
    assert_eq!(outcome.report.importers, ["123456789AB", "987654321CD"]);
}

#[test]
fn dashes_do_not_make_another_importer() {
    let outcome = csv("Entry No,Line,HTS,Importer Number\n\
         ABC12345676,1,8471300100,12-3456789AB\n\
         ABC12345676,2,8471300100,123456789AB\n");
    assert_eq!(outcome.report.importers, ["123456789AB"]);
}

#[test]
fn one_importer_is_read_alone_and_the_others_are_set_aside() {
    let text = "Entry No,Line,HTS,Importer Number\n\
         ABC12345676,1,8471300100,12-3456789AB\n\
         ABC12345676,2,8471300100,98-7654321CD\n\
         ABC12345676,3,8471300100,123456789ab\n";
    let mut inspection = csv(text).inspection;
    inspection.tables[0].importers = vec!["12-3456789AB".into()];
    let plan = inspection.plan().unwrap();
    let (report, rows) = read_plan(text.as_bytes(), &plan, &Limits::default()).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(report.count(RowClass::OtherImporter), 1);
    assert_eq!(report.importers, ["123456789AB"]);
}
