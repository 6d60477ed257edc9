//! Merchandise processing and harbor maintenance fees.

use jiff::civil::Date;

/// Fee bounds of one fiscal year: year, minimum and maximum in cents.
static BOUNDS: [(i16, i64, i64); 9] = [
    (2019, 2622, 50870),
    (2020, 2679, 51976),
    (2021, 2723, 52833),
    (2022, 2775, 53840),
    (2023, 2966, 57535),
    (2024, 3167, 61435),
    (2025, 3271, 63462),
    (2026, 3358, 65150),
    (2027, 3458, 67086),
];

/// Merchandise processing fee in cents of one formal entry, from the value in
/// cents of its lines that are subject to it.
pub(crate) fn mpf(value: i64, entered: Date) -> i64 {
    if value <= 0 {
        return 0;
    }
    let year = entered.year() + i16::from(entered.month() >= 10);
    let bounds = BOUNDS.iter().find(|b| b.0 == year).or(BOUNDS.last());
    let fee = half_up(value * 3464, 1_000_000);
    bounds.map_or(fee, |(_, min, max)| fee.clamp(*min, *max))
}

/// Harbor maintenance fee in cents on a line's value in cents.
pub(crate) fn hmf(value: i64) -> i64 {
    half_up(value.max(0) * 125, 100_000)
}

/// `n / d` rounded half up; `n` and `d` positive.
pub(crate) fn half_up(n: i64, d: i64) -> i64 {
    (n + d / 2).div_euclid(d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bounded_by_the_fiscal_year_of_entry() {
        for (dollars, day, cents) in [
            (5_000, date(2024, 1, 10), 3167),
            (250_000, date(2025, 1, 10), 63462),
            (100_000, date(2026, 1, 10), 34640),
            (200_000, date(2026, 1, 10), 65150),
            (9_981, date(2026, 10, 1), 3458),
            (193_700, date(2026, 11, 1), 67086),
        ] {
            assert_eq!(mpf(dollars * 100, day), cents, "{dollars} on {day}");
        }
    }
}
