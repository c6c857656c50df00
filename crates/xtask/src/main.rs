//! `cargo xtask serve | build | test | bench web`: everything there is to run in this workspace.
//!
//! Each command first installs what it needs (tools.rs), below the project's own directory, from package registries.

#![expect(
    clippy::print_stdout,
    reason = "a command line program talks on its standard output"
)]
#![expect(
    clippy::disallowed_methods,
    reason = "a tool of the workspace reads its files, its environment and the clock"
)]

mod bench;
mod build;
mod chromium;
mod counts;
mod fuzz;
mod mutants;
mod pins;
mod run;
mod serve;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
The commands of this workspace; each installs what it needs first.

  cargo xtask serve [--port N] [--release]   build the page, serve it on this machine, rebuild on changes
  cargo xtask build                          build the release page into dist/
  cargo xtask test [--only PART]             run every check; PART is lint, native, wasm or browser
  cargo xtask bench web                      measure download and start of the release page against their budgets
  cargo xtask bench iam                      time the policy engine beside others, natively and in wasm
  cargo xtask fuzz [TARGET] [SECONDS]        look for texts that break the policy engine; all targets, a minute each
  cargo xtask mutants iam                    look for changes of the policy engine that no test notices

Environment: CHROMIUM, the Chromium or Chrome to test with.";

/// What a command gives: nothing, or one sentence that says what went wrong and what helps.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", options @ ..] => serve::serve(options),
        ["build"] => build::build(),
        ["test", options @ ..] => test::test(options),
        ["bench", "web"] => bench::web(),
        ["bench", "iam"] => bench::iam(),
        ["fuzz", options @ ..] => fuzz::fuzz(options),
        ["mutants", "iam", options @ ..] => mutants::mutants(options),
        ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => Err(format!("no such command: `{}`\n\n{HELP}", words.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
