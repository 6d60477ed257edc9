//! A document: a sheet on the screen, pages on paper.
//!
//! A table head carries the running header, since that is what browsers repeat
//! on every page.

use remedies::paper::{Field, Paper, PaperSection};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::parts::authority::Cited;
use crate::page::parts::figure::FigureView;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) title: AttrValue,
    /// On every page.
    pub(crate) mark: AttrValue,
    pub(crate) children: Html,
}

/// The sheet with its running header: what it is, which rules and which day it
/// stands on, and whose paper it is.
#[component]
pub(crate) fn Document(props: &Props) -> Html {
    let desk = use_desk();
    let version = pack()
        .map(|pack| pack.header.version.as_str())
        .unwrap_or_default();
    let running = words::brief_running(version, words::day(desk.state.as_of));
    html! {
        <div class="paper">
            <table role="presentation" class="sheet-of-paper">
                <thead>
                    <tr><td>
                        <div class="running">
                            <span>{ props.title.clone() }</span>
                            <span>{ running }</span>
                            <strong>{ props.mark.clone() }</strong>
                        </div>
                    </td></tr>
                </thead>
                <tbody><tr><td>
                    <h2 class="paper-title">{ props.title.clone() }</h2>
                    <p class="paper-mark">{ props.mark.clone() }</p>
                    { props.children.clone() }
                </td></tr></tbody>
            </table>
        </div>
    }
}

/// What a working paper says, without its sheet.
pub(crate) fn contents(paper: &Paper) -> Html {
    html! {
        <>
            <p class="prose-line">{ paper.head.clone() }</p>
            { for paper.notes.iter().map(|note| html! {
                <div class="paper-note">
                    <p>{ note.text.clone() }</p>
                    <Cited authority={note.authority.clone()} />
                </div>
            }) }
            { for paper.sections.iter().map(section) }
            <h3>{ words::finding_authority() }</h3>
            <Cited authority={paper.authority.clone()} />
        </>
    }
}

fn section(section: &PaperSection) -> Html {
    html! {
        <section class="keep">
            <h3>{ section.title.clone() }</h3>
            if !section.fields.is_empty() {
                <dl class="paper-fields">{ for section.fields.iter().map(field) }</dl>
            }
            { for section.blanks.iter().map(|blank| html! {
                <p class="blank-line"><span>{ blank.clone() }</span></p>
            }) }
        </section>
    }
}

fn field(field: &Field) -> Html {
    html! {
        <div>
            <dt>{ field.label.clone() }</dt>
            { for field.values.iter().map(|value| html! { <dd>{ words::days_in(value) }</dd> }) }
            if field.more > 0 { <dd class="quiet">{ words::and_more(words::grouped(field.more)) }</dd> }
            if let Some(figure) = &field.figure { <dd><FigureView figure={figure.clone()} /></dd> }
        </div>
    }
}
