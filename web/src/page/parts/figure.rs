//! An amount that opens into how it came about.

use exposure::{Figure, Input, SourceKind};
use yew::prelude::*;

use crate::page::parts::authority::Cited;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) figure: Figure,
}

/// The amount, its title, and everything that a reader needs to get to the same
/// cent with a pocket calculator.
#[component]
pub(crate) fn FigureView(props: &Props) -> Html {
    let derivation = &props.figure.derivation;
    html! {
        <details class="figure">
            <summary>
                <span>{ derivation.title.clone() }</span>
                <strong>{ props.figure.amount.to_string() }</strong>
            </summary>
            <div class="derivation">
                <p>{ derivation.rule.clone() }</p>
                <p class="working">{ derivation.working.clone() }</p>
                if !derivation.inputs.is_empty() {
                    <table>
                        <caption class="unseen">{ words::figure_inputs() }</caption>
                        <thead>
                            <tr>
                                <th scope="col">{ words::figure_input() }</th>
                                <th scope="col" class="number">{ words::figure_value() }</th>
                                <th scope="col">{ words::figure_source() }</th>
                            </tr>
                        </thead>
                        <tbody>{ for derivation.inputs.iter().map(input) }</tbody>
                    </table>
                }
                { for derivation.notes.iter().map(|note| html! { <p class="small">{ note.clone() }</p> }) }
                <p class="quiet small">{ derivation.rounding.clone() }</p>
                { for derivation.parts.iter().map(|part| html! { <FigureView figure={part.clone()} /> }) }
                if let Some(rest) = &derivation.rest {
                    <p class="small">{ words::figure_rest(rest.count, rest.amount) }</p>
                }
                { for derivation.authority.iter().map(|authority| html! {
                    <Cited authority={authority.clone()} />
                }) }
            </div>
        </details>
    }
}

fn input(input: &Input) -> Html {
    let kind = source(input.source.kind);
    let place = match input.source.detail.as_str() {
        "" => kind,
        detail => words::figure_source_at(kind, detail),
    };
    html! {
        <tr>
            <th scope="row">{ input.label.clone() }</th>
            <td class="number">{ input.value.clone() }</td>
            <td>{ place }</td>
        </tr>
    }
}

fn source(kind: SourceKind) -> AttrValue {
    match kind {
        SourceKind::File => words::source_file(),
        SourceKind::Observed => words::source_observed(),
        SourceKind::Tariff => words::source_tariff(),
        SourceKind::Pack => words::source_pack(),
        SourceKind::Entered => words::source_entered(),
        SourceKind::AsOf => words::source_as_of(),
        SourceKind::Computed => words::source_computed(),
        SourceKind::Estimated => words::source_estimated(),
        SourceKind::Finding => words::source_finding(),
    }
}
