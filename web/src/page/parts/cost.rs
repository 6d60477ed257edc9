//! What it could cost: the loss, interest, and the penalty matrix with and
//! without a disclosure.
//!
//! No level of culpability is chosen. Each amount is in the table for the eye
//! and below it as a figure that opens into its derivation.

use exposure::penalty::{Matrix, Maximum, Row};
use exposure::summary::Open;
use exposure::{Figure, Reckoning};
use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::parts::figure::FigureView;
use crate::page::parts::fold::Fold;
use crate::page::parts::prose::Prose;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// By reading, the likely one first.
    pub(crate) readings: Vec<Reckoning>,
    /// Possible overpayments, never netted.
    pub(crate) overpaid: Figure,
    /// What the data gives no amount for.
    pub(crate) open: Vec<Open>,
    /// One line worked out, as an example.
    #[prop_or_default]
    pub(crate) example: Option<Figure>,
}

/// The cost.
#[component]
pub(crate) fn Cost(props: &Props) -> Html {
    let Some(likely) = props.readings.first() else {
        return Html::default();
    };
    let matrix = props
        .readings
        .iter()
        .find_map(|reading| Some((reading, reading.matrix.as_ref()?)));
    let worked_out = props
        .readings
        .iter()
        .any(|reading| reading.loss.amount.is_positive());
    if !worked_out && props.open.is_empty() && !props.overpaid.amount.is_positive() {
        return html! { <p>{ words::cost_none() }</p> };
    }
    let amounts = props.readings.iter().map(|reading| reading.loss.amount);
    let (low, high) = (amounts.clone().min(), amounts.max());
    html! {
        <div class="cost">
            <p class="cost-headline">
                <span>{ words::cost_loss() }</span>
                <strong>
                    { match (low, high) {
                        (Some(low), Some(high)) if low != high => {
                            words::cost_range(words::dollars(low), words::dollars(high)).to_string()
                        }
                        _ => words::dollars(likely.loss.amount),
                    } }
                </strong>
            </p>
            { for props.open.iter().filter(|open| open.reading == likely.reading).map(|open| html! {
                <p class="quiet">{ words::cost_open(
                    words::lines(u64::from(open.lines)),
                    words::dollars(open.value),
                ) }{ " " }{ open.text.clone() }</p>
            }) }
            if let Some((reading, matrix)) = matrix {
                { table(&reading.label, matrix) }
            }
            <Fold summary={html! { { words::cost_how() } }} contents={how(props)} />
        </div>
    }
}

/// Makes every figure, to be opened one by one.
fn how(props: &Props) -> Callback<(), Html> {
    let readings = props.readings.clone();
    let overpaid = props.overpaid.clone();
    let example = props.example.clone();
    Callback::from(move |()| {
        html! {
            <>
                { for readings.iter().map(reading) }
                <FigureView figure={overpaid.clone()} />
                if let Some(example) = &example {
                    <p class="figures-of">{ words::cost_example() }</p>
                    <FigureView figure={example.clone()} />
                }
            </>
        }
    })
}

/// The matrix as a table.
pub(crate) fn table(reading: &str, matrix: &Matrix) -> Html {
    let decides = pack()
        .map(|pack| pack.texts.only_cbp_decides.to_string())
        .unwrap_or_default();
    html! {
        <>
            <div class="scroll" tabindex="0" role="group" aria-label={words::cost_matrix()}>
                <table class="matrix">
                    <caption>{ words::cost_matrix() }{ " (" }{ reading.to_owned() }{ ")" }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::cost_if_found() }</th>
                            <th scope="col" class="number">{ words::cost_maximum() }</th>
                            <th scope="col" class="number">{ words::cost_guideline() }</th>
                            <th scope="col" class="number">{ words::cost_disclosed() }</th>
                            <th scope="col" class="number">{ words::cost_disclosed_total() }</th>
                        </tr>
                    </thead>
                    <tbody>{ for matrix.rows.iter().map(row) }</tbody>
                </table>
            </div>
            <p class="small prose-line once"><Prose text={format!("{} {decides} {}", words::cost_not_chosen(), matrix.note)} /></p>
            if let Some(note) = &matrix.cap_note {
                <p class="quiet small prose-line once"><Prose text={note.clone()} /></p>
            }
        </>
    }
}

fn row(row: &Row) -> Html {
    let or_unknown = |figure: Option<&Figure>| {
        figure.map_or_else(
            || words::unknown().to_string(),
            |f| words::dollars(f.amount),
        )
    };
    html! {
        <tr>
            <th scope="row">
                <strong>{ row.label.clone() }</strong>
                <span class="quiet small">{ row.meaning.clone() }</span>
            </th>
            <td class="number" data-label={words::cost_maximum()}>{ maximum(&row.maximum) }</td>
            <td class="number" data-label={words::cost_guideline()}>{ words::cost_range(
                words::dollars(row.guideline_low.amount),
                words::dollars(row.guideline_high.amount),
            ) }</td>
            <td class="number" data-label={words::cost_disclosed()}>{ or_unknown(row.disclosed.as_ref()) }</td>
            <td class="number" data-label={words::cost_disclosed_total()}>{ or_unknown(row.disclosed_total.as_ref()) }</td>
        </tr>
    }
}

fn maximum(maximum: &Maximum) -> String {
    maximum.figure.as_ref().map_or_else(
        || words::cost_domestic_value().to_string(),
        |figure| words::dollars(figure.amount),
    )
}

/// A reading with every figure of it, each to be opened.
fn reading(reading: &Reckoning) -> Html {
    let mut figures = vec![&reading.loss, &reading.actual, &reading.potential];
    figures.extend(&reading.interest);
    html! {
        <section>
            <p class="figures-of">{ reading.label.clone() }</p>
            { for figures.into_iter().map(opened) }
            if let Some(matrix) = &reading.matrix {
                { opened(&matrix.owed) }
                { for matrix.domestic_value.iter().map(opened) }
                { for matrix.rows.iter().map(|row| html! {
                    <>
                        <p class="figures-of">{ row.label.clone() }</p>
                        { for row.maximum.figure.iter().map(opened) }
                        { opened(&row.guideline_low) }
                        { opened(&row.guideline_high) }
                        { for row.disclosed.iter().map(opened) }
                        { for row.disclosed_total.iter().map(opened) }
                    </>
                }) }
            }
        </section>
    }
}

fn opened(figure: &Figure) -> Html {
    html! { <FigureView figure={figure.clone()} /> }
}
