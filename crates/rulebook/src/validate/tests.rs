//! Each rule against a pack that breaks it.
//!
//! A case is a line: where the embedded pack is changed (a JSON pointer), to
//! what, and the place and the words of the fault that follows.

use crate::{Pack, PackError};
use serde_json::{Value, json};
use std::sync::LazyLock;

#[test]
fn the_embedded_pack_is_valid_and_round_trips() {
    let pack = Pack::embedded().unwrap();
    let faults = super::all(&pack, &document());
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", lines.join("\n"));
    let text = pack.to_json().unwrap();
    assert_eq!(Pack::from_json(&text).unwrap(), pack);
}

fn document() -> Value {
    static DOCUMENT: LazyLock<Value> =
        LazyLock::new(|| Pack::embedded().unwrap().to_value().unwrap());
    DOCUMENT.clone()
}

/// Puts a value in the place of another, or beside the others of an object.
fn put(document: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent) {
        Some(Value::Object(fields)) => {
            fields.insert(key.replace("~1", "/"), value);
        }
        Some(Value::Array(items)) => items[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
}

fn faults(changes: &[(&str, Value)]) -> Vec<PackError> {
    let mut document = document();
    for (pointer, value) in changes {
        put(&mut document, pointer, value.clone());
    }
    Pack::from_value(&document).unwrap_err()
}

#[track_caller]
fn says(faults: &[PackError], path: &str, problem: &str) {
    assert!(
        faults
            .iter()
            .any(|fault| fault.path.contains(path) && fault.problem.contains(problem)),
        "no fault at {path:?} with {problem:?} in {faults:#?}"
    );
}

/// Runs the cases, all of them under one pointer.
#[track_caller]
fn run(under: &str, cases: &str) {
    for case in cases.lines().map(str::trim).filter(|case| !case.is_empty()) {
        let parts: Vec<&str> = case.split(" | ").map(str::trim).collect();
        let [pointer, value, path, problem] = parts[..] else {
            panic!("{case}");
        };
        let pointer = format!("{under}{pointer}");
        let value = serde_json::from_str(value).unwrap_or_else(|_| panic!("{case}"));
        says(&faults(&[(&pointer, value)]), path, problem);
    }
}

#[test]
fn the_schema_names_the_place() {
    run(
        "",
        r#"
        /fees/mpf/years/3/min | "27.7" | fees.mpf.years[3].min | dollars and cents
        /fees/mpf/years/3/min | 27.75 | fees.mpf.years[3].min | 27.75 is not dollars
        /fees/mpf/years/3/fiscal_year | 70000 | fees.mpf.years[3].fiscal_year | out of range
        /fees/mpf/years/3/fiscal_year | "2022" | fees.mpf.years[3].fiscal_year | no whole number
        /fees/hmf/maximum | "1" | fees.hmf.maximum | unknown field; known are rate, modes
        /interest/periods/1/from | "07/01/2019" | interest.periods[1].from | not a day
        /interest/periods/11/provisional | "yes" | interest.periods[11].provisional | no truth
        /scoring/inferred_cap | "severe" | scoring.inferred_cap | unknown variant
        /scoring/inferred_cap | 3 | scoring.inferred_cap | invalid type
        /scoring/bands | 3 | scoring.bands | not a list
        /deadlines/protest/unit | "weeks" | deadlines.protest.unit | unknown variant
        /measures/measures/0/headings/0 | "99038803x" | measures.measures[301-china-1].headings[0] | not a tariff number
        /detectors~1value/0/needs/0 | "worth" | detectors/value[VAL-1].needs[0] | unknown variant
        /detectors~1value/0/weight | "heavy" | detectors/value[VAL-1].weight | no decimal
        /detectors~1value/0/weight | 0.8 | detectors/value[VAL-1].weight | no decimal
        /detectors~1value/0/title | null | detectors/value[VAL-1].title | no text
        /detectors~1value/0/patterns | [] | detectors/value[VAL-1].patterns | not an object
        /holidays/days/0 | ["2019-01-01"] | holidays.days[0] | not a pair
        /header_aliases/fields/worth | ["x"] | header_aliases.fields.worth | unknown variant
        /header_aliases/fields/hts | ["Entry No."] | header_aliases | stands under
        /header_aliases/fields/hts | ["--"] | header_aliases | no letter or digit
        "#,
    );
}

#[test]
fn one_reading_finds_every_fault() {
    let faults = faults(&[
        ("/fees/hmf/rate", json!("x")),
        ("/fees/mpf/years/0/min", json!("x")),
        ("/fees/mpf/years/0/from", json!("x")),
        ("/detectors~1value/0/unknown", json!(1)),
        ("/interest", json!({"periods": []})),
    ]);
    let paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    let expected = [
        "fees.mpf.years[0].from",
        "fees.mpf.years[0].min",
        "fees.hmf.rate",
        "interest.authority",
        "detectors/value[VAL-1].unknown",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn sections_are_all_there_and_no_others() {
    let mut document = document();
    let sections = document.as_object_mut().unwrap();
    sections.remove("penalties");
    sections.insert("penalty".into(), json!({}));
    sections.insert("fees".into(), json!(3));
    let faults = Pack::from_json(&document.to_string()).unwrap_err();
    says(&faults, "penalties", "section is missing");
    says(&faults, "penalty", "no such section");
    says(&faults, "fees", "not a record");
    let faults = Pack::from_json("{\n \"header\": }").unwrap_err();
    says(&faults, "document", "line 2 column");
    says(
        &Pack::from_json("[]").unwrap_err(),
        "document",
        "not an object",
    );
}

#[test]
fn dates_are_in_order_without_gap_or_overlap() {
    run(
        "",
        r#"
        /header/next_review | "2026-10-08" | header.next_review | before as_of
        /header/approved_by | "A. Counsel" | header.approved_on | go together
        /header/version | "9" | header.changelog | not about version 9
        /fees/mpf/years/2/to | "2021-09-29" | fees.mpf.years[3] | a gap
        /fees/mpf/years/2/to | "2021-10-01" | fees.mpf.years[3] | overlaps
        /fees/mpf/years | [] | fees.mpf.years | no period
        /interest/periods/4/from | "2022-07-02" | interest.periods[4] | a gap
        /interest/periods/4/to | "2022-01-01" | interest.periods[4] | from 2022-07-01 to
        /interest/periods/3/to | null | interest.periods[4] | without an end
        /interest/periods/11/to | "2027-03-31" | interest.periods | has an end
        /holidays/days/3/0 | "2019-01-02" | holidays.days[3] | does not come after
        /holidays/days/0/0 | "2018-12-31" | holidays.days[0] | outside the span
        /hts_revisions/revisions/1/day | "2019-01-01" | hts_revisions.revisions[1] | come after
        /eras/eras/0/date | "2026-01-01" | eras.eras[1].date | out of order
        "#,
    );
}

#[test]
fn numbers_make_sense() {
    run(
        "",
        r#"
        /scoring/categories/0/weight | "0" | scoring.categories[0].weight | no weight
        /scoring/categories/0/category | "data_quality" | scoring.categories[0] | never scored
        /scoring/categories/0/category | "value" | scoring.categories[value] | twice
        /scoring/grades/2/grade | "info" | scoring.grades | not every grade
        /scoring/grades/2/from_share | "0.001" | scoring.grades[2].from_share | out of order
        /scoring/grades/2/severity | "0.1" | scoring.grades[2].severity | out of order
        /scoring/bands/0/from | "5" | scoring.bands[0].from | out of order
        /scoring/bands | [] | scoring.bands | empty
        /scoring/lowers_duty_share | "80" | scoring.lowers_duty_share | no fraction
        /fees/mpf/years/0/min | "600.00" | fees.mpf.years[0].min | $600.00 to
        /fees/mpf/years/0/fiscal_year | 2018 | fees.mpf.years[0].fiscal_year | 2018 ends on
        /fees/mpf/exempt_spis/0 | "ZZ" | fees.mpf.exempt_spis | no indicator
        /fees/hmf/rate | "12.5" | fees.hmf.rate | no fraction
        /interest/periods/0/under | "6" | interest.periods[0].under | no fraction
        /penalties/rows/0/culpability | "fraud" | penalties.rows | not every level
        /penalties/rows/1/guideline_loss/low | "5" | penalties.rows[1].guideline_loss | 5 to 4
        /penalties/rows/1/no_loss_share | "40" | penalties.rows[1].no_loss_share | no fraction
        /deadlines/protest/count | 0 | deadlines.protest.count | no limit
        "#,
    );
}

#[test]
fn thresholds_are_typed() {
    run(
        "/detectors~1classification/0/thresholds",
        r#"
        /min_minority_share | 0.01 | [CLS-1].thresholds.min_minority_share | no whole number
        /min_minority_share | 1 | [CLS-1].thresholds.min_minority_share | a share as a number
        /min_minority_share | "1.5" | [CLS-1].thresholds.min_minority_share | no share
        /min_distinct_dates | "3" | [CLS-1].thresholds.min_distinct_dates | no count
        /overlap_tolerance_days | -3 | [CLS-1].thresholds.overlap_tolerance_days | no whole number
        /generic_skus | [null] | [CLS-1].thresholds.generic_skus[0] | nothing
        /nested | {"window_days": "3"} | [CLS-1].thresholds.nested.window_days | no count
        "#,
    );
}

#[test]
fn detectors_are_whole() {
    run(
        "/detectors~1classification/0",
        r#"
        /id | "CLS-2" | detectors[CLS-2] | twice
        /id | "CLS-0" | questionnaire[CLS-1.one-product] | no detector
        /category | "value" | detectors/classification[CLS-1].category | category value
        /weight | "2" | [CLS-1].weight | no weight
        /patterns | {} | [CLS-1].patterns | no pattern
        /ceilings | {"often": "low"} | [CLS-1].ceilings.often | neither
        /answers | ["CLS-1.weather"] | [CLS-1].answers | CLS-1.weather
        /checks/1/id | "revision_switch" | [CLS-1].checks[revision_switch] | twice
        "#,
    );
}

#[test]
fn tables_refer_to_what_there_is() {
    run(
        "/measures",
        r#"
        /measures/0/id | "301-china-2" | measures.measures[301-china-2] | twice
        /measures/0/displaces | ["301-china-1"] | [301-china-1].displaces | no other measure
        /measures/0/conditions | ["TRD-1.moon"] | [301-china-1].conditions | TRD-1.moon
        /measures/0/headings | ["8471.30"] | [301-china-1].headings | 8471.30
        /measures/0/headings | [] | [301-china-1].headings | no heading
        /measures/2/rates/0/to | "2018-01-01" | [301-china-3].rates[0] | from 2018-09-24
        /measures/2/rates/0/rate | "25" | [301-china-3].rates[0].rate | no fraction
        /exclusions/0/measures/0 | "x" | measures.exclusions | x is no measure
        "#,
    );
    run(
        "",
        r#"
        /eras/eras/0/measure | "x" | eras.eras[0].measure | x is no measure
        /sectors/sectors/0/id | "pti-ip" | sectors[pti-ip] | twice
        /adcvd/families/0/prefixes | [] | adcvd.families[nails] | no prefix
        /adcvd/families/0/countries | ["VN"] | adcvd.families[nails].orders | CN
        /spis/programmes/0/codes/0 | "S" | spis.programmes | S stands twice
        /spis/programmes/0/windows | [] | spis.programmes[Generalized | no window
        /spis/programmes/1/windows/1/from | "2025-01-01" | windows[1] | out of order
        /concordance/steps/0/day | "2022-01-28" | concordance.steps[2022-01-28] | no revision
        /concordance/steps/0/pairs/8517 | ["8525"] | concordance.steps[2022-01-27].pairs[8517] | shorter
        /concordance/steps/0/ended/0 | "0101.21" | concordance.steps[2022-01-27].ended | in no pair
        /chapters/sections/0/chapters/0/0 | 2 | chapters.sections | not every chapter
        "#,
    );
}

#[test]
fn additive_measures_do_not_overlap() {
    run(
        "/measures/measures",
        r#"
        /2/rates/0/to | "2019-06-01" | [301-china-3].rates[1] | overlaps 301-china-3, rate 0
        /1/headings | ["9903.88.01 to 9903.88.02"] | [301-china-2].rates[0] | overlaps 301-china-1
        /7/rates/1/origins | ["MX"] | [301-forced-labor].rates[1] | overlaps 301-forced-labor, rate 0
        "#,
    );
}

#[test]
fn questions_and_decisions_refer_to_what_there_is() {
    run(
        "",
        r#"
        /questionnaire/facts/0/id | "DOC.1" | questionnaire[DOC.1] | twice
        /questionnaire/facts/0/answer | "yes_no" | facts[BRK-1.classified-by].options | go together
        /questionnaire/controls/questions/0/component | "x" | [CTL-1.1].component | x is no component
        /questionnaire/controls/questions/0/weight | 0 | [CTL-1.1].weight | no weight
        /questionnaire/controls/unknown_counts_as | 7 | controls.scale | unknown answer
        /questionnaire/history/questions/0/severity | "2" | [HIS-1.penalty-grave].severity | no severity
        /routes/rows/2/deadlines/0 | "soon" | routes.rows[under_review].deadlines | soon
        /rulings/rows/0/facts | [] | rulings.rows[adcvd_scope].facts | no fact
        /urgent/causes/2/deadline | "soon" | urgent.causes[URG.cf28].deadline | soon
        /audit/file_elements/0/id | "REC-1.x" | audit.file_elements[REC-1.x] | no question
        /self_tests/tests/4/id | "E50" | self_tests.tests | no case of E5
        "#,
    );
}

#[test]
fn authority_is_named() {
    run(
        "",
        r#"
        /fees/hmf/authority | {"mark": "V2"} | fees.hmf.authority | without a citation
        /fees/hmf/authority | {"mark": "sure"} | fees.hmf.authority.mark | unknown variant
        /detectors~1value/0/authority | {"mark": "D", "effective_from": "2026-01-02", "effective_to": "2026-01-01"} | detectors/value[VAL-1].authority | effective from
        "#,
    );
}

#[test]
fn words_are_there_and_none_is_forbidden() {
    run(
        "",
        r#"
        /detectors~1classification/0/title | " " | [CLS-1].title | empty text
        /detectors~1classification/0/title | "You violated\nthe law" | [CLS-1].title | you violated
        /texts/broker/text | "Your file is safe." | texts.broker | safe
        /texts/result_header/text | "Under {version}." | texts.result_header | names the values
        /questionnaire/facts/0/why | "Guaranteed." | facts[BRK-1.classified-by].why | guaranteed
        /forbidden/phrases/0/phrase | "You Lied" | forbidden.phrases | lower case
        /forbidden/phrases/0/unless | ["x"] | forbidden.phrases | hold the phrase
        "#,
    );
    let document = document();
    let at = document["detectors/classification"]
        .as_array()
        .unwrap()
        .iter()
        .position(|detector| detector["id"] == "CLS-5")
        .unwrap();
    let pointer = format!("/detectors~1classification/{at}/action");
    let faults = faults(&[(&pointer, json!("Ask about fraud."))]);
    says(&faults, "[CLS-5].action", "the word \"fraud\"");
}

#[test]
fn words_that_code_asks_for_are_there() {
    run(
        "",
        r#"
        /figures/rules/mpf | {"title": "Fee"} | figures.rules.mpf.rule | missing
        /figures/rules | {} | figures.rules | no words for Component
        /figures/notes | {"capped": "Held."} | figures.notes.once | missing
        /figures/notes/capped | "Held at {value}." | figures.notes.capped | names the value {value}
        /figures/notes/cappd | "Held." | figures.notes.cappd | nothing asks
        /figures/statements/0 | "CLS-0" | figures.statements[CLS-0] | no such trigger
        /figures/rate_sources | {} | figures.rate_sources | no words for ObservedNear
        /papers/templates/span | "{from} to {last}" | papers.templates.span | names the value {from}
        /papers/blanks/goods | [] | papers.blanks.goods | nothing to fill in
        /papers/seen/DOC.99 | "Entries" | papers.seen.DOC.99 | no such document
        /papers/limit_keys/0 | "never" | papers.limit_keys[never] | no such time limit
        /papers/calendar/name | "A violation occurred" | papers.calendar.name | violation occurred
        /route_facts/triggers/PRF-4.other | {} | route_facts.triggers[PRF-4.other] | no such trigger or pattern
        /route_facts/states | {} | route_facts.states | no words for BeyondLimitation
        /liquidation_status/held | "suspend" | liquidation_status.held | not a list
        "#,
    );
}

#[test]
fn settings_of_products_keep_their_ranges() {
    run(
        "/products",
        r#"
        /description/link_at | "1.2" | products.description.link_at | no share
        /description/link_at | 0.9 | products.description.link_at | no decimal
        /description/most_links | 0 | products.description.most_links | out of range
        /description/stop_words/0 | "The" | products.description.stop_words[The] | never met
        /description/stop_words/1 | "the" | products.description.stop_words[1] | stands twice
        /proxy/price_gap_ratio | "1" | products.proxy.price_gap_ratio | cuts everything
        /description/measures/0/units/mm | "0.00000001" | products.description.measures.length.mm | no factor
        "#,
    );
}
