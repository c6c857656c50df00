//! Prints the SHA-256 of the exported session of each link on standard input, one a line: what a page must show for it.
#![expect(clippy::print_stdout, reason = "a command line tool")]

use std::io::{Error, stdin};

use playground::explain::words;
use playground::{Session, export, link};

fn main() -> Result<(), Error> {
    for line in stdin().lines() {
        let session = link::decode(line?.trim())
            .and_then(|scenario| Session::open(scenario).map_err(link::LinkError::Scenario))
            .map_err(|error| Error::other(words::link_error(&error)))?;
        println!("{}", export::digest(&session));
    }
    Ok(())
}
