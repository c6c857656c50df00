//! `cargo xtask serve`: builds the page, serves it on this machine and rebuilds it on changes.

use crate::build::trunk;
use crate::run::run;
use crate::{Outcome, tools};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const PORT: u16 = 8080;

/// Serves until it is interrupted.
pub(crate) fn serve(options: &[&str]) -> Outcome {
    let Options { port, release } = parse(options)?;
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        return Err(format!(
            "port {port} is in use: choose another with `--port N`."
        ));
    }
    tools::install()?;
    println!("==> Building the page (the first build takes a minute)");
    announce(port);
    let mut trunk = trunk();
    // Not in dist/, which holds the release page.
    trunk.args([
        "serve",
        "--dist",
        "target/serve",
        "--port",
        &port.to_string(),
    ]);
    if release {
        trunk.arg("--release");
    }
    run("Serving the page", &mut trunk)
}

/// Prints the URL as soon as the server answers.
fn announce(port: u16) {
    thread::spawn(move || {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            thread::sleep(Duration::from_millis(200));
        }
        println!("\n    The playground is at http://127.0.0.1:{port}/ (Ctrl+C ends it)\n");
    });
}

#[derive(Debug, PartialEq)]
struct Options {
    port: u16,
    release: bool,
}

fn parse(mut words: &[&str]) -> Outcome<Options> {
    let mut options = Options {
        port: PORT,
        release: false,
    };
    loop {
        words = match words {
            [] => return Ok(options),
            ["--release", rest @ ..] => {
                options.release = true;
                rest
            }
            ["--port", port, rest @ ..] => {
                options.port = port
                    .parse()
                    .map_err(|_| format!("`{port}` is no port: give a number from 1 to 65535."))?;
                rest
            }
            [other, ..] => {
                return Err(format!(
                    "`serve` takes --port N and --release, not `{other}`."
                ));
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options() {
        assert_eq!(
            parse(&[]),
            Ok(Options {
                port: 8080,
                release: false
            })
        );
        assert_eq!(
            parse(&["--release", "--port", "9000"]),
            Ok(Options {
                port: 9000,
                release: true
            })
        );
        assert!(parse(&["--port", "70000"]).is_err());
        assert!(parse(&["--port"]).is_err());
        assert!(parse(&["--fast"]).is_err());
    }
}
