//! The span of days that a published figure is of.

use customs::Day;

/// A span of days, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Period {
    /// Reads a quarter (`2021Q4`, `2021-Q4`, `Q4 2021`), a month (`2021-10`,
    /// `202110`) or a year (`2021`).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.trim().to_ascii_uppercase();
        let is_break = |c: char| matches!(c, ' ' | '-' | '/' | '.');
        let parts: Vec<&str> = upper
            .split(is_break)
            .filter(|part| !part.is_empty())
            .collect();
        match parts.as_slice() {
            [whole] if whole.len() == 4 => Self::months(whole, "1", 12),
            [whole] => {
                if let Some((year, quarter)) = whole.split_once('Q') {
                    return match year.len() {
                        4 => Self::quarter(year, quarter),
                        _ => None,
                    };
                }
                let (year, month) = whole.split_at_checked(4)?;
                (month.len() == 2).then(|| Self::months(year, month, 1))?
            }
            [a, b] => {
                let (year, part) = if a.len() == 4 { (a, b) } else { (b, a) };
                let quarter = part.strip_prefix('Q').or_else(|| part.strip_suffix('Q'));
                match quarter {
                    Some(quarter) => Self::quarter(year, quarter),
                    None => Self::months(year, part, 1),
                }
            }
            _ => None,
        }
    }

    fn quarter(year: &str, quarter: &str) -> Option<Self> {
        let first = match quarter {
            "1" => "1",
            "2" => "4",
            "3" => "7",
            "4" => "10",
            _ => return None,
        };
        Self::months(year, first, 3)
    }

    fn months(year: &str, month: &str, count: i32) -> Option<Self> {
        let from = Day::ymd(year.parse().ok()?, month.parse().ok()?, 1)?;
        Some(Self {
            from,
            to: from.plus_months(count).plus(-1),
        })
    }

    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i32 {
        self.to.since(self.from) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_statistics_write_them() {
        for (text, want) in [
            ("2021Q4", "2021-10-01 2021-12-31"),
            ("2021-q4", "2021-10-01 2021-12-31"),
            ("Q1 2024", "2024-01-01 2024-03-31"),
            ("4Q 2021", "2021-10-01 2021-12-31"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("202402", "2024-02-01 2024-02-29"),
            ("02/2024", "2024-02-01 2024-02-29"),
            ("2024", "2024-01-01 2024-12-31"),
            ("2024Q5", ""),
            ("13/2024", ""),
            ("all", ""),
            ("", ""),
            ("2024-02-29", ""),
        ] {
            let shown = Period::parse(text).map(|p| format!("{} {}", p.from, p.to));
            assert_eq!(shown.unwrap_or_default(), want, "{text}");
        }
    }
}
