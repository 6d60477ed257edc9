//! A shipment: what was bought of one product on one day, declared as the
//! draft says.

use super::entry::{Goods, Line};
use crate::calendar::days_after;
use crate::chance::Chance;
use crate::data::brokers::Filer;
use crate::data::chapter99::{Facts, legs};
use crate::data::fees::half_up;
use crate::data::lanes::lane;
use crate::data::tariffs::Tariff;
use crate::plan::draft::{Draft, Filed, Mpf, Occasion, Reconciliation};
use crate::plan::product::{Product, Supplier};
use crate::plan::{Importer, Planned};
use jiff::civil::Date;

/// Programmes whose goods owe no merchandise processing fee.
const NO_MPF: [&str; 6] = ["S", "S+", "KR", "AU", "CL", "CO"];

/// What lines must share to stand on one entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key<'a> {
    pub(super) filer: Filer,
    pub(super) port: &'static str,
    pub(super) mode: &'static str,
    pub(super) entry_type: &'static str,
    pub(super) mid: &'a str,
    pub(super) export: &'static str,
    pub(super) corrected: Option<Date>,
    pub(super) reconciliation: Option<Reconciliation>,
    pub(super) summary_after: Option<u32>,
    pub(super) liquidated: (i64, i64),
}

#[derive(Debug, Clone)]
pub(super) struct Shipment<'a> {
    pub(super) key: Key<'a>,
    pub(super) supplier: &'a Supplier,
    pub(super) line: Vec<Line<'a>>,
}

/// Products of one supplier travel together, so they share the day's chance.
pub(super) fn shipping_name(product: &Product) -> &str {
    match (product.calendar, product.suppliers.first()) {
        (Some(_), Some(supplier)) => &supplier.mid,
        _ => &product.sku,
    }
}

pub(super) fn shipment<'a>(
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
    let mut draft = Draft::of(product, filer.copied().unwrap_or(Filer::Bluewater));
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
            corrected: corrected(&draft, on.date, importer.as_of),
            reconciliation: draft.reconciliation,
            summary_after: draft.summary_after,
            liquidated: draft.liquidated,
        },
        supplier,
        line,
    }
}

/// The day on which the draft's correction was filed.
fn corrected(draft: &Draft, entered: Date, as_of: Date) -> Option<Date> {
    let filed = match draft.correction?.filed {
        Filed::After(days) => days_after(entered, days),
        Filed::On(day) => day,
    };
    Some(filed.min(as_of))
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
        let plain = planned.line_value as f64 / product.cents as f64;
        let quantity = if draft.same_quantity {
            plain
        } else {
            planned.line_value as f64 * size / usual
        };
        let (times, over) = draft.quantity;
        // Whole packs, so that a slip of the unit is exact.
        let pack = if times > over { 1 } else { over };
        let packs = (quantity / pack as f64).round() as i64;
        let quantity = packs.max(1) * pack;
        let dollars = (quantity as f64 * price / 100.0 * draft.value as f64 / 1000.0).round();
        let dollars = if draft.same_value {
            (planned.line_value / 10_000 * 100).max(100)
        } else {
            draft.fixed_value.unwrap_or((dollars as i64).max(1))
        };
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
            duty: if draft.free || !(draft.spi.is_empty() || draft.paid_anyway) {
                0
            } else {
                duty(dollars * 100, tariff.rate_bp)
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
            gross_kg: half_up(net_kg * 108 * draft.weight, 100_000),
            charges: half_up(dollars.max(0) * 100 * draft.charges, 1000),
            currency: draft.currency,
            related: draft.related,
            case: draft.case,
            first_filed: draft.correction.and_then(|c| c.from),
            owes_mpf: match draft.mpf {
                Mpf::ByRule => !NO_MPF.contains(&draft.spi) && !draft.free,
                Mpf::Exempted => false,
                Mpf::Charged => true,
            },
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
