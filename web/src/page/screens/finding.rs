//! One finding: what was seen, what might explain it, the rows, what to ask and
//! what to do.

use customs::Cents;
use remedies::FindingRoutes;
use rulebook::questionnaire::{About, FactQuestion, answer_key};
use triggers::finding::{Check, CheckResult, Finding as Found, SubjectKind};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::{grade_words, pack};
use crate::page::parts::ask::Fact;
use crate::page::parts::authority::Cited;
use crate::page::parts::cost::Cost;
use crate::page::parts::domestic::DomesticValue;
use crate::page::parts::grade::GradeBadge;
use crate::page::parts::prose::Prose;
use crate::page::parts::routes::RoutesView;
use crate::page::parts::rows::Rows;
use crate::page::parts::working::Failed;
use crate::page::pictures::PictureView;
use crate::page::screen::Screen;
use crate::page::screens::not_found::Missing;
use crate::page::screens::results::{fact, listed, use_fresh};
use crate::page::state::Failure;
use crate::words;
use crate::worker::protocol::{Reply, Request, Sheet};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) id: AttrValue,
}

/// The screen: asks the worker for the finding and shows it.
#[component]
pub(crate) fn Finding(props: &Props) -> Html {
    let desk = use_desk();
    let sheet = use_state(|| None::<Result<Sheet, Failure>>);
    use_fresh(&desk);
    let known = desk.state.overview.clone();
    {
        let (desk, sheet) = (desk.clone(), sheet.clone());
        use_effect_with((props.id.clone(), known.clone()), move |(id, known)| {
            if known.is_some() {
                let request = Request::Finding { id: id.to_string() };
                desk.ask(request, move |outcome| match outcome {
                    Ok(Reply::Finding(found)) => sheet.set(Some(Ok(*found))),
                    Ok(_) => {}
                    Err(failure) => sheet.set(Some(Err(failure))),
                });
            }
        });
    }
    if known.is_none() {
        return html! { <Missing title={words::finding_name()} text={words::results_nothing()} /> };
    }
    let again = Callback::from(move |_: MouseEvent| {
        desk.start();
        Screen::Read.go();
    });
    // The heading is one element from the first moment on: the focus is on it.
    let title = match &*sheet {
        Some(Ok(sheet)) => sheet.finding.subject.label.clone().into(),
        _ => words::finding_name(),
    };
    html! {
        <>
            <p class="back"><a href={Screen::Results.href()}>{ words::back_to_results() }</a></p>
            <h1 tabindex="-1" class="sheet-title">{ title }</h1>
            { match &*sheet {
                None => html! { <p role="status">{ words::finding_coming() }</p> },
                Some(Ok(sheet)) => html! { <SheetView key={sheet.finding.id.clone()} sheet={sheet.clone()} /> },
                Some(Err(failure)) => html! { <Failed failure={failure.clone()} {again} /> },
            } }
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct SheetProps {
    pub(crate) sheet: Sheet,
}

/// The finding.
#[component]
pub(crate) fn SheetView(props: &SheetProps) -> Html {
    let sheet = &props.sheet;
    let finding = &sheet.finding;
    html! {
        <div class="sheet">
            <p class="sheet-trigger">{ sheet.title.clone() }</p>
            { standing(sheet) }
            <p class="prose-line"><Prose text={sheet.meaning.clone()} /></p>
            { facts(sheet) }
            <PictureView title={sheet.evidence_title.clone()} picture={finding.picture.clone()} />
            <section>
                <h2>{ words::finding_checks() }</h2>
                <p class="quiet prose-line">{ words::finding_checks_text() }</p>
                <ul class="checks">
                    { for finding.checks.iter().enumerate().map(|(at, check)| {
                        check_line(&sheet.trigger, check, sheet.detail.checks.get(at))
                    }) }
                </ul>
            </section>
            <div class="columns">
                <section class="card">
                    <h2>{ words::finding_questions() }</h2>
                    <ul>{ for sheet.questions.iter().map(|q| html! { <li>{ q.clone() }</li> }) }</ul>
                </section>
                <section class="card">
                    <h2>{ words::finding_action() }</h2>
                    <p><Prose text={sheet.action.clone()} /></p>
                    if let Some(pack) = pack() {
                        <p class="quiet small">{ pack.texts.no_code_proposed.to_string() }</p>
                    }
                </section>
            </div>
            if let Some(exposure) = sheet.exposure.as_ref().filter(|e| !e.readings.is_empty()) {
                <section>
                    <h2>{ words::cost_title() }</h2>
                    <Cost
                        readings={exposure.readings.clone()}
                        overpaid={exposure.overpaid.clone()}
                        open={exposure.open.clone()}
                        example={exposure.example.clone()}
                    />
                    <DomesticValue finding={finding.id.clone()} />
                </section>
            }
            if let Some(routes) = routes(sheet) {
                <section>
                    <h2>{ words::routes_title() }</h2>
                    <RoutesView routes={routes.clone()} />
                </section>
            }
            { own_questions(sheet) }
            <section>
                <h2>{ words::finding_rows() }</h2>
                <Rows
                    id={finding.id.clone()}
                    first={sheet.detail.rows.clone()}
                    total={sheet.detail.row_count}
                />
            </section>
            if let Some(authority) = &sheet.authority {
                <section>
                    <h2>{ words::finding_authority() }</h2>
                    <Cited authority={authority.clone()} />
                </section>
            }
        </div>
    }
}

/// The routes, where there is a date for one: lines without dates are no entries
/// to say something of.
pub(crate) fn routes(sheet: &Sheet) -> Option<&FindingRoutes> {
    let dated = sheet.finding.span.first.is_some();
    let routes = sheet.routes.as_ref();
    routes.filter(|routes| dated || !routes.routes.is_empty())
}

/// Questions of the pack about this very subject.
fn own_questions(sheet: &Sheet) -> Html {
    let subject = &sheet.finding.subject;
    let about = match subject.kind {
        SubjectKind::Product => About::Product,
        SubjectKind::Supplier => About::Supplier,
        _ => return Html::default(),
    };
    let questions: Vec<&'static FactQuestion> = pack()
        .map(|pack| &pack.questionnaire.facts)
        .into_iter()
        .flatten()
        .filter(|fact| fact.about == about)
        .filter(|fact| {
            fact.id
                .split_once('.')
                .is_some_and(|(id, _)| id == sheet.trigger)
        })
        .collect();
    if questions.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ words::finding_facts() }</h2>
            <p class="quiet prose-line">{ words::finding_facts_text() }</p>
            { for questions.into_iter().map(|question| html! {
                <Fact {question} answer_key={answer_key(&question.id, &subject.label)} />
            }) }
        </section>
    }
}

/// Its grade in words, or that the record explains it.
fn standing(sheet: &Sheet) -> Html {
    if sheet.explained {
        return html! { <p class="explained-mark">{ words::finding_explained() }</p> };
    }
    let (_, wording) = grade_words(sheet.finding.grade);
    html! {
        <p class="standing">
            <GradeBadge grade={sheet.finding.grade} />
            <span>{ wording }</span>
        </p>
    }
}

/// What a finding touches of what was looked at; nothing where no value is
/// known.
pub(crate) fn touched(finding: &Found) -> String {
    if finding.whole == Cents(0) {
        return String::new();
    }
    words::finding_touched(
        words::dollars(finding.affected),
        words::dollars(finding.whole),
    )
    .to_string()
}

/// How many entries a finding touches; nothing where its lines have no entry
/// numbers, and all of them would pass for one entry.
fn entries(sheet: &Sheet) -> String {
    let rows = &sheet.detail.rows;
    if !rows.is_empty() && rows.iter().all(|row| row.entry.is_empty()) {
        return String::new();
    }
    words::grouped(u64::from(sheet.finding.span.entries))
}

/// How a product is described where it first stands: a part number alone says
/// little to whoever did not write it.
pub(crate) fn described(sheet: &Sheet) -> String {
    let rows = &sheet.detail.rows;
    match sheet.finding.subject.kind {
        SubjectKind::Product => rows
            .iter()
            .map(|row| &row.description)
            .find(|text| !text.is_empty() && **text != sheet.finding.subject.label)
            .cloned()
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Why the lines of a finding are taken for one product.
pub(crate) fn evidence(finding: &Found) -> AttrValue {
    use products::Evidence;
    match (finding.subject.kind, finding.subject.evidence) {
        (SubjectKind::Product, Evidence::Exact) => words::evidence_exact(),
        (SubjectKind::Product, Evidence::Probable) => words::evidence_probable(),
        (SubjectKind::Product, Evidence::Inferred) => words::evidence_inferred(),
        _ => AttrValue::default(),
    }
}

fn facts(sheet: &Sheet) -> Html {
    let finding = &sheet.finding;
    let span = &finding.span;
    let period = span
        .first
        .zip(span.last)
        .map(|(first, last)| words::from_to(words::day(first), words::day(last)).to_string());
    let origins: Vec<&str> = span.origins.iter().map(customs::Country::name).collect();
    html! {
        <dl class="facts card">
            { fact(words::fact_pattern(), sheet.detail.pattern.clone()) }
            { fact(words::fact_description(), described(sheet)) }
            { fact(words::fact_touched(), touched(finding)) }
            { fact(words::fact_period(), period.unwrap_or_default()) }
            { fact(words::fact_entries(), entries(sheet)) }
            { fact(words::fact_filers(), listed(&span.filers)) }
            { fact(words::fact_origins(), listed(&origins)) }
            { fact(words::fact_evidence(), evidence(finding).to_string()) }
            { for finding.facts.iter().map(|f| fact(f.label.clone().into(), words::days_in(&f.value))) }
        </dl>
    }
}

/// What a check asks, in the pack's words.
pub(crate) fn check_question(trigger: &str, check: &str) -> &'static str {
    pack()
        .and_then(|pack| pack.detector(trigger)?.check(check))
        .map_or("", |check| check.question.as_str())
}

/// How a check came out, with what was seen in brackets.
pub(crate) fn with_detail(text: &str, detail: &str) -> String {
    if detail.is_empty() {
        return text.to_owned();
    }
    let detail = words::days_in(detail);
    match text.strip_suffix('.') {
        Some(sentence) => format!("{sentence} ({detail})."),
        None => format!("{text} {detail}"),
    }
}

/// One innocent explanation: the question, how it came out, and what was seen.
fn check_line(trigger: &str, check: &Check, text: Option<&String>) -> Html {
    let question = check_question(trigger, &check.id);
    let (class, mark, label) = match check.result {
        CheckResult::Explains => ("explains", "✓", words::check_explains()),
        CheckResult::Rejected => ("rejected", "✕", words::check_rejected()),
        CheckResult::CannotTell => ("cannot-tell", "?", words::check_cannot_tell()),
    };
    html! {
        <li {class}>
            <span class="check-mark" aria-hidden="true">{ mark }</span>
            <div>
                <p><strong>{ question }</strong></p>
                <p>
                    <span class="check-label">{ label }</span>{ " " }
                    { with_detail(text.map_or("", String::as_str), &check.detail) }
                </p>
            </div>
        </li>
    }
}
