//! Measures how long it takes to find out which lines are the same product.
//!
//! `cargo run -p products --release --example scale`
//!
//! First catalogues of growing size, all descriptions distinct, as a trader's
//! product list has them: brands, adjectives and nouns of uneven frequency,
//! materials, sizes, model numbers, and every third description another wording
//! of an earlier one. The exponent is of the time over the count of distinct
//! descriptions between two sizes. Then files made to be slow.

use products::{Choices, Products, Rules};
use profile::{Grain, Profile, Row, Source, Store};
use rulebook::Pack;
use std::time::Instant;

fn main() {
    println!(
        "{:<44}{:>10}{:>10}{:>10}{:>10}",
        "file", "lines", "products", "seconds", "exponent"
    );
    let mut last: Option<(usize, f64)> = None;
    for count in if std::env::var("ONE").is_ok() {
        vec![100_000]
    } else {
        vec![25_000, 50_000, 100_000, 200_000, 400_000]
    } {
        let seconds = measure("catalogue", count, |at| catalogue(at as u64));
        if let Some((fewer, before)) = last {
            let exponent = (seconds / before).ln() / (count as f64 / fewer as f64).ln();
            println!("{exponent:>84.2}");
        }
        last = Some((count, seconds));
    }
    if let Ok(one) = std::env::var("ONE") {
        if one == "4" {
            measure("four words shared by all, one of its own", 200_000, |at| {
                format!("hydraulic gear pump widget {}", word(at as u64))
            });
        }
        if one == "5" {
            measure("five words of a vocabulary of sixty", 200_000, |at| {
                let words: Vec<String> =
                    (0..5).map(|n| word(hash(at as u64 * 5 + n) % 60)).collect();
                words.join(" ")
            });
        }
        if one == "m" {
            measure("one model number shared by all", 200_000, |at| {
                format!(
                    "PX4500 {} {}",
                    word(at as u64),
                    word(hash(at as u64) % 5000)
                )
            });
        }
        return;
    }
    measure("one description on every line", 1_000_000, |_| {
        "steel hex bolt".to_owned()
    });
    measure("a million distinct products", 1_000_000, |at| {
        catalogue(at as u64)
    });
    measure("one word shared by all, one of its own", 1_000_000, |at| {
        format!("widget {}", word(at as u64))
    });
    measure(
        "four words shared by all, one of its own",
        1_000_000,
        |at| format!("hydraulic gear pump widget {}", word(at as u64)),
    );
    measure("one model number shared by all", 1_000_000, |at| {
        format!(
            "PX4500 {} {}",
            word(at as u64),
            word(hash(at as u64) % 5000)
        )
    });
    measure("five words of a vocabulary of sixty", 1_000_000, |at| {
        let words: Vec<String> = (0..5).map(|n| word(hash(at as u64 * 5 + n) % 60)).collect();
        words.join(" ")
    });
    measure("a page of text in each of", 20_000, |at| {
        let words: Vec<String> = (0..2000)
            .map(|n| word(hash(at as u64 * 2000 + n) % 5000))
            .collect();
        words.join(" ")
    });
}

fn measure(name: &str, count: usize, description: impl Fn(usize) -> String) -> f64 {
    let profile = profile(count, description);
    let started = Clock::start();
    let products = Products::identify(&profile, &rules(), &Choices::default());
    let seconds = started.seconds();
    let found = products.lookalikes().len();
    println!("{name:<44}{count:>10}{found:>10}{seconds:>10.2}");
    seconds
}

/// Time that this thread had a processor, where the system tells, since other
/// programs share the machine; else time that went by.
struct Clock {
    busy: Option<f64>,
    wall: Instant,
}

impl Clock {
    fn start() -> Self {
        Self {
            busy: Self::busy(),
            wall: Instant::now(),
        }
    }

    fn busy() -> Option<f64> {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
        Some(nanoseconds / 1e9)
    }

    fn seconds(&self) -> f64 {
        match (self.busy, Self::busy()) {
            (Some(before), Some(after)) => after - before,
            _ => self.wall.elapsed().as_secs_f64(),
        }
    }
}

fn profile(count: usize, description: impl Fn(usize) -> String) -> Profile {
    let mut store = Store::default();
    let source = store.source(Source {
        name: "scale".to_owned(),
        grain: Grain::Line,
    });
    for at in 0..count {
        let entry = format!("E{at:09}");
        store.push(
            source,
            &Row {
                row: at as u32 + 2,
                entry: &entry,
                line_no: Some(1),
                description: &description(at),
                ..Row::default()
            },
        );
    }
    store.finish()
}

/// A number that depends on another in no visible way (splitmix64).
fn hash(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// A pronounceable word of its own for each number.
fn word(number: u64) -> String {
    const SYLLABLES: [&str; 32] = [
        "ba", "co", "di", "fu", "ga", "he", "jo", "ki", "lu", "ma", "ne", "po", "qua", "ri", "so",
        "ta", "vel", "wan", "xer", "yon", "zam", "bri", "cla", "dro", "fle", "gri", "pla", "sto",
        "tri", "vo", "lem", "nor",
    ];
    let mut rest = number + 1024;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES.get((rest % 32) as usize).copied().unwrap_or("a"));
        rest /= 32;
    }
    word
}

/// One of `count` words of a kind, few of them often and most of them rarely.
fn uneven(kind: u64, count: u64, roll: u64) -> String {
    let unit = (roll % 1_000_003) as f64 / 1_000_003.0;
    // Density falls with the rank about as in a text.
    let rank = (count as f64).powf(unit) as u64;
    word(kind * 100_000 + rank)
}

fn catalogue(at: u64) -> String {
    // Every third is another wording of the one before.
    let (seed, variant) = if at % 3 == 2 {
        (at - 1, true)
    } else {
        (at, false)
    };
    let roll = |n: u64| hash(seed * 16 + n);
    let brand = uneven(1, 3_000, roll(1));
    let adjective = uneven(2, 1_500, roll(2));
    let second = uneven(2, 1_500, roll(3));
    let noun = uneven(3, 2_500, roll(4));
    let material = ["steel", "plastic", "cotton", "brass", "", "", "", ""]
        .get((roll(5) % 8) as usize)
        .copied()
        .unwrap_or("");
    let size = match roll(6) % 4 {
        0 => format!("{} mm", roll(7) % 200 + 1),
        1 => format!("{}x{} cm", roll(7) % 60 + 1, roll(8) % 60 + 1),
        _ => String::new(),
    };
    let model = match roll(9) % 3 {
        0 => format!(
            "{}{}",
            ["AX", "BRT-", "KD", "MM/"]
                .get((roll(10) % 4) as usize)
                .copied()
                .unwrap_or(""),
            1000 + roll(11) % 90_000
        ),
        _ => String::new(),
    };
    let parts = if variant {
        [
            noun + "s",
            adjective,
            brand,
            second,
            model.replace('-', ""),
            size,
            material.to_uppercase(),
        ]
    } else {
        [
            brand,
            adjective,
            second,
            material.to_owned(),
            noun,
            size,
            model,
        ]
    };
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

#[allow(clippy::unwrap_used, reason = "an example may stop")]
fn rules() -> Rules {
    Pack::embedded().unwrap().products
}
