//! How a broker's lines met the entry lines of the ACE report. A line that only
//! one of the files has is kept, and counted here.

use assessment::model::Coverage;
use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) coverage: Coverage,
}

/// The table; nothing where there were not two kinds of file to join.
#[component]
pub(crate) fn Joined(props: &Props) -> Html {
    let join = props.coverage.join;
    if join.matched + join.invoice_only == 0 {
        return Html::default();
    }
    let row = |part: bool, label: AttrValue, lines: u64| {
        html! {
            <tr class={classes!(part.then_some("part-row"), (lines == 0).then_some("quiet"))}>
                <th scope="row">{ label }</th>
                <td class="number">{ words::grouped(lines) }</td>
            </tr>
        }
    };
    let all = join.matched + join.declared_only + join.invoice_only;
    let differs = join.matched.saturating_sub(join.value_agrees);
    html! {
        <section class="card joined">
            <h2>{ words::joined_title() }</h2>
            <p class="quiet">{ words::joined_text() }</p>
            <table class="accounting">
                <caption class="unseen">{ words::joined_title() }</caption>
                <tbody>
                    { row(false, words::joined_matched(), join.matched) }
                    { row(true, words::joined_value_agrees(), join.value_agrees) }
                    { row(true, words::joined_value_differs(), differs) }
                    { row(true, words::joined_number_differs(), join.number_differs) }
                    { row(false, words::joined_declared_only(), join.declared_only) }
                    { row(false, words::joined_invoice_only(), join.invoice_only) }
                    { row(true, words::joined_ambiguous(), join.ambiguous) }
                </tbody>
                <tfoot>
                    { row(false, words::joined_total(), all) }
                </tfoot>
            </table>
            if props.coverage.lines > all {
                <p class="quiet">{ words::joined_by_product(words::lines(props.coverage.lines)) }</p>
            }
        </section>
    }
}
