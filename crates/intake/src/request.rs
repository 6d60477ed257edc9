//! What to ask for when a column is missing: the text for the broker, and the
//! way in ACE.

use crate::unlocks::Unlock;
use customs::Field;

/// The objects of ACE's entry summary reports that hold a field, as ES-003
/// names them; none for what ACE does not hold, such as part numbers.
#[must_use]
pub fn ace_objects(field: Field) -> &'static [&'static str] {
    match field {
        Field::EntryNo => &["Entry Summary Number"],
        Field::LineNo => &["Entry Summary Line Number"],
        Field::Ordinal => &["Tariff Ordinal Number"],
        Field::EntryType => &["Entry Type Code"],
        Field::EntryDate => &["Entry Date"],
        Field::SummaryDate => &["Entry Summary Date"],
        Field::ImportDate => &["Importation Date"],
        Field::LiqDate => &["Liquidation Date"],
        Field::LiqStatus => &["Liquidation Status"],
        Field::Hts => &["HTS Number - Full"],
        Field::GoodsValue => &["Line Tariff Goods Value Amount"],
        Field::Duty => &["Line Tariff Duty Amount"],
        Field::DutyRate => &["Column 1 Current Primary Duty Rate"],
        Field::Mpf => &["Line MPF Amount"],
        Field::Hmf => &["Line HMF Amount"],
        Field::Qty1 => &["Line Tariff Quantity (1)"],
        Field::Uom1 => &["Line Tariff UOM (1) Code"],
        Field::Qty2 => &["Line Tariff Quantity (2)"],
        Field::Uom2 => &["Line Tariff UOM (2) Code"],
        Field::Coo => &["Country of Origin Code"],
        Field::ExportCountry => &["Country of Export Code"],
        Field::Mid => &["Manufacturer ID"],
        Field::Supplier => &["Manufacturer Name"],
        Field::Spi => &["Line SPI Code"],
        Field::FilerCode => &["Filer Name"],
        Field::ImporterNo => &["Importer Number"],
        Field::Port => &["Port of Entry Code"],
        Field::Mode => &["Mode of Transport"],
        Field::PscFlag => &["Line Post Summary Correction Indicator"],
        Field::PscDate => &["Latest PSC Filed Date"],
        Field::ReconFlag => &["Reconciliation Indicator"],
        Field::ReconIssue => &["Reconciliation Issue Code"],
        Field::LiqDuty => &["Total Liquidated Duty Amount"],
        _ => &[],
    }
}

/// The request to send to the broker for the columns that are missing, ready to
/// paste into a message; empty when nothing is missing.
#[must_use]
pub fn to_broker(missing: &[Unlock]) -> String {
    if missing.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "Please send us a report of our entry summary lines for the last five years, one row for each invoice line or entry summary line, as .xlsx or .csv, with these columns:\n\n",
    );
    for field in [Field::EntryNo, Field::LineNo] {
        if missing.iter().all(|unlock| unlock.field != field) {
            text.push_str(&format!("- {} (to match the rows)\n", field.label()));
        }
    }
    for unlock in missing {
        text.push_str(&format!("- {}\n", unlock.field.label()));
    }
    text.push_str(
        "\nPlease leave entry numbers, tariff numbers and part numbers as text, so that no zero is lost, and include corrected and cancelled lines.\n",
    );
    text
}

/// The steps in ACE that add the missing columns to ES-003; empty when ACE
/// holds none of them.
#[must_use]
pub fn in_ace(missing: &[Unlock]) -> String {
    let objects: Vec<&str> = missing
        .iter()
        .flat_map(|unlock| ace_objects(unlock.field))
        .copied()
        .collect();
    if objects.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "In ACE Reports, open ES-003 (Entry Summary Line Tariff Details), change it (Design, Data Access, Edit), and add these objects to the result objects of the query:\n\n",
    );
    for object in objects {
        text.push_str(&format!("- {object}\n"));
    }
    text.push_str(
        "\nRun the query, one year at a time if it runs out of time, and export the result as Excel or CSV. The names of the steps can differ a little between versions of ACE Reports.\n",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unlocks::Use;

    fn missing(fields: &[Field]) -> Vec<Unlock> {
        fields
            .iter()
            .map(|field| Unlock {
                field: *field,
                present: false,
                weight: Use::Required,
                run: vec!["A check".into()],
                say_more: Vec::new(),
            })
            .collect()
    }

    #[test]
    fn the_broker_is_asked_for_what_is_missing_and_what_matches_rows() {
        let text = to_broker(&missing(&[Field::Sku, Field::Description]));
        for line in [
            "- entry number (to match the rows)\n",
            "- part number\n",
            "- description\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
        assert_eq!(to_broker(&[]), "");
    }

    #[test]
    fn ace_is_asked_only_for_what_it_holds() {
        let text = in_ace(&missing(&[Field::LiqDate, Field::Sku]));
        assert!(text.contains("- Liquidation Date\n") && !text.contains("part number"));
        assert_eq!(in_ace(&missing(&[Field::Sku])), "");
    }
}
