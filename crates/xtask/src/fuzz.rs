//! `cargo xtask fuzz [TARGET] [SECONDS]`: looks for texts on which crates/iam breaks what must always hold.

use crate::run::{command, find, output_of, root, run, step};
use crate::{Outcome, tools};
use std::process::Command;

/// The fuzz targets: each has a program in crates/iam/fuzz, and a folder in crates/iam/tests/corpus that an ordinary test replays.
const TARGETS: [&str; 5] = ["reader", "evaluator", "variables", "arn", "conditions"];
const CARGO_FUZZ: &str = "0.13.2";
const SECONDS: u32 = 60;

/// Runs one target or all, each for so many seconds.
pub(crate) fn fuzz(options: &[&str]) -> Outcome {
    let (targets, seconds) = read(options)?;
    tools::cargo_tool("cargo-fuzz", CARGO_FUZZ, &["cargo-fuzz"])?;
    for target in targets {
        step(&format!("Fuzzing {target} for {seconds} s"), || {
            // The first folder takes what is found; the second is where it begins.
            let found = format!("crates/iam/fuzz/corpus/{target}");
            std::fs::create_dir_all(root().join(&found))
                .map_err(|error| format!("could not make {found}: {error}."))?;
            let mut fuzz = nightly();
            fuzz.args(["fuzz", "run", "--fuzz-dir", "crates/iam/fuzz", target]);
            fuzz.args([&found, &format!("crates/iam/tests/corpus/{target}")]);
            fuzz.args(["--", &format!("-max_total_time={seconds}")]);
            fuzz.args(["-max_len=8192", "-timeout=10", "-print_final_stats=1"]);
            let what = "Fuzzing (what broke it is in crates/iam/fuzz/artifacts)";
            run(what, &mut fuzz)
        })?;
    }
    Ok(())
}

/// Cargo of a nightly toolchain where one is installed; otherwise the usual one, allowed what only nightlies are.
fn nightly() -> Command {
    let installed = output_of(command("rustup").args(["toolchain", "list"])).unwrap_or_default();
    let nightly = installed.lines().find(|line| line.starts_with("nightly"));
    if let Some(name) = nightly.and_then(|line| line.split_whitespace().next())
        && find("rustup").is_some()
    {
        let mut cargo = command("rustup");
        cargo.args(["run", name, "cargo"]);
        return cargo;
    }
    let mut cargo = command("cargo");
    cargo.env("RUSTC_BOOTSTRAP", "1");
    cargo
}

fn read<'a>(options: &[&'a str]) -> Outcome<(Vec<&'a str>, u32)> {
    let seconds = |text: &str| {
        text.parse()
            .map_err(|_| format!("`{text}` is no number of seconds."))
    };
    let known = |target: &str| match TARGETS.contains(&target) {
        true => Ok(()),
        false => Err(format!(
            "there is no fuzz target `{target}`; there are {}.",
            TARGETS.join(", ")
        )),
    };
    match *options {
        [] => Ok((TARGETS.to_vec(), SECONDS)),
        [one] if one.starts_with(|c: char| c.is_ascii_digit()) => {
            Ok((TARGETS.to_vec(), seconds(one)?))
        }
        [target] => known(target).map(|()| (vec![target], SECONDS)),
        [target, time] => known(target).and_then(|()| Ok((vec![target], seconds(time)?))),
        _ => Err("`fuzz` takes a target and a number of seconds.".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        assert_eq!(read(&[]), Ok((TARGETS.to_vec(), SECONDS)));
        assert_eq!(read(&["600"]), Ok((TARGETS.to_vec(), 600)));
        assert_eq!(read(&["arn"]), Ok((vec!["arn"], SECONDS)));
        assert_eq!(read(&["arn", "5"]), Ok((vec!["arn"], 5)));
        for wrong in [&["nothing"][..], &["arn", "long"], &["arn", "5", "6"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_target_has_its_program_and_its_corpus() {
        for target in TARGETS {
            for path in [
                format!("crates/iam/fuzz/fuzz_targets/{target}.rs"),
                format!("crates/iam/tests/corpus/{target}"),
            ] {
                assert!(root().join(&path).exists(), "{path} is missing");
            }
        }
    }
}
