//! **PRF-6** A preference was claimed without a certificate of origin that
//! covers the date.
//!
//! What shows a certificate is the product master's last day of it, or the
//! visitor's answer. A product without either is a question that nobody put
//! yet, and no finding. The first day of a blanket period is in no file, so
//! that a period of more than twelve months shows only in claims that lie
//! further than that before its last day.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use customs::{Cents, Day, Field};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// The longest blanket period, in months.
    max_blanket_months: i32,
}

/// What is known about the certificate of a claim.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    NoCertificate,
    Expired,
    TooLong,
    OnFile,
}

impl Standing {
    fn pattern(self) -> &'static str {
        match self {
            Self::NoCertificate | Self::OnFile => "no_certificate",
            Self::Expired => "expired",
            Self::TooLong => "too_long",
        }
    }
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    for group in draft::groups(cx, is_claim) {
        let names = draft::names(&group.subject);
        let said = draft::said(cx, "PRF-6.certificate", &names);
        let mut by: BTreeMap<Standing, (Vec<LineIx>, Option<Day>)> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            let last = last_day(cx, &line);
            if let Some(standing) = standing(&thresholds, &line, last, said) {
                let entry = by.entry(standing).or_insert((Vec::new(), last));
                entry.0.push(*ix);
            }
        }
        base += by.values().map(|(lines, _)| draft::value(cx, lines)).sum();
        for (standing, (lines, last)) in by {
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                standing.pattern(),
                lines.clone(),
                &group.lines,
            );
            let on_file = standing == Standing::OnFile;
            finding.checks = vec![Check::new("on_file", Some(on_file))];
            let dates = draft::dates(cx, &lines).len();
            finding.facts = vec![draft::fact("Claims", draft::dates_in_words(dates))];
            if let Some(last) = last {
                finding
                    .facts
                    .push(draft::fact("Last day of the certificate", last.to_string()));
            }
            if !on_file {
                finding.duty_effect = DutyEffect::Lowers;
                finding.effect = Effect::ClaimFalls { lines };
            }
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: if cx.masters.is_empty() {
                Why::Answers {
                    questions: detector.answers.clone(),
                }
            } else {
                Why::Fields {
                    missing: vec![Field::CertificateExpiry],
                }
            },
            unlock: detector.unlock.clone(),
        }));
    }
    Ok(heard.outcome(cx, base))
}

fn is_claim(line: &LineRef<'_>) -> bool {
    line.value().is_positive() && line.entry_date().is_some() && line.spi().is_some()
}

/// The latest last day of a certificate that the product master has.
fn last_day(cx: &Context<'_>, line: &LineRef<'_>) -> Option<Day> {
    let rows = cx.masters.of_sku(line.sku_ix());
    rows.iter().filter_map(|row| row.certificate_expiry).max()
}

/// `None` where nobody said.
fn standing(
    thresholds: &Thresholds,
    line: &LineRef<'_>,
    last: Option<Day>,
    said: Option<bool>,
) -> Option<Standing> {
    let day = line.entry_date()?;
    match (last, said) {
        (_, Some(true)) => Some(Standing::OnFile),
        (Some(last), _) if last < day => Some(Standing::Expired),
        (Some(last), Some(false)) if day < last.plus_months(-thresholds.max_blanket_months) => {
            Some(Standing::TooLong)
        }
        (Some(_), _) => Some(Standing::OnFile),
        (None, Some(false)) => Some(Standing::NoCertificate),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::finding::Outcome;
    use crate::testing::{assessed_beside, assessed_with, explanations, outcome, profile, summary};
    use customs::Day;
    use profile::MasterRow;

    const TABLE: &str = "date sku hts value duty coo spi
         2024-03-01 KN-5 6105100010 1000 0 MX S
         2025-03-01 KN-5 6105100010 1000 0 MX S";

    fn ends(day: &str) -> [MasterRow; 1] {
        [MasterRow {
            sku: "KN-5".to_owned(),
            certificate_expiry: Some(Day::parse(day).unwrap()),
            ..MasterRow::default()
        }]
    }

    #[test]
    fn dates_of_the_master() {
        let seen = assessed_beside("PRF-6", TABLE, &ends("2024-12-31"), &[]);
        assert_eq!(summary(&seen.findings), ["KN-5: expired critical"]);
        assert_eq!(seen.findings[0].lines.len(), 1);
        // The last day itself is covered.
        let seen = assessed_beside("PRF-6", TABLE, &ends("2025-03-01"), &[]);
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["KN-5: on_file"]);
        let no = [("PRF-6.certificate:KN-5", Answer::Text("no".to_owned()))];
        let seen = assessed_beside("PRF-6", TABLE, &ends("2025-12-31"), &no);
        assert_eq!(summary(&seen.findings), ["KN-5: too_long critical"]);
    }

    #[test]
    fn answers() {
        let answer = |word: &str| [("PRF-6.certificate:KN-5", Answer::Text(word.to_owned()))];
        let seen = assessed_with("PRF-6", TABLE, &answer("no"));
        assert_eq!(summary(&seen.findings), ["KN-5: no_certificate critical"]);
        let seen = assessed_with("PRF-6", TABLE, &answer("yes"));
        assert!(seen.findings.is_empty());
        assert!(matches!(
            outcome("PRF-6", &profile(TABLE), &[]),
            Outcome::NotAssessed(_)
        ));
    }
}
