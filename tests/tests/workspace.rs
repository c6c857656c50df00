//! What holds for every file of the tree.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that reads the sources"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// One idea a file: a longer one is to be taken apart. Tests are long tables.
const LONGEST: usize = 600;
const LONGEST_OF_TESTS: usize = 1000;

/// Folders that tools make or fill.
const MADE: [&str; 6] = [
    ".git",
    ".tools",
    "dist",
    "node_modules",
    "results",
    "target",
];

#[test]
fn no_source_is_overlong() {
    for file in tracked("rs") {
        let lines = text(&file).lines().count();
        let tests = file.iter().any(|part| part == "tests") || file.ends_with("tests.rs");
        let longest = if tests { LONGEST_OF_TESTS } else { LONGEST };
        assert!(lines <= longest, "{} has {lines} lines", file.display());
    }
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    // Taken apart, so that this file passes too.
    let places = ["home", "Users", "work"].map(|folder| format!("/{folder}/"));
    for ending in [
        "rs", "js", "toml", "json", "md", "html", "css", "yml", "txt",
    ] {
        for file in tracked(ending) {
            let text = text(&file);
            for place in &places {
                assert!(!text.contains(place), "{} names {place}", file.display());
            }
        }
    }
}

#[test]
fn the_changelog_has_a_place_for_what_is_not_released() {
    assert!(text(Path::new("CHANGELOG.md")).contains("## [Unreleased]"));
}

/// Files of the tree with this ending, by their path from its root; what tools make or fetch is left out.
fn tracked(ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            if !entry.file_type().unwrap().is_dir() {
                files.push(path);
            } else if !MADE.iter().any(|made| path.ends_with(made)) {
                folders.push(path);
            }
        }
    }
    files.retain(|file| file.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

/// A file's text; empty where it was just removed.
fn text(file: &Path) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_default()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
