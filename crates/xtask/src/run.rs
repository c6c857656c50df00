//! Running programs from the root of the project, with the project's own tools first on the PATH.

use crate::Outcome;
use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The root of the project.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.ancestors().nth(2).unwrap_or(manifest)
}

/// A program to run in the root of the project; `cargo` is the one that runs this program.
pub(crate) fn command(program: &str) -> Command {
    let mut command = match (program, env::var_os("CARGO")) {
        ("cargo", Some(cargo)) => Command::new(cargo),
        _ => Command::new(find(program).unwrap_or_else(|| program.into())),
    };
    command.current_dir(root()).env("PATH", search_path());
    command
}

/// Runs it to its end; `what` begins the sentence in case it fails.
pub(crate) fn run(what: &str, command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|error| not_started(what, command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{what} failed ({status}); see its output above."))
    }
}

/// As [`run`], and hands over each line of its standard output, which is also printed.
pub(crate) fn run_reading(
    what: &str,
    command: &mut Command,
    mut each: impl FnMut(&str),
) -> Outcome {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(what, command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{}", line.trim_end_matches('\r'));
            each(&line);
        }
    }
    let status = child
        .wait()
        .map_err(|error| not_started(what, command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{what} failed ({status}); see its output above."))
    }
}

/// Its standard output, if it ran and ended well.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Announces a step, runs it, and says how long it took.
pub(crate) fn step<T>(title: &str, body: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("==> {title}");
    let begin = Instant::now();
    let outcome = body();
    let end = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("    {end}: {title}, {:.1} s", begin.elapsed().as_secs_f32());
    outcome
}

/// Where a program is, by the project's tools and the PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    env::split_paths(&search_path())
        .flat_map(|directory| {
            endings
                .iter()
                .map(move |ending| directory.join(format!("{program}{ending}")))
        })
        .find(|path| path.is_file())
}

fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let tools = root().join(".tools").join("bin");
    env::join_paths([tools].into_iter().chain(env::split_paths(&inherited))).unwrap_or(inherited)
}

fn not_started(what: &str, command: &Command, error: &std::io::Error) -> String {
    format!(
        "{what} failed: could not run `{}`: {error}.",
        command.get_program().display()
    )
}
