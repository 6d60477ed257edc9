//! The innocent majority: ordinary products of ordinary suppliers, a few
//! large and many small, with the variation that any importer has.

use super::draft::{Correction, Draft, Filed, Occasion};
use super::product::{Product, Supplier};
use crate::chance::Chance;
use crate::data::brokers::Filer::{self, Bluewater, Keystone, Skylane};
use crate::data::goods::{Article, HOUSES, TRADES, Trade, towns};

/// Colours and finishes that tell one model from the next.
const FINISHES: [&str; 8] = [
    "NAVY", "CHARCOAL", "IVORY", "FOREST", "SLATE", "CRIMSON", "SAND", "BLACK",
];

/// Rounds through the trades: each round brings one new supplier to each trade.
const ROUNDS: u32 = 7;

/// The first `count` ordinary products, at most about four hundred. The same
/// seed gives the same list, and a larger sample only lengthens it.
pub(crate) fn products(seed: u64, count: usize) -> Vec<Product> {
    let mut products = Vec::with_capacity(count);
    for round in 0..ROUNDS {
        let most = TRADES.iter().map(|t| t.articles.len()).max().unwrap_or(0);
        // One article of each trade in turn, so that even a short list is broad.
        for place in 0..most {
            for (number, trade) in (0u32..).zip(TRADES) {
                if let Some(article) = trade.articles.get(place) {
                    products.push(product(seed, round, number, trade, place, article));
                }
            }
        }
    }
    products.truncate(count);
    products
}

fn product(
    seed: u64,
    round: u32,
    number: u32,
    trade: &Trade,
    place: usize,
    article: &Article,
) -> Product {
    let supplier = supplier(round, number, trade);
    let sku = format!("{}-{}{:02}", trade.prefix, round + 1, place * 10 + 10);
    let mut chance = Chance::new(seed, &sku, 0);
    let finish = usize::try_from(chance.below(8)).unwrap_or(0);
    let description = format!(
        "{} {} {}{:02}",
        article.name,
        FINISHES.get(finish).copied().unwrap_or("BLACK"),
        trade.prefix,
        round * 10 + chance.below(10),
    );
    let cents = article.cents * i64::from(850 + chance.below(300)) / 1000;
    let country = supplier.country;
    let mut product = Product::new(
        &sku,
        &description,
        article.tariff,
        cents.max(1),
        article.grams,
        supplier,
    )
    .through(filers(round, number, trade, country))
    .priced(50, i64::from(chance.below(40)) - 5)
    .twist(ordinary);
    product.calendar = Some(round * 100 + number);
    if country == "MX" && article.tariff.rate_bp > 0 {
        product.spi = "S";
    }
    product
}

/// The supplier that joined `trade` in `round`.
fn supplier(round: u32, number: u32, trade: &Trade) -> Supplier {
    let at = |n: u32, len: usize| usize::try_from(n).unwrap_or(0) % len.max(1);
    let country = trade
        .origins
        .get(at(round, trade.origins.len()))
        .copied()
        .unwrap_or("CN");
    let house = HOUSES
        .get(at(round * 5 + number * 7, HOUSES.len()))
        .copied()
        .unwrap_or("ZENITH");
    let (cities, form) = towns(country);
    let city = cities
        .get(at(round + number, 3))
        .copied()
        .unwrap_or("PORT CITY");
    let street = 11 + number * 37 + round * 211;
    Supplier::new(
        country,
        &format!("{house} {} {form}", trade.word),
        street,
        city,
    )
}

fn filers(round: u32, number: u32, trade: &Trade, country: &str) -> &'static [Filer] {
    if country == "MX" {
        return &[Keystone];
    }
    if trade.prefix == "FL" {
        return &[Skylane];
    }
    match (round + number) % 5 {
        0 | 1 => &[Bluewater],
        2 | 3 => &[Keystone],
        _ => &[Bluewater, Keystone],
    }
}

/// What every importer's lines do: now and then a correction.
fn ordinary(on: &Occasion, draft: &mut Draft) {
    if on.index % 41 == 17 {
        draft.correction = Some(Correction {
            filed: Filed::After(60),
            from: None,
        });
    }
}
