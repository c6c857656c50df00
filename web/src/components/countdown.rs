//! What is left of something that ends: a ring and its text.

use playground::explain::words;
use playground::wallet::{Held, Life};
use sts::Timestamp;
use yew::prelude::*;

use crate::components::clock_time::ClockTime;
use crate::components::icon::{Glyph, Icon};

/// Props of [`Ring`].
#[derive(Properties, PartialEq)]
pub struct RingProps {
    /// What is left.
    pub left: i64,
    /// Of what.
    pub whole: i64,
}

/// A ring that empties. Hidden from screen readers: the text beside it says the same.
#[component]
pub fn Ring(props: &RingProps) -> Html {
    let percent = 100 * props.left.clamp(0, props.whole.max(0)) / props.whole.max(1);
    html! {
        <svg class="ring" viewBox="0 0 36 36" width="28" height="28" aria-hidden="true" focusable="false">
            <circle class="ring-track" cx="18" cy="18" r="15.5" fill="none" stroke-width="4" />
            if percent > 0 {
                <circle class="ring-left" cx="18" cy="18" r="15.5" fill="none" stroke-width="4" pathLength="100"
                    stroke-dasharray={format!("{percent} 100")} transform="rotate(-90 18 18)" />
            }
        </svg>
    }
}

/// Props of [`Countdown`].
#[derive(Properties, PartialEq)]
pub struct CountdownProps {
    /// The credentials.
    pub held: Held,
    /// The simulated time.
    pub now: Timestamp,
}

/// `42 m 10 s · ends 10:00:00Z`, with its ring.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let CountdownProps { held, now } = props;
    let ends = held.credentials.expiration;
    let left = held.seconds_left(*now);
    let life = held.life(*now);
    let (text, end) = match life {
        Life::Live => (words::duration(left), "ends "),
        Life::Ending => (words::duration(left), "ending, "),
        Life::Expired => ("expired".to_owned(), "ended "),
    };
    html! {
        <div class="countdown" data-life={life_name(life)}>
            <Ring {left} whole={ends.0.saturating_sub(held.issued.0)} />
            <p>
                <span class="left">
                    if life == Life::Ending {
                        <Icon glyph={Glyph::Hourglass} />
                    }
                    <span role="timer" aria-live="off">{ text }</span>
                </span>
                <span class="ends"><span class="life">{ end }</span><ClockTime at={ends} day={*now} /></span>
            </p>
        </div>
    }
}

/// `data-life` of credentials.
pub fn life_name(life: Life) -> &'static str {
    match life {
        Life::Live => "live",
        Life::Ending => "ending",
        Life::Expired => "expired",
    }
}
