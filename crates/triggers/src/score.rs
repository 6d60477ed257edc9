//! Grades become category severities and a total.
//!
//! The total says how many indicators the data holds and how weighty they are.
//! It is no probability of anything, and it leaves out, by name, every
//! category that could not be assessed: missing data is never clean data.

use crate::finding::{Indicator, Outcome};
use crate::grade::Grade;
use rulebook::{Category, Pack};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// All categories, and the total over those assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// 0 to 100 over the assessed categories; `None` when none was.
    pub total: Option<Decimal>,
    /// The pack's label for the band that the total falls in.
    pub band: String,
    /// Every category, in the pack's order.
    pub categories: Vec<CategoryScore>,
}

/// One category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryScore {
    /// Which.
    pub category: Category,
    /// Its weight in the total.
    pub weight: Decimal,
    /// 0 to 1 over its assessed triggers; `None` when none could run.
    pub severity: Option<Decimal>,
    /// The highest grade in it.
    pub grade: Option<Grade>,
    /// Triggers that ran.
    pub assessed: Vec<String>,
    /// Triggers that could not.
    pub not_assessed: Vec<String>,
}

/// Places after the point of a severity and of the total.
const PLACES: u32 = 4;

/// Scores the indicators: a category's severity is 1 − Π(1 − w·s) over its
/// triggers, the total the weighted mean over assessed categories, to 100.
#[must_use]
pub fn score(pack: &Pack, indicators: &[Indicator]) -> Score {
    let categories: Vec<CategoryScore> = pack
        .scoring
        .categories
        .iter()
        .map(|weighted| category(pack, weighted.category, weighted.weight, indicators))
        .collect();
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for category in &categories {
        if let Some(severity) = category.severity {
            sum += category.weight * severity;
            weights += category.weight;
        }
    }
    let total = (weights > Decimal::ZERO).then(|| {
        (sum / weights * Decimal::ONE_HUNDRED)
            .round_dp(PLACES)
            .normalize()
    });
    let band = total.map_or_else(String::new, |total| {
        pack.scoring
            .band(total)
            .map_or_else(String::new, |band| band.label.clone())
    });
    Score {
        total,
        band,
        categories,
    }
}

fn category(
    pack: &Pack,
    category: Category,
    weight: Decimal,
    indicators: &[Indicator],
) -> CategoryScore {
    let mut rest = Decimal::ONE;
    let mut score = CategoryScore {
        category,
        weight,
        severity: None,
        grade: None,
        assessed: Vec::new(),
        not_assessed: Vec::new(),
    };
    for indicator in indicators {
        let Some(detector) = pack.detector(&indicator.trigger) else {
            continue;
        };
        if detector.category != category {
            continue;
        }
        match &indicator.outcome {
            Outcome::NotAssessed(_) => score.not_assessed.push(indicator.trigger.clone()),
            Outcome::Assessed(assessed) => {
                score.assessed.push(indicator.trigger.clone());
                score.grade = score.grade.max(Some(assessed.grade));
                let severity = assessed
                    .severity
                    .unwrap_or_else(|| pack.scoring.severity(assessed.grade));
                rest *= Decimal::ONE - detector.weight * severity;
            }
        }
    }
    if !score.assessed.is_empty() {
        score.severity = Some((Decimal::ONE - rest).round_dp(PLACES).normalize());
    }
    score
}
