//! An amount divided over several lines, to the cent.

/// A part of an amount, in proportion to a weight, so that all parts together
/// are the whole amount to the cent.
#[derive(Clone, Copy)]
pub(super) struct Share {
    before: i128,
    through: i128,
    total: i128,
}

impl Share {
    /// One share for each weight; equal shares where no weight is above zero.
    pub(super) fn all(weights: &[i64]) -> Vec<Self> {
        let even = weights.iter().all(|weight| *weight == 0);
        let weight = |weight: &i64| if even { 1 } else { i128::from(*weight) };
        let total = weights.iter().map(weight).sum();
        let mut before = 0;
        weights
            .iter()
            .map(|w| {
                let through = before + weight(w);
                let share = Self {
                    before,
                    through,
                    total,
                };
                before = through;
                share
            })
            .collect()
    }

    pub(super) fn of(self, amount: i64) -> i64 {
        let up_to = |weight: i128| i128::from(amount) * weight / self.total.max(1);
        i64::try_from(up_to(self.through) - up_to(self.before)).unwrap_or(0)
    }

    pub(super) fn is_whole(self) -> bool {
        self.before == 0 && self.through == self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_make_the_whole(
            amount in -1_000_000_000i64..1_000_000_000,
            weights in proptest::collection::vec(0i64..1_000_000, 1..12),
        ) {
            let parts: i64 = Share::all(&weights).iter().map(|share| share.of(amount)).sum();
            prop_assert_eq!(parts, amount);
        }
    }
}
