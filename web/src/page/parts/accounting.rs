//! Every row of a table, accounted for: the classes, and that they sum up.

use assessment::model::TableSummary;
use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) table: TableSummary,
}

/// The sum.
#[component]
pub(crate) fn Accounting(props: &Props) -> Html {
    let table = &props.table;
    let sum: u64 = table.classes.iter().map(|class| class.rows).sum();
    html! {
        <table class="accounting">
            <caption>{ words::accounting_caption() }</caption>
            <tbody>
                { for table.classes.iter().map(|class| html! {
                    <tr class={(class.rows == 0).then_some("quiet")}>
                        <th scope="row">{ class.label.clone() }</th>
                        <td class="number">{ words::grouped(class.rows) }</td>
                    </tr>
                }) }
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">
                        { if sum == table.rows { words::accounting_total() } else { words::accounting_differs() } }
                    </th>
                    <td class="number">{ words::grouped(table.rows) }</td>
                </tr>
            </tfoot>
        </table>
    }
}
