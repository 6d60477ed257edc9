//! What was wrong with cells, grouped by cause.

use assessment::model::IssueSummary;
use yew::prelude::*;

use crate::page::parts::export::Export;
use crate::words;
use crate::worker::protocol;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The table's place among those that were read.
    pub(crate) table: u32,
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
            { for (0..).zip(&props.issues).map(|(at, issue)| html! {
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
                    <Export
                        form={protocol::Export::IssueRows { table: props.table, issue: at }}
                        label={words::issues_save()}
                        plain={true}
                    />
                </li>
            }) }
        </ul>
    }
}
