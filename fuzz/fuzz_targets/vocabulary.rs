//! Every parser of the vocabulary: what it takes, it gives back as it reads it.
#![no_main]
use customs::{Cents, Country, Day, EntryNumber, EntryType, Hts, Mid, Quantity, Spi};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(hts) = Hts::parse(text) {
        assert_eq!(Hts::parse(&hts.to_string()), Ok(hts));
        assert_eq!(Hts::parse(&hts.digits()), Ok(hts));
    }
    let _ = EntryNumber::parse(text);
    let _ = Mid::parse(text);
    let _ = Spi::parse(text);
    let _ = EntryType::parse(text);
    let _ = Country::parse(text);
    let _ = Cents::parse(text);
    let _ = Quantity::parse(text);
    let _ = Day::parse(text);
    let _ = rulebook::normalise_header(text);
});
