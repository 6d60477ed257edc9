//! The working papers: what an audit asks for, the compliance file of each
//! product, and the worksheets for a disclosure and for rulings.
//!
//! None of them is a filing. They are drawn up by the worker when they are
//! looked at; the checklist and the grid take the visitor's own answers.

use exposure::EntryRow;
use remedies::{Disclosure, RulingRequest};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::parts::export::Export;
use crate::page::parts::paper::{self, Document};
use crate::page::parts::prose::Prose;
use crate::page::parts::working::Failed;
use crate::page::screen::{PaperKind, Screen};
use crate::page::screens::file_grid::FileGrid;
use crate::page::screens::not_found::Missing;
use crate::page::screens::readiness::ReadinessList;
use crate::page::screens::results::use_fresh;
use crate::page::state::Failure;
use crate::words;
use crate::worker::protocol::{Export as Form, Reply, Request, Wanted};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) kind: PaperKind,
}

/// The screen, on one of its papers.
#[component]
pub(crate) fn Papers(props: &Props) -> Html {
    let desk = use_desk();
    use_fresh(&desk);
    let Some(overview) = desk.state.overview.clone() else {
        return html! { <Missing title={words::papers_title()} text={words::results_nothing()} /> };
    };
    let readiness = overview.assessment.readiness.clone();
    html! {
        <>
            <div class="no-print">
                <h1 tabindex="-1">{ words::papers_title() }</h1>
                <p class="lead">{ words::papers_lead() }</p>
                <nav class="tabs" aria-label={words::papers_name()}>
                    <ul>
                        { for PaperKind::ALL.into_iter().map(|kind| html! {
                            <li>
                                <a
                                    href={Screen::Papers(kind).href()}
                                    aria-current={(kind == props.kind).then_some("page")}
                                >{ title(kind) }</a>
                            </li>
                        }) }
                    </ul>
                </nav>
            </div>
            { match props.kind {
                PaperKind::Readiness => readiness.map_or_else(Html::default, |readiness| html! {
                    <ReadinessList {readiness} />
                }),
                PaperKind::Files => html! { <Asked key="files" wanted={Wanted::Files} /> },
                PaperKind::Disclosure => html! { <Asked key="disclosure" wanted={Wanted::Disclosure} /> },
                PaperKind::Rulings => html! { <Asked key="rulings" wanted={Wanted::Rulings} /> },
            } }
        </>
    }
}

pub(crate) fn title(kind: PaperKind) -> AttrValue {
    match kind {
        PaperKind::Readiness => words::papers_readiness(),
        PaperKind::Files => words::papers_files(),
        PaperKind::Disclosure => words::papers_disclosure(),
        PaperKind::Rulings => words::papers_rulings(),
    }
}

#[derive(Properties, PartialEq)]
struct AskedProps {
    wanted: Wanted,
}

/// A paper that the worker draws up. While a newer one is on its way the older
/// one stays, so that nothing moves under the visitor's hands.
#[component]
fn Asked(props: &AskedProps) -> Html {
    let desk = use_desk();
    let got = use_state(|| None::<Result<Reply, Failure>>);
    let overview = desk.state.overview.clone();
    {
        let (desk, got, wanted) = (desk.clone(), got.clone(), props.wanted);
        use_effect_with(overview, move |_| {
            desk.ask(Request::Paper(wanted), move |outcome| {
                got.set(Some(outcome))
            });
        });
    }
    let again = Callback::from(move |_: MouseEvent| {
        desk.start();
        Screen::Read.go();
    });
    match &*got {
        None => html! { <p role="status">{ words::finding_coming() }</p> },
        Some(Err(failure)) => html! { <Failed failure={failure.clone()} {again} /> },
        Some(Ok(Reply::Disclosure(disclosure, entries))) => self::disclosure(disclosure, *entries),
        Some(Ok(Reply::Rulings(rulings))) => self::rulings(rulings),
        Some(Ok(Reply::Files(files))) => html! {
            <>
                { print_button(html! { <Export plain=true form={Form::Register} label={words::papers_register()} /> }) }
                <FileGrid files={files.clone()} />
            </>
        },
        Some(Ok(_)) => Html::default(),
    }
}

fn print_button(more: Html) -> Html {
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // Refused only inside a frame without leave to print.
            let _ = window.print();
        }
    });
    html! {
        <p class="actions">
            <button type="button" class="button plain" onclick={print}>{ words::take_away_print() }</button>
            { more }
        </p>
    }
}

fn disclosure(disclosure: &Disclosure, entries: u64) -> Html {
    let paper = &disclosure.paper;
    html! {
        <>
            { print_button(html! { <Export plain=true form={Form::Disclosure} label={words::papers_disclosure_workbook()} /> }) }
            <Document title={paper.title.clone()} mark={paper.watermark.clone()}>
                { paper::contents(paper) }
                <h3>{ words::papers_schedule() }</h3>
                <p>{ words::papers_schedule_text(
                    words::grouped(disclosure.schedule.len() as u64),
                    words::entries(entries),
                ) }</p>
                { schedule(&disclosure.schedule) }
            </Document>
        </>
    }
}

fn schedule(rows: &[EntryRow]) -> Html {
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={words::papers_schedule()}>
            <table class="rows">
                <thead>
                    <tr>
                        <th scope="col">{ words::papers_entry() }</th>
                        <th scope="col">{ words::rows_date() }</th>
                        <th scope="col">{ words::papers_port() }</th>
                        <th scope="col">{ words::papers_liquidation() }</th>
                        <th scope="col" class="number">{ words::papers_loss() }</th>
                        <th scope="col" class="number">{ words::papers_interest() }</th>
                        <th scope="col" class="number">{ words::papers_overpaid() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row">{ row.entry.clone() }</th>
                            <td>{ row.date.map(words::day) }</td>
                            <td>{ row.port.clone() }</td>
                            <td>
                                { row.liquidation.on.map(words::day) }
                                if row.liquidation.estimated { { " " }{ words::estimated() } }
                            </td>
                            <td class="number">{ row.likely.loss.to_string() }</td>
                            <td class="number">{ row.likely.interest.map(|amount| amount.to_string()) }</td>
                            <td class="number">{ row.likely.overpaid.to_string() }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn rulings(rulings: &[RulingRequest]) -> Html {
    if rulings.is_empty() {
        return html! { <p class="notice">{ words::papers_no_rulings() }</p> };
    }
    html! {
        <>
            if let Some(pack) = pack() {
                <p class="quiet prose-line no-print">{ pack.texts.no_code_proposed.to_string() }</p>
            }
            { print_button(Html::default()) }
            { for rulings.iter().map(ruling) }
        </>
    }
}

fn ruling(request: &RulingRequest) -> Html {
    let paper = &request.paper;
    html! {
        <details class="card part ruling" key={request.finding.clone()}>
            <summary><strong>{ request.product.clone() }</strong></summary>
            <Document title={paper.title.clone()} mark={paper.watermark.clone()}>
                <h3>{ request.product.clone() }</h3>
                { for request.advice.rows.iter().map(|row| html! {
                    <p><Prose text={row.situation.clone()} />{ ": " }<strong>{ row.discuss.clone() }</strong></p>
                }) }
                <p class="quiet">{ request.advice.note.clone() }</p>
                { paper::contents(paper) }
                if !request.missing.is_empty() {
                    <h3>{ request.missing_title.clone() }</h3>
                    <ul>{ for request.missing.iter().map(|fact| html! { <li>{ fact.clone() }</li> }) }</ul>
                }
                if !request.search_words.is_empty() {
                    <h3>{ request.search_title.clone() }</h3>
                    <p>{ request.search_words.join(", ") }</p>
                }
            </Document>
        </details>
    }
}
