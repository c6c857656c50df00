//! Runs the vectors, each as one test: `cargo test -p tests --test vectors [-- id|area|name …]`.
//!
//! The environment variable `STS_VECTORS` names another file of the same format.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test harness reads its files and prints"
)]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use tests::vectors::{self, Outcome, Pending, Vector};

fn main() -> ExitCode {
    let begun = Instant::now();
    match run() {
        Ok(count) => {
            let Count {
                passed,
                failed,
                filtered,
                ..
            } = count;
            let verdict = if failed == 0 { "ok" } else { "FAILED" };
            println!(
                "\ntest result: {verdict}. {passed} passed; {failed} failed; 0 ignored; 0 measured; {filtered} filtered out; finished in {:.2}s\n",
                begun.elapsed().as_secs_f64(),
            );
            ExitCode::from(u8::from(failed > 0))
        }
        Err(error) => {
            println!(
                "\n{error}\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n"
            );
            ExitCode::FAILURE
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    passed: usize,
    failed: usize,
    pending: usize,
    filtered: usize,
}

fn run() -> Result<Count, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let own = folder.join("sts-vectors.json");
    let other = env::var_os("STS_VECTORS").map(|path| from_root(&PathBuf::from(path)));
    let is_own = other.is_none();
    let vectors = load(&other.unwrap_or(own), vectors::read)?;
    let pending = load(&folder.join("pending.txt"), Pending::read)?;
    if let (true, [name, ..]) = (is_own, pending.unused(&vectors).as_slice()) {
        return Err(format!(
            "pending.txt: `{name}` names no vector; take the line out"
        ));
    }

    let filters: Vec<String> = env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let wanted = |vector: &&Vector| {
        let parts = [&vector.id, &vector.area, &vector.name];
        filters.is_empty()
            || filters
                .iter()
                .any(|f| parts.iter().any(|part| part.contains(f)))
    };
    let chosen: Vec<&Vector> = vectors.iter().filter(wanted).collect();
    println!("\nrunning {} vectors", chosen.len());

    let mut areas: BTreeMap<&str, Count> = BTreeMap::new();
    for vector in &chosen {
        let count = areas.entry(&vector.area).or_default();
        match (judge(vector), pending.reason(vector)) {
            (Outcome::Passed, None) => count.passed += 1,
            (Outcome::Passed, Some(_)) => {
                println!(
                    "{} passes, though pending.txt names it: take the line out",
                    vector.id
                );
                count.failed += 1;
            }
            (_, Some(_)) => count.pending += 1,
            (Outcome::Failed { wanted, got }, None) => {
                println!("{} {}: wanted {wanted}, got {got}", vector.id, vector.name);
                count.failed += 1;
            }
            (Outcome::NotRun(reason), None) => {
                println!("{} {}: not run: {reason}", vector.id, vector.name);
                count.failed += 1;
            }
        }
    }
    println!();
    let mut all = Count {
        filtered: vectors.len() - chosen.len(),
        ..Count::default()
    };
    for (area, count) in areas {
        print(area, count);
        all.passed += count.passed;
        all.failed += count.failed;
        all.pending += count.pending;
    }
    print("all", all);
    for (reason, count) in reasons(&chosen, &pending) {
        println!("    {count} pending: {reason}");
    }
    Ok(all)
}

/// A relative path counts from the root of the tree, where commands are given, if nothing is there from here.
fn from_root(path: &Path) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if path.exists() {
        path.to_owned()
    } else {
        root.join(path)
    }
}

/// Runs a vector; a panic is a failure like any other.
fn judge(vector: &Vector) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| vectors::run(vector))).unwrap_or_else(|_| Outcome::Failed {
        wanted: "an answer".into(),
        got: "a panic".into(),
    })
}

fn reasons<'a>(vectors: &[&Vector], pending: &'a Pending) -> BTreeMap<&'a str, usize> {
    let mut reasons = BTreeMap::new();
    for reason in vectors.iter().filter_map(|vector| pending.reason(vector)) {
        *reasons.entry(reason).or_default() += 1;
    }
    reasons
}

fn print(area: &str, count: Count) {
    let Count {
        passed,
        failed,
        pending,
        ..
    } = count;
    let pending = match pending {
        0 => String::new(),
        pending => format!(", {pending} pending"),
    };
    println!("    {area}: {passed} passed, {failed} failed{pending}");
}

fn load<T>(path: &Path, read: impl Fn(&str) -> Result<T, String>) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string());
    text.and_then(|text| read(&text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
