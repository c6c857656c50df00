//! The versions of the tools, read from the one place where each is pinned.

use crate::{Outcome, run};
use std::fs;

/// Trunk's, from `trunk-version` in Trunk.toml.
pub(crate) fn trunk() -> Outcome<String> {
    let text = read("Trunk.toml")?;
    between(&text, "trunk-version = \"=", "\"")
        .ok_or("Trunk.toml has no line `trunk-version = \"=…\"`.".into())
}

/// That of wasm-bindgen, and so of its command line, from Cargo.lock.
pub(crate) fn wasm_bindgen() -> Outcome<String> {
    let text = read("Cargo.lock")?.replace("\r\n", "\n");
    between(&text, "name = \"wasm-bindgen\"\nversion = \"", "\"")
        .ok_or("Cargo.lock does not name wasm-bindgen.".into())
}

fn read(path: &str) -> Outcome<String> {
    fs::read_to_string(run::root().join(path))
        .map_err(|error| format!("could not read {path}: {error}."))
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    let (found, _) = rest.split_once(after)?;
    Some(found.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pin_is_found() {
        for version in [trunk().unwrap(), wasm_bindgen().unwrap()] {
            let parts = version.split('.').map(str::parse::<u32>);
            assert!(
                parts.clone().count() == 3 && parts.clone().all(|part| part.is_ok()),
                "not a version: {version}"
            );
        }
    }

    #[test]
    fn the_manifest_asks_for_the_wasm_bindgen_of_the_lock_file() {
        let manifest = between(&read("Cargo.toml").unwrap(), "\nwasm-bindgen = \"=", "\"");
        assert_eq!(manifest, Some(wasm_bindgen().unwrap()));
    }

    #[test]
    fn trunk_toml_pins_no_tool_a_second_time() {
        assert!(
            !read("Trunk.toml").unwrap().contains("\n[tools]"),
            "wasm-bindgen comes from Cargo.lock, wasm-opt from web/package.json"
        );
    }

    #[test]
    fn npm_packages_are_pinned_exactly_and_locked() {
        for directory in ["web", "tests/e2e", "tests/bench-iam/peers-npm"] {
            let manifest = read(&format!("{directory}/package.json")).unwrap();
            let lock = read(&format!("{directory}/package-lock.json")).unwrap();
            let pins = between(&manifest, "\"devDependencies\": {", "}").expect("devDependencies");
            let pins: Vec<&str> = pins
                .lines()
                .map(|line| line.trim().trim_end_matches(','))
                .filter(|line| !line.is_empty())
                .collect();
            assert!(!pins.is_empty(), "{directory} pins nothing");
            for pin in pins {
                let (_, version) = pin.split_once(": \"").expect("a version");
                assert!(
                    version.starts_with(|first: char| first.is_ascii_digit()),
                    "{directory}: {pin} is a range"
                );
                assert!(
                    lock.contains(pin),
                    "{directory}/package-lock.json does not hold {pin}"
                );
            }
        }
    }
}
