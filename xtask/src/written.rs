//! The file in the form in which a browser writes a document as text.
//!
//! A page cannot read the bytes it came from. It can ask for its document as
//! text (`outerHTML`), and where the file was in that form to begin with, the
//! two are the same to the byte: so the page can show the SHA-256 of the file
//! it is (`offerFingerprint` in `web/boot.js`). The form is the one of the HTML
//! standard's fragment serialisation: attributes in double quotes and never
//! without a value, no stroke that closes an element without content, no text
//! around the root element. `tests/e2e/fingerprint.spec.ts` compares the two in
//! a browser and tells the first place where they differ.
//!
//! What the form is depends on the browser in one respect: since 2025 they
//! write `<` and `>` in attributes as entities. No attribute holds either.

use anyhow::{Context, Result, ensure};

const DOCTYPE: &str = "<!DOCTYPE html>";
const END: &str = "</body></html>";

/// The page with what a parser drops or moves at its two ends taken away.
///
/// # Errors
///
/// When the page does not begin as an HTML document and end with its root.
pub(crate) fn as_browsers_write(page: &str) -> Result<String> {
    let (doctype, rest) = page
        .trim_start()
        .split_at_checked(DOCTYPE.len())
        .context("the page is too short")?;
    ensure!(
        doctype.eq_ignore_ascii_case(DOCTYPE),
        "the page must begin with {DOCTYPE}"
    );
    let rest = rest.trim();
    ensure!(rest.starts_with("<html"), "the root must come next");
    let (root, rest) = rest
        .split_once('>')
        .context("the root element must be closed")?;
    let rest = rest
        .trim()
        .strip_suffix("</html>")
        .and_then(|rest| rest.trim_end().strip_suffix("</body>"))
        .context("the page must end with its body and its root")?;
    ensure!(
        rest.starts_with("<head>"),
        "the head must come first in the root"
    );
    Ok(format!("{DOCTYPE}{root}>{rest}{END}"))
}

#[cfg(test)]
mod tests {
    use super::as_browsers_write;

    #[test]
    fn what_a_parser_drops_is_gone_and_the_rest_stays() {
        let page = "<!doctype html>\n<html lang=\"en\">\n  <head>\n </head>\n <body>\n a </body>\n</html>\n";
        assert_eq!(
            as_browsers_write(page).unwrap(),
            "<!DOCTYPE html><html lang=\"en\"><head>\n </head>\n <body>\n a </body></html>"
        );
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for page in [
            "",
            "<p>a</p>",
            "<!doctype html><p>",
            "<!doctype html><html><head></head>",
        ] {
            assert!(as_browsers_write(page).is_err(), "{page}");
        }
    }

    #[test]
    fn the_form_stays_as_it_is() {
        let page = "<!DOCTYPE html><html><head></head><body></body></html>";
        assert_eq!(as_browsers_write(page).unwrap(), page);
    }
}
