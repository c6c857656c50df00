//! The Chromium that the browser tests drive.

use crate::Outcome;
use crate::run::{command, find, output_of, run};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const NAMES: [&str; 5] = [
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "chrome",
];
/// Where the installers of macOS and Windows put it.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The one that `CHROMIUM` names, or the first that is found, or one installed with apt.
pub(crate) fn find_or_install() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        let path = PathBuf::from(&named);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!(
                "CHROMIUM names {}, which is no file.",
                path.display()
            ))
        };
    }
    if let Some(found) = installed() {
        return Ok(found);
    }
    apt_install()?;
    installed().ok_or(MISSING.into())
}

const MISSING: &str = "no Chromium was found: install Chromium or Google Chrome, or name it in the environment variable CHROMIUM.";

fn installed() -> Option<PathBuf> {
    let places = PLACES
        .iter()
        .map(PathBuf::from)
        .filter(|place| place.is_file());
    NAMES
        .iter()
        .find_map(|name| find(name))
        .or_else(|| places.into_iter().next())
}

/// With apt on Debian and its kin, where that asks for no password.
fn apt_install() -> Outcome {
    let is_debian = fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines()
            .filter(|line| line.starts_with("ID=") || line.starts_with("ID_LIKE="))
            .any(|line| line.contains("debian"))
    });
    if !is_debian || !Path::new("/usr/bin/apt-get").exists() {
        return Err(MISSING.into());
    }
    let sudo: &[&str] = if output_of(command("id").arg("-u")).as_deref() == Some("0") {
        &[]
    } else if output_of(command("sudo").args(["-n", "true"])).is_some() {
        &["sudo", "-n"]
    } else {
        return Err(format!(
            "{MISSING} (`sudo apt-get install chromium` does it here.)"
        ));
    };
    let apt = |arguments: &[&str]| {
        let words = [
            sudo,
            &[
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "-q",
                "-y",
            ],
            arguments,
        ]
        .concat();
        let (program, rest) = words.split_first().ok_or("no command")?;
        run(
            "Installing Chromium with apt-get",
            command(program).args(rest),
        )
    };
    println!("    Installing Chromium with apt-get …");
    apt(&["update"])?;
    apt(&[
        "install",
        "--no-install-recommends",
        "chromium",
        "fonts-liberation",
    ])
}
