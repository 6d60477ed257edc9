//! What a table is about, and what one of its rows stands for.
//!
//! Told by which fields it has, and by the wording that ACE uses and nobody
//! else does. Before anything is summed the grain must be known: the goods
//! value of an entry line stands in a row for each tariff number in one report
//! and in a row for each invoice line in another.

use crate::aliases::normalised;
use crate::inspection::TableKind;
use customs::{Field, FieldSet};
use profile::Grain;

/// Titles of the USITC's export that nothing else has together.
const TARIFF_TITLES: [&str; 6] = [
    "htsnumber",
    "indent",
    "generalrateofduty",
    "specialrateofduty",
    "column2rateofduty",
    "unitofquantity",
];

/// Titles of CBP Form 7501's own columns.
const FORM_TITLES: [&str; 5] = [
    "netquantityinhtsusunits",
    "relationship",
    "block",
    "manifestquantity",
    "chgs",
];

/// Titles of ITRAC's tables.
const ITRAC_TITLES: [&str; 4] = [
    "discrepancytype",
    "estimatedtax",
    "portoflading",
    "portofunlading",
];

/// Titles of a benchmark of unit values.
const BENCHMARK_TITLES: [&str; 7] = [
    "unitvalue",
    "medianunitvalue",
    "p25",
    "p50",
    "p75",
    "median",
    "lowerquartile",
];

/// Recognises a table by its titles and the fields they mean.
pub(crate) fn recognise(titles: &[String], fields: FieldSet) -> (TableKind, Grain) {
    let titles: Vec<String> = titles.iter().map(|title| normalised(title)).collect();
    let named = |names: &[&str]| {
        names
            .iter()
            .filter(|name| titles.iter().any(|title| title == **name))
            .count()
    };
    let starts = |prefix: &str| titles.iter().any(|title| title.starts_with(prefix));
    let has = |field: Field| fields.contains(field);
    let product = has(Field::Sku) || has(Field::Description);
    if named(&TARIFF_TITLES) >= 4 {
        return (TableKind::TariffExport, Grain::Product);
    }
    if has(Field::EntryNo) {
        if has(Field::Ordinal) || starts("linetariff") {
            return (TableKind::Es003, Grain::Ordinal);
        }
        if named(&ITRAC_TITLES) >= 2 {
            return (TableKind::Itrac, Grain::Line);
        }
        if has(Field::Hts) || has(Field::LineNo) {
            if product || has(Field::InvoiceNo) {
                return (TableKind::BrokerLines, Grain::Invoice);
            }
            if named(&FORM_TITLES) >= 2 {
                return (TableKind::Form7501, Grain::Line);
            }
            let ace = starts("entrysummary") || starts("linegoods") || starts("lineduty");
            return if ace {
                (TableKind::AceLines, Grain::Line)
            } else {
                (TableKind::BrokerLines, Grain::Line)
            };
        }
        return (TableKind::AceHeaders, Grain::Header);
    }
    if has(Field::Hts) && named(&BENCHMARK_TITLES) >= 1 {
        return (TableKind::Benchmark, Grain::Product);
    }
    if has(Field::Sku)
        && (has(Field::Hts) || has(Field::Description))
        && !has(Field::GoodsValue)
        && !has(Field::EntryDate)
    {
        return (TableKind::ProductMaster, Grain::Product);
    }
    if has(Field::Hts) && (has(Field::GoodsValue) || has(Field::Duty)) {
        return (TableKind::BrokerLines, Grain::Invoice);
    }
    (TableKind::Unknown, Grain::Line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_titles_and_fields() {
        use Field::*;
        for (titles, fields, want) in [
            (
                &["Entry Summary Number", "Line Tariff Duty Amount"][..],
                &[EntryNo, Hts, Duty][..],
                (TableKind::Es003, Grain::Ordinal),
            ),
            (
                &["Entry Summary Number", "Line Goods Value Amount"],
                &[EntryNo, LineNo, Hts, GoodsValue],
                (TableKind::AceLines, Grain::Line),
            ),
            (
                &["Entry Summary Number", "Importer Number"],
                &[EntryNo, ImporterNo],
                (TableKind::AceHeaders, Grain::Header),
            ),
            (
                &["Entry No", "Part"],
                &[EntryNo, LineNo, Hts, Sku],
                (TableKind::BrokerLines, Grain::Invoice),
            ),
            (
                &["Style", "HTS"],
                &[Sku, Hts],
                (TableKind::ProductMaster, Grain::Product),
            ),
            (
                &[
                    "HTS Number",
                    "Indent",
                    "Description",
                    "Unit of Quantity",
                    "General Rate of Duty",
                ],
                &[Hts, Description],
                (TableKind::TariffExport, Grain::Product),
            ),
            (&["a"], &[], (TableKind::Unknown, Grain::Line)),
        ] {
            let titles: Vec<String> = titles.iter().map(|t| (*t).to_owned()).collect();
            let fields = fields.iter().copied().collect();
            assert_eq!(recognise(&titles, fields), want, "{titles:?}");
        }
    }
}
