//! The catalogue: one file a trigger.
//!
//! Each file says in a sentence or two what its trigger means, declares the
//! thresholds that it reads from the pack, detects, runs the innocent
//! explanations, and carries its tests as small tables of lines with the
//! expected finding beside them.
//!
//! This list is made by `cargo xtask trigger` from the files in this folder, in
//! the order of the pack's records.

mod adc1_in_scope_candidate;
mod adc2_types_mixed;
mod adc3_relocation;
mod adc4_reimbursement;
mod brk1_broker_reliance;
mod cls1_several_numbers;
mod cls2_statistical_suffix;
mod cls3_alike_descriptions;
mod cls4_brokers_disagree;
mod cls5_switch_to_relief;
mod cls6_master_differs;
mod cls7_vague;
mod cls8_not_valid;
mod cls9_one_price_level;
mod cor1_repeated_corrections;
mod ctl1_control_gaps;
mod dq1_data_quality;
mod his1_declared_history;
mod his2_liquidation_changes;
mod his3_late_summaries;
mod his4_repeated_after_notice;
mod org1_origin_shift;
mod org2_mid_country;
mod org3_several_origins;
mod org4_forced_labour;
mod org5_export_hub;
mod prf1_not_in_force;
mod prf2_origin_outside;
mod prf3_special_column;
mod prf4_claimed_sometimes;
mod prf5_processing_fee;
mod prf6_certificate;
mod prf7_mid_outside;
mod prf8_chapter_98;
mod rec1_compliance_file;
mod rec2_retention_horizon;
mod sec1_priority_sectors;
mod trd1_chapter_99;
mod trd2_exclusion_claims;
mod val1_own_history;
mod val2_suppliers_apart;
mod val3_benchmark;
mod val4_related_parties;
mod val5_provisional;
mod val6_implausible;
mod val7_currency_terms;
mod val8_first_sale;
mod val9_drop_after_measure;

pub use crate::trigger::{Trigger, run};

/// Every trigger, in the order in which results are shown.
pub const ALL: &[Trigger] = &[
    Trigger {
        id: "CLS-1",
        assess: cls1_several_numbers::assess,
    },
    Trigger {
        id: "CLS-2",
        assess: cls2_statistical_suffix::assess,
    },
    Trigger {
        id: "CLS-3",
        assess: cls3_alike_descriptions::assess,
    },
    Trigger {
        id: "CLS-4",
        assess: cls4_brokers_disagree::assess,
    },
    Trigger {
        id: "CLS-5",
        assess: cls5_switch_to_relief::assess,
    },
    Trigger {
        id: "CLS-6",
        assess: cls6_master_differs::assess,
    },
    Trigger {
        id: "CLS-7",
        assess: cls7_vague::assess,
    },
    Trigger {
        id: "CLS-8",
        assess: cls8_not_valid::assess,
    },
    Trigger {
        id: "CLS-9",
        assess: cls9_one_price_level::assess,
    },
    Trigger {
        id: "BRK-1",
        assess: brk1_broker_reliance::assess,
    },
    Trigger {
        id: "VAL-1",
        assess: val1_own_history::assess,
    },
    Trigger {
        id: "VAL-2",
        assess: val2_suppliers_apart::assess,
    },
    Trigger {
        id: "VAL-3",
        assess: val3_benchmark::assess,
    },
    Trigger {
        id: "VAL-4",
        assess: val4_related_parties::assess,
    },
    Trigger {
        id: "VAL-5",
        assess: val5_provisional::assess,
    },
    Trigger {
        id: "VAL-6",
        assess: val6_implausible::assess,
    },
    Trigger {
        id: "VAL-7",
        assess: val7_currency_terms::assess,
    },
    Trigger {
        id: "VAL-8",
        assess: val8_first_sale::assess,
    },
    Trigger {
        id: "VAL-9",
        assess: val9_drop_after_measure::assess,
    },
    Trigger {
        id: "TRD-1",
        assess: trd1_chapter_99::assess,
    },
    Trigger {
        id: "TRD-2",
        assess: trd2_exclusion_claims::assess,
    },
    Trigger {
        id: "ADC-1",
        assess: adc1_in_scope_candidate::assess,
    },
    Trigger {
        id: "ADC-2",
        assess: adc2_types_mixed::assess,
    },
    Trigger {
        id: "ADC-3",
        assess: adc3_relocation::assess,
    },
    Trigger {
        id: "ADC-4",
        assess: adc4_reimbursement::assess,
    },
    Trigger {
        id: "HIS-1",
        assess: his1_declared_history::assess,
    },
    Trigger {
        id: "HIS-2",
        assess: his2_liquidation_changes::assess,
    },
    Trigger {
        id: "HIS-3",
        assess: his3_late_summaries::assess,
    },
    Trigger {
        id: "HIS-4",
        assess: his4_repeated_after_notice::assess,
    },
    Trigger {
        id: "COR-1",
        assess: cor1_repeated_corrections::assess,
    },
    Trigger {
        id: "ORG-1",
        assess: org1_origin_shift::assess,
    },
    Trigger {
        id: "ORG-2",
        assess: org2_mid_country::assess,
    },
    Trigger {
        id: "ORG-3",
        assess: org3_several_origins::assess,
    },
    Trigger {
        id: "ORG-4",
        assess: org4_forced_labour::assess,
    },
    Trigger {
        id: "ORG-5",
        assess: org5_export_hub::assess,
    },
    Trigger {
        id: "PRF-1",
        assess: prf1_not_in_force::assess,
    },
    Trigger {
        id: "PRF-2",
        assess: prf2_origin_outside::assess,
    },
    Trigger {
        id: "PRF-3",
        assess: prf3_special_column::assess,
    },
    Trigger {
        id: "PRF-4",
        assess: prf4_claimed_sometimes::assess,
    },
    Trigger {
        id: "PRF-5",
        assess: prf5_processing_fee::assess,
    },
    Trigger {
        id: "PRF-6",
        assess: prf6_certificate::assess,
    },
    Trigger {
        id: "PRF-7",
        assess: prf7_mid_outside::assess,
    },
    Trigger {
        id: "PRF-8",
        assess: prf8_chapter_98::assess,
    },
    Trigger {
        id: "SEC-1",
        assess: sec1_priority_sectors::assess,
    },
    Trigger {
        id: "REC-1",
        assess: rec1_compliance_file::assess,
    },
    Trigger {
        id: "REC-2",
        assess: rec2_retention_horizon::assess,
    },
    Trigger {
        id: "CTL-1",
        assess: ctl1_control_gaps::assess,
    },
    Trigger {
        id: "DQ-1",
        assess: dq1_data_quality::assess,
    },
];
