//! Several importers of record are asked about, never mixed.

use crate::common::csv;
use intake::Question;

#[test]
fn several_importers_are_a_question_and_are_told_apart() {
    let outcome = csv("Entry No,Line,HTS,Importer Number\n\
         ABC12345676,1,8471300100,12-3456789AB\n\
         ABC12345676,2,8471300100,98-7654321CD\n");
    assert_eq!(
        outcome.inspection.tables[0].questions,
        [Question::Importers { count: 2 }]
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
