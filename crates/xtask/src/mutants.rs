//! `cargo xtask mutants iam`: changes crates/iam in one small place at a time, and looks whether a test notices.

use crate::run::{command, root, run, step};
use crate::{Outcome, tools};
use std::fs;

const CARGO_MUTANTS: &str = "27.1.0";
/// Every sixth mutant, from the second on: some 350, and the same ones as long as the sources are the same.
const SHARD: &str = "1/6";
/// So many of a hundred are to be caught, of those that compile.
const CAUGHT: usize = 90;

/// Tests the fixed shard, or only the mutants whose description matches `--re PATTERN`. All outcomes are in mutants.out/.
pub(crate) fn mutants(options: &[&str]) -> Outcome {
    let scope: &[&str] = match options {
        [] => &["--sharding", "round-robin", "--shard", SHARD],
        ["--re", pattern] => &["--re", pattern],
        _ => return Err("`mutants iam` takes nothing, or `--re` and a pattern.".into()),
    };
    tools::cargo_tool("cargo-mutants", CARGO_MUTANTS, &["cargo-mutants"])?;
    let outcome = step("Mutating crates/iam", || {
        let mut mutants = command("cargo");
        mutants.args(["mutants", "--package", "iam", "--colors", "never"]);
        mutants.args(["--minimum-test-timeout", "60"]).args(scope);
        // What is built from changed sources must not lie among what is built from these.
        mutants.env_remove("CARGO_TARGET_DIR");
        // It fails where a mutant is missed; how many may be is decided below.
        Ok(run("Mutation testing", &mut mutants))
    })?;
    let caught = listed("caught") + listed("timeout");
    let missed = listed("missed");
    let Some(share) = (caught * 100).checked_div(caught + missed) else {
        return outcome;
    };
    println!("{caught} caught, {missed} missed: {share} %");
    match share {
        CAUGHT.. => Ok(()),
        _ => Err(format!(
            "fewer than {CAUGHT} % were caught; mutants.out/missed.txt lists what no test noticed."
        )),
    }
}

/// How many mutants came to this.
fn listed(outcome: &str) -> usize {
    let list = root().join(format!("mutants.out/{outcome}.txt"));
    fs::read_to_string(list).map_or(0, |text| text.lines().count())
}
