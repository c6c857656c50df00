//! The core is pure: what it depends on, and the lints that hold its own code to it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that reads the manifests of the workspace"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

const CORE: [&str; 3] = ["iam", "sts", "playground"];

/// Crates that reach a clock, entropy, an event loop or a DOM.
const IMPURE: [&str; 6] = [
    "getrandom",
    "js-sys",
    "rand",
    "tokio",
    "wasm-bindgen",
    "web-sys",
];

#[test]
fn the_core_depends_on_nothing_impure() {
    for package in CORE {
        let closure = closure(package);
        assert_eq!(closure.first().map(String::as_str), Some(package));
        for name in &closure {
            assert!(
                !IMPURE.contains(&name.as_str()),
                "{package} depends on {name}; `cargo tree -p {package} --edges normal,build --target all` shows how"
            );
        }
    }
}

#[test]
fn the_core_depends_only_inwards() {
    let check = |package: &str, outer: &[&str]| {
        let closure = closure(package);
        let found: Vec<_> = closure
            .iter()
            .filter(|name| outer.contains(&name.as_str()))
            .collect();
        assert!(found.is_empty(), "{package} depends on {found:?}");
    };
    check("iam", &["sts", "playground", "serde", "serde_json"]);
    check("sts", &["playground", "serde", "serde_json"]);
}

#[test]
fn the_lints_that_keep_the_core_pure_are_in_force() {
    let clippy = read("clippy.toml");
    for entry in [
        "std::time::SystemTime::now",
        "std::time::Instant::now",
        "std::env::var",
        "std::fs::read_to_string",
        "std::collections::HashMap",
        "std::collections::HashSet",
    ] {
        assert!(
            clippy.contains(entry),
            "clippy.toml no longer disallows {entry}"
        );
    }
    assert!(read("Cargo.toml").contains("unsafe_code = \"forbid\""));
    for package in CORE {
        let manifest = read(&format!("crates/{package}/Cargo.toml"));
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{package} does not take the workspace's lints"
        );
    }
}

/// Names of the packages that a package is built from, itself first, on any target; development dependencies are left out.
fn closure(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--target", "all"])
        .args([
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(["--locked", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "`cargo tree` failed: {errors}");
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut names = Vec::new();
    for name in tree.lines().filter_map(|line| line.split(' ').next()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
