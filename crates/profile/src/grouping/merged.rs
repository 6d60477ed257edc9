//! The rows of one line as one line: sums, the first of what differs, and the
//! tariff ordinals below it.

use super::share::Share;
use super::{Grouper, Item, filer_in};
use crate::columns::Blocks;
use crate::lines::{Flags, LineColumns, TariffColumns};
use crate::store::{Columns, HeaderRecord, PartyRecord};
use customs::Cents;

impl Grouper {
    /// Writes one line: `rows` say what was declared, `item` which product it
    /// is, `share` which part of the declared amounts.
    pub(super) fn push_line(
        &mut self,
        rows: &[u32],
        coarser: &[u32],
        share: Option<Share>,
        item: &Item,
        detailed: bool,
    ) {
        let Some(primary) = self.primary(rows) else {
            return;
        };
        let invoice_only = !detailed && !item.rows.is_empty();
        let (value, multi_tariff) = if invoice_only {
            (
                Cents(self.sum(rows, |s, at| s.value(at)).unwrap_or(0)),
                false,
            )
        } else {
            self.declared_value(rows)
        };
        let part = |amount: i64| share.map_or(amount, |share| share.of(amount));
        let duty = self.sum(rows, |s, at| s.duty(at)).map(part);
        let others = || coarser.iter().chain(&item.rows).copied();
        let mut header = self.fill_header(rows, others());
        let party = self.fill_party(rows, others());
        let described = if item.rows.is_empty() {
            rows
        } else {
            &item.rows
        };
        let c = &self.columns;
        let text = |column: &Blocks<u32>| {
            described
                .iter()
                .chain(rows)
                .filter_map(|at| column.get(*at as usize).copied())
                .find(|ix| *ix != 0)
                .unwrap_or(0)
        };
        let (sku, description) = (text(&c.sku), text(&c.description));
        // The product's own quantity, in the invoice's unit, when it is split.
        let quantity_rows: Vec<u32> = if share.is_some_and(|share| !share.is_whole()) {
            item.rows.clone()
        } else {
            std::iter::once(primary)
                .chain(rows.iter().copied())
                .chain(item.rows.iter().copied())
                .collect()
        };
        let (quantity, unit) = self.quantity(&quantity_rows, invoice_only || detailed, item);
        let fee = |column: &dyn Fn(usize) -> Option<i64>| -> Option<i64> {
            let declared = self.sum(rows, |_, at| column(at as usize));
            declared
                .or_else(|| coarser.iter().find_map(|at| column(*at as usize)))
                .map(part)
        };
        // One figure on every ordinal is the total of the line or the entry.
        let once = |column: &dyn Fn(usize) -> Option<i64>| -> Option<i64> {
            match rows.first().and_then(|at| column(*at as usize)) {
                Some(total) if rows.iter().all(|at| column(*at as usize) == Some(total)) => {
                    Some(part(total))
                }
                _ => fee(column),
            }
        };
        let of_line = |column: &dyn Fn(usize) -> Option<i64>| -> Option<i64> {
            if invoice_only {
                fee(column)
            } else {
                once(column)
            }
        };
        let mpf = of_line(&|at| c.mpf.get(at));
        let hmf = of_line(&|at| c.hmf.get(at));
        // Liquidation is of the entry or the line, so that reports repeat its duty
        // on invoice lines as well, where fees are each line's own share; but a
        // broker may spread it too. What is nearer to the declared duty counts.
        let liquidated = {
            let of = |at: usize| c.liquidated_duty.get(at);
            match (once(&of), fee(&of), duty) {
                (Some(one), Some(sum), Some(duty)) if invoice_only => {
                    let apart = |amount: i64| amount.abs_diff(duty);
                    Some(if apart(sum) < apart(one) { sum } else { one })
                }
                (one, _, _) => one,
            }
        };
        // Charges and weight stand on the invoice lines, where no entry line of
        // the file has them.
        let of_item = |column: &dyn Fn(usize) -> Option<i64>| -> Option<i64> {
            fee(column).or_else(|| self.sum(&item.rows, |_, at| column(at as usize)))
        };
        let charges = of_item(&|at| c.charges.get(at));
        let gross = of_item(&|at| c.gross_kg.get(at));
        let rate = c
            .rate_ppm
            .get(primary as usize)
            .or_else(|| item.rows.iter().find_map(|at| c.rate_ppm.get(*at as usize)));
        let psc = rows
            .iter()
            .chain(coarser)
            .filter_map(|at| c.psc.get(*at as usize).copied().flatten())
            .max();
        let entry = c.entry.get(primary as usize).copied().unwrap_or(0);
        let line_no = c.line_no.get(primary as usize).copied().unwrap_or(0);
        let hts = self.hts(primary);
        let Some(row) = self.row_ref(primary) else {
            return;
        };
        let tariffs = push_tariffs(&self.columns, rows, &mut self.profile.tariffs);
        if header.filer == 0 {
            let filer = filer_in(self.profile.entries.get(entry)).unwrap_or_default();
            header.filer = self.profile.texts.find(filer).unwrap_or(0);
        }
        let header = self.profile.headers.intern(header);
        let party = self.profile.parties.intern(party);
        let l: &mut LineColumns = &mut self.profile.lines;
        let at = l.entry.len();
        l.entry.push(entry);
        l.line_no.push(line_no);
        l.header.push(header);
        l.party.push(party);
        l.sku.push(sku);
        l.description.push(description);
        l.hts.push(hts);
        l.unit.push(unit);
        l.value.push(Cents(part(value.0)));
        l.tariffs.push(tariffs);
        l.flags.push(Flags {
            multi_tariff,
            psc,
            detailed,
        });
        l.row.push(row);
        l.duty.push(at, duty);
        l.quantity.push(at, quantity);
        l.rate_ppm.push(at, rate);
        l.mpf.push(at, mpf);
        l.hmf.push(at, hmf);
        l.liquidated_duty.push(at, liquidated);
        l.charges.push(at, charges);
        l.gross_kg.push(at, gross);
    }

    pub(super) fn sum(&self, rows: &[u32], of: impl Fn(&Self, u32) -> Option<i64>) -> Option<i64> {
        rows.iter()
            .filter_map(|at| of(self, *at))
            .reduce(i64::saturating_add)
    }

    pub(super) fn quantity(
        &self,
        rows: &[u32],
        by_item: bool,
        item: &Item,
    ) -> (Option<i64>, Option<customs::Unit>) {
        let c = &self.columns;
        let unit = |at: u32| c.unit.get(at as usize).copied().flatten();
        if by_item && !item.rows.is_empty() && rows == item.rows {
            let first = item.rows.iter().find_map(|at| unit(*at));
            let same: Vec<u32> = item
                .rows
                .iter()
                .copied()
                .filter(|at| unit(*at) == first)
                .collect();
            return (
                self.sum(&same, |s, at| s.columns.quantity.get(at as usize)),
                first,
            );
        }
        let counted = rows
            .iter()
            .copied()
            .find(|at| c.quantity.get(*at as usize).is_some_and(|q| q != 0))
            .or_else(|| rows.first().copied());
        counted.map_or((None, None), |at| (c.quantity.get(at as usize), unit(at)))
    }

    pub(super) fn fill_header(
        &self,
        rows: &[u32],
        others: impl Iterator<Item = u32>,
    ) -> HeaderRecord {
        let mut all = rows.iter().copied().chain(others);
        let mut h = all.next().map(|at| self.header(at)).unwrap_or_default();
        for at in all {
            let o = self.header(at);
            let or = |mine: u32, theirs: u32| if mine == 0 { theirs } else { mine };
            h = HeaderRecord {
                importer: or(h.importer, o.importer),
                entry_type: h.entry_type.or(o.entry_type),
                entry_date: h.entry_date.or(o.entry_date),
                summary_date: h.summary_date.or(o.summary_date),
                import_date: h.import_date.or(o.import_date),
                release_date: h.release_date.or(o.release_date),
                liquidation_date: h.liquidation_date.or(o.liquidation_date),
                liquidation_status: or(h.liquidation_status, o.liquidation_status),
                port: or(h.port, o.port),
                mode: or(h.mode, o.mode),
                filer: or(h.filer, o.filer),
                reconciliation: h.reconciliation.or(o.reconciliation),
                reconciliation_issue: or(h.reconciliation_issue, o.reconciliation_issue),
                reconciliation_status: or(h.reconciliation_status, o.reconciliation_status),
            };
        }
        h
    }

    pub(super) fn fill_party(
        &self,
        rows: &[u32],
        others: impl Iterator<Item = u32>,
    ) -> PartyRecord {
        let mut all = rows.iter().copied().chain(others);
        let mut p = all.next().map(|at| self.party(at)).unwrap_or_default();
        for at in all {
            let o = self.party(at);
            let or = |mine: u32, theirs: u32| if mine == 0 { theirs } else { mine };
            p = PartyRecord {
                origin: p.origin.or(o.origin),
                export: p.export.or(o.export),
                mid: or(p.mid, o.mid),
                supplier: or(p.supplier, o.supplier),
                spi: p.spi.or(o.spi),
                related: p.related.or(o.related),
                adcvd_case: or(p.adcvd_case, o.adcvd_case),
                currency: or(p.currency, o.currency),
            };
        }
        p
    }
}

fn push_tariffs(c: &Columns, rows: &[u32], tariffs: &mut TariffColumns) -> (u32, u32) {
    let from = tariffs.hts.len();
    for at in rows {
        let at = *at as usize;
        let place = tariffs.hts.len();
        tariffs.hts.push(c.hts.get(at).copied().flatten());
        tariffs
            .ordinal
            .push(c.ordinal.get(at).copied().unwrap_or(0));
        tariffs.value.push(place, c.value.get(at));
        tariffs.duty.push(place, c.duty.get(at));
    }
    (from as u32, tariffs.hts.len() as u32)
}
