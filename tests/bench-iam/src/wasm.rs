//! What Node calls: plain functions over one world at a time.

use std::{cell::RefCell, hint::black_box};

use crate::World;

thread_local! {
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
}

/// Makes a world ready.
#[expect(unsafe_code, reason = "an export must keep its name")]
#[unsafe(no_mangle)]
pub extern "C" fn prepare(policies: usize, statements: usize) {
    WORLD.set(Some(World::new(policies, statements)));
}

/// Decides so many times; how many decisions were the one expected.
#[expect(unsafe_code, reason = "an export must keep its name")]
#[unsafe(no_mangle)]
pub extern "C" fn decide(times: u32) -> u32 {
    run(times, World::decide)
}

/// The same with everything recorded.
#[expect(unsafe_code, reason = "an export must keep its name")]
#[unsafe(no_mangle)]
pub extern "C" fn trace(times: u32) -> u32 {
    run(times, World::trace)
}

fn run(times: u32, ask: fn(&World) -> bool) -> u32 {
    WORLD.with_borrow(|world| {
        let Some(world) = world else { return 0 };
        let expected = |_: &u32| ask(black_box(world));
        (0..times).filter(expected).count() as u32
    })
}
