//! `cargo xtask test`: every check there is, in order, up to the first that fails.

use crate::counts::{Counts, Report};
use crate::run::{command, root, run, run_reading, step};
use crate::{Outcome, build, chromium, tools};
use std::fs;
use std::net::{Ipv4Addr, TcpListener};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
/// The crates of the core: those among them that depend on wasm-bindgen-test have tests to run in wasm.
const CORE: [&str; 3] = ["iam", "sts", "playground"];

/// Runs the checks; the last line printed is `N passed, N failed`.
pub(crate) fn test(options: &[&str]) -> Outcome {
    let parts: &[Part] = match options {
        [] => &[Part::Lint, Part::Native, Part::Wasm, Part::Browser],
        ["--only", "lint"] => &[Part::Lint],
        ["--only", "native"] => &[Part::Native],
        ["--only", "wasm"] => &[Part::Wasm],
        ["--only", "browser"] => &[Part::Browser],
        _ => return Err("`test` takes `--only` with lint, native, wasm or browser.".into()),
    };
    let mut report = Report::default();
    let outcome =
        tools::install().and_then(|()| parts.iter().try_for_each(|part| part.run(&mut report)));
    let Counts {
        passed, mut failed, ..
    } = report.sum();
    println!("{report}");
    if let Err(sentence) = &outcome {
        println!("Not all is well: {sentence}");
        failed = failed.max(1);
    }
    println!("{passed} passed, {failed} failed");
    // The sentence stands above; the sum is to be the last line.
    if outcome.is_err() {
        std::process::exit(1)
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum Part {
    Lint,
    Native,
    Wasm,
    Browser,
}

impl Part {
    fn run(self, report: &mut Report) -> Outcome {
        match self {
            Self::Lint => lint(),
            Self::Native => native(report),
            Self::Wasm => wasm(report),
            Self::Browser => browser(report),
        }
    }
}

fn lint() -> Outcome {
    step("Format", || {
        run(
            "The format check (`cargo fmt --all` repairs it)",
            command("cargo").args(["fmt", "--all", "--check"]),
        )
    })?;
    let clippy = |scope: &[&str]| {
        let mut clippy = command("cargo");
        clippy.arg("clippy").args(scope).args([
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]);
        run("clippy", &mut clippy)
    };
    step("Lints, native", || {
        clippy(&["--workspace", "--exclude", "web"])
    })?;
    step("Lints, the page", || {
        clippy(&[&["--package", "web"], &WASM[..]].concat())
    })
}

fn native(report: &mut Report) -> Outcome {
    step("Tests, native", || {
        cargo_test(report, "native", &["--workspace", "--exclude", "web"])
    })?;
    if root().join("web/src/lib.rs").exists() {
        step("Tests of the page, native", || {
            cargo_test(report, "page, native", &["--package", "web", "--lib"])
        })?;
    }
    Ok(())
}

fn wasm(report: &mut Report) -> Outcome {
    for package in CORE {
        let manifest = format!("crates/{package}/Cargo.toml");
        let text = fs::read_to_string(root().join(&manifest))
            .map_err(|error| format!("could not read {manifest}: {error}."))?;
        if text.contains("wasm-bindgen-test") {
            let scope = [&["--package", package], &WASM[..]].concat();
            step(&format!("Tests of {package}, in wasm"), || {
                cargo_test(report, &format!("{package}, in wasm"), &scope)
            })?;
        } else if package == "playground" {
            return Err(format!(
                "{manifest} does not depend on wasm-bindgen-test, so that none of its tests would run in wasm."
            ));
        }
    }
    Ok(())
}

fn browser(report: &mut Report) -> Outcome {
    build::release_page()?;
    let browser = step("Chromium and the npm packages of tests/e2e", || {
        tools::npm_packages("tests/e2e")?;
        chromium::find_or_install()
    })?;
    step("Tests in the browser, on the release page", || {
        let written = root().join("tests/e2e/results/report.json");
        // Not the report of an earlier run: if there is none to remove, all the better.
        let _ = fs::remove_file(&written);
        let mut playwright = command("node");
        playwright.args([
            "tests/e2e/node_modules/@playwright/test/cli.js",
            "test",
            "--config",
            "tests/e2e",
        ]);
        playwright
            .env("CHROMIUM", browser)
            .env("E2E_PORT", free_port()?.to_string());
        let outcome = run("Playwright", &mut playwright);
        let counts = fs::read_to_string(&written)
            .ok()
            .and_then(|text| Counts::of_playwright(&text));
        record(report, "browser", counts.unwrap_or_default(), outcome)
    })
}

fn cargo_test(report: &mut Report, suite: &str, scope: &[&str]) -> Outcome {
    let mut counts = Counts::default();
    let mut cargo = command("cargo");
    cargo
        .args(["test", "--locked", "--no-fail-fast"])
        .args(scope);
    let outcome = run_reading(
        &format!("`cargo test {}`", scope.join(" ")),
        &mut cargo,
        |line| {
            counts += Counts::of_libtest(line).unwrap_or_default();
        },
    );
    record(report, suite, counts, outcome)
}

/// Enters a suite in the report; one that ran nothing, or left tests out, did not pass.
fn record(report: &mut Report, suite: &str, mut counts: Counts, outcome: Outcome) -> Outcome {
    if outcome.is_err() {
        counts.failed = counts.failed.max(1);
    }
    report.add(suite, counts);
    outcome?;
    match counts {
        Counts { passed: 0, .. } => Err(format!("no test ran in the suite `{suite}`.")),
        Counts { skipped: 1.., .. } => Err(format!(
            "the suite `{suite}` left tests out; a test runs or goes."
        )),
        _ => Ok(()),
    }
}

fn free_port() -> Outcome<u16> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    listener
        .map(|address| address.port())
        .map_err(|error| format!("no free port on this machine: {error}."))
}
