//! Scoring, fees, interest, penalties and limits.

use super::Faults;
use crate::pack::Pack;
use crate::penalties::{Culpability, Range};
use crate::scoring::{Category, Grade};
use rust_decimal::Decimal;

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    scoring(pack, faults);
    fees(pack, faults);
    for (at, period) in pack.interest.periods.iter().enumerate() {
        rate(
            &format!("interest.periods[{at}].under"),
            period.under,
            faults,
        );
        rate(&format!("interest.periods[{at}].over"), period.over, faults);
    }
    penalties(pack, faults);
    for (key, offset) in pack.deadlines.all() {
        faults.require(
            offset.count != 0,
            || format!("deadlines.{key}.count"),
            || "0 is no limit".to_owned(),
            "a count other than 0; negative for a limit before the event",
        );
    }
}

fn scoring(pack: &Pack, faults: &mut Faults) {
    let scoring = &pack.scoring;
    for (at, weighted) in scoring.categories.iter().enumerate() {
        let path = format!("scoring.categories[{at}]");
        faults.require(
            weighted.weight > Decimal::ZERO,
            || format!("{path}.weight"),
            || format!("{} is no weight", weighted.weight),
            "a decimal string above \"0\"",
        );
        faults.require(
            weighted.category != Category::DataQuality,
            || path.clone(),
            || "data quality is never scored".to_owned(),
            "another category",
        );
    }
    faults.unique(
        "scoring.categories",
        scoring
            .categories
            .iter()
            .map(|weighted| weighted.category.as_str()),
    );
    faults.require(
        scoring.grades.iter().map(|step| step.grade).eq(Grade::ALL),
        || "scoring.grades".to_owned(),
        || "not every grade, or not in order".to_owned(),
        "info, low, medium, high, critical",
    );
    rising(
        "scoring.grades",
        "from_share",
        scoring.grades.iter().map(|step| step.from_share),
        Decimal::ONE,
        faults,
    );
    rising(
        "scoring.grades",
        "severity",
        scoring.grades.iter().map(|step| step.severity),
        Decimal::ONE,
        faults,
    );
    rising(
        "scoring.bands",
        "from",
        scoring.bands.iter().map(|band| band.from),
        Decimal::ONE_HUNDRED,
        faults,
    );
    rate(
        "scoring.lowers_duty_share",
        scoring.lowers_duty_share,
        faults,
    );
}

/// Numbers that begin at zero and rise up to a limit.
fn rising(
    path: &str,
    field: &str,
    numbers: impl Iterator<Item = Decimal>,
    limit: Decimal,
    faults: &mut Faults,
) {
    let mut before: Option<Decimal> = None;
    for (at, number) in numbers.enumerate() {
        let holds = match before {
            None => number.is_zero(),
            Some(before) => before < number && number <= limit,
        };
        faults.require(
            holds,
            || format!("{path}[{at}].{field}"),
            || format!("{number} is out of order"),
            "numbers that begin at 0 and rise",
        );
        before = Some(number);
    }
    faults.require(
        before.is_some(),
        || path.to_owned(),
        || "empty".to_owned(),
        "at least one step",
    );
}

fn fees(pack: &Pack, faults: &mut Faults) {
    let mpf = &pack.fees.mpf;
    for (at, year) in mpf.years.iter().enumerate() {
        let path = format!("fees.mpf.years[{at}]");
        rate(&format!("{path}.rate"), year.rate, faults);
        faults.require(
            year.min.is_positive() && year.min < year.max,
            || format!("{path}.min"),
            || format!("{} to {}", year.min, year.max),
            "a least amount above 0 and below the greatest",
        );
        faults.require(
            i32::from(year.to.year()) == i32::from(year.fiscal_year),
            || format!("{path}.fiscal_year"),
            || format!("{} ends on {}", year.fiscal_year, year.to),
            "the calendar year in which the fiscal year ends",
        );
    }
    for spi in &mpf.exempt_spis {
        faults.require(
            pack.programmes.of(*spi).is_some(),
            || "fees.mpf.exempt_spis".to_owned(),
            || format!("{spi} is no indicator of the programmes"),
            "an indicator that spis.programmes lists",
        );
    }
    rate("fees.hmf.rate", pack.fees.hmf.rate, faults);
}

fn penalties(pack: &Pack, faults: &mut Faults) {
    let levels = [
        Culpability::Negligence,
        Culpability::GrossNegligence,
        Culpability::Fraud,
    ];
    faults.require(
        pack.penalties
            .rows
            .iter()
            .map(|row| row.culpability)
            .eq(levels),
        || "penalties.rows".to_owned(),
        || "not every level, or not in order".to_owned(),
        "negligence, gross_negligence, fraud",
    );
    for (at, row) in pack.penalties.rows.iter().enumerate() {
        let path = format!("penalties.rows[{at}]");
        range(
            &format!("{path}.guideline_loss"),
            &row.guideline_loss,
            faults,
        );
        range(
            &format!("{path}.guideline_no_loss"),
            &row.guideline_no_loss,
            faults,
        );
        if let Some(share) = row.no_loss_share {
            rate(&format!("{path}.no_loss_share"), share, faults);
        }
        rate(
            &format!("{path}.disclosed_no_loss_share"),
            row.disclosed_no_loss_share,
            faults,
        );
    }
}

fn range(path: &str, range: &Range, faults: &mut Faults) {
    faults.require(
        Decimal::ZERO <= range.low && range.low <= range.high,
        || path.to_owned(),
        || format!("{} to {}", range.low, range.high),
        "a least factor of at least 0 and not above the greatest",
    );
}

fn rate(path: &str, rate: Decimal, faults: &mut Faults) {
    faults.require(
        (Decimal::ZERO..=Decimal::ONE).contains(&rate),
        || path.to_owned(),
        || format!("{rate} is no fraction"),
        "a decimal string from \"0\" to \"1\"; 7% is \"0.07\"",
    );
}
