//! `cargo xtask build`: the release page, in dist/.

use crate::run::{command, run, step};
use crate::{Outcome, tools};
use std::env;
use std::process::Command;

/// Builds the release page, with all it needs.
pub(crate) fn build() -> Outcome {
    tools::install()?;
    release_page()
}

/// Builds the release page; the tools are there.
pub(crate) fn release_page() -> Outcome {
    step("Building the release page into dist/", || {
        run("Building the page", trunk().args(["build", "--release"]))
    })
}

/// Trunk, kept from downloading anything.
pub(crate) fn trunk() -> Command {
    let mut trunk = command("trunk");
    trunk
        .env("TRUNK_OFFLINE", "true")
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true"); // Trunk takes no other value
    }
    trunk
}
