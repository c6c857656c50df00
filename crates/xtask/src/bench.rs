//! `cargo xtask bench web`: download and start of the release page, with their budgets beside; `bench iam`: see iam.rs.

mod iam;
mod table;

pub(crate) use iam::iam;

use crate::run::{command, run, step};
use crate::{Outcome, build, chromium, tools};

/// Builds the release page and measures it (tests/e2e/bench.js).
pub(crate) fn web() -> Outcome {
    build::build()?;
    let browser = step("Chromium and the npm packages of tests/e2e", || {
        tools::npm_packages("tests/e2e")?;
        chromium::find_or_install()
    })?;
    step("Measuring the release page", || {
        run(
            "The bench",
            command("node")
                .arg("tests/e2e/bench.js")
                .env("CHROMIUM", browser),
        )
    })
}
