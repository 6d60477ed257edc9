//! Rows and columns.

use yew::prelude::*;

/// The grid.
pub(super) fn draw(columns: &[String], rows: &[Vec<String>]) -> Html {
    html! {
        <table class="grid-picture">
            <thead>
                <tr>{ for columns.iter().map(|title| html! { <th scope="col">{ title.clone() }</th> }) }</tr>
            </thead>
            <tbody>
                { for rows.iter().map(|row| html! {
                    <tr>
                        { for row.iter().enumerate().map(|(at, cell)| {
                            if at == 0 {
                                html! { <th scope="row">{ cell.clone() }</th> }
                            } else {
                                html! { <td>{ cell.clone() }</td> }
                            }
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
