//! Between cents and decimals.
//!
//! Amounts are integer cents and rates are decimals. They meet here, and here
//! alone is a product rounded back to cents: half away from zero, at the end
//! of each named figure.

use customs::Cents;
use rust_decimal::{Decimal, RoundingStrategy};

/// Places after the point of an observed rate: what is shown is what is used,
/// so that a reader gets the same cent.
pub const RATE_PLACES: u32 = 10;

/// An amount in dollars.
#[must_use]
pub fn dollars(amount: Cents) -> Decimal {
    Decimal::new(amount.0, 2)
}

/// Dollars rounded to the cent, half away from zero. `None` past what cents
/// can hold.
#[must_use]
pub fn to_cents(dollars: Decimal) -> Option<Cents> {
    let cents = dollars
        .checked_mul(Decimal::ONE_HUNDRED)?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(
        cents
            .trunc()
            .mantissa()
            .checked_div(10i128.checked_pow(cents.scale())?)?,
    )
    .ok()
    .map(Cents)
}

/// A rate of an amount, rounded to the cent.
#[must_use]
pub fn share(amount: Cents, rate: Decimal) -> Option<Cents> {
    to_cents(dollars(amount).checked_mul(rate)?)
}

/// One amount as a fraction of another, to [`RATE_PLACES`].
#[must_use]
pub fn ratio(part: Cents, whole: Cents) -> Option<Decimal> {
    // Asked of every line: whole numbers divide quicker than decimals, and to
    // the same tenth place.
    let (part, whole) = (i128::from(part.0), i128::from(whole.0));
    let places = part * 10i128.pow(RATE_PLACES);
    let (cut, left) = (places.checked_div(whole)?, places % whole);
    let away = i128::from(2 * left.abs() >= whole.abs()) * places.signum() * whole.signum();
    let (mut rounded, mut scale) = (cut + away, RATE_PLACES);
    while scale > 0 && rounded % 10 == 0 {
        rounded /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(rounded, scale).ok()
}

/// A fraction cut to [`RATE_PLACES`], half away from zero, without the zeros
/// that carry nothing.
#[must_use]
pub fn rate(exact: Decimal) -> Decimal {
    exact
        .round_dp_with_strategy(RATE_PLACES, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// A fraction as a percentage, such as `8.5%`.
#[must_use]
pub fn percent(fraction: Decimal) -> String {
    format!("{}%", (fraction * Decimal::ONE_HUNDRED).normalize())
}

/// A growth factor to ten places.
#[must_use]
pub fn factor(value: Decimal) -> String {
    format!(
        "{:.10}",
        value.round_dp_with_strategy(RATE_PLACES, RoundingStrategy::MidpointAwayFromZero)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn half_a_cent_goes_up_and_away() {
        assert_eq!(to_cents(dec("1.005")), Some(Cents(101)));
        assert_eq!(to_cents(dec("1.0049999999")), Some(Cents(100)));
        assert_eq!(to_cents(dec("-1.005")), Some(Cents(-101)));
        assert_eq!(to_cents(dec("0")), Some(Cents(0)));
        assert_eq!(to_cents(Decimal::MAX), None);
    }

    proptest! {
        #[test]
        fn a_ratio_is_the_decimal_one(part: i64, whole: i64) {
            let of = |cents: i64| Decimal::from(cents);
            let exact = of(part).checked_div(of(whole)).map(rate);
            prop_assert_eq!(ratio(Cents(part), Cents(whole)), exact);
        }
    }

    #[test]
    fn shares_and_ratios() {
        assert_eq!(
            share(Cents::dollars(120_000), dec("0.085")),
            Some(Cents::dollars(10_200))
        );
        assert_eq!(ratio(Cents(1), Cents(3)), Some(dec("0.3333333333")));
        assert_eq!(ratio(Cents(2), Cents(3)), Some(dec("0.6666666667")));
        assert_eq!(ratio(Cents(1), Cents(0)), None);
        assert_eq!(percent(dec("0.0850")), "8.5%");
        assert_eq!(factor(dec("1.0771393953284")), "1.0771393953");
    }
}
