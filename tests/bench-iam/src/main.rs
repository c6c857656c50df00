//! `bench-iam` prints how long decisions take; `bench-iam worlds` prints the worlds for other programs.
//!
//! A line for each measurement: engine, world, nanoseconds, separated by tabs.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use bench_iam::{
    World,
    worlds::{self, GROWTH, SIZES},
};

fn main() {
    if std::env::args().nth(1).as_deref() == Some("worlds") {
        println!("{}", worlds::json());
        return;
    }
    let growth = GROWTH.map(|statements| (1, statements));
    let larger = growth.iter().filter(|size| !SIZES.contains(size));
    for &(policies, statements) in SIZES.iter().chain(larger) {
        let world = World::new(policies, statements);
        for (engine, ask) in [
            ("iam, native", World::decide as fn(&World) -> bool),
            ("iam, native, traced", World::trace),
        ] {
            let nanoseconds = best(|| ask(black_box(&world)));
            println!("{engine}\t{policies}x{statements}\t{nanoseconds:.0}");
        }
    }
}

/// Nanoseconds of one call: the best of many batches of about a millisecond, which what else runs on the machine disturbs least.
fn best(ask: impl Fn() -> bool) -> f64 {
    let batch = |times: u32| {
        let begin = Instant::now();
        let allowed = (0..times).filter(|_| ask()).count();
        let elapsed = begin.elapsed();
        assert_eq!(allowed, times as usize, "a decision went wrong");
        elapsed.as_secs_f64() * 1e9 / f64::from(times)
    };
    let times = (1e6 / batch(10)).clamp(1.0, 1e6) as u32;
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    while begin.elapsed() < Duration::from_millis(500) {
        best = best.min(batch(times));
    }
    best
}
