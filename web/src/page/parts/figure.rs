//! An amount that opens into how it came about.

use exposure::{Derivation, Figure, Input, SourceKind};
use yew::prelude::*;

use crate::page::parts::authority::Cited;
use crate::page::parts::fold::Fold;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) figure: Figure,
}

/// The amount, its title, and everything that a reader needs to get to the same
/// cent with a pocket calculator.
#[component]
pub(crate) fn FigureView(props: &Props) -> Html {
    let figure = props.figure.clone();
    let summary = html! {
        <>
            <span>{ words::days_in(&figure.derivation.title) }</span>
            <strong>{ figure.amount.to_string() }</strong>
        </>
    };
    let contents = Callback::from(move |()| opened(&figure.derivation));
    html! { <Fold class="figure" {summary} {contents} /> }
}

fn opened(derivation: &Derivation) -> Html {
    html! {
        <div class="derivation">
            <p>{ derivation.rule.clone() }</p>
            <p class="working">{ words::days_in(&derivation.working) }</p>
            if !derivation.inputs.is_empty() { { inputs(&derivation.inputs) } }
            { for derivation.notes.iter().map(|note| html! { <p class="small">{ words::days_in(note) }</p> }) }
            <p class="quiet small">{ derivation.rounding.clone() }</p>
            { for derivation.parts.iter().map(|part| html! { <FigureView figure={part.clone()} /> }) }
            if let Some(rest) = &derivation.rest {
                <p class="small">{ words::figure_rest(rest.count, rest.amount) }</p>
            }
            { for derivation.authority.iter().map(|authority| html! {
                <Cited authority={authority.clone()} />
            }) }
        </div>
    }
}

fn inputs(inputs: &[Input]) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={words::figure_inputs()}>
            <table>
                <caption class="unseen">{ words::figure_inputs() }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::figure_input() }</th>
                        <th scope="col" class="number">{ words::figure_value() }</th>
                        <th scope="col">{ words::figure_source() }</th>
                    </tr>
                </thead>
                <tbody>{ for inputs.iter().map(input) }</tbody>
            </table>
        </div>
    }
}

fn input(input: &Input) -> Html {
    let kind = source(input.source.kind);
    let place = match input.source.detail.as_str() {
        "" => kind,
        detail => words::figure_source_at(kind, words::days_in(detail)),
    };
    html! {
        <tr>
            <th scope="row">{ input.label.clone() }</th>
            <td class="number">{ words::days_in(&input.value) }</td>
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
