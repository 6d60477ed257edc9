//! Robust statistics that more of the same cannot move.
//!
//! Quantiles are those of the inverse empirical distribution, and the median
//! of an even set averages the two middle values: both stay where they are
//! when every value is repeated. Logarithms come from `libm`, so that every
//! host gets the same bits.

/// The median; `None` of nothing.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    median_of_sorted(&sorted)
}

/// The median of values in order.
#[must_use]
pub fn median_of_sorted(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(half.checked_sub(1)?)?;
    Some((lower + upper) / 2.0)
}

/// The median absolute deviation from `center`.
#[must_use]
pub fn deviation(values: &[f64], center: f64) -> Option<f64> {
    let apart: Vec<f64> = values.iter().map(|value| (value - center).abs()).collect();
    median(&apart)
}

/// How far apart the quantiles lie that leave out this share at either end, by
/// the inverse empirical distribution; `None` of nothing.
#[must_use]
pub fn spread(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = libm::ceil(share * sorted.len() as f64).max(1.0) as usize;
        sorted.get(rank - 1).copied()
    };
    Some(at(1.0 - share)? - at(share)?)
}

/// The third quartile of the standard normal distribution.
const NORMAL_QUARTILE: f64 = 0.6745;

/// How far from the center a modified z-score of `z` lies.
#[must_use]
pub fn band(deviation: f64, z: f64) -> f64 {
    z * deviation / NORMAL_QUARTILE
}

/// The modified z-score: deviations in units of a normal distribution's spread
/// (Iglewicz and Hoaglin, *How to Detect and Handle Outliers*, 1993).
#[must_use]
pub fn modified_z(value: f64, center: f64, deviation: f64) -> f64 {
    NORMAL_QUARTILE * (value - center) / deviation
}

/// Rounded to six places after the point, for showing.
#[must_use]
pub fn shown(value: f64) -> f64 {
    libm::round(value * 1e6) / 1e6
}

/// Whether a logarithm lies below a limit by more than its last bits: a ratio
/// that equals the pack's limit is never below it.
#[must_use]
pub fn clearly_below(value: f64, limit: f64) -> bool {
    const LAST_BITS: f64 = 1e-9;
    value < limit - LAST_BITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn medians() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
        assert_eq!(median(&[9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(deviation(&[1.0, 2.0, 9.0], 2.0), Some(1.0));
        assert_eq!(spread(&[], 0.1), None);
        assert_eq!(spread(&[3.0], 0.1), Some(0.0));
        assert_eq!(spread(&[9.0, 1.0, 5.0], 0.1), Some(8.0));
    }

    proptest! {
        #[test]
        fn repeating_everything_moves_nothing(values in proptest::collection::vec(-1e6f64..1e6, 1..40)) {
            let twice: Vec<f64> = values.iter().chain(&values).copied().collect();
            prop_assert_eq!(median(&values), median(&twice));
            prop_assert_eq!(spread(&values, 0.1), spread(&twice, 0.1));
        }
    }
}
