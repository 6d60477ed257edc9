//! What intake does with real files, one behaviour a test.
//!
//! The format rules, each with the tests that hold it:
//!
//! | rule | tests |
//! |---|---|
//! | entry number: forms, check digit, vectors | `entry_numbers::{dashes_spaces_and_case_do_not_matter, every_vector_of_the_check_digit_holds, leading_zeros_stay}` |
//! | entry number: a failed check digit is a data question | `entry_numbers::a_failed_check_digit_is_a_data_question` |
//! | entry number: ten characters | `entry_numbers::ten_characters_are_noted_and_never_repaired` |
//! | tariff number: eight and ten digits, dotted | `tariff_forms::dotted_and_plain_forms_of_eight_and_ten_digits`, `tariff_forms::the_reserved_chapter_is_no_number` |
//! | tariff number: chapter 99 | `tariff_forms::chapter_99_numbers_may_be_padded_to_ten` |
//! | manufacturer ID | `countries::{a_manufacturer_id_is_upper_case_and_shaped, a_text_without_the_shape_is_an_issue}` |
//! | countries: codes, names, provinces, Hong Kong | `countries::{alpha_2_alpha_3_and_english_names, provinces_of_canada_are_canada, an_unknown_country_is_an_issue}` |
//! | dates: forms, serials, both epochs | `dates::{every_form_of_a_date, a_serial_of_a_workbook_by_both_epochs}` |
//! | dates: day and month, asked once | `dates::{undecided_dates_are_asked_about_once_with_both_readings, a_column_with_a_day_past_12_decides_for_all, one_column_that_tells_decides_for_its_neighbours, the_whole_column_speaks_again_at_the_end, both_orders_in_one_column_are_an_issue}` |
//! | money: signs, separators, FREE | `money::{dollars_commas_and_spaces_are_stripped, brackets_and_a_trailing_minus_are_negative_and_a_data_question, free_and_a_dash_are_zero_and_a_blank_is_nothing}` |
//!
//! What real files look like, each with the tests that hold the behaviour:
//!
//! | phenomenon | tests |
//! |---|---|
//! | title block, prompts and run date above the header | `header::{a_title_block_above_the_header_is_a_preamble, the_header_may_stand_as_low_as_row_50}` |
//! | two-row or merged headers | `header::{two_rows_are_joined_by_a_space, a_merged_cell_counts_for_the_columns_it_spans}`, `other_workbooks::two_rows_of_merged_titles_in_a_workbook` |
//! | several sheets | `sheets::{the_sheet_with_the_most_known_titles_is_chosen, main_report_is_preferred_among_equals, a_hidden_sheet_gives_way_to_a_visible_one}` |
//! | totals, subtotals, blank separators | `accounting::{totals_and_subtotals_are_dropped_by_their_labels, blank_separators_are_blank_rows, rows_without_entry_number_and_tariff_number_are_unusable}` |
//! | repeated headers, hidden rows | `accounting::the_header_of_each_printed_page_is_a_repeated_header`, `other_workbooks::hidden_rows_are_read_and_noted` |
//! | numbers as text and the reverse | `money::numbers_as_text_and_text_as_numbers_are_coerced_by_field` |
//! | lost leading zeros | `lost_digits` (nine tests) |
//! | scientific notation | `tariff_forms::scientific_notation_is_unusable_and_names_its_column` |
//! | tariff number with suffix or prefix | `tariff_forms::{an_spi_prefix_is_split_off, an_spi_column_wins_over_the_prefix, trailing_letters_are_stripped}` |
//! | several tariff numbers in a cell or in columns | `several_tariffs` (four tests) |
//! | chapter 99 row carries the duty, ordinary row the value | `rows_as_they_stand::a_chapter_99_row_before_its_commodity_keeps_its_place`; grouping: `crates/profile/tests/grouping.rs` |
//! | truly multi-tariff lines | `rows_as_they_stand::a_set_keeps_each_number_with_its_value`; grouping: the same |
//! | metal-content splits | `rows_as_they_stand::a_metal_content_split_is_two_lines` |
//! | negative or zero lines | `rows_as_they_stand::credits_and_zero_lines_are_handed_over`, `money::brackets_and_a_trailing_minus_are_negative_and_a_data_question` |
//! | PSC versions repeated; exact duplicate rows | `rows_as_they_stand::versions_and_exact_duplicates_are_all_handed_over`; setting aside: `crates/profile/tests/grouping.rs` |
//! | several importers of record | `importers` (three tests) |
//! | foreign-language or truncated text | `texts` (three tests) |
//! | encodings: detected, shown, switchable | `text_files::{encodings_are_detected_and_shown, an_encoding_is_switched_by_choice}` |
//! | identifiers in, workbook out, in again | `round_trip::identifiers_survive_a_full_round_trip` |
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod accounting;
mod ace_sample;
mod archives;
mod common;
mod corpus;
mod countries;
mod dates;
mod entry_numbers;
mod flags_and_codes;
mod grain;
mod header;
mod importers;
mod layouts;
mod lost_digits;
mod mapping;
mod money;
mod other_workbooks;
mod outcome;
mod pollock;
mod pollock_score;
mod properties;
mod rates_and_weights;
mod reference_tables;
mod refusals;
mod round_trip;
mod rows_as_they_stand;
mod saved_rows;
mod several_tariffs;
mod sheets;
mod tariff_forms;
mod tariff_rates;
mod tariff_share;
mod text_files;
mod texts;
mod workbook;
