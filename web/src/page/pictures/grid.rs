//! Rows and columns. Where the cells are amounts, each has a bar of its share of
//! its column, and the largest of a column is marked: who uses what is then
//! seen without reading a figure.

use yew::prelude::*;

use crate::page::parts::share::ShareBar;
use crate::words;

/// The grid.
pub(super) fn draw(columns: &[String], rows: &[Vec<String>]) -> Html {
    let totals: Vec<Option<Total>> = (0..columns.len())
        .map(|column| Total::of(rows.iter().filter_map(|row| row.get(column))))
        .collect();
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={columns.first().cloned()}>
            <table class="grid-picture">
                <thead>
                    <tr>{ for columns.iter().map(|title| html! { <th scope="col">{ title.clone() }</th> }) }</tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            { for row.iter().enumerate().map(|(at, text)| {
                                if at == 0 {
                                    html! { <th scope="row">{ text.clone() }</th> }
                                } else {
                                    cell(text, totals.get(at).copied().flatten())
                                }
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn cell(text: &str, total: Option<Total>) -> Html {
    let share = total.and_then(|total| Some((total, amount(text)?)));
    let Some((total, value)) = share else {
        return html! { <td>{ words::days_in(text) }</td> };
    };
    let largest = value == total.largest;
    html! {
        <td class={largest.then_some("marked")}>
            <span>{ text.to_owned() }</span>
            <ShareBar ppm={total.share(value)} marked={largest} />
        </td>
    }
}

/// The amounts of a column together.
#[derive(Clone, Copy)]
struct Total {
    sum: u64,
    largest: u64,
}

impl Total {
    /// `None` where a cell holds something else, or nothing does.
    fn of<'a>(cells: impl Iterator<Item = &'a String>) -> Option<Self> {
        let mut total = Self { sum: 0, largest: 0 };
        for cell in cells.filter(|cell| !cell.is_empty()) {
            let value = amount(cell)?;
            total.sum += value;
            total.largest = total.largest.max(value);
        }
        (total.sum > 0).then_some(total)
    }

    /// A share in millionths.
    fn share(self, value: u64) -> u32 {
        u32::try_from(value.saturating_mul(1_000_000) / self.sum).unwrap_or(1_000_000)
    }
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

    #[test]
    fn amounts_alone_have_shares() {
        assert_eq!(amount("$1,234.05"), Some(123_405));
        assert_eq!(amount("3 of 5"), None);
        let column = ["$75.00", "", "$25.00"].map(str::to_owned);
        let total = Total::of(column.iter()).unwrap();
        assert_eq!((total.largest, total.share(2_500)), (7_500, 250_000));
        assert!(Total::of(["yes".to_owned()].iter()).is_none());
    }
}
