//! `cargo xtask serve`: the page, built and served on this machine alone.

use std::env;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

use crate::page;
use crate::shell::{self, run};

/// The first port that is tried, and how many after it.
const PORT: u16 = 8017;
const TRIES: u16 = 50;

/// How to serve.
pub(crate) struct Options {
    /// Open a browser when the page is there, if there is one to open.
    pub(crate) open: bool,
    /// Serve the optimised page: the very file that `dist` makes.
    pub(crate) release: bool,
}

/// Builds the page, serves it, and builds it anew when a source changes. Ends
/// only when it is stopped or fails.
///
/// # Errors
///
/// When something is missing that cannot be installed, when the page does not
/// compile, or when no port is free.
pub(crate) fn serve(options: &Options) -> Result<()> {
    let mut trunk = page::trunk()?;
    let port = free_port()?;
    let first = !page::output(options.release).exists();
    println!(
        "Building the page{}, then serving it at http://127.0.0.1:{port}/ (Ctrl-C stops it)",
        match (first, options.release) {
            (true, true) => " (2 to 3 minutes the first time)",
            (true, false) => " (1 to 2 minutes the first time)",
            (false, _) => "",
        }
    );
    trunk.arg("serve").args(["--port", &port.to_string()]);
    trunk.arg("--dist").arg(page::output(options.release));
    if options.release {
        trunk.arg("--release=true");
    } else {
        trunk.args(["--cargo-profile", "page"]);
    }
    if options.open && has_browser() {
        trunk.arg("--open=true");
    }
    run(&mut trunk)
}

/// The first free port from [`PORT`] on.
fn free_port() -> Result<u16> {
    (PORT..PORT + TRIES)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| format!("the ports {PORT} to {} are all taken", PORT + TRIES - 1))
}

/// Whether there is a desktop to open a browser on.
fn has_browser() -> bool {
    if cfg!(any(target_os = "macos", windows)) {
        return env::var_os("CI").is_none();
    }
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    screen && shell::find("xdg-open").is_some()
}
