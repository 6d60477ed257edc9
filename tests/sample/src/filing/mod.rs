//! Filing: the plan's days turned into entries, one day at a time.
//!
//! Memory holds one day. Lines of a day that share broker, lane, type and
//! manufacturer become one entry, as a shipment does, so that entries of many
//! lines and entries of one arise by themselves.

pub(crate) mod entry;

use crate::calendar::{days_after, liquidation, working_days_after};
use crate::chance::Chance;
use crate::data::brokers::Filer;
use crate::data::chapter99::{Facts, legs};
use crate::data::fees::{half_up, hmf, mpf};
use crate::data::lanes::{lane, mode};
use crate::data::tariffs::Tariff;
use crate::identifiers::entry_number;
use crate::plan::product::{Draft, Occasion, Product, Supplier};
use crate::plan::{Importer, Planned};
use entry::{Entry, Goods, Line};
use jiff::civil::Date;

/// Lines that fit into one entry.
const MOST_LINES: usize = 40;

/// Programmes whose goods owe no merchandise processing fee.
const NO_MPF: [&str; 6] = ["S", "S+", "KR", "AU", "CL", "CO"];

/// The entries of an importer, in order of date.
#[derive(Debug)]
pub(crate) struct Filing<'a> {
    importer: &'a Importer,
    day: u32,
    /// For each product, which of its days comes next.
    next: Vec<u32>,
    /// For each broker, its last serial number and how far apart the
    /// importer's are, because a broker files for others too.
    serials: [(Filer, u32); 3],
    stride: u32,
    ready: std::vec::IntoIter<Entry<'a>>,
}

impl<'a> Filing<'a> {
    /// Starts filing at the first day.
    pub(crate) fn new(importer: &'a Importer) -> Self {
        let lines: u64 = importer.products.iter().map(|p| u64::from(p.lines)).sum();
        let stride = u32::try_from(9_000_000 / (lines + 1)).unwrap_or(1);
        Filing {
            importer,
            day: 0,
            next: vec![0; importer.products.len()],
            serials: [
                (Filer::Bluewater, 412_000),
                (Filer::Keystone, 73_100),
                (Filer::Skylane, 1_905_000),
            ],
            stride: stride.clamp(1, 31),
            ready: Vec::new().into_iter(),
        }
    }

    /// The entries of one day.
    fn file(&mut self, date: Date) -> Vec<Entry<'a>> {
        let importer = self.importer;
        let mut shipments: Vec<Shipment<'a>> = Vec::new();
        for (planned, next) in importer.products.iter().zip(&mut self.next) {
            let index = *next;
            let due = usize::try_from(index)
                .ok()
                .and_then(|i| planned.days.get(i));
            if due == Some(&self.day) {
                *next += 1;
                let mut chance = Chance::new(
                    importer.seed,
                    shipping_name(&planned.product),
                    u64::from(self.day) + 1000,
                );
                let turn = chance.below(1 << 16);
                for line in 0..planned.lines_on(index) {
                    let on = Occasion {
                        index,
                        count: u32::try_from(planned.days.len()).unwrap_or(1),
                        date,
                        line,
                    };
                    shipments.push(shipment(importer, planned, &on, turn));
                }
            }
        }
        // Stable, so that the lines of an entry keep the order of the plan.
        shipments.sort_by(|a, b| a.key.cmp(&b.key));
        let mut entries = Vec::new();
        for same in shipments.chunk_by(|a, b| a.key == b.key) {
            for lines in same.chunks(MOST_LINES) {
                if let Some(first) = lines.first() {
                    let number = self.number(first.key.filer);
                    entries.push(assemble(number, date, first, lines));
                }
            }
        }
        entries
    }

    fn number(&mut self, filer: Filer) -> String {
        let seed = self.importer.seed;
        let code = filer.broker().filer;
        let serial = self.serials.iter_mut().find(|(f, _)| *f == filer);
        let serial = serial.map_or(0, |(_, serial)| {
            let mut chance = Chance::new(seed, code, u64::from(*serial));
            *serial += 1 + chance.below(self.stride);
            *serial
        });
        entry_number(code, serial)
    }
}

impl<'a> Iterator for Filing<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            if let Some(entry) = self.ready.next() {
                return Some(entry);
            }
            let day = usize::try_from(self.day).ok()?;
            let date = *self.importer.days.get(day)?;
            self.ready = self.file(date).into_iter();
            self.day += 1;
        }
    }
}

/// What lines must share to stand on one entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    filer: Filer,
    port: &'static str,
    mode: &'static str,
    entry_type: &'static str,
    mid: &'a str,
    export: &'static str,
    psc: bool,
}

#[derive(Debug, Clone)]
struct Shipment<'a> {
    key: Key<'a>,
    supplier: &'a Supplier,
    line: Vec<Line<'a>>,
}

/// Products of one supplier travel together, so they share the day's chance.
fn shipping_name(product: &Product) -> &str {
    match (product.calendar, product.suppliers.first()) {
        (Some(_), Some(supplier)) => &supplier.mid,
        _ => &product.sku,
    }
}

fn shipment<'a>(
    importer: &'a Importer,
    planned: &'a Planned,
    on: &Occasion,
    turn: u32,
) -> Shipment<'a> {
    let product = &planned.product;
    // A supplier's products go through one broker on one day: the day decides,
    // not the product's own count.
    let rota = if product.calendar.is_some() {
        turn
    } else {
        on.index
    };
    let filers = product.filers;
    let filer = filers.get(usize::try_from(rota).unwrap_or(0) % filers.len().max(1));
    let mut draft = Draft {
        tariff: product.tariff,
        set: &[],
        metal_percent: None,
        supplier: 0,
        filer: filer.copied().unwrap_or(Filer::Bluewater),
        origin: None,
        export: None,
        spi: product.spi,
        entry_type: "01",
        size: 1000,
        price: 1000,
        value: 1000,
        fixed_value: None,
        quantity: (1, 1),
        psc: false,
        chapter99: None,
    };
    (product.twist)(on, &mut draft);
    let supplier = product
        .suppliers
        .get(draft.supplier)
        .or(product.suppliers.first());
    let supplier = supplier.unwrap_or(&importer.nobody);
    let origin = draft.origin.unwrap_or(supplier.country);
    let (port, mode) = lane(origin, draft.filer, turn / 64);
    let name = format!("{}{}", product.sku, supplier.mid);
    let number = u64::from(on.index) * 100_000 + u64::from(on.line);
    let mut chance = Chance::new(importer.seed, &name, number);
    let bought = Bought::new(planned, &draft, on.date, importer, &mut chance);
    let line = lines(product, &draft, origin, on.date, &bought, &mut chance);
    Shipment {
        key: Key {
            filer: draft.filer,
            port,
            mode,
            entry_type: draft.entry_type,
            mid: &supplier.mid,
            export: draft.export.unwrap_or(origin),
            psc: draft.psc,
        },
        supplier,
        line,
    }
}

/// What was bought and how it is declared.
struct Bought {
    /// True quantity in units of the tariff line.
    quantity: i64,
    /// Declared quantity.
    declared: i64,
    /// Declared value in whole dollars.
    dollars: i64,
}

impl Bought {
    fn new(
        planned: &Planned,
        draft: &Draft,
        date: Date,
        importer: &Importer,
        chance: &mut Chance,
    ) -> Self {
        let product = &planned.product;
        let years = importer.days.first().map_or(0, |first| {
            date.since(*first).map_or(0, |span| span.get_days())
        });
        let grown = 1.0 + f64::from(years) / 365.25 * product.drift as f64 / 1000.0;
        let noise = 1.0 + chance.bell() * product.noise as f64 / 1000.0;
        let usual = product.cents as f64 * grown * noise;
        let price = usual * draft.price as f64 / 1000.0;
        let size = (1.0 + 0.45 * chance.bell()) * draft.size as f64 / 1000.0;
        // The order is sized by the usual price, so that a lower price lowers
        // the value and not the quantity's meaning.
        let quantity = ((planned.line_value as f64 * size / usual).round() as i64).max(1);
        let dollars = (quantity as f64 * price / 100.0 * draft.value as f64 / 1000.0).round();
        let dollars = draft.fixed_value.unwrap_or((dollars as i64).max(1));
        let (times, over) = draft.quantity;
        Bought {
            quantity,
            declared: half_up(quantity * times, over).max(1),
            dollars,
        }
    }
}

fn lines<'a>(
    product: &'a Product,
    draft: &Draft,
    origin: &'static str,
    date: Date,
    bought: &Bought,
    chance: &mut Chance,
) -> Vec<Line<'a>> {
    let net_kg = half_up(bought.quantity * product.grams, 1000).max(1);
    let invoices = match chance.below(10) {
        0..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let line = |dollars: i64, metal_content: Option<bool>| {
        let parts: Vec<(&'static Tariff, i64)> = if draft.set.is_empty() {
            vec![(draft.tariff, dollars)]
        } else {
            split(dollars, draft.set)
        };
        let goods = parts.iter().map(|(tariff, dollars)| Goods {
            tariff,
            value: dollars * 100,
            duty: if draft.spi.is_empty() {
                duty(dollars * 100, tariff.rate_bp)
            } else {
                0
            },
            quantity: bought.declared,
            kilograms: if tariff.second_kg { net_kg } else { 0 },
        });
        let facts = Facts {
            tariff: draft.tariff,
            origin,
            spi: draft.spi,
            entered: date,
            metal_content,
        };
        let filed = draft.chapter99.clone().unwrap_or_else(|| legs(&facts));
        Line {
            sku: &product.sku,
            description: &product.description,
            origin,
            spi: draft.spi,
            additional: filed
                .into_iter()
                .map(|leg| (leg, duty(dollars * 100, leg.rate_bp)))
                .collect(),
            goods: goods.collect(),
            gross_kg: half_up(net_kg * 108, 100),
            mpf: 0,
            hmf: 0,
            invoices: invoices.min(u32::try_from(bought.quantity).unwrap_or(1)),
        }
    };
    match draft.metal_percent {
        None => vec![line(bought.dollars, None)],
        Some(percent) => {
            let metal = bought.dollars * percent / 100;
            vec![
                line(metal, Some(true)),
                line(bought.dollars - metal, Some(false)),
            ]
        }
    }
}

/// Whole dollars over the components of a set, the last taking the remainder.
fn split(dollars: i64, set: &[(&'static Tariff, i64)]) -> Vec<(&'static Tariff, i64)> {
    let mut left = dollars;
    let mut parts = Vec::with_capacity(set.len());
    for (place, (tariff, percent)) in set.iter().enumerate() {
        let own = if place + 1 == set.len() {
            left
        } else {
            dollars * percent / 100
        };
        left -= own;
        parts.push((*tariff, own));
    }
    parts
}

fn duty(value: i64, rate_bp: u32) -> i64 {
    half_up(value.max(0) * i64::from(rate_bp), 10_000)
}

fn assemble<'a>(
    number: String,
    date: Date,
    first: &Shipment<'a>,
    shipments: &[Shipment<'a>],
) -> Entry<'a> {
    let mut lines: Vec<Line<'a>> = shipments.iter().flat_map(|s| s.line.clone()).collect();
    let subject = |line: &Line<'_>| !NO_MPF.contains(&line.spi) && line.value() > 0;
    let total: i64 = lines.iter().filter(|l| subject(l)).map(Line::value).sum();
    let fee = mpf(total, date);
    // Cumulative shares, so that the parts add up to the fee.
    let (mut seen, mut given) = (0i64, 0i64);
    for line in &mut lines {
        if first.key.mode == mode::VESSEL {
            line.hmf = hmf(line.value());
        }
        if subject(line) {
            seen += line.value();
            let until =
                i64::try_from(i128::from(fee) * i128::from(seen) / i128::from(total.max(1)));
            let until = until.unwrap_or(fee);
            line.mpf = until - given;
            given = until;
        }
    }
    let days = match first.key.mode {
        mode::VESSEL => 2,
        _ => 0,
    };
    let spread = u32::from(number.bytes().last().unwrap_or(b'0')) % 4;
    Entry {
        number,
        filer: first.key.filer,
        port: first.key.port,
        mode: first.key.mode,
        entry_type: first.key.entry_type,
        export: first.key.export,
        supplier: first.supplier,
        entered: date,
        summary: working_days_after(date, 4 + spread),
        imported: days_after(date, -days),
        liquidation: liquidation(date),
        psc: first.key.psc,
        lines,
    }
}
