//! What differs between two assessments of the same files, in words.
//!
//! An assessment has thousands of values, and a changed title changes dozens of
//! them. So what a reader asks first is told in full (grades, findings, score,
//! amounts, dates) and the rest is counted by where it stands.

use assessment::Assessment;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::Outcome;

/// Findings that are named when they come or go.
const NAMED: usize = 5;

/// The differences, one a line; with `all`, every value that differs.
///
/// # Errors
/// Never for assessments; serde has no way to say so.
pub(crate) fn of(old: &Assessment, new: &Assessment, all: bool) -> Result<Vec<String>, String> {
    let mut told = Vec::new();
    score(old, new, &mut told);
    triggers(old, new, &mut told);
    amounts(old, new, &mut told);
    limits(old, new, &mut told);
    let tree = |assessment| serde_json::to_value(assessment).map_err(|error| error.to_string());
    let mut leaves = Vec::new();
    differing("", &tree(old)?, &tree(new)?, &mut leaves);
    // Each assessment names its pack, which is no effect of a change.
    leaves.retain(|leaf| !leaf.path.starts_with("pack.") && leaf.path != "header");
    if all {
        told.extend(
            leaves
                .iter()
                .map(|leaf| format!("{}: {} → {}", leaf.path, leaf.old, leaf.new)),
        );
    } else if !leaves.is_empty() {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for leaf in &leaves {
            let place = leaf.path.split(['.', '[']).next().unwrap_or_default();
            *places.entry(place).or_default() += 1;
        }
        let places: Vec<String> = places
            .iter()
            .map(|(place, n)| format!("{n} in {place}"))
            .collect();
        told.push(format!("values that differ: {}", places.join(", ")));
    }
    Ok(told)
}

fn score(old: &Assessment, new: &Assessment, told: &mut Vec<String>) {
    let said = |assessment: &Assessment| match assessment.score.total {
        Some(total) => format!("{total} ({})", assessment.score.band),
        None => "none".to_owned(),
    };
    differ("score", &said(old), &said(new), told);
}

fn triggers(old: &Assessment, new: &Assessment, told: &mut Vec<String>) {
    let outcomes = |assessment: &Assessment| -> BTreeMap<String, (String, BTreeSet<String>)> {
        let sections = assessment.indicators.iter();
        sections
            .map(|section| {
                let (said, findings) = outcome(&section.outcome);
                (section.trigger.clone(), (said, findings))
            })
            .collect()
    };
    let (old, new) = (outcomes(old), outcomes(new));
    let none = (String::from("absent"), BTreeSet::new());
    for trigger in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let before = old.get(trigger).unwrap_or(&none);
        let after = new.get(trigger).unwrap_or(&none);
        differ(trigger, &before.0, &after.0, told);
        named(
            trigger,
            "no longer found",
            before.1.difference(&after.1),
            told,
        );
        named(trigger, "found now", after.1.difference(&before.1), told);
    }
}

fn outcome(outcome: &Outcome) -> (String, BTreeSet<String>) {
    match outcome {
        Outcome::NotAssessed(_) => ("not assessed".to_owned(), BTreeSet::new()),
        Outcome::Assessed(assessed) => {
            let graded = |grade| serde_json::to_value(grade).ok();
            let grade = graded(assessed.grade);
            let grade = grade.as_ref().and_then(Value::as_str).unwrap_or_default();
            let said = format!(
                "{grade}, {} found, {} explained",
                assessed.findings.len(),
                assessed.explained.len()
            );
            let findings = assessed.findings.iter().map(|finding| finding.id.clone());
            (said, findings.collect())
        }
    }
}

fn named<'a>(
    trigger: &str,
    what: &str,
    ids: impl Iterator<Item = &'a String>,
    told: &mut Vec<String>,
) {
    let ids: Vec<&str> = ids.map(String::as_str).collect();
    if ids.is_empty() {
        return;
    }
    let mut shown = ids
        .iter()
        .take(NAMED)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if ids.len() > NAMED {
        shown.push_str(&format!(" and {} more", ids.len() - NAMED));
    }
    told.push(format!("{trigger}: {what}: {shown}"));
}

fn amounts(old: &Assessment, new: &Assessment, told: &mut Vec<String>) {
    let amounts = |assessment: &Assessment| -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        let readings = assessment.exposure.iter().flat_map(|e| &e.total.readings);
        for reckoning in readings {
            let mut put = |what: &str, figure: &exposure::Figure| {
                all.insert(
                    format!("{}: {what}", reckoning.label),
                    figure.amount.to_string(),
                );
            };
            put("loss", &reckoning.loss);
            put("actual loss", &reckoning.actual);
            if let Some(interest) = &reckoning.interest {
                put("interest", interest);
            }
            if let Some(matrix) = &reckoning.matrix {
                put("owed without any penalty", &matrix.owed);
                for row in &matrix.rows {
                    if let Some(figure) = &row.maximum.figure {
                        put(&format!("statutory maximum, {}", row.label), figure);
                    }
                }
            }
        }
        all
    };
    let (old, new) = (amounts(old), amounts(new));
    let none = String::from("none");
    for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        differ(
            key,
            old.get(key).unwrap_or(&none),
            new.get(key).unwrap_or(&none),
            told,
        );
    }
}

fn limits(old: &Assessment, new: &Assessment, told: &mut Vec<String>) {
    let count = |assessment: &Assessment| assessment.deadline_count.to_string();
    differ("time limits that run", &count(old), &count(new), told);
    let urgent = |assessment: &Assessment| assessment.urgent.is_some().to_string();
    differ("the urgent path is shown", &urgent(old), &urgent(new), told);
}

fn differ(what: &str, old: &str, new: &str, told: &mut Vec<String>) {
    if old != new {
        told.push(format!("{what}: {old} → {new}"));
    }
}

struct Leaf {
    path: String,
    old: String,
    new: String,
}

/// Every value of two trees that is not the same.
fn differing(path: &str, old: &Value, new: &Value, out: &mut Vec<Leaf>) {
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()).collect::<BTreeSet<_>>() {
                let at = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                let of = |map: &serde_json::Map<String, Value>| map.get(key).cloned();
                differing(
                    &at,
                    &of(a).unwrap_or(Value::Null),
                    &of(b).unwrap_or(Value::Null),
                    out,
                );
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for at in 0..a.len().max(b.len()) {
                differing(
                    &format!("{path}[{at}]"),
                    a.get(at).unwrap_or(&Value::Null),
                    b.get(at).unwrap_or(&Value::Null),
                    out,
                );
            }
        }
        _ if old != new => out.push(Leaf {
            path: path.to_owned(),
            old: old.to_string(),
            new: new.to_string(),
        }),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use rulebook::Pack;
    use serde_json::json;

    fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let old = Pack::embedded().unwrap();
        let mut document = old.to_value().unwrap();
        change(&mut document);
        let new = Pack::from_value(&document).unwrap();
        let sample = samples::all().swap_remove(1);
        let assess = |pack| samples::assess(&sample, pack).unwrap();
        of(&assess(&old), &assess(&new), false).unwrap()
    }

    #[test]
    fn a_threshold_that_nothing_reaches_takes_findings_away() {
        let told = told(|pack| {
            pack["detectors/classification"][0]["thresholds"]["min_distinct_dates"] = json!(500);
        });
        assert!(
            told.iter()
                .any(|line| line.starts_with("CLS-1: no longer found")),
            "{told:?}"
        );
        assert!(told.iter().any(|line| line.contains("loss: $")), "{told:?}");
    }

    #[test]
    fn a_word_is_counted_where_it_stands_and_changes_no_amount() {
        let told = told(|pack| {
            pack["detectors/classification"][0]["title"] = json!("Another title");
        });
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told.iter()
                .all(|line| line.starts_with("values that differ: 1 in indicators"))
        );
    }
}
