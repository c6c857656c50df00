//! `cargo xtask bench iam`: the policy engine beside other evaluators, all in one run (tests/bench-iam).

use super::table::Measurements;
use crate::run::{command, root, run, step};
use crate::{Outcome, tools};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where the worlds and the engine's own programs are.
const OURS: &str = "tests/bench-iam/Cargo.toml";
/// Evaluators in Rust: a program each, behind a feature of its name.
const PEERS: &str = "tests/bench-iam/peers-rust/Cargo.toml";
const PEER_PROGRAMS: [&str; 4] = ["fakecloud", "iam-rs", "winterbaume", "aspen"];
/// Evaluators in JavaScript.
const PEERS_NPM: &str = "tests/bench-iam/peers-npm";
const WASM: &str = "wasm32-unknown-unknown";

/// Builds all evaluators, times them, and prints one table with the targets below it.
pub(crate) fn iam() -> Outcome {
    tools::node()?;
    tools::wasm_target()?;
    let mut table = Measurements::default();
    let worlds = step("Building the engine, native and wasm", || {
        build(OURS, &["--bin", "bench-iam"])?;
        build(OURS, &["--lib", "--target", WASM])?;
        let worlds = target().join("worlds.json");
        let text = output(Command::new(program("bench-iam")).arg("worlds"))?;
        fs::write(&worlds, text)
            .map_err(|error| format!("could not write {}: {error}.", worlds.display()))?;
        Ok(worlds)
    })?;
    step("Timing the engine", || {
        table.add(&output(&mut Command::new(program("bench-iam")))?);
        let module = target().join(WASM).join("release").join("bench_iam.wasm");
        let mut node = command("node");
        node.arg("tests/bench-iam/wasm.mjs").arg(module);
        let of_us = table.worlds();
        table.add(&output(node.args(of_us))?);
        Ok(())
    })?;
    for peer in PEER_PROGRAMS {
        // One that does not build or run is named in the table with the reason.
        let outcome = step(&format!("Building and timing {peer}"), || {
            build(PEERS, &["--bin", peer, "--features", peer])?;
            output(Command::new(program(peer)).arg(&worlds))
        });
        match outcome {
            Ok(lines) => table.add(&lines),
            Err(reason) => table.absent(peer, &reason),
        }
    }
    let outcome = step("Installing and timing iam-simulate, in Node", || {
        tools::npm_packages(PEERS_NPM)?;
        let script = format!("{PEERS_NPM}/iam-simulate.js");
        output(command("node").arg(script).arg(&worlds))
    });
    match outcome {
        Ok(lines) => table.add(&lines),
        Err(reason) => table.absent("iam-simulate", &reason),
    }
    println!("\n{table}");
    match table.missed() {
        0 => Ok(()),
        missed => Err(format!(
            "{missed} targets were missed; on a busy machine, run it once more."
        )),
    }
}

fn target() -> PathBuf {
    root().join("target").join("bench-iam")
}

fn program(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    target().join("release").join(file)
}

fn build(manifest: &str, what: &[&str]) -> Outcome {
    let mut cargo = command("cargo");
    cargo.args(["build", "--release", "--locked", "--quiet"]);
    cargo.args(["--manifest-path", manifest]);
    cargo.arg("--target-dir").arg(target()).args(what);
    run(&format!("Building {}", what.join(" ")), &mut cargo)
}

/// What a program prints; its errors go where ours go.
fn output(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().display().to_string();
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| format!("could not run `{name}`: {error}."))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let status = output.status;
        Err(format!("`{name}` failed ({status}); see its output above."))
    }
}
