//! `cargo xtask bundle`: folds what Trunk built into one file.
//!
//! Trunk runs this after each build, in its staging folder. It finds there the
//! page (`index.html`, with marks where things go), the glue (`web.js`) and the
//! program (`web_bg.wasm`), adds the styles, the first screen (`web/first.html`), `web/boot.js`, `web/probes.js` and the notices of
//! those whose work it carries, and leaves one file under two names: `index.html`,
//! which a server serves, and `lookback.html`, which a person keeps. They are
//! the same bytes, so what is tested, hosted and downloaded is one thing.
//!
//! In the file, the program is gzipped (browsers can undo that themselves) and
//! in base64, in a script element of a type that no browser runs. Base64 costs
//! a third on disk but next to nothing over the wire, where the whole file is
//! compressed again.
//!
//! Nothing here depends on the time, the machine or the order of a directory:
//! the same source and compiler give the same bytes.

use std::env;
use std::fs;
use std::io::Write as _;
use std::num::NonZeroU64;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};

use crate::policy::policy;
use crate::project;
use crate::shell::run;
use crate::written::as_browsers_write;
use crate::{bill, dist, notices, npm};

/// Set where functions are to keep their names, for a profile.
pub(crate) const NAMES: &str = "LOOKBACK_NAMES";

/// The parts of the file, as text that can stand in HTML.
struct Parts {
    styles: String,
    /// The first screen as markup.
    first: String,
    boot: String,
    probes: String,
    glue: String,
    wasm: Vec<u8>,
    notices: String,
    packing: Packing,
}

/// How hard what is packed is packed.
#[derive(Clone, Copy, PartialEq)]
enum Packing {
    /// As hard as gzip does, in a second.
    Quick,
    /// As hard as the format allows, a twentieth less, in half a minute.
    Hard,
}

/// Folds the staging folder that Trunk names into one file.
///
/// # Errors
///
/// When this was not called by Trunk, a part is missing or cannot stand in
/// HTML, or the optimiser fails.
pub(crate) fn bundle() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is Trunk's hook: run `cargo xtask serve` or `cargo xtask dist`")?;
    let release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    let wasm = staging.join("web_bg.wasm");
    if release {
        optimise(&wasm)?;
    }
    let packages = notices::packages()?;
    let parts = Parts {
        styles: styles()?,
        first: read(&project::root().join("web/first.html"))?,
        boot: read(&project::root().join("web/boot.js"))?,
        probes: read(&project::root().join("web/probes.js"))?,
        glue: read(&staging.join("web.js"))?,
        wasm: fs::read(&wasm).context("reading the program")?,
        notices: notices::notices(&packages)?,
        packing: if release {
            Packing::Hard
        } else {
            Packing::Quick
        },
    };
    bill::ensure_listed(&packages, &parts.wasm)?;
    let page = compose(&read(&staging.join("index.html"))?, &parts)?;

    for part in ["web.js", "web_bg.wasm"] {
        fs::remove_file(staging.join(part)).context("clearing the parts away")?;
    }
    for name in ["index.html", dist::FILE] {
        fs::write(staging.join(name), &page).with_context(|| format!("writing {name}"))?;
    }
    if release {
        dist::print_sizes(&[
            ("styles", parts.styles.as_bytes()),
            ("boot script", parts.boot.as_bytes()),
            ("probes", parts.probes.as_bytes()),
            ("glue", parts.glue.as_bytes()),
            ("program (Wasm)", &parts.wasm),
            ("notices", parts.notices.as_bytes()),
            (dist::FILE, page.as_bytes()),
        ])?;
    }
    Ok(())
}

/// Makes the program smaller, in place. Flags that enable features are left
/// out on purpose: the optimiser reads them from the file, and asking for all of
/// them gives a program that browsers refuse.
fn optimise(wasm: &Path) -> Result<()> {
    let names = if env::var_os(NAMES).is_some() {
        "--debuginfo"
    } else {
        "--strip-debug"
    };
    run(npm::node()?
        .arg(npm::page().join("node_modules/binaryen/bin/wasm-opt"))
        .args(["-Oz", names, "--strip-producers"])
        .arg(wasm)
        .arg("-o")
        .arg(wasm))
    .context("optimising the program")
}

/// The one style sheet: the base style and ours after it, in the order of
/// their names.
fn styles() -> Result<String> {
    let base = read(&npm::page().join(npm::PICO))?;
    let mut all = base.trim_start_matches("@charset \"UTF-8\";").to_owned();
    let mut own = Vec::new();
    for entry in fs::read_dir(npm::page().join("styles")).context("listing the styles")? {
        own.push(entry?.path());
    }
    own.retain(|path| path.extension().is_some_and(|ending| ending == "css"));
    own.sort();
    for path in own {
        all.push('\n');
        all.push_str(&read(&path)?);
    }
    Ok(in_ascii(&all))
}

/// A style sheet with what is not ASCII written as CSS escapes it. Browsers
/// hold a file that is nothing but ASCII in half the memory, and read it faster.
fn in_ascii(css: &str) -> String {
    let mut all = String::with_capacity(css.len());
    for character in css.chars() {
        if character.is_ascii() {
            all.push(character);
        } else {
            all.push_str(&format!("\\{:x} ", u32::from(character)));
        }
    }
    all
}

/// Puts the parts where the page has its marks.
fn compose(page: &str, parts: &Parts) -> Result<String> {
    let boot = script("boot", &parts.boot)?;
    let probes = script("probes", &parts.probes)?;
    let glue = script("glue", &parts.glue)?;
    ensure!(
        !parts.styles.contains("</style"),
        "the style sheet would end its own element"
    );
    let wasm = packed("wasm", &parts.wasm, parts.packing)?;
    let notices = packed("notices", parts.notices.as_bytes(), parts.packing)?;
    let policy = policy(&[&parts.boot, &parts.probes, &parts.glue], &parts.styles);
    let fills = [
        (
            "policy",
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
        ),
        ("styles", format!("<style>{}</style>", parts.styles)),
        ("boot", format!("{boot}{probes}")),
        ("first", parts.first.trim_end().to_owned()),
        ("program", format!("{glue}\n{wasm}\n{notices}")),
    ];
    let mut page = page.to_owned();
    for (mark, fill) in fills {
        let mark = format!("<!-- lookback:{mark} -->");
        ensure!(
            page.matches(&mark).count() == 1,
            "index.html must hold `{mark}` exactly once"
        );
        page = page.replacen(&mark, &fill, 1);
    }
    as_browsers_write(&page)
}

/// An executable inline script, provided that its text is the same after a
/// browser has read it out of HTML: the policy's hash is of that.
fn script(id: &str, text: &str) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    for mark in ["</script", "<script", "<!--"] {
        ensure!(
            !lower.contains(mark),
            "the script `{id}` holds `{mark}`, which HTML would take for markup"
        );
    }
    Ok(format!("<script id=\"{id}\">{text}</script>"))
}

/// Bytes in a script element that no browser runs, for `web/boot.js` to unpack.
fn packed(id: &str, bytes: &[u8], packing: Packing) -> Result<String> {
    let packed = match packing {
        Packing::Quick => gzip(bytes)?,
        Packing::Hard => gzip_hard(bytes)?,
    };
    Ok(format!(
        "<script type=\"application/gzip;base64\" id=\"{id}\">{}</script>",
        STANDARD.encode(packed)
    ))
}

/// Compressed as well as gzip can, with no time and no name in its head.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzBuilder::new()
        .mtime(0)
        .write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The same format, with the best way to say it searched for.
fn gzip_hard(bytes: &[u8]) -> Result<Vec<u8>> {
    let options = zopfli::Options {
        iteration_count: ROUNDS,
        // Its own bound of 15 is for files of a megabyte.
        maximum_block_splits: 60,
        ..zopfli::Options::default()
    };
    let mut out = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut out)?;
    Ok(out)
}

/// More rounds than these gain a thousandth.
const ROUNDS: NonZeroU64 = NonZeroU64::MIN.saturating_add(4);

/// A text file, with the line ends that HTML would give it.
fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::{Packing, Parts, compose, gzip, gzip_hard, in_ascii, script};

    const PAGE: &str = "<!doctype html>\n<html>\n<head><!-- lookback:policy -->\
                        <!-- lookback:styles --><!-- lookback:boot --></head><body>\
                        <!-- lookback:first --><!-- lookback:program --></body></html>\n";

    fn parts() -> Parts {
        Parts {
            styles: "b{}".into(),
            first: "<main>first</main>".into(),
            boot: "start()".into(),
            probes: "probe()".into(),
            glue: "let wasm_bindgen".into(),
            wasm: b"\0asm".to_vec(),
            notices: "MIT".into(),
            packing: Packing::Hard,
        }
    }

    #[test]
    fn every_mark_is_filled_and_the_policy_comes_first() {
        let page = compose(PAGE, &parts()).unwrap();
        assert!(!page.contains("lookback:"));
        assert!(page.contains("<head><meta http-equiv=\"Content-Security-Policy\""));
        assert!(page.contains("<style>b{}</style><script id=\"boot\">start()</script>"));
    }

    #[test]
    fn a_page_without_a_mark_is_refused() {
        assert!(compose("<head></head>", &parts()).is_err());
    }

    #[test]
    fn a_script_that_html_would_cut_short_is_refused() {
        for text in ["a </SCRIPT> b", "a <!-- b", "\"<script>\""] {
            assert!(script("x", text).is_err(), "{text}");
        }
        assert!(script("x", "a < b").is_ok());
    }

    #[test]
    fn a_style_sheet_is_ascii() {
        assert_eq!(
            in_ascii("a{content:\"\u{200b}b\"}"),
            "a{content:\"\\200b b\"}"
        );
    }

    #[test]
    fn compression_is_the_same_each_time_and_undone_alike() {
        let bytes = b"same, and the same again".repeat(9);
        for packed in [gzip, gzip_hard].map(|pack| pack(&bytes).unwrap()) {
            let mut back = Vec::new();
            GzDecoder::new(&*packed).read_to_end(&mut back).unwrap();
            assert_eq!(back, bytes);
        }
        assert_eq!(gzip_hard(&bytes).unwrap(), gzip_hard(&bytes).unwrap());
    }
}
