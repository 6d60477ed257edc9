//! Price levels: unit values cut apart where a wide gap lies between them.

use crate::rules::Rules;

/// The levels that a set of unit values falls into.
///
/// The distinct values are put in order and cut wherever one stands above its
/// neighbour by at least the rules' ratio. Repeating a value changes nothing;
/// a new value only ever joins two neighbouring levels or adds one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PriceLevels {
    /// The lowest natural logarithm of each level.
    floors: Vec<f64>,
}

impl PriceLevels {
    /// Levels of unit values in dollars; values that are not positive and
    /// finite are left out.
    #[must_use]
    pub fn of(unit_values: impl IntoIterator<Item = f64>, rules: &Rules) -> Self {
        let mut logs: Vec<f64> = unit_values
            .into_iter()
            .filter(|value| value.is_finite() && *value > 0.0)
            .map(libm::log)
            .collect();
        logs.sort_unstable_by(f64::total_cmp);
        // Rounding must not decide: values in another currency or unit are cut
        // at the same places.
        let gap = libm::log(rules.proxy.price_gap_ratio) - 1e-9;
        let mut floors = Vec::new();
        let mut last = f64::NEG_INFINITY;
        for log in logs {
            if log - last >= gap {
                floors.push(log);
            }
            last = log;
        }
        Self { floors }
    }

    /// How many levels there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.floors.len()
    }

    /// Whether no value was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.floors.is_empty()
    }

    /// The level of one of the values, from zero for the cheapest.
    #[must_use]
    pub fn level(&self, unit_value: f64) -> usize {
        let log = libm::log(unit_value);
        self.floors
            .partition_point(|floor| *floor <= log)
            .saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::embedded;

    #[test]
    fn wide_gaps_cut() {
        let rules = embedded();
        let values = [10.0, 11.0, 12.0, 30.0, 31.0, 100.0];
        let levels = PriceLevels::of(values, &rules);
        let of_each: Vec<usize> = values.iter().map(|value| levels.level(*value)).collect();
        assert_eq!(of_each, [0, 0, 0, 1, 1, 2]);
        let twice = PriceLevels::of(values.iter().chain(&values).copied(), &rules);
        assert_eq!(twice, levels);
    }

    #[test]
    fn a_gap_of_exactly_the_ratio_cuts() {
        let rules = embedded();
        assert_eq!(PriceLevels::of([1.0, 1.5], &rules).len(), 2);
        assert_eq!(PriceLevels::of([1.0, 1.499], &rules).len(), 1);
        assert!(PriceLevels::of([0.0, -1.0, f64::NAN], &rules).is_empty());
    }
}
