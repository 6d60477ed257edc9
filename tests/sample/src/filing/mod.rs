//! Filing: the plan's days turned into entries, one day at a time.
//!
//! Memory holds one day. Lines of a day that share broker, lane, type and
//! manufacturer become one entry, as a shipment does, so that entries of many
//! lines and entries of one arise by themselves.

pub(crate) mod entry;
mod shipment;

use crate::calendar::{days_after, liquidation, working_days_after};
use crate::chance::Chance;
use crate::data::brokers::Filer;
use crate::data::fees::{hmf, mpf};
use crate::data::lanes::mode;
use crate::identifiers::entry_number;
use crate::plan::Importer;
use crate::plan::draft::Occasion;
use entry::{Entry, Line};
use jiff::civil::Date;
use shipment::{Key, Shipment, shipment, shipping_name};

/// Lines that fit into one entry.
const MOST_LINES: usize = 40;

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
    /// Entries without a summary date of their own, so far.
    ordinary: u32,
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
            ordinary: 0,
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
                    let late = self.late(&first.key);
                    entries.push(assemble(number, date, late, first, lines));
                }
            }
        }
        entries
    }

    /// Every fiftieth ordinary entry is summarised two weeks late.
    fn late(&mut self, key: &Key<'_>) -> Option<u32> {
        if key.summary_after.is_some() {
            return key.summary_after;
        }
        self.ordinary += 1;
        (self.ordinary % 50 == 25).then_some(16)
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

fn assemble<'a>(
    number: String,
    date: Date,
    summary_after: Option<u32>,
    first: &Shipment<'a>,
    shipments: &[Shipment<'a>],
) -> Entry<'a> {
    let mut lines: Vec<Line<'a>> = shipments.iter().flat_map(|s| s.line.clone()).collect();
    let subject = |line: &Line<'_>| line.owes_mpf && line.value() > 0;
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
        summary: working_days_after(date, summary_after.unwrap_or(4 + spread)),
        imported: days_after(date, -days),
        liquidation: liquidation(date),
        corrected: first.key.corrected,
        reconciliation: first.key.reconciliation,
        liquidated: first.key.liquidated,
        lines,
    }
}
