//! Ratios that are a change of unit or of currency and not of value.

use crate::finding::Check;
use rulebook::Ratios;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The unit or pack factor that every ratio is near. Ratios are natural
/// logarithms; a ratio and its inverse count alike.
#[must_use]
pub fn unit_factor(ratios: &Ratios, ln_ratios: &[f64], tolerance: f64) -> Option<String> {
    ratios
        .units
        .iter()
        .find(|unit| all_within(ln_ratios, unit.factor, unit.factor, tolerance))
        .map(|unit| unit.name.clone())
}

/// The currency whose plausible rates every ratio is near.
#[must_use]
pub fn currency_factor(ratios: &Ratios, ln_ratios: &[f64], tolerance: f64) -> Option<String> {
    ratios
        .currencies
        .iter()
        .find(|band| all_within(ln_ratios, band.low, band.high, tolerance))
        .map(|band| band.currency.clone())
}

fn all_within(ln_ratios: &[f64], low: Decimal, high: Decimal, tolerance: f64) -> bool {
    let ln = |bound: Decimal| bound.to_f64().map(|bound| libm::log(bound).abs());
    let (Some(low), Some(high)) = (ln(low), ln(high)) else {
        return false;
    };
    // A band below one runs the other way once it is inverted.
    let (low, high) = (low.min(high), low.max(high));
    let slack = libm::log(1.0 + tolerance);
    !ln_ratios.is_empty()
        && ln_ratios
            .iter()
            .all(|ratio| low - slack <= ratio.abs() && ratio.abs() <= high + slack)
}

/// A check that a known factor explains the ratios.
#[must_use]
pub fn factor_check(id: &str, found: Option<String>) -> Check {
    Check::new(id, Some(found.is_some())).with(found.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(ratio: f64, low: &str, high: &str) -> bool {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        all_within(&[libm::log(ratio)], decimal(low), decimal(high), 0.03)
    }

    #[test]
    fn a_factor_and_its_inverse() {
        assert!(within(12.0, "12", "12"));
        assert!(within(1.0 / 12.2, "12", "12"));
        assert!(!within(12.5, "12", "12"));
        assert!(within(2.2, "0.4536", "0.4536"));
        assert!(within(0.141, "6.3", "7.4"));
        assert!(!within(0.55, "6.3", "7.4"));
        assert!(!all_within(&[], Decimal::ONE, Decimal::ONE, 0.03));
    }
}
