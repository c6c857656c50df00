//! What is left of something that ends: a ring and its text.

use playground::explain::words;
use playground::wallet::{Held, Life};
use sts::Timestamp;
use yew::prelude::*;

use crate::components::clock_time::view_time;
use crate::components::icon::{Glyph, view_icon};

/// A ring that empties: what is left, of what. Hidden from screen readers: the text beside it says the same.
pub fn view_ring(left: i64, whole: i64) -> Html {
    let percent = 100 * left.clamp(0, whole.max(0)) / whole.max(1);
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

/// `42 m 10 s · ends 10:00:00Z`, with its ring.
pub fn view_countdown(held: &Held, now: Timestamp) -> Html {
    let ends = held.credentials.expiration;
    let left = held.seconds_left(now);
    let life = held.life(now);
    let (text, end) = match life {
        Life::Live => (words::duration(left), "ends "),
        Life::Ending => (words::duration(left), "ending, "),
        Life::Expired => ("expired".to_owned(), "ended "),
    };
    html! {
        <div class="countdown" data-life={life_name(life)}>
            { view_ring(left, ends.0.saturating_sub(held.issued.0)) }
            <p>
                <span class="left">
                    if life == Life::Ending {
                        { view_icon(Glyph::Hourglass) }
                    }
                    <span role="timer" aria-live="off">{ text }</span>
                </span>
                <span class="ends"><span class="life">{ end }</span>{ view_time(ends, now) }</span>
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
