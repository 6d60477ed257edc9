//! Rows and columns. Where every cell is an amount, each has a bar as long as
//! its part of the largest: who uses what is then seen without reading a figure.

use customs::Cents;
use yew::prelude::*;

use crate::page::parts::share::ShareBar;
use crate::words;

/// The grid.
pub(super) fn draw(columns: &[String], rows: &[Vec<String>]) -> Html {
    let largest = largest(rows);
    html! {
        <table class="grid-picture">
            if let Some(largest) = largest {
                <caption>{ words::grid_key(words::dollars(cents(largest))) }</caption>
            }
            <thead>
                <tr>{ for columns.iter().map(|title| html! { <th scope="col">{ title.clone() }</th> }) }</tr>
            </thead>
            <tbody>
                { for rows.iter().map(|row| html! {
                    <tr>
                        { for row.iter().enumerate().map(|(at, text)| {
                            if at == 0 {
                                html! { <th scope="row">{ words::days_in(text) }</th> }
                            } else {
                                cell(text, largest)
                            }
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn cents(amount: u64) -> Cents {
    Cents(i64::try_from(amount).unwrap_or(i64::MAX))
}

fn cell(text: &str, largest: Option<u64>) -> Html {
    let Some((largest, value)) = largest.and_then(|largest| Some((largest, amount(text)?))) else {
        return html! { <td>{ words::days_in(text) }</td> };
    };
    let share = u32::try_from(value.saturating_mul(1_000_000) / largest).unwrap_or(1_000_000);
    html! {
        <td>
            <span>{ words::dollars(cents(value)) }</span>
            <ShareBar ppm={share} />
        </td>
    }
}

/// The largest amount, where all cells after the first of each row are amounts
/// or empty and more than one is an amount.
fn largest(rows: &[Vec<String>]) -> Option<u64> {
    let cells = rows.iter().flat_map(|row| row.iter().skip(1));
    let amounts: Option<Vec<u64>> = cells
        .filter(|cell| !cell.is_empty())
        .map(|cell| amount(cell))
        .collect();
    let amounts = amounts.filter(|amounts| amounts.len() > 1)?;
    amounts.into_iter().max().filter(|largest| *largest > 0)
}

/// An amount as the core writes it, `$1,234.00`, in cents.
fn amount(text: &str) -> Option<u64> {
    let (whole, cents) = text.strip_prefix('$')?.split_once('.')?;
    let whole: u64 = whole.replace(',', "").parse().ok()?;
    let cents: u64 = cents.parse().ok().filter(|cents| *cents < 100)?;
    whole.checked_mul(100)?.checked_add(cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn amounts_alone_have_bars() {
        assert_eq!(amount("$1,234.05"), Some(123_405));
        assert_eq!(amount("3 of 5"), None);
        let amounts = [
            row(&["4202.92", "$75.00", ""]),
            row(&["6307.90", "", "$25.00"]),
        ];
        assert_eq!(largest(&amounts), Some(7_500));
        assert_eq!(largest(&amounts[..1]), None);
        assert_eq!(largest(&[row(&["4202.92", "$75.00", "9617.00"])]), None);
    }
}
