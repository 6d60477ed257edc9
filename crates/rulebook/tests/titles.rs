//! Column titles of reports as they are met, against the field they mean.

#![allow(clippy::unwrap_used, reason = "a helper of a test is test code too")]

use customs::Field;
use rulebook::{Pack, normalise_header};

fn field(title: &str) -> Option<Field> {
    let pack = Pack::embedded().unwrap();
    pack.aliases.field_of(&normalise_header(title))
}

#[test]
fn titles_without_case_spaces_and_punctuation() {
    assert_eq!(normalise_header(" HTS Number - Full "), "htsnumberfull");
    assert_eq!(normalise_header("Entry #"), "entryno");
    assert_eq!(normalise_header("Duty %"), "dutypct");
    assert_eq!(
        normalise_header("Line Tariff Quantity (1)"),
        "linetariffquantity1"
    );
    assert_eq!(normalise_header("Zoll-Nr. Übersicht"), "zollnrübersicht");
    assert_eq!(normalise_header("--"), "");
}

#[test]
fn ace_titles() {
    use Field::*;
    let pack = Pack::embedded().unwrap();
    for (title, meant) in [
        ("Entry Summary Number", Some(EntryNo)),
        ("Entry Summary Line Number", Some(LineNo)),
        ("Tariff Ordinal Number", Some(Ordinal)),
        ("HTS Number - Full", Some(Hts)),
        ("HTS Number Full", Some(Hts)),
        ("Line Tariff Goods Value Amount", Some(GoodsValue)),
        ("Line Tariff Duty Amount", Some(Duty)),
        ("Line Tariff Quantity (1)", Some(Qty1)),
        ("Line Tariff Quantity (2)", Some(Qty2)),
        ("Line Tariff UOM (1) Code", Some(Uom1)),
        ("Line Tariff UOM (2) Code", Some(Uom2)),
        ("Entry Type Code", Some(EntryType)),
        ("Importer Number", Some(ImporterNo)),
        ("Importer Name", Some(ImporterName)),
        ("Port of Entry Code", Some(Port)),
        ("Entry Date", Some(EntryDate)),
        ("Entry Summary Date", Some(SummaryDate)),
        ("Country of Origin Code", Some(Coo)),
        ("Country of Export Code", Some(ExportCountry)),
        ("Manufacturer ID", Some(Mid)),
        ("Manufacturer Name", Some(Supplier)),
        ("Line SPI Code", Some(Spi)),
        ("Importation Date", Some(ImportDate)),
        ("Filer Name", Some(FilerName)),
        ("Column 1 Current Primary Duty Rate", Some(DutyRate)),
        ("Line Post Summary Correction Indicator", Some(PscFlag)),
        ("Post Summary Correction Indicator", Some(PscFlag)),
        ("Liquidation Date", Some(LiqDate)),
        ("Liquidation Status", Some(LiqStatus)),
        ("Reconciliation Indicator", Some(ReconFlag)),
        ("NAFTA Reconciliation Indicator", Some(ReconFlag)),
        ("Reconciliation Issue Code", Some(ReconIssue)),
        ("Reconciliation (Other) Status", Some(ReconStatus)),
        ("Line Goods Value Amount", Some(GoodsValue)),
        ("Line Duty Amount", Some(Duty)),
        ("Line MPF Amount", Some(Mpf)),
        ("Total Paid MPF Amount", Some(Mpf)),
        ("Line HMF Amount", Some(Hmf)),
        ("Total Liquidated Duty Amount", Some(LiqDuty)),
        ("Latest PSC Filed Date", Some(PscDate)),
        ("Protest Number", Some(ProtestNo)),
        // Titles that mean no field, and must not be taken for one.
        ("Initial Entry Summary Create Date", None),
        ("Line Tariff Quantity (3)", None),
        ("Line Tariff UOM (3) Code", None),
        ("Review Team Number", None),
        ("Foreign Exporter ID", None),
        ("Standard Visa Number", None),
        ("Textile Category Code", None),
        ("Control Status", None),
        ("Protest Status", None),
        ("Bond Type", None),
        ("Reconciliation (Other) Due Date", None),
        ("Reconciliation (FTA) Due Date", None),
        ("Reconciliation (FTA) Entry Summary Number", None),
    ] {
        let found = pack.aliases.field_of(&normalise_header(title));
        assert_eq!(found, meant, "{title}");
    }
}

#[test]
fn titles_of_broker_and_product_files() {
    use Field::*;
    let pack = Pack::embedded().unwrap();
    for (meant, titles) in [
        (
            EntryNo,
            "entry number|entry #|entry no|entrynbr|ES number|customs entry",
        ),
        (LineNo, "line|line no|ESL|7501 line|entry line"),
        (Ordinal, "tariff sequence"),
        (EntryType, "entry type|ET|type"),
        (EntryDate, "date of entry|entry dt"),
        (SummaryDate, "summary date|7501 date|filing date"),
        (ImportDate, "import date|arrival date|ATA"),
        (ReleaseDate, "release date|cargo release date"),
        (LiqDate, "liq dt|liquidated"),
        (LiqStatus, "liq code"),
        (
            Hts,
            "HTS|HTSUS|HTS code|tariff no|classification|commodity code|schedule no|HS code",
        ),
        (
            GoodsValue,
            "entered value|value for duty|customs value|line value|EV",
        ),
        (Duty, "duty|duty amount|est duty|duty paid"),
        (DutyRate, "duty rate|rate|HTS rate"),
        (Mpf, "MPF|merch processing fee|499"),
        (Hmf, "HMF|harbor fee|501"),
        (OtherFee, "cotton 056|Cotton Fee"),
        (Qty1, "quantity|HTS qty|net qty|Qty"),
        (Uom1, "UOM|unit"),
        (GrossKg, "gross weight|weight|wt"),
        (Coo, "COO|origin|CO|country origin|C/O"),
        (ExportCountry, "exporting country|C/E"),
        (Mid, "MID|mfr id|manufacturer code"),
        (
            Supplier,
            "supplier|vendor|shipper|seller|foreign exporter name",
        ),
        (Spi, "SPI|special program|preference|pref code"),
        (Related, "relationship|related party|related|rel"),
        (
            Sku,
            "part number|part no|item|SKU|style|product|material|article|P/N|Part/SKU/Style",
        ),
        (
            Description,
            "description|line description|goods description|commercial description",
        ),
        (FilerCode, "filer code|filer|broker code"),
        (ImporterNo, "IOR number|IR#"),
        (Port, "port|district/port"),
        (Mode, "mode of transport|MOT|Mode"),
        (AdcvdCase, "AD/CVD case|ADD case|case number|C-case"),
        (PscFlag, "PSC|version"),
        (ReconFlag, "recon"),
        (LiqDuty, "ascertained duty"),
        (Currency, "currency|inv currency"),
        (Fx, "exchange rate"),
        (InvoiceNo, "Invoice No"),
        (Rationale, "rationale"),
        (RulingNo, "ruling no."),
        (EffectiveDate, "effective date"),
        (FtaFlag, "FTA flag"),
        (CertificateExpiry, "certificate expiry"),
        (AdcvdFlag, "AD/CVD flag"),
        (Reviewer, "reviewer"),
        (LastReview, "last review"),
    ] {
        for title in titles.split('|') {
            let found = pack.aliases.field_of(&normalise_header(title));
            assert_eq!(found, Some(meant), "{title}");
        }
    }
}

/// The titles of the ACE reports that other software meets, where they are at
/// hand.
#[test]
fn collected_ace_titles_mean_a_field_or_are_known_to_mean_none() {
    let root = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/ace/report_headers.csv"
    );
    let Ok(mut reader) = csv::Reader::from_path(root) else {
        eprintln!("skipped: {root} is not there");
        return;
    };
    let none = [
        "bond",
        "surety",
        "due date",
        "status",
        "review team",
        "create date",
        "cape phase",
        "exporter id",
        "(other) entry summary",
        "(fta) entry summary",
    ];
    for record in reader.records() {
        let title = record.unwrap()[0].to_owned();
        let lower = title.to_lowercase();
        let known = lower == "liquidation status"
            || lower.starts_with("reconciliation") && lower.ends_with("status");
        let ignored = none.iter().any(|part| lower.contains(part)) && !known;
        assert_eq!(field(&title).is_none(), ignored, "{title}");
    }
}
