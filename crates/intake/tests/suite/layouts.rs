//! Layouts of columns of the project's own making, to measure the mapping by:
//! the sample importer's rows under titles from the alias lists, and under
//! titles that say nothing. Shared by the test and by the command that writes
//! the table.

use customs::Field;
use intake::{Aliases, Limits, inspect};
use std::collections::BTreeMap;
use std::io::Cursor;

/// How the mapping of one field did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Columns that mean the field.
    pub there: usize,
    /// Of these, mapped to it.
    pub right: usize,
    /// Other columns mapped to it.
    pub wrong: usize,
}

/// Scores by field.
pub type Scores = BTreeMap<Field, Score>;

/// A table of the sample importer: titles, their fields, rows.
struct Table {
    fields: Vec<Option<Field>>,
    rows: Vec<Vec<String>>,
}

fn table(csv: &[u8], aliases: &dyn Aliases) -> Table {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(csv);
    let mut rows = reader.records().flatten();
    let titles = rows.next().unwrap_or_default();
    let mut fields: Vec<Option<Field>> =
        titles.iter().map(|title| aliases.field_of(title)).collect();
    // Additional tariff numbers mean the same as the first; of other fields a
    // second column is not asked for.
    for (field, title) in fields.iter_mut().zip(&titles) {
        if title == "Additional HTS" {
            *field = Some(Field::Hts);
        }
    }
    for at in 0..fields.len() {
        let before = fields.get(..at).unwrap_or_default().to_vec();
        if let Some(field) = fields.get_mut(at)
            && field.is_some_and(|field| field != Field::Hts)
            && before.contains(field)
        {
            *field = None;
        }
    }
    Table {
        fields,
        rows: rows
            .take(400)
            .map(|row| row.iter().map(str::to_owned).collect())
            .collect(),
    }
}

/// A small generator of numbers, the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most.max(1)
    }
}

/// Titles that say nothing.
const EMPTY_TITLES: [&str; 4] = ["Column", "Feld", "X", "F"];

/// Measures `count` layouts: titles from `titles_of`, or ones that say nothing
/// where that is `None`.
pub fn measure(
    count: usize,
    aliases: &dyn Aliases,
    titles_of: Option<&BTreeMap<Field, Vec<String>>>,
) -> Scores {
    let config = |seed| sample::Config {
        seed,
        lines: 900,
        ..sample::Config::default()
    };
    let mut scores = Scores::new();
    let mut chance = Chance(7);
    for layout in 0..count {
        let seed = 1 + layout as u64 / 4 % 4;
        let bytes = match layout % 4 {
            0 | 1 => sample::es003_csv(&config(seed)),
            2 => sample::broker_csv(&config(seed)),
            _ => sample::messy_broker_csv(&config(seed)).0,
        };
        let table = table(&bytes, aliases);
        let field_at = |column: usize| table.fields.get(column).copied().flatten();
        // A unit stays beside its quantity; nobody parts those.
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for column in 0..table.fields.len() {
            let unit = matches!(field_at(column), Some(Field::Uom1 | Field::Uom2));
            match blocks.last_mut() {
                Some(block) if unit => block.push(column),
                _ => blocks.push(vec![column]),
            }
        }
        for at in (1..blocks.len()).rev() {
            blocks.swap(at, chance.below(at + 1));
        }
        // Some columns are not in this office's export.
        blocks.retain(|block| {
            let first = block.first().and_then(|column| field_at(*column));
            first == Some(Field::EntryNo) || chance.below(5) > 0
        });
        let order: Vec<usize> = blocks.concat();
        let titles: Vec<String> = order
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let field = table.fields.get(*column).copied().flatten();
                let known = field.and_then(|field| titles_of?.get(&field));
                match known {
                    Some(known) => known
                        .get(chance.below(known.len()))
                        .cloned()
                        .unwrap_or_default(),
                    None => {
                        let word = EMPTY_TITLES.get(layout % EMPTY_TITLES.len()).unwrap_or(&"");
                        format!("{word} {}", at + 1)
                    }
                }
            })
            .collect();
        let mut out = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(Vec::new());
        let _ = out.write_record(&titles);
        for row in &table.rows {
            let cells = order.iter().map(|c| row.get(*c).map_or("", String::as_str));
            let _ = out.write_record(cells);
        }
        let file = out.into_inner().unwrap_or_default();
        let size = file.len() as u64;
        let inspection = inspect(
            "layout",
            Cursor::new(&file),
            size,
            aliases,
            &Limits::default(),
        );
        let Ok(inspection) = inspection else { continue };
        let columns = inspection
            .tables
            .first()
            .map(|t| &t.columns[..])
            .unwrap_or_default();
        for (place, column) in order.iter().enumerate() {
            let truth = table.fields.get(*column).copied().flatten();
            let mapped = columns.get(place).and_then(|column| column.field);
            if let Some(field) = truth {
                let score = scores.entry(field).or_default();
                score.there += 1;
                score.right += usize::from(mapped == truth);
            }
            if let Some(field) = mapped.filter(|_| mapped != truth) {
                scores.entry(field).or_default().wrong += 1;
            }
        }
    }
    scores
}

/// The titles of the embedded pack by field.
pub fn titles(pack: &rulebook::Pack) -> BTreeMap<Field, Vec<String>> {
    pack.aliases.fields().clone()
}
