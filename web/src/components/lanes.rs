//! The lives of credentials as bars on the axis of time, with the calls below and a line for now.

use playground::Session;
use playground::explain::words;
use playground::replay::{Outcome, Played};
use playground::wallet::{Held, Life};
use sts::Timestamp;
use yew::prelude::*;

use crate::components::clock_time::{halves, short};
use crate::components::countdown::life_name;

/// Pixels from lane to lane.
const LANE: usize = 22;

/// Shortest time the axis spans, in seconds.
const SHORTEST: i64 = 1800;

/// Distances of the marks on the axis, in seconds.
const STEPS: [i64; 11] = [
    300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800,
];

/// The drawing, with the same told as text for those who do not see it.
pub fn view_lanes(session: &Session) -> Html {
    let replay = session.replay();
    let now = replay.now;
    let axis = Axis::of(session);
    let bottom = (replay.wallet.len() + 1) * LANE;
    html! {
        <div class="lanes">
            <ul class="names" aria-hidden="true">
                for held in &replay.wallet {
                    <li key={held.entry}>{ words::name(&held.arn) }</li>
                }
                <li key="calls" class="muted">{ "calls" }</li>
            </ul>
            <svg class="drawing" width="100%" height={(bottom + 18).to_string()} role="img" aria-label={told(session)}>
                { view_axis(&axis, bottom) }
                for (lane, held) in replay.wallet.iter().enumerate() {
                    { view_life(held, lane * LANE, now, &axis) }
                }
                for played in &replay.entries {
                    { view_call(played, bottom - LANE / 2, &axis) }
                }
                <line class="now" x1={axis.percent(now)} x2={axis.percent(now)} y1="0" y2={bottom.to_string()} />
            </svg>
        </div>
    }
}

/// From which instant to which.
struct Axis {
    start: i64,
    end: i64,
}

impl Axis {
    /// Everything that happened or will expire, with a margin.
    fn of(session: &Session) -> Self {
        let replay = session.replay();
        let happened = replay.entries.iter().map(|played| played.at.0);
        let issued = replay.wallet.iter().map(|held| held.issued.0);
        let ends = replay
            .wallet
            .iter()
            .map(|held| held.credentials.expiration.0);
        let now = replay.now.0;
        let first = happened.clone().chain(issued).fold(now, i64::min);
        let last = happened.chain(ends).fold(now, i64::max);
        let last = last.max(first.saturating_add(SHORTEST));
        let margin = last.saturating_sub(first) / 40;
        Self {
            start: first.saturating_sub(margin),
            end: last.saturating_add(margin),
        }
    }

    fn length(&self) -> i64 {
        self.end.saturating_sub(self.start).max(1)
    }

    /// Hundredths of a percent from the left.
    fn at(&self, instant: Timestamp) -> i64 {
        let from_start = i128::from(instant.0.saturating_sub(self.start));
        i64::try_from(from_start * 10_000 / i128::from(self.length())).unwrap_or(0)
    }

    fn percent(&self, instant: Timestamp) -> String {
        percent(self.at(instant))
    }

    /// Six marks at most, on round times.
    fn marks(&self) -> Vec<Timestamp> {
        let fits = |step: &&i64| self.length() / **step < 7;
        let step = STEPS.iter().find(fits).copied().unwrap_or(self.length());
        let first = self
            .start
            .div_euclid(step)
            .saturating_add(1)
            .saturating_mul(step);
        (0..7)
            .map(|n| Timestamp(first.saturating_add(step.saturating_mul(n))))
            .take_while(|mark| mark.0 < self.end)
            .collect()
    }
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn view_axis(axis: &Axis, bottom: usize) -> Html {
    html! {
        <g class="axis">
            for mark in axis.marks() {
                <line x1={axis.percent(mark)} x2={axis.percent(mark)} y1="0" y2={bottom.to_string()} />
                <text x={axis.percent(mark)} y={(bottom + 14).to_string()} text-anchor="middle">
                    { halves(mark).1.get(..5).unwrap_or_default().to_owned() }
                </text>
            }
        </g>
    }
}

/// One bar from issue to expiry; what is spent of it is filled.
fn view_life(held: &Held, top: usize, now: Timestamp, axis: &Axis) -> Html {
    let (from, to) = (axis.at(held.issued), axis.at(held.credentials.expiration));
    let spent = axis.at(now).clamp(from, to);
    let y = (top + 4).to_string();
    html! {
        <g class="lane" data-life={life_name(held.life(now))}>
            <rect class="bar" x={percent(from)} y={y.clone()} width={percent(to - from)} height="14" rx="3" />
            <rect class="bar-spent" x={percent(from)} {y} width={percent(spent - from)} height="14" rx="3" />
        </g>
    }
}

/// A dot for an allowed call, a cross for a denied one, a dash for one not run.
fn view_call(played: &Played, middle: usize, axis: &Axis) -> Html {
    let x = axis.percent(played.at);
    let (verdict, shape) = match &played.outcome {
        Outcome::Answered(exchange) if exchange.result.is_ok() => {
            ("allow", html! { <circle r="4.5" /> })
        }
        Outcome::Answered(_) => ("deny", html! { <path d="M-4-4 4 4M4-4-4 4" /> }),
        Outcome::NotRun { .. } => ("none", html! { <path d="M-4 0h8" /> }),
    };
    html! {
        <svg {x} y={middle.to_string()} overflow="visible"><g class="call" data-verdict={verdict}>{ shape }</g></svg>
    }
}

/// `CrossAccountRole/MySession from 09:30:00Z to 10:30:00Z, 1 h left. 2 calls.`
fn told(session: &Session) -> String {
    let replay = session.replay();
    let now = replay.now;
    let mut sentences: Vec<String> = replay
        .wallet
        .iter()
        .map(|held| {
            let left = match held.life(now) {
                Life::Expired => "expired".to_owned(),
                Life::Live | Life::Ending => {
                    format!("{} left", words::duration_in_full(held.seconds_left(now)))
                }
            };
            let (from, to) = (
                short(held.issued, now),
                short(held.credentials.expiration, now),
            );
            format!("{} from {from} to {to}, {left}.", words::name(&held.arn))
        })
        .collect();
    sentences.push(match replay.entries.len() {
        1 => "1 call.".to_owned(),
        n => format!("{n} calls."),
    });
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_round() {
        for (length, step) in [
            (1800, 300),
            (3600, 600),
            (43_200, 7200),
            (129_600, 21_600),
            (3_000_000, 604_800),
        ] {
            let axis = Axis {
                start: 1_768_469_400,
                end: 1_768_469_400 + length,
            };
            let marks = axis.marks();
            assert!((3..=7).contains(&marks.len()), "{length}: {marks:?}");
            assert!(
                marks.iter().all(|mark| mark.0 % step == 0),
                "{length}: {marks:?}"
            );
        }
    }

    #[test]
    fn places_are_percent_of_the_axis() {
        let axis = Axis {
            start: 1000,
            end: 2000,
        };
        for (at, place) in [
            (1000, "0.00%"),
            (1005, "0.50%"),
            (1333, "33.30%"),
            (2000, "100.00%"),
        ] {
            assert_eq!(axis.percent(Timestamp(at)), place);
        }
    }
}
