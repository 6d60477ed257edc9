//! What was wrong with cells, grouped by cause.

use assessment::model::IssueSummary;
use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) issues: Vec<IssueSummary>,
}

/// The list: each cause once, how often, what it costs, and where to look.
#[component]
pub(crate) fn Issues(props: &Props) -> Html {
    if props.issues.is_empty() {
        return html! { <p class="quiet">{ words::issues_none() }</p> };
    }
    html! {
        <ul class="issues">
            { for props.issues.iter().map(|issue| html! {
                <li>
                    <p><strong>{ words::cells(issue.cells) }</strong>{ ": " }{ issue.cause.clone() }</p>
                    if !issue.cost.is_empty() {
                        <p class="quiet">{ issue.cost.clone() }</p>
                    }
                    if !issue.examples.is_empty() {
                        <details>
                            <summary>{ words::issues_where() }</summary>
                            <ul>{ for issue.examples.iter().map(|e| html! { <li><code>{ e.clone() }</code></li> }) }</ul>
                        </details>
                    }
                </li>
            }) }
        </ul>
    }
}
