//! Text in which each term of art can be asked what it means.
//!
//! The glossary is the pack's. A term is marked where it first stands in a
//! paragraph; pressing it unfolds its meaning right there, so that it also
//! works by keyboard and by touch, and with nothing on top of the text.

use customs::Ordered;
use rulebook::Term;
use yew::prelude::*;

use crate::page::pack::pack;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) text: AttrValue,
}

/// The text with its terms.
#[component]
pub(crate) fn Prose(props: &Props) -> Html {
    let glossary = pack().map_or(&[][..], |pack| &pack.texts.glossary);
    let parts = split(&props.text, glossary);
    let mut next = parts.iter().skip(1);
    let mut held = "";
    let mut shown = Vec::with_capacity(parts.len());
    for part in &parts {
        let mark = match next.next() {
            Some(Part::Text(text)) => mark(text),
            _ => "",
        };
        shown.push(match part {
            Part::Text(text) => {
                let text = text.strip_prefix(held).unwrap_or(text);
                held = "";
                html! { { text.to_owned() } }
            }
            Part::Term(text, term) => {
                held = mark;
                let (text, meaning) = (text.to_string(), term.meaning.clone());
                html! { <Explained {text} {meaning} mark={mark.to_owned()} /> }
            }
        });
    }
    shown.into_iter().collect()
}

/// The mark that a text begins with, which is never to begin a line.
fn mark(text: &str) -> &str {
    let is_mark = |first: char| matches!(first, ',' | '.' | ';' | ':' | ')');
    let length = text.chars().next().filter(|first| is_mark(*first));
    text.get(..length.map_or(0, char::len_utf8))
        .unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub(crate) struct ExplainedProps {
    pub(crate) text: AttrValue,
    pub(crate) meaning: AttrValue,
    /// A mark that stands right behind it.
    #[prop_or_default]
    pub(crate) mark: AttrValue,
}

/// A term that unfolds its meaning.
#[component]
pub(crate) fn Explained(props: &ExplainedProps) -> Html {
    let open = use_state_eq(|| false);
    let id = use_memo((), |()| next_id());
    let toggle = {
        let open = open.clone();
        Callback::from(move |_| open.set(!*open))
    };
    html! {
        <>
            <span class="together">
                <button
                    type="button"
                    class="term"
                    aria-expanded={open.to_string()}
                    aria-controls={open.then(|| (*id).clone())}
                    onclick={toggle}
                >
                    { props.text.clone() }
                </button>
                { props.mark.clone() }
            </span>
            if *open {
                <span class="meaning" role="note" id={(*id).clone()}>{ props.meaning.clone() }</span>
            }
        </>
    }
}

/// An id that no other term has.
fn next_id() -> AttrValue {
    use std::cell::Cell;
    thread_local! {
        static LAST: Cell<u32> = const { Cell::new(0) };
    }
    LAST.set(LAST.get() + 1);
    format!("term-{}", LAST.get()).into()
}

/// The terms in a text, as they stand there, each with its meaning.
pub(crate) fn terms(text: &str) -> Vec<(String, &'static str)> {
    let glossary = pack().map_or(&[][..], |pack| &pack.texts.glossary);
    let found = split(text, glossary);
    found
        .into_iter()
        .filter_map(|part| match part {
            Part::Term(text, term) => Some((text.to_owned(), term)),
            Part::Text(_) => None,
        })
        .filter_map(|(text, term)| {
            let kept = glossary.iter().find(|kept| kept.term == term.term)?;
            Some((text, kept.meaning.as_str()))
        })
        .collect()
}

#[derive(Debug, PartialEq)]
enum Part<'a> {
    Text(&'a str),
    Term(&'a str, &'a Term),
}

/// Cuts a text at the first place of each term in it, longer terms first.
fn split<'a>(text: &'a str, glossary: &'a [Term]) -> Vec<Part<'a>> {
    let mut found: Vec<(usize, usize, &Term)> = Vec::new();
    let mut terms: Vec<&Term> = glossary.iter().collect();
    terms.order_by_key(|term| std::cmp::Reverse(term.term.len()));
    for term in terms {
        let free =
            |(start, end): &(usize, usize)| found.iter().all(|(s, e, _)| end <= s || start >= e);
        if let Some((start, end)) = places(text, &term.term).into_iter().find(free) {
            found.push((start, end, term));
        }
    }
    found.order_by_key(|(start, ..)| *start);
    let mut parts = Vec::new();
    let mut at = 0;
    for (start, end, term) in found {
        parts.extend(
            text.get(at..start)
                .filter(|t| !t.is_empty())
                .map(Part::Text),
        );
        parts.extend(text.get(start..end).map(|text| Part::Term(text, term)));
        at = end;
    }
    parts.extend(text.get(at..).filter(|t| !t.is_empty()).map(Part::Text));
    parts
}

/// Where a term stands as a word of its own, in order. A term that is all capitals is
/// looked for as such; others in either case of their first letter.
fn places(text: &str, term: &str) -> Vec<(usize, usize)> {
    let mut lower = term.to_owned();
    if let Some(first) = lower.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    let acronym = !term.chars().any(char::is_lowercase);
    let forms = if acronym {
        vec![term.to_owned()]
    } else {
        vec![term.to_owned(), lower]
    };
    let mut places: Vec<(usize, usize)> = forms
        .iter()
        .flat_map(|form| text.match_indices(form.as_str()))
        .map(|(start, form)| (start, start + form.len()))
        .filter(|(start, end)| {
            let before = text.get(..*start).and_then(|t| t.chars().next_back());
            let after = text.get(*end..).and_then(|t| t.chars().next());
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-');
            apart(before) && apart(after)
        })
        .collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use rulebook::{Authority, Mark};

    fn term(term: &str) -> Term {
        Term {
            term: term.into(),
            meaning: String::new(),
            authority: Authority {
                mark: Mark::D,
                citations: Vec::new(),
                status: rulebook::LegalStatus::InForce,
                effective_from: None,
                effective_to: None,
                event_basis: None,
                note: None,
                verified_by: None,
                verified_on: None,
            },
        }
    }

    fn marked(text: &str, terms: &[&str]) -> Vec<String> {
        let glossary: Vec<Term> = terms.iter().map(|t| term(t)).collect();
        split(text, &glossary)
            .into_iter()
            .filter_map(|part| match part {
                Part::Term(text, _) => Some(text.to_owned()),
                Part::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn the_longest_term_at_its_first_place() {
        assert_eq!(
            marked(
                "An entry summary, and an entry.",
                &["Entry", "Entry summary"]
            ),
            ["entry summary", "entry"]
        );
    }

    #[test]
    fn acronyms_are_words_of_their_own() {
        assert_eq!(marked("The ACE portal, a PACE, ace", &["ACE"]), ["ACE"]);
        assert!(marked("trace", &["ACE"]).is_empty());
    }

    #[test]
    fn marks_that_begin_no_line() {
        assert_eq!(mark(", for entry"), ",");
        assert_eq!(mark(" and"), "");
        assert_eq!(mark(""), "");
    }

    #[test]
    fn nothing_of_the_text_is_lost() {
        let glossary = [term("Protest"), term("CBP")];
        let text = "A protest to CBP.";
        let joined: String = split(text, &glossary)
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Term(text, _) => *text,
            })
            .collect();
        assert_eq!(joined, text);
    }
}
