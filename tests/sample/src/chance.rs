//! Chance: one small random stream for each product and day, so that a line's
//! noise depends on nothing but the seed and its own place. Adding a case or a
//! product leaves every other line as it was.

use oorandom::Rand32;

/// A stream of random numbers.
#[derive(Debug)]
pub(crate) struct Chance(Rand32);

impl Chance {
    /// The stream of `seed` for a name and a number.
    pub(crate) fn new(seed: u64, name: &str, number: u64) -> Self {
        // FNV-1a, then a finaliser: neighbouring seeds and names must not give
        // neighbouring streams.
        let mut key = 0xcbf2_9ce4_8422_2325_u64;
        for byte in name
            .bytes()
            .chain(seed.to_le_bytes())
            .chain(number.to_le_bytes())
        {
            key = (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        key = (key ^ (key >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        key = (key ^ (key >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Chance(Rand32::new(key ^ (key >> 31)))
    }

    /// A number below `n`; zero when `n` is.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        if n == 0 { 0 } else { self.0.rand_range(0..n) }
    }

    /// A number in `0.0..1.0`.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.0.rand_float())
    }

    /// A bell-shaped number between -1 and 1, most often near zero. Sums of
    /// uniforms instead of a logarithm, so that every machine agrees.
    pub(crate) fn bell(&mut self) -> f64 {
        (self.unit() + self.unit() + self.unit() - 1.5) / 1.5
    }
}
