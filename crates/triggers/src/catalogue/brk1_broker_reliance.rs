//! **BRK-1** Products with much duty were classified by the broker alone.
//!
//! Relying on a broker is evidence of care only where the importer told it
//! everything and followed up. The trigger looks at the products that bear most
//! of the duty, and speaks of those that the visitor says the broker
//! classified.

use super::rec1_compliance_file::top_by_duty;
use crate::context::{Answer, Context, Extent};
use crate::draft;
use crate::finding::{Check, Effect, Finding, Outcome, Subject};
use crate::gather::Heard;
use crate::numbers::value_of;
use customs::Cents;
use products::Product;
use profile::LineIx;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of the duty whose products are looked at.
    top_duty_share: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut heard = Heard::default();
    for (product, lines) in top_by_duty(cx, thresholds.top_duty_share) {
        heard.base += value_of(cx.profile, &lines);
        let by = cx.answer_about("BRK-1.classified-by", product);
        if by.and_then(Answer::word) == Some("broker") {
            heard.push(finding(cx, detector, product, &lines));
        }
    }
    Ok(heard.settled(cx, detector, 0).into())
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    product: Product<'_>,
    lines: &[LineIx],
) -> Finding {
    let subject = Subject::product(cx.profile, product);
    let mut finding = draft::finding(cx, detector, &subject, "unverified", lines.to_vec(), lines);
    let worksheet = cx.answer_about("BRK-1.own-worksheet", product);
    let extent = worksheet.and_then(Answer::extent);
    let rulings: BTreeSet<&str> = lines
        .iter()
        .filter_map(|ix| cx.masters.on(cx.profile.line(*ix).sku_ix(), cx.as_of))
        .map(|row| row.ruling.as_str())
        .filter(|ruling| !ruling.is_empty())
        .collect();
    let ruled = (!cx.masters.is_empty()).then_some(!rulings.is_empty());
    finding.checks = vec![
        Check::new("own_worksheet", extent.map(|e| e == Extent::Yes)),
        Check::new("ruling", ruled).with(rulings.into_iter().collect::<Vec<_>>().join(", ")),
    ];
    let duties = lines.iter().filter_map(|ix| cx.profile.line(*ix).duty());
    finding.facts = vec![
        draft::fact("Duty", duties.sum::<Cents>().to_string()),
        draft::fact("Classified by", "the broker"),
        draft::fact(
            "Own worksheet",
            match extent {
                Some(Extent::Yes) => "yes",
                Some(Extent::Partly) => "partly",
                Some(Extent::No) => "no",
                None => "not stated",
            },
        ),
    ];
    finding.effect = Effect::None;
    finding
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, dollars, part, rows};
    use profile::MasterRow;

    fn table() -> Case {
        rows(
            "date       sku  hts        value duty
             2025-01-10 BG77 4202923131 1000  176
             2025-02-10 CE30 6911101000 1000  80
             2025-03-10 HW90 8302500000 98000 1",
        )
    }

    fn said(sku: &str, by: &str, worksheet: &str) -> Case {
        table()
            .said(&format!("BRK-1.classified-by:{sku}"), by)
            .said(&format!("BRK-1.own-worksheet:{sku}"), worksheet)
    }

    #[test]
    fn positive() {
        check(
            "BRK-1",
            &[
                (
                    "the broker alone",
                    said("BG77", "broker", "no"),
                    &["BG77: unverified critical"],
                ),
                (
                    "a worksheet in part",
                    said("BG77", "broker", "partly"),
                    &["BG77: unverified critical"],
                ),
                (
                    "nothing said of a worksheet",
                    table().said("BRK-1.classified-by:CE30", "broker"),
                    &["CE30: unverified critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "BRK-1",
            &[
                ("its own staff", said("BG77", "own", "no"), &[]),
                ("nobody knows", said("BG77", "unknown", "no"), &[]),
                ("next to no duty", said("HW90", "broker", "no"), &[]),
                ("no answer", table(), &["not assessed: no answer"]),
            ],
        );
    }

    /// A product is looked at while the duty before it is less than the share.
    #[test]
    fn boundary() {
        let top = part("BRK-1", "top_duty_share", 100_000);
        let second = |first: i64| {
            rows(format!(
                "date       sku  hts        value duty
                 2025-01-10 BG77 4202923131 1000  {}
                 2025-02-10 CE30 6911101000 1000  {}",
                dollars(first),
                dollars(100_000 - first)
            ))
            .said("BRK-1.classified-by:CE30", "broker")
        };
        check(
            "BRK-1",
            &[
                (
                    "a cent of the share is left",
                    second(top - 1),
                    &["CE30: unverified critical"],
                ),
                ("the share is reached before it", second(top), &[]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let ruled = |ruling: &str| {
            table()
                .said("BRK-1.classified-by:BG77", "broker")
                .beside(MasterRow {
                    sku: "BG77".to_owned(),
                    ruling: ruling.to_owned(),
                    ..MasterRow::default()
                })
        };
        check(
            "BRK-1",
            &[
                (
                    "a worksheet",
                    said("CE30", "broker", "yes"),
                    &["explained, CE30: own_worksheet"],
                ),
                ("a ruling", ruled("N348812"), &["explained, BG77: ruling"]),
                (
                    "a list without one",
                    ruled(""),
                    &["BG77: unverified critical"],
                ),
            ],
        );
    }
}
