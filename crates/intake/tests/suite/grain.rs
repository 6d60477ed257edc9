//! What one row of a table stands for.

use crate::common::csv;
use intake::TableKind;
use profile::Grain;

fn kind(text: &str) -> (TableKind, Grain) {
    let outcome = csv(text);
    (outcome.report.kind, outcome.report.grain)
}

#[test]
fn es003_has_a_row_for_each_tariff_ordinal() {
    let text = "Entry Summary Number,Entry Summary Line Number,Tariff Ordinal Number,HTS Number - Full,Line Tariff Goods Value Amount\nABC12345676,1,1,8471300100,5\n";
    assert_eq!(kind(text), (TableKind::Es003, Grain::Ordinal));
}

#[test]
fn an_ace_line_report_has_a_row_for_each_line() {
    let text = "Entry Summary Number,Entry Summary Line Number,HTS Number - Full,Line Goods Value Amount,Line Duty Amount\nABC12345676,1,8471300100,5,1\n";
    assert_eq!(kind(text), (TableKind::AceLines, Grain::Line));
}

#[test]
fn an_ace_entry_report_has_a_row_for_each_entry() {
    let text = "Entry Summary Number,Entry Date,Total Paid MPF Amount,Liquidation Date\nABC12345676,02/25/2026,5,02/25/2027\n";
    assert_eq!(kind(text), (TableKind::AceHeaders, Grain::Header));
}

#[test]
fn a_broker_report_has_a_row_for_each_invoice_line() {
    let text = "Entry No,Line,Part No,Description,HTS\nABC12345676,1,K-1,Widget,8471300100\n";
    assert_eq!(kind(text), (TableKind::BrokerLines, Grain::Invoice));
}

#[test]
fn a_product_master_has_a_row_for_each_product() {
    let text = "SKU,Description,HTS (US),COO,Vendor\nK-1,Widget,8471.30.0100,CN,Acme\n";
    assert_eq!(kind(text), (TableKind::ProductMaster, Grain::Product));
    let outcome = csv(text);
    assert_eq!(outcome.rows[0].sku, "K-1");
    assert_eq!(outcome.rows[0].hts, "8471.30.0100");
}
