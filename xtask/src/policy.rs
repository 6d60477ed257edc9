//! The content security policy that the file carries in its own head.
//!
//! It names what may run by the hash of its text, so that nothing that a file
//! of the visitor's, or a mistake of ours, puts into the page can run or be
//! fetched. What a policy in a `<meta>` element cannot say (`frame-ancestors`,
//! `sandbox`) is for whoever hosts the file to send as a header.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The policy for these inline scripts and this inline style sheet.
///
/// - `'wasm-unsafe-eval'` allows compiling Wasm and, despite its name, no
///   evaluation of text.
/// - A style sheet is allowed by its hash; a `style` attribute never is, since
///   it could only be allowed together with every other. Code may still set
///   `element.style` properties.
/// - Trusted Types turn every place where the browser would make markup or code
///   out of text (`innerHTML` and its like) into an error, but for the worker's
///   address in `web/boot.js`: a cell that holds markup can only ever be text.
///   Yew's `Html::from_html_unchecked` is such a place and does not work.
/// - Images come from the file itself (`data:`) or from memory (`blob:`).
pub(crate) fn policy(scripts: &[&str], style: &str) -> String {
    let scripts: Vec<String> = scripts.iter().map(|script| source(script)).collect();
    [
        "default-src 'none'".to_owned(),
        format!("script-src {} 'wasm-unsafe-eval'", scripts.join(" ")),
        format!("style-src {}", source(style)),
        "img-src data: blob:".to_owned(),
        "font-src data:".to_owned(),
        "worker-src blob:".to_owned(),
        "connect-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "frame-src 'none'".to_owned(),
        "object-src 'none'".to_owned(),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types lookback-worker".to_owned(),
    ]
    .join("; ")
}

/// A text's hash in the form that a policy takes.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::{policy, source};

    #[test]
    fn a_hash_is_written_as_browsers_compute_it() {
        // The example of the specification, section 6.7.2.
        assert_eq!(
            source("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
    }

    #[test]
    fn nothing_may_connect_and_no_inline_code_is_allowed_unnamed() {
        let policy = policy(&["a", "b"], "c");
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"));
        assert!(policy.contains("connect-src 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(policy.matches("sha256-").count(), 3);
    }
}
