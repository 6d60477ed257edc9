//! Shares of a whole: a table whose bars are in it.

use triggers::picture::Bar;
use yew::prelude::*;

use crate::page::parts::share::ShareBar;
use crate::words;

/// The bars. What the point is about has a sign before its name.
pub(super) fn draw(title: &str, bars: &[Bar]) -> Html {
    let valued = bars.iter().any(|bar| bar.value.is_some());
    html! {
        <table class="bars">
            <caption>{ words::days_in(title) }</caption>
            <tbody>
                { for bars.iter().map(|bar| html! {
                    <tr class={bar.marked.then_some("marked")}>
                        <th scope="row">
                            if bar.marked {
                                <span aria-hidden="true">{ "◆ " }</span>
                                <span class="unseen">{ words::bars_marked() }{ " " }</span>
                            }
                            { super::months::name(&bar.label) }
                            <ShareBar ppm={bar.share_ppm} marked={bar.marked} />
                        </th>
                        <td class="number">{ words::percent(bar.share_ppm) }</td>
                        if valued {
                            <td class="number">{ bar.value.map_or_else(words::unknown, |value| words::dollars(value).into()) }</td>
                        }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
