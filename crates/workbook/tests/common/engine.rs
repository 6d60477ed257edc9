//! A small spreadsheet engine, written for the tests alone: it knows nothing of
//! the assessment, only cells and the few functions that the formulas use.
//! Numbers are floats, as in spreadsheet programs.

use std::cell::RefCell;
use std::collections::HashMap;
use workbook::Book;
use workbook::cell::{Cell, serial};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Blank,
    Number(f64),
    Text(String),
    Flag(bool),
    /// Cells of a range, column by column.
    Many(Vec<Value>),
}

impl Value {
    fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Flag(flag) => f64::from(u8::from(*flag)),
            Self::Blank => 0.0,
            other => panic!("not a number: {other:?}"),
        }
    }
}

/// A place: sheet, column from 0, row from 1.
type Place = (String, usize, usize);

/// A book that answers what its formulas come to.
pub struct Engine {
    cells: HashMap<Place, Cell>,
    known: RefCell<HashMap<Place, Value>>,
}

impl Engine {
    pub fn new(book: &Book) -> Self {
        let mut cells = HashMap::new();
        for sheet in book.worksheets() {
            for (row, line) in sheet.all(&sheet.titles()) {
                for (column, cell) in line.iter().enumerate() {
                    cells.insert((sheet.name.to_owned(), column, row), cell.clone());
                }
            }
        }
        Self {
            cells,
            known: RefCell::default(),
        }
    }

    /// Every formula with its place.
    pub fn formulas(&self) -> Vec<(Place, workbook::cell::Formula)> {
        let mut all: Vec<_> = self
            .cells
            .iter()
            .filter_map(|(place, cell)| match cell {
                Cell::Formula(formula) => Some((place.clone(), formula.clone())),
                _ => None,
            })
            .collect();
        all.sort_by(|(a, _), (b, _)| a.cmp(b));
        all
    }

    /// Puts another cell at a place.
    pub fn put(&mut self, sheet: &str, column: usize, row: usize, cell: Cell) {
        self.cells.insert((sheet.to_owned(), column, row), cell);
        self.known.borrow_mut().clear();
    }

    pub fn value(&self, sheet: &str, column: usize, row: usize) -> Value {
        let place = (sheet.to_owned(), column, row);
        if let Some(value) = self.known.borrow().get(&place) {
            return value.clone();
        }
        let money = |cents: i64| Value::Number(cents as f64 / 100.0);
        let decimal = |text: String| Value::Number(text.parse().unwrap());
        let value = match self.cells.get(&place) {
            None | Some(Cell::Blank | Cell::Input(None)) => Value::Blank,
            Some(
                Cell::Title(text)
                | Cell::Label(text)
                | Cell::Over(text)
                | Cell::Note(text)
                | Cell::Text(text),
            ) => Value::Text(text.clone()),
            Some(Cell::Count(count)) => Value::Number(*count as f64),
            Some(Cell::Money(amount) | Cell::Input(Some(amount))) => money(amount.0),
            Some(Cell::Rate(rate) | Cell::Factor(rate)) => decimal(rate.to_string()),
            Some(Cell::Day(day)) => Value::Number(serial(*day) as f64),
            Some(Cell::Formula(formula)) => {
                let mut parser = Parser {
                    engine: self,
                    sheet,
                    rest: &formula.text,
                };
                let value = parser.comparison();
                assert!(parser.rest.is_empty(), "left over: {:?}", parser.rest);
                value
            }
        };
        self.known.borrow_mut().insert(place, value.clone());
        value
    }
}

/// Reads and works out at once.
struct Parser<'a> {
    engine: &'a Engine,
    sheet: &'a str,
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn comparison(&mut self) -> Value {
        let left = self.sum();
        for (token, holds) in [
            (">=", (|a, b| a >= b) as fn(f64, f64) -> bool),
            ("<=", |a, b| a <= b),
            (">", |a, b| a > b),
            ("<", |a, b| a < b),
        ] {
            if self.eat(token) {
                let right = self.sum();
                return Value::Flag(holds(left.number(), right.number()));
            }
        }
        left
    }

    fn sum(&mut self) -> Value {
        let mut left = self.product();
        loop {
            if self.eat("+") {
                left = Value::Number(left.number() + self.product().number());
            } else if self.eat("-") {
                left = Value::Number(left.number() - self.product().number());
            } else {
                return left;
            }
        }
    }

    fn product(&mut self) -> Value {
        let mut left = self.power();
        loop {
            if self.eat("*") {
                left = Value::Number(left.number() * self.power().number());
            } else if self.eat("/") {
                left = Value::Number(left.number() / self.power().number());
            } else {
                return left;
            }
        }
    }

    fn power(&mut self) -> Value {
        let base = self.single();
        if self.eat("^") {
            return Value::Number(base.number().powf(self.single().number()));
        }
        base
    }

    fn single(&mut self) -> Value {
        if self.eat("-") {
            return Value::Number(-self.single().number());
        }
        if self.eat("(") {
            let value = self.comparison();
            assert!(self.eat(")"), "{:?}", self.rest);
            return value;
        }
        if self.eat("\"") {
            let (text, rest) = self.rest.split_once('"').unwrap();
            self.rest = rest;
            return Value::Text(text.to_owned());
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            let end = self
                .rest
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Value::Number(number.parse().unwrap());
        }
        let name_end = self
            .rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(self.rest.len());
        if self.rest[name_end..].starts_with('(') {
            let name = &self.rest[..name_end];
            self.rest = &self.rest[name_end + 1..];
            return self.call(name);
        }
        self.reference()
    }

    fn call(&mut self, name: &str) -> Value {
        let mut arguments = vec![self.comparison()];
        while self.eat(",") {
            arguments.push(self.comparison());
        }
        assert!(self.eat(")"), "{name}: {:?}", self.rest);
        let numbers = |values: &[Value]| -> Vec<f64> {
            values
                .iter()
                .flat_map(|value| match value {
                    Value::Many(values) => values.clone(),
                    other => vec![other.clone()],
                })
                .filter(|value| matches!(value, Value::Number(_)))
                .map(|value| value.number())
                .collect()
        };
        match name {
            "SUM" => Value::Number(numbers(&arguments).iter().sum()),
            "MIN" => Value::Number(numbers(&arguments).into_iter().reduce(f64::min).unwrap()),
            "MAX" => Value::Number(numbers(&arguments).into_iter().reduce(f64::max).unwrap()),
            "ROUND" => Value::Number(round(arguments[0].number(), arguments[1].number())),
            "IF" => match arguments[0] {
                Value::Flag(true) => arguments[1].clone(),
                Value::Flag(false) => arguments[2].clone(),
                ref other => panic!("IF of {other:?}"),
            },
            "ISNUMBER" => Value::Flag(matches!(arguments[0], Value::Number(_))),
            "SUMIFS" => sum_ifs(&arguments),
            "LOOKUP" => lookup(&arguments),
            other => panic!("no such function: {other}"),
        }
    }

    fn reference(&mut self) -> Value {
        let sheet = if self.eat("'") {
            let (name, rest) = self.rest.split_once("'!").unwrap();
            self.rest = rest;
            name
        } else {
            self.sheet
        };
        let (column, row) = self.place();
        if !self.eat(":") {
            return self.engine.value(sheet, column, row);
        }
        let (last_column, last_row) = self.place();
        assert_eq!(column, last_column, "ranges are of one column");
        Value::Many(
            (row..=last_row)
                .map(|row| self.engine.value(sheet, column, row))
                .collect(),
        )
    }

    fn place(&mut self) -> (usize, usize) {
        self.eat("$");
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_uppercase())
            .unwrap_or(self.rest.len());
        let (letters, rest) = self.rest.split_at(end);
        assert!(!letters.is_empty(), "{:?}", self.rest);
        self.rest = rest;
        self.eat("$");
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        let column = letters
            .bytes()
            .fold(0, |column, b| column * 26 + usize::from(b - b'A') + 1);
        (column - 1, digits.parse().unwrap())
    }
}

/// Half away from zero, on the fifteen digits that spreadsheet programs keep.
fn round(value: f64, places: f64) -> f64 {
    let scale = 10f64.powf(places);
    let kept: f64 = format!("{:.14e}", value * scale).parse().unwrap();
    kept.round() / scale
}

fn sum_ifs(arguments: &[Value]) -> Value {
    let Value::Many(amounts) = &arguments[0] else {
        panic!("SUMIFS sums a range");
    };
    let tests: Vec<(&Vec<Value>, &Value)> = arguments[1..]
        .chunks(2)
        .map(|pair| match &pair[0] {
            Value::Many(values) => (values, &pair[1]),
            other => panic!("SUMIFS tests a range, not {other:?}"),
        })
        .collect();
    let mut sum = 0.0;
    for (at, amount) in amounts.iter().enumerate() {
        if let Value::Number(amount) = amount
            && tests.iter().all(|(values, wanted)| values[at] == **wanted)
        {
            sum += amount;
        }
    }
    Value::Number(sum)
}

/// The value beside the last one that is not above what is looked for.
fn lookup(arguments: &[Value]) -> Value {
    let (Value::Many(keys), Value::Many(values)) = (&arguments[1], &arguments[2]) else {
        panic!("LOOKUP looks in ranges");
    };
    let wanted = arguments[0].number();
    let at = keys.iter().rposition(|key| key.number() <= wanted);
    values[at.unwrap()].clone()
}
