//! Replays what fuzzing found worth keeping (tests/corpus): a folder for each target.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test that reads its files"
)]

mod checks;

use std::{fs, path::Path};

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(target);
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut replayed = 0;
    for file in files {
        let data = fs::read(&file).unwrap();
        let outcome = std::panic::catch_unwind(|| check(&data));
        assert!(outcome.is_ok(), "{} breaks {target}", file.display());
        replayed += 1;
    }
    assert!(replayed > 0, "{target} has no corpus");
}

#[test]
fn reader() {
    replay("reader", checks::reader);
}

#[test]
fn evaluator() {
    replay("evaluator", checks::evaluator);
}

#[test]
fn variables() {
    replay("variables", checks::variables);
}

#[test]
fn arn() {
    replay("arn", checks::arn);
}

#[test]
fn conditions() {
    replay("conditions", checks::conditions);
}
