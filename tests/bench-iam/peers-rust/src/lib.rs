//! The worlds as `bench-iam worlds` prints them, and how a decision is timed.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use serde_json::Value;

/// The worlds, read from the file that the first argument names.
pub fn worlds() -> Value {
    let path = std::env::args().nth(1).expect("the file with the worlds");
    let text = std::fs::read_to_string(path).expect("the file with the worlds can be read");
    serde_json::from_str(&text).expect("the worlds are JSON")
}

/// A text of the worlds.
pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}

/// The condition keys of the request.
pub fn context(worlds: &Value) -> impl Iterator<Item = (&str, &str)> {
    let entries = worlds["context"].as_object().expect("an object").iter();
    entries.map(|(key, value)| (key.as_str(), value.as_str().expect("a text")))
}

/// Prints one line for each world: engine, world, nanoseconds, separated by tabs.
///
/// `prepare` makes the caller's policies, given as texts, ready to be asked; the answer is whether the call is allowed.
pub fn measure<P>(
    engine: &str,
    worlds: &Value,
    prepare: impl Fn(&[String]) -> P,
    ask: impl Fn(&P) -> bool,
) {
    for world in worlds["worlds"].as_array().expect("a list") {
        let identity = world["identity"].as_array().expect("a list");
        let identity: Vec<String> = identity.iter().map(Value::to_string).collect();
        let prepared = prepare(&identity);
        let name = text(world, "name");
        if ask(&prepared) {
            println!(
                "{engine}\t{name}\t{:.0}",
                best(|| ask(black_box(&prepared)))
            );
        } else {
            println!("{engine}\t{name}\t!decides otherwise");
        }
    }
}

/// Nanoseconds of one call: the best of many batches of about a millisecond, as for our own engine.
fn best(ask: impl Fn() -> bool) -> f64 {
    let batch = |times: u32| {
        let begin = Instant::now();
        let allowed = (0..times).filter(|_| ask()).count();
        let elapsed = begin.elapsed();
        assert_eq!(allowed, times as usize, "a decision went wrong");
        elapsed.as_secs_f64() * 1e9 / f64::from(times)
    };
    let times = (1e6 / batch(1)).clamp(1.0, 1e6) as u32;
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    while begin.elapsed() < Duration::from_millis(500) {
        best = best.min(batch(times));
    }
    best
}
