//! Installs what building needs, once: the wasm target, Trunk and wasm-bindgen's command line.
//!
//! wasm-opt, esbuild and the editor come as npm packages of web/; the hooks of Trunk install those (web/scripts).

use crate::run::{command, find, output_of, root, run, step};
use crate::{Outcome, pins};
use std::fs;

const WASM: &str = "wasm32-unknown-unknown";
/// The oldest Node that runs the scripts in web/ and tests/e2e/.
const NODE: u32 = 20;

/// Makes sure that all tools for building the page are there.
pub(crate) fn install() -> Outcome {
    node()?;
    wasm_target()?;
    cargo_tool("trunk", &pins::trunk()?, &["trunk"])?;
    cargo_tool(
        "wasm-bindgen-cli",
        &pins::wasm_bindgen()?,
        &["wasm-bindgen", "wasm-bindgen-test-runner"],
    )
}

/// Makes sure that the npm packages of a directory are there.
pub(crate) fn npm_packages(directory: &str) -> Outcome {
    run(
        "Installing npm packages",
        command("node").args(["web/scripts/packages.js", directory]),
    )
}

/// Makes sure that Node is there, with npm.
pub(crate) fn node() -> Outcome {
    let version = output_of(command("node").arg("--version")).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE && find("npm").is_some() => Ok(()),
        Some(major) if major >= NODE => Err("npm is missing: install it beside Node.".into()),
        Some(_) => Err(format!(
            "Node {version} is too old: install Node {NODE} or later."
        )),
        None => Err(format!(
            "Node is missing: install Node {NODE} or later, with npm."
        )),
    }
}

/// Makes sure that Rust compiles to wasm.
pub(crate) fn wasm_target() -> Outcome {
    let library = output_of(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if library.is_some_and(|path| fs::exists(path).unwrap_or(false)) {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(format!(
            "Rust's target {WASM} is missing, and rustup is not there to add it: install that target of your Rust."
        ));
    }
    step(&format!("Adding Rust's target {WASM}"), || {
        run(
            "Adding the target",
            command("rustup").args(["target", "add", WASM]),
        )
    })
}

/// Installs programs of a crate into .tools/, unless they are on the PATH in this very version.
pub(crate) fn cargo_tool(package: &str, version: &str, programs: &[&str]) -> Outcome {
    let there = |program: &&str| {
        // A command of cargo's tells its version only as such.
        let mut asked = match program.strip_prefix("cargo-") {
            Some(name) => {
                let mut cargo = command("cargo");
                cargo.arg(name);
                cargo
            }
            None => command(program),
        };
        let said = output_of(asked.arg("--version"));
        said.is_some_and(|said| said.split_whitespace().nth(1) == Some(version))
    };
    if programs.iter().all(there) {
        return Ok(());
    }
    step(
        &format!("Installing {package} {version} into .tools/ (a minute or two)"),
        || {
            let scratch = root().join(".tools").join("build");
            let mut install = command("cargo");
            install
                .args([
                    "install",
                    package,
                    "--version",
                    version,
                    "--locked",
                    "--force",
                    "--root",
                    ".tools",
                    "--target-dir",
                ])
                .arg(&scratch);
            install.arg("--no-default-features"); // no TLS, no check for newer versions: Trunk is to download nothing
            for program in programs {
                install.args(["--bin", program]);
            }
            // These tools glue; compiled without optimisation they are there many times sooner and run about as fast.
            install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
            install.env("CARGO_PROFILE_RELEASE_LTO", "off");
            install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
            install.env("CARGO_PROFILE_RELEASE_DEBUG", "0");
            let outcome = run(&format!("Installing {package}"), &mut install);
            // What was left half-built is of no further use; if it cannot be removed, it is only in the way.
            let _ = fs::remove_dir_all(scratch);
            outcome
        },
    )
}
