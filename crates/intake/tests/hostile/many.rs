//! A million products, and a million lines of one.

use crate::survive;
use std::fmt::Write as _;

const HEADER: &str = "Entry Number,Line,HTS,Entry Date,Entered Value,Duty,Country of Origin,\
    Quantity,Part Number,Description\n";

/// So many entry lines, forty an entry, each with the part number and the
/// description that the two functions give it.
pub(crate) fn entries(
    count: usize,
    part: impl Fn(usize) -> String,
    description: impl Fn(usize) -> String,
) -> String {
    let mut text = String::from(HEADER);
    for at in 0..count {
        let (value, day, month) = (1_000 + at % 701, 1 + at % 28, 1 + at % 12);
        let _ = writeln!(
            text,
            "ABC{:07}{},{},{},{month:02}/{day:02}/{},{value}.00,{}.00,VN,{},{},{}",
            at / 40,
            at % 10,
            1 + at % 40,
            if at % 3 == 0 {
                "6307909891"
            } else {
                "8471300100"
            },
            2022 + at % 4,
            value / 10,
            10 + at % 9,
            part(at),
            description(at),
        );
    }
    text
}

/// A name of goods that no other number gives.
fn goods(at: usize) -> String {
    const PARTS: [&str; 16] = [
        "lan", "mer", "tic", "ron", "dus", "vel", "pin", "gar", "son", "tex", "lo", "bir", "cor",
        "dam", "fen", "hul",
    ];
    let part = |shift: usize| PARTS[at >> shift & 15];
    format!("{}{}{} {}{}", part(0), part(4), part(8), part(12), part(16))
}

#[test]
#[ignore = "needs an optimised build: cargo xtask soak hostile"]
fn a_million_products() {
    let parts = entries(1_000_000, |at| format!("P-{at:07}"), goods);
    assert_eq!(
        survive("a million products", parts.as_bytes()),
        Ok(1_000_001)
    );
    let described = entries(1_000_000, |_| String::new(), goods);
    let seen = survive("a million descriptions", described.as_bytes());
    assert_eq!(seen, Ok(1_000_001));
}

#[test]
#[ignore = "needs an optimised build: cargo xtask soak hostile"]
fn a_million_lines_of_one_product() {
    let same = |_| "wireless keyboard black usb".to_owned();
    let text = entries(1_000_000, |_| String::new(), same);
    let seen = survive("a million lines that read the same", text.as_bytes());
    assert_eq!(seen, Ok(1_000_001));
}
