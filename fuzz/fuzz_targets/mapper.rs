//! A header and one row of any texts, mapped by title and by value.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|cells: Vec<(String, String)>| {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |pick: fn(&(String, String)) -> &String| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(pick(cell))).collect();
        cells.join(",")
    };
    let (titles, values) = (line(|cell| &cell.0), line(|cell| &cell.1));
    let text = format!("{titles}\n{}", format!("{values}\n").repeat(5));
    lookback_fuzz::through("fuzz.csv", text.as_bytes());
});
