//! The one live region: verdicts, credentials and confirmations, at most one announcement a second.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use playground::Session;
use playground::wallet::{Held, Life};
use yew::prelude::*;

/// Milliseconds within which several things become one announcement.
const TOGETHER: u32 = 1000;

/// Props of [`Announcer`].
#[derive(Properties, PartialEq)]
pub struct AnnouncerProps {
    /// The verdict, in one sentence.
    pub verdict: AttrValue,
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Something else to say.
    pub said: AttrValue,
}

/// What could be said at a moment; what differs from the moment before is said.
#[derive(Clone, PartialEq)]
struct Moment {
    verdict: AttrValue,
    wallet: Vec<(u64, Life, String)>,
    said: AttrValue,
}

/// Says what changed, politely; silent about the state it is first drawn with.
#[component]
pub fn Announcer(props: &AnnouncerProps) -> Html {
    let text = use_state_eq(AttrValue::default);
    let moment = Moment {
        verdict: props.verdict.clone(),
        wallet: wallet(&props.session),
        said: props.said.clone(),
    };
    let last = use_mut_ref(|| moment.clone());
    use_effect_with(moment, {
        let text = text.clone();
        move |moment| {
            let moment = moment.clone();
            let timer = Timeout::new(TOGETHER, move || {
                let before = last.replace(moment.clone());
                let news = news(&before, &moment);
                if !news.is_empty() {
                    text.set(news.into());
                }
            });
            move || drop(timer)
        }
    });
    html! {
        <div class="visually-hidden announcer" role="status">{ &*text }</div>
    }
}

fn news(before: &Moment, now: &Moment) -> String {
    let mut sentences = Vec::new();
    if now.verdict != before.verdict {
        sentences.push(now.verdict.to_string());
    }
    for held in now
        .wallet
        .iter()
        .filter(|held| !before.wallet.contains(held))
    {
        let (_, life, name) = held;
        sentences.push(match life {
            Life::Live => format!("Credentials issued: {name}."),
            Life::Ending => format!("Credentials end soon: {name}."),
            Life::Expired => format!("Credentials expired: {name}."),
        });
    }
    if now.said != before.said {
        sentences.push(now.said.to_string());
    }
    sentences.join(" ")
}

fn wallet(session: &Session) -> Vec<(u64, Life, String)> {
    let now = session.now();
    let told = |held: &Held| {
        let name = held
            .arn
            .split_once('/')
            .map_or(&*held.arn, |(_, name)| name);
        (held.entry, held.life(now), name.to_owned())
    };
    session.replay().wallet.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(verdict: &str, wallet: &[(u64, Life)]) -> Moment {
        Moment {
            verdict: verdict.to_owned().into(),
            wallet: wallet
                .iter()
                .map(|&(entry, life)| (entry, life, "R/s".into()))
                .collect(),
            said: AttrValue::default(),
        }
    }

    #[test]
    fn only_what_changed_is_said() {
        let before = moment("Denied.", &[(1, Life::Ending)]);
        assert_eq!(news(&before, &before), "");
        let now = moment("Allowed.", &[(1, Life::Expired), (2, Life::Live)]);
        assert_eq!(
            news(&before, &now),
            "Allowed. Credentials expired: R/s. Credentials issued: R/s."
        );
    }
}
