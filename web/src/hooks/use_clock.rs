//! The simulated clock goes on while it runs and somebody can see it.

use gloo_timers::callback::Interval;
use playground::Command;
use yew::prelude::*;

use crate::dispatch::Dispatch;
use crate::js::dom;
use crate::state::Speed;

/// Sends ticks while the clock runs.
#[hook]
pub fn use_clock(running: bool, speed: Speed, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    use_effect_with((running, speed), move |&(running, speed)| {
        let (every, seconds) = match speed {
            Speed::Real => (1000, 1),
            Speed::Sixty => (250, 15),
        };
        let timer = running.then(|| {
            Interval::new(every, move || {
                if !dom::hidden() {
                    dispatch.send(Command::Tick(seconds));
                }
            })
        });
        move || drop(timer)
    });
}
