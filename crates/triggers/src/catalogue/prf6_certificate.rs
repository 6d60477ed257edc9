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
    use crate::testing::cases::{Case, check, rows, threshold};
    use customs::Day;
    use profile::MasterRow;

    fn table() -> Case {
        rows(
            "date       sku  hts        value duty coo spi
             2024-03-01 KN-5 6105100010 1000  0    MX  S
             2025-03-01 KN-5 6105100010 1000  0    MX  S",
        )
    }

    /// Beside a product list whose certificate ends on a day.
    fn until(case: Case, last: Day) -> Case {
        case.beside(MasterRow {
            sku: "KN-5".to_owned(),
            certificate_expiry: Some(last),
            ..MasterRow::default()
        })
    }

    fn ends(day: &str) -> Case {
        until(table(), Day::parse(day).unwrap())
    }

    const CERTIFICATE: &str = "PRF-6.certificate:KN-5";

    #[test]
    fn positive() {
        check(
            "PRF-6",
            &[
                (
                    "it ended before the second claim",
                    ends("2024-12-31").said(CERTIFICATE, "no"),
                    &["KN-5: expired critical", "explained, KN-5: on_file"],
                ),
                (
                    "no certificate",
                    table().said(CERTIFICATE, "no"),
                    &["KN-5: no_certificate critical"],
                ),
                (
                    "a blanket period that is too long",
                    ends("2025-12-31").said(CERTIFICATE, "no"),
                    &["KN-5: too_long critical", "explained, KN-5: on_file"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "PRF-6",
            &[
                ("nobody said", table(), &["not assessed: no answer"]),
                (
                    "a list without the column",
                    table().beside(MasterRow {
                        sku: "KN-5".to_owned(),
                        ..MasterRow::default()
                    }),
                    &["not assessed: no certificate expiry"],
                ),
                (
                    "no claim",
                    rows("date sku hts value duty coo spi\n2024-03-01 KN-5 6105100010 1000 0 MX -"),
                    &["not assessed: no special program indicator"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        const CLAIM: &str = "2025-03-01";
        let months: i32 = threshold("PRF-6", "max_blanket_months");
        let claim = Day::parse(CLAIM).unwrap();
        let one = || {
            rows(format!(
                "date    sku  hts        value duty coo spi
                 {CLAIM} KN-5 6105100010 1000  0    MX  S"
            ))
        };
        let longest = claim.plus_months(months);
        check(
            "PRF-6",
            &[
                (
                    "it ends on the day of the claim",
                    until(one(), claim),
                    &["explained, KN-5: on_file"],
                ),
                (
                    "on the day before",
                    until(one(), claim.plus(-1)),
                    &["KN-5: expired critical"],
                ),
                (
                    "the longest blanket period",
                    until(one(), longest).said(CERTIFICATE, "no"),
                    &["explained, KN-5: on_file"],
                ),
                (
                    "a day longer",
                    until(one(), longest.plus(1)).said(CERTIFICATE, "no"),
                    &["KN-5: too_long critical"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "PRF-6",
            &[
                (
                    "on file, as the answer says",
                    table().said(CERTIFICATE, "yes"),
                    &["explained, KN-5: on_file"],
                ),
                (
                    "on file, as the list says",
                    ends("2025-06-30"),
                    &["explained, KN-5: on_file"],
                ),
                (
                    "in part is not on file",
                    table().said(CERTIFICATE, "partly"),
                    &["KN-5: no_certificate critical"],
                ),
            ],
        );
    }
}
