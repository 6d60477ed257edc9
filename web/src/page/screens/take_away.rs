//! What the visitor takes away: the brief to print, and files to keep.

use yew::prelude::*;

use crate::page::brief::Brief;
use crate::page::desk::use_desk;
use crate::page::download;
use crate::page::parts::contact::Contact;
use crate::page::parts::export::Export;
use crate::page::screen::{PaperKind, Screen};
use crate::page::screens::not_found::Missing;
use crate::page::screens::results::use_fresh;
use crate::words;
use crate::worker::protocol::Export as Form;

/// The screen.
#[component]
pub(crate) fn TakeAway() -> Html {
    let desk = use_desk();
    use_fresh(&desk);
    let failure = use_state(|| None::<AttrValue>);
    let kept = use_state(|| None::<AttrValue>);
    let Some(overview) = desk.state.overview.clone() else {
        return html! { <Missing title={words::take_away_title()} text={words::results_nothing()} /> };
    };
    let as_of = desk.state.as_of;
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = web_sys::window() {
            // Refused only inside a frame without leave to print.
            let _ = window.print();
        }
    });
    let keep = {
        let (desk, failure, kept) = (desk.clone(), failure.clone(), kept.clone());
        Callback::from(move |_: MouseEvent| {
            let (saved, files) = desk.session();
            match saved.head() {
                Ok(head) => {
                    let mut parts = vec![head.into()];
                    parts.extend(files.into_iter().map(Into::into));
                    let name = format!("lookback-{as_of}.lookback");
                    kept.set(download::join(&name, &parts).map(|()| words::handed_over(&name)));
                }
                Err(why) => failure.set(Some(why.into())),
            }
        })
    };
    let forget = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.start_over())
    };
    html! {
        <>
            <div class="no-print">
                <h1 tabindex="-1">{ words::take_away_title() }</h1>
                <p class="lead">{ words::take_away_lead() }</p>
                <div class="columns">
                    <section class="card choice">
                        <h2>{ words::take_away_print_title() }</h2>
                        <p>{ words::take_away_print_text() }</p>
                        <button type="button" class="button" onclick={print}>{ words::take_away_print() }</button>
                    </section>
                    <section class="card choice">
                        <h2>{ words::papers_title() }</h2>
                        <p>{ words::take_away_papers_text() }</p>
                        <a class="button" href={Screen::Papers(PaperKind::default()).href()}>{ words::take_away_papers() }</a>
                    </section>
                    <section class="card choice">
                        <h2>{ words::take_away_keep_title() }</h2>
                        <p>{ words::take_away_keep_text() }</p>
                        <button type="button" class="button" onclick={keep}>{ words::take_away_keep() }</button>
                        <p class="quiet small handed" role="status">{ kept.as_ref().cloned().unwrap_or_default() }</p>
                    </section>
                    <section class="card choice">
                        <h2>{ words::take_away_workbook_title() }</h2>
                        <p>{ words::take_away_workbook_text() }</p>
                        <Export form={Form::Workbook} label={words::take_away_workbook()} />
                    </section>
                    <section class="card choice">
                        <h2>{ words::take_away_data_title() }</h2>
                        <p>{ words::take_away_data_text() }</p>
                        <Export plain=true form={Form::Findings} label={words::take_away_csv_findings()} />
                        <Export plain=true form={Form::Lines} label={words::take_away_csv_lines()} />
                        <Export plain=true form={Form::Json} label={words::take_away_json()} />
                    </section>
                    <section class="card choice">
                        <h2>{ words::results_running() }</h2>
                        <p>{ words::take_away_calendar_text() }</p>
                        <Export plain=true form={Form::Calendar} label={words::take_away_calendar()} />
                    </section>
                    <section class="card choice">
                        <h2>{ words::take_away_forget_title() }</h2>
                        <p>{ words::take_away_forget_text() }</p>
                        <button type="button" class="button plain" onclick={forget}>{ words::take_away_forget() }</button>
                    </section>
                </div>
                if let Some(failure) = &*failure {
                    <p class="notice" role="alert">{ failure.clone() }</p>
                }
                <Contact overview={overview.clone()} />
                <h2>{ words::take_away_preview() }</h2>
            </div>
            <Brief {overview} sample={desk.state.sample} />
        </>
    }
}
