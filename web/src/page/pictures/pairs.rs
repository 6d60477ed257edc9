//! Pairs of texts, the words that differ marked.

use customs::Hts;
use triggers::picture::TextPair;
use yew::prelude::*;

/// The pairs.
pub(super) fn draw(pairs: &[TextPair]) -> Html {
    html! {
        <ul class="pairs">
            { for pairs.iter().map(|pair| html! {
                <li>
                    { side(&pair.left, pair.left_hts, &pair.differing) }
                    { side(&pair.right, pair.right_hts, &pair.differing) }
                </li>
            }) }
        </ul>
    }
}

fn side(text: &str, hts: Option<Hts>, differing: &[String]) -> Html {
    html! {
        <p>
            if let Some(hts) = hts { <strong class="code">{ hts.to_string() }</strong> }
            { for text.split_whitespace().map(|word| {
                let word = word.to_owned();
                if differs(&word, differing) {
                    html! { <><mark>{ word }</mark>{ " " }</> }
                } else {
                    html! { <>{ word }{ " " }</> }
                }
            }) }
        </p>
    }
}

/// Whether a word is one of those, whatever stands around it and in whichever
/// case.
fn differs(word: &str, differing: &[String]) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    differing
        .iter()
        .any(|other| other.eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::differs;

    #[test]
    fn punctuation_and_case_do_not_matter() {
        let differing = ["cotton".to_owned()];
        assert!(differs("Cotton,", &differing));
        assert!(!differs("cottons", &differing));
    }
}
