//! Shares of a whole: a table whose bars are in it.

use triggers::picture::Bar;
use yew::prelude::*;

use crate::page::parts::share::ShareBar;
use crate::words;

/// The bars.
pub(super) fn draw(title: &str, bars: &[Bar]) -> Html {
    html! {
        <table class="bars">
            <caption>{ words::days_in(title) }</caption>
            <tbody>
                { for bars.iter().map(|bar| html! {
                    <tr class={bar.marked.then_some("marked")}>
                        <th scope="row">
                            { bar.label.clone() }
                            if bar.marked { <span class="unseen">{ words::bars_marked() }</span> }
                        </th>
                        <td class="number">{ words::percent(bar.share_ppm) }</td>
                        <td class="bar-cell"><ShareBar ppm={bar.share_ppm} marked={bar.marked} /></td>
                        <td class="number">{ words::dollars(bar.value) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
