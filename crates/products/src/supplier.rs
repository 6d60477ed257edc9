//! Who supplied a line: its MID, else its supplier's name.

use crate::Map;
use crate::products::NONE;
use profile::{LineRef, Profile};

/// The supplier of a line: its MID, else its name; zero for neither. Given as
/// the first text that names it.
pub(crate) struct Suppliers(Vec<u32>);

impl Suppliers {
    pub(crate) fn of(profile: &Profile) -> Self {
        let texts = profile.texts();
        let mut named = vec![NONE; texts.len()];
        for line in profile.lines() {
            for ix in [line.mid_ix(), line.supplier_ix()] {
                if let Some(slot) = named.get_mut(ix as usize) {
                    *slot = 0;
                }
            }
        }
        let mut first: Map<String, u32> = Map::default();
        for (ix, slot) in named.iter_mut().enumerate() {
            if *slot != NONE {
                let plain: String = texts
                    .get(ix as u32)
                    .to_uppercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect();
                *slot = if plain.is_empty() {
                    0
                } else {
                    *first.entry(plain).or_insert(ix as u32)
                };
            }
        }
        Self(named)
    }

    pub(crate) fn of_line(&self, line: &LineRef<'_>) -> u32 {
        let of = |ix: u32| self.0.get(ix as usize).copied().unwrap_or(0);
        match of(line.mid_ix()) {
            0 => of(line.supplier_ix()),
            mid => mid,
        }
    }
}
