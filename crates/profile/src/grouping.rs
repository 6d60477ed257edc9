//! Rows become entry lines.
//!
//! An entry summary line reaches us as several rows: one per tariff number in
//! ES-003 (with a chapter 99 row of no value often *before* the commodity),
//! one per invoice line in a broker's report, both at once when the visitor
//! gives both files. Anything that looked at rows would count goods twice and
//! compare a duty with the wrong number. So everything is grouped first, by
//! entry and line:
//!
//! 1. Rows are put into an order that depends on their content alone. After
//!    this, shuffled files and files read in pieces cannot be told apart.
//! 2. In each group the finest ACE rows say what was declared. Exact
//!    duplicates (entry, line, ordinal, number, value, duty) are set aside; so
//!    are rows of versions before the latest correction.
//! 3. The line's value is that of the first ordinal outside chapter 99 with
//!    value, and only a line with several chapter 1–97 ordinals that carry
//!    value (a set, a watch, a container) sums them. Its duty is the sum.
//! 4. Invoice rows say which products the line holds. The declared value and
//!    duty are spread over them in proportion, to the cent, so that totals are
//!    always the declared ones.

mod merged;
mod share;
mod versions;

use crate::lines::{LineIx, Profile};
use crate::row::{Grain, RowRef};
use crate::store::{Columns, HeaderRecord, PartyRecord, Store};
use customs::{Cents, Day, Hts, hts::Kind};
use serde::{Deserialize, Serialize};
use share::Share;
use std::cmp::Ordering;

/// Rows that carry nothing new, by table and row number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// The same entry, line, ordinal, number, value and duty as another row.
    pub duplicates: Vec<RowRef>,
    /// A version of a line before its latest post-summary correction.
    pub superseded: Vec<RowRef>,
    /// What later versions changed.
    pub corrections: Vec<Correction>,
}

/// A tariff number that a later version of the line replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The row that was superseded.
    pub row: RowRef,
    /// The entry line that its latest version became; the first, where a
    /// broker's report spreads it over several products.
    pub line: LineIx,
    /// When the latest version was filed.
    pub filed: Option<Day>,
    /// The number it had.
    pub from: Hts,
    /// The number of the latest version.
    pub to: Hts,
}

/// How the rows of broker reports met the entry lines of ACE reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinCoverage {
    /// Entry lines that only ACE rows describe.
    pub declared_only: u64,
    /// Entry lines that both describe.
    pub matched: u64,
    /// Entry lines that only broker rows describe, though ACE rows are there.
    pub invoice_only: u64,
    /// Of these, broker rows without a line number, of an entry that ACE rows
    /// describe: which of its lines they belong to is not said.
    #[serde(default)]
    pub ambiguous: u64,
    /// Matched lines whose broker values sum to the declared value.
    pub value_agrees: u64,
    /// Matched lines where a broker row names another eight-digit number than
    /// the declared one.
    pub number_differs: u64,
}

impl Store {
    /// Puts the rows into entry lines.
    #[must_use]
    pub fn finish(mut self) -> Profile {
        let fields = self.fields();
        // An entry number begins with its filer's code.
        for entry in 0..self.entries.len() as u32 {
            if let Some(filer) = filer_in(self.entries.get(entry)) {
                self.texts.intern(filer);
            }
        }
        let (entries, entry_rank) = self.entries.sorted();
        let (texts, text_rank) = self.texts.sorted();
        let rank = |map: &[u32], ix: u32| map.get(ix as usize).copied().unwrap_or(0);
        let text = |ix: u32| rank(&text_rank, ix);
        let mut columns = self.columns;
        for ix in columns.entry.iter_mut() {
            *ix = rank(&entry_rank, *ix);
        }
        for column in [
            &mut columns.sku,
            &mut columns.description,
            &mut columns.invoice,
        ] {
            for ix in column.iter_mut() {
                *ix = text(*ix);
            }
        }
        let headers: Vec<HeaderRecord> = self
            .headers
            .items()
            .iter()
            .map(|h| HeaderRecord {
                importer: text(h.importer),
                liquidation_status: text(h.liquidation_status),
                port: text(h.port),
                mode: text(h.mode),
                filer: text(h.filer),
                reconciliation_issue: text(h.reconciliation_issue),
                reconciliation_status: text(h.reconciliation_status),
                ..*h
            })
            .collect();
        let parties: Vec<PartyRecord> = self
            .parties
            .items()
            .iter()
            .map(|p| PartyRecord {
                mid: text(p.mid),
                supplier: text(p.supplier),
                adcvd_case: text(p.adcvd_case),
                currency: text(p.currency),
                ..*p
            })
            .collect();
        let has_declared = self
            .sources
            .iter()
            .any(|s| matches!(s.grain, Grain::Ordinal | Grain::Line));
        let grains: Vec<Grain> = self.sources.iter().map(|s| s.grain).collect();
        let mut grouper = Grouper {
            columns,
            headers,
            parties,
            grains,
            has_declared,
            declared_entries: Vec::new(),
            profile: Profile {
                entries,
                texts,
                sources: self.sources,
                fields,
                ..Profile::default()
            },
        };
        grouper.run();
        grouper.profile.sort_into_kinds();
        grouper.profile
    }
}

/// The filer code that an entry number begins with.
fn filer_in(entry: &str) -> Option<&str> {
    const ENTRY_NUMBER: usize = 10;
    (entry.len() >= ENTRY_NUMBER).then(|| entry.get(..3))?
}

struct Grouper {
    columns: Columns,
    headers: Vec<HeaderRecord>,
    parties: Vec<PartyRecord>,
    grains: Vec<Grain>,
    has_declared: bool,
    /// Whether ACE rows describe each entry; made when it is first asked.
    declared_entries: Vec<bool>,
    profile: Profile,
}

/// One product of an entry line, before it becomes a line.
#[derive(Default)]
struct Item {
    /// Rows that describe it, all of one grain.
    rows: Vec<u32>,
    weight: i64,
}

impl Grouper {
    fn run(&mut self) {
        let c = &self.columns;
        let mut order: Vec<(u64, u32)> = c
            .entry
            .iter()
            .zip(c.line_no.iter())
            .zip(c.ordinal.iter())
            .enumerate()
            .map(|(at, ((entry, line), ordinal))| {
                let key =
                    u64::from(*entry) << 32 | u64::from(*line) << 16 | u64::from(*ordinal) << 8;
                (key, at as u32)
            })
            .collect();
        order.sort_unstable();
        let same = |a: &(u64, u32), b: &(u64, u32)| a.0 >> 16 == b.0 >> 16;
        self.profile.lines.reserve(order.chunk_by(same).count());
        self.profile.tariffs.hts.reserve_exact(order.len());
        self.profile.tariffs.ordinal.reserve_exact(order.len());
        for group in order.chunk_by(same) {
            if let [(_, row)] = group {
                self.emit_one(*row);
                continue;
            }
            let key = group.first().map_or(0, |(key, _)| *key);
            let mut rows: Vec<u32> = group.iter().map(|(_, at)| *at).collect();
            rows.sort_by(|a, b| self.compare(*a, *b));
            // Without an entry number or a line number nothing says that two
            // rows belong together.
            if key >> 32 == 0 || key >> 16 & 0xffff == 0 {
                for row in rows {
                    self.emit_one(row);
                }
            } else {
                self.emit(&rows);
            }
        }
        self.profile.aside.duplicates.sort_unstable();
        self.profile.aside.superseded.sort_unstable();
    }

    fn grain(&self, at: u32) -> Grain {
        self.columns
            .source
            .get(at as usize)
            .and_then(|source| self.grains.get(source.0 as usize))
            .copied()
            .unwrap_or(Grain::Line)
    }

    fn row_ref(&self, at: u32) -> Option<RowRef> {
        let c = &self.columns;
        Some(RowRef {
            source: *c.source.get(at as usize)?,
            row: *c.row.get(at as usize)?,
        })
    }

    fn hts(&self, at: u32) -> Option<Hts> {
        self.columns.hts.get(at as usize).copied().flatten()
    }

    fn value(&self, at: u32) -> Option<i64> {
        self.columns.value.get(at as usize)
    }

    fn duty(&self, at: u32) -> Option<i64> {
        self.columns.duty.get(at as usize)
    }

    /// Content order: everything that can differ between two rows and matter,
    /// and never where the row stood.
    fn compare(&self, a: u32, b: u32) -> Ordering {
        let c = &self.columns;
        let (x, y) = (a as usize, b as usize);
        macro_rules! by {
            ($column:ident) => {
                c.$column.get(x).cmp(&c.$column.get(y))
            };
        }
        self.grain(a)
            .cmp(&self.grain(b))
            .then_with(|| by!(psc_date))
            .then_with(|| by!(ordinal))
            .then_with(|| by!(hts))
            .then_with(|| by!(value))
            .then_with(|| by!(duty))
            .then_with(|| by!(sku))
            .then_with(|| by!(description))
            .then_with(|| by!(quantity))
            .then_with(|| by!(unit))
            .then_with(|| by!(invoice))
            .then_with(|| by!(rate_ppm))
            .then_with(|| self.party_key(a).cmp(&self.party_key(b)))
            .then_with(|| self.header_key(a).cmp(&self.header_key(b)))
    }

    fn party(&self, at: u32) -> PartyRecord {
        let ix = self.columns.party.get(at as usize).copied().unwrap_or(0);
        self.parties.get(ix as usize).copied().unwrap_or_default()
    }

    fn header(&self, at: u32) -> HeaderRecord {
        let ix = self.columns.header.get(at as usize).copied().unwrap_or(0);
        self.headers.get(ix as usize).copied().unwrap_or_default()
    }

    fn party_key(&self, at: u32) -> impl Ord + use<> {
        let p = self.party(at);
        (
            (p.origin, p.export, p.mid, p.supplier),
            (p.spi, p.related, p.adcvd_case, p.currency),
        )
    }

    fn header_key(&self, at: u32) -> impl Ord + use<> {
        let h = self.header(at);
        (
            (h.importer, h.entry_type, h.entry_date, h.summary_date),
            (h.import_date, h.release_date, h.liquidation_date),
            (h.liquidation_status, h.port, h.mode, h.filer),
            (
                h.reconciliation,
                h.reconciliation_issue,
                h.reconciliation_status,
            ),
        )
    }

    /// As [`Grouper::emit`] for a row that is alone, as most are.
    fn emit_one(&mut self, row: u32) {
        if matches!(self.grain(row), Grain::Ordinal | Grain::Line) {
            self.profile.join.declared_only += 1;
            self.push_line(&[row], &[], None, &Item::default(), false);
        } else {
            self.emit(&[row]);
        }
    }

    fn emit(&mut self, group: &[u32]) {
        let of = |grain: Grain| -> Vec<u32> {
            group
                .iter()
                .copied()
                .filter(|at| self.grain(*at) == grain)
                .collect()
        };
        let ordinals = of(Grain::Ordinal);
        let wholes = of(Grain::Line);
        let invoices = of(Grain::Invoice);
        // The finest ACE rows carry the money; coarser ones only fill gaps.
        let (declared, coarser) = if ordinals.is_empty() {
            (wholes, Vec::new())
        } else {
            (ordinals, wholes)
        };
        let declared = self.without_duplicates(self.latest(declared), false);
        let mut latest = (Vec::new(), Vec::new(), Vec::new());
        for rows in self.by_product(invoices) {
            let (kept, old, corrections) = self.latest(rows);
            latest.0.extend(kept);
            latest.1.extend(old);
            // What an ACE report shows of a line is said once.
            if declared.is_empty() || !self.has_versions(group) {
                latest.2.extend(corrections);
            }
        }
        latest.0.sort_by(|a, b| self.compare(*a, *b));
        let invoices = self.without_duplicates(latest, true);
        if declared.is_empty() && invoices.is_empty() {
            return;
        }
        if declared.is_empty() {
            if self.has_declared {
                self.profile.join.invoice_only += 1;
                let ambiguous = group.iter().any(|at| self.is_ambiguous(*at));
                self.profile.join.ambiguous += u64::from(ambiguous);
            }
            for item in self.items(&invoices) {
                self.push_line(&item.rows, &[], None, &item, false);
            }
            return;
        }
        if invoices.is_empty() {
            self.profile.join.declared_only += 1;
            let item = Item::default();
            self.push_line(&declared, &coarser, None, &item, false);
            return;
        }
        self.note_join(&declared, &invoices);
        let items = self.items(&invoices);
        let weights: Vec<i64> = items.iter().map(|item| item.weight).collect();
        for (share, item) in Share::all(&weights).into_iter().zip(&items) {
            self.push_line(&declared, &coarser, Some(share), item, true);
        }
    }

    /// Invoice rows by the product that they name: a broker corrects one
    /// product of a line and leaves the others as they are.
    fn by_product(&self, mut rows: Vec<u32>) -> Vec<Vec<u32>> {
        let product = |at: u32| {
            let c = &self.columns;
            (
                c.invoice.get(at as usize).copied(),
                c.sku.get(at as usize).copied(),
                c.description.get(at as usize).copied(),
            )
        };
        rows.sort_by_key(|at| product(*at));
        rows.chunk_by(|a, b| product(*a) == product(*b))
            .map(<[u32]>::to_vec)
            .collect()
    }

    /// The products among invoice rows: one for each part number, description
    /// and ordinary tariff number. Chapter 99 rows go with their product.
    fn items(&self, invoices: &[u32]) -> Vec<Item> {
        let c = &self.columns;
        let product = |at: u32| {
            (
                c.sku.get(at as usize).copied(),
                c.description.get(at as usize).copied(),
            )
        };
        let (additional, mut ordinary): (Vec<u32>, Vec<u32>) =
            invoices.iter().copied().partition(|at| {
                self.hts(*at)
                    .is_some_and(|hts| hts.kind() == Kind::Additional)
            });
        let key = |at: u32| (product(at), self.hts(at));
        ordinary.sort_by_key(|at| key(*at));
        let mut items: Vec<Item> = ordinary
            .chunk_by(|a, b| key(*a) == key(*b))
            .map(|rows| Item {
                weight: rows
                    .iter()
                    .map(|at| self.value(*at).unwrap_or(0).max(0))
                    .fold(0, i64::saturating_add),
                rows: rows.to_vec(),
            })
            .collect();
        for at in additional {
            let home = items.partition_point(|item| {
                item.rows
                    .first()
                    .is_some_and(|first| product(*first) < product(at))
            });
            let last = items.len().saturating_sub(1);
            match items.get_mut(home.min(last)) {
                Some(item) => item.rows.push(at),
                None => items.push(Item {
                    rows: vec![at],
                    weight: 0,
                }),
            }
        }
        items
    }

    /// Whether a broker's row names no line, though ACE rows describe its entry.
    fn is_ambiguous(&mut self, at: u32) -> bool {
        let c = &self.columns;
        if c.line_no.get(at as usize).is_some_and(|line| *line != 0) {
            return false;
        }
        if self.declared_entries.is_empty() {
            self.declared_entries = vec![false; self.profile.entries.len()];
            for (row, entry) in c.entry.iter().enumerate() {
                let is_declared = matches!(self.grain(row as u32), Grain::Ordinal | Grain::Line);
                if let Some(slot) = self.declared_entries.get_mut(*entry as usize) {
                    *slot |= is_declared;
                }
            }
        }
        let entry = self.columns.entry.get(at as usize).copied().unwrap_or(0);
        let is_declared = self.declared_entries.get(entry as usize).copied();
        entry != 0 && is_declared.unwrap_or(false)
    }

    fn note_join(&mut self, declared: &[u32], invoices: &[u32]) {
        let invoiced: i64 = invoices
            .iter()
            .filter_map(|at| self.value(*at))
            .fold(0, i64::saturating_add);
        let agrees = invoiced == self.declared_value(declared).0.0;
        let number = |at: &u32| {
            self.hts(*at)
                .filter(|hts| hts.is_ordinary())
                .map(|hts| hts.at(customs::hts::Level::RateLine))
        };
        let differs = invoices.iter().filter_map(number).any(|theirs| {
            !declared
                .iter()
                .filter_map(number)
                .any(|ours| ours == theirs)
        });
        let join = &mut self.profile.join;
        join.matched += 1;
        join.value_agrees += u64::from(agrees);
        join.number_differs += u64::from(differs);
    }

    /// The line's goods value, and whether several ordinary numbers carry it.
    fn declared_value(&self, rows: &[u32]) -> (Cents, bool) {
        let positive = |at: &u32| self.value(*at).filter(|value| *value > 0);
        let kind = |at: &u32| self.hts(*at).map(Hts::kind);
        let ordinary: Vec<i64> = rows
            .iter()
            .filter(|at| kind(at) == Some(Kind::Ordinary))
            .filter_map(positive)
            .collect();
        if ordinary.len() > 1 {
            let sum = ordinary.iter().copied().fold(0, i64::saturating_add);
            return (Cents(sum), true);
        }
        let first = rows
            .iter()
            .filter(|at| kind(at) != Some(Kind::Additional))
            .find_map(positive);
        let value = first
            .or_else(|| rows.iter().filter_map(|at| self.value(*at)).max())
            .unwrap_or(0);
        // A credit stands on the commodity row with a minus sign.
        let credit = rows
            .iter()
            .filter_map(|at| self.value(*at))
            .find(|value| *value < 0);
        match credit {
            Some(credit) if value == 0 => (Cents(credit), false),
            _ => (Cents(value), false),
        }
    }

    fn primary(&self, rows: &[u32]) -> Option<u32> {
        let of = |kind: Kind, with_value: bool| {
            rows.iter().copied().find(|at| {
                self.hts(*at).map(Hts::kind) == Some(kind)
                    && (!with_value || self.value(*at).is_some_and(|value| value > 0))
            })
        };
        of(Kind::Ordinary, true)
            .or_else(|| of(Kind::Ordinary, false))
            .or_else(|| of(Kind::Special, false))
            .or_else(|| rows.first().copied())
    }
}
