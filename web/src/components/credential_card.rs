//! Temporary credentials held: whose, how long, and what to do with them.

use std::rc::Rc;

use playground::explain::words;
use playground::scenario::{CallSpec, CallerRef};
use playground::wallet::{Held, Life};
use playground::{Command, Session};
use yew::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::components::countdown::{life_name, view_countdown};
use crate::components::icon::{Glyph, view_icon};
use crate::components::secret::Secret;
use crate::dispatch::Dispatch;
use crate::panels::decision::renew;
use crate::panels::wallet::signed_by;
use crate::state::{Action, Tab};

/// One card of the wallet; `open`: the credentials' parts are shown at first.
pub fn view_card(held: &Held, open: bool, session: &Session, dispatch: &Dispatch) -> Html {
    let (now, id) = (session.now(), held.entry);
    let life = held.life(now);
    let in_use = session.scenario().request.caller == CallerRef::Entry(id);
    let (title, detail) = names(held);
    let part = |name: &'static str, value: &str| {
        html! { <Secret {name} value={value.to_owned()} id={format!("call-{id}-{name}")} /> }
    };
    let credentials = &held.credentials;
    html! {
        <li key={id} class="credential-card" data-life={life_name(life)} data-in-use={in_use.then_some("")}>
            <div class="who">
                { view_icon(if is_role(&held.arn) { Glyph::Hat } else { Glyph::Person }) }
                <div><h4>{ title }</h4><p class="muted">{ detail }</p></div>
                { view_countdown(held, now) }
            </div>
            <div class="meta">
                { view_chain(held) }
                { view_tags(held) }
            </div>
            <details {open}>
                <summary>{ view_icon(Glyph::ChevronRight) }{ "Keys" }</summary>
                <dl class="keys">
                    { part("AccessKeyId", &credentials.access_key_id.0) }
                    { part("SecretAccessKey", &credentials.secret_access_key.0) }
                    { part("SessionToken", &credentials.session_token.0) }
                </dl>
            </details>
            <div class="actions">
                <button type="button" onclick={edit(dispatch, signed_by(&session.scenario().request, id))} data-on={in_use.then_some("")}>
                    { if in_use { "In use" } else { "Use" } }
                </button>
                <button type="button" onclick={edit(dispatch, who_am_i(id))}>{ "Who am I" }</button>
                { view_renewal(life, id, session, dispatch) }
                { view_copies(held) }
            </div>
        </li>
    }
}

/// Role and session; user and `session token`.
fn names(held: &Held) -> (String, String) {
    let name = words::name(&held.arn);
    match name.split_once('/') {
        Some((role, session)) => (role.to_owned(), session.to_owned()),
        None => (name, "session token".to_owned()),
    }
}

fn is_role(arn: &str) -> bool {
    arn.contains(":assumed-role/")
}

/// `alice › CrossAccountRole › SpokeOps`: who led here.
fn view_chain(held: &Held) -> Html {
    let mut links: Vec<String> = held.chain.iter().map(|arn| words::name(arn)).collect();
    let own = words::name(&held.arn);
    if links.last() != Some(&own) {
        links.push(own);
    }
    html! {
        <p class="chain">
            <span class="visually-hidden">{ "Chain: " }</span>
            for (at, link) in links.into_iter().enumerate() {
                if at > 0 {
                    { view_icon(Glyph::ChevronRight) }<span class="visually-hidden">{ " then " }</span>
                }
                <span>{ link }</span>
            }
        </p>
    }
}

fn view_tags(held: &Held) -> Html {
    let chained = held
        .chain
        .iter()
        .any(|arn| is_role(arn) && *arn != held.arn);
    html! {
        <>
            if held.mfa {
                <span class="tag" data-kind="session">{ view_icon(Glyph::Fingerprint) }{ "MFA" }</span>
            }
            if chained {
                <span class="tag" title="Sessions of a role assumed from a role last one hour at most">
                    { view_icon(Glyph::Link) }{ "chained: 1 h max" }
                </span>
            }
            <span class="tag">{ "Simulated" }</span>
        </>
    }
}

fn view_renewal(life: Life, id: u64, session: &Session, dispatch: &Dispatch) -> Html {
    let issuer = session
        .replay()
        .entries
        .iter()
        .find(|played| played.id == id);
    match issuer {
        Some(issuer) if life == Life::Expired => html! {
            <button type="button" onclick={renew(issuer, dispatch)}>{ "Get new ones" }</button>
        },
        _ => Html::default(),
    }
}

fn view_copies(held: &Held) -> Html {
    html! {
        <div class="copy-as" role="group" aria-label="Copy as">
            <span class="muted" aria-hidden="true">{ "Copy as" }</span>
            <CopyButton text={as_env(held)} label="env" what="credentials as environment variables" />
            <CopyButton text={as_profile(held)} label="profile" what="credentials as a profile" />
            <CopyButton text={as_json(held)} label="JSON" what="credentials as JSON" />
        </div>
    }
}

fn who_am_i(entry: u64) -> CallSpec {
    CallSpec {
        caller: CallerRef::Entry(entry),
        action: "sts:GetCallerIdentity".to_owned(),
        ..CallSpec::default()
    }
}

/// Fills the form; a phone goes there.
fn edit(dispatch: &Dispatch, call: CallSpec) -> Callback<MouseEvent> {
    dispatch.press_each(Rc::new([
        Command::EditRequest(call).into(),
        Action::ShowTab(Tab::Ask),
    ]))
}

fn as_env(held: &Held) -> String {
    let c = &held.credentials;
    format!(
        "export AWS_ACCESS_KEY_ID={}\nexport AWS_SECRET_ACCESS_KEY={}\nexport AWS_SESSION_TOKEN={}\n",
        c.access_key_id.0, c.secret_access_key.0, c.session_token.0
    )
}

fn as_profile(held: &Held) -> String {
    let c = &held.credentials;
    format!(
        "[simulated]\naws_access_key_id = {}\naws_secret_access_key = {}\naws_session_token = {}\n",
        c.access_key_id.0, c.secret_access_key.0, c.session_token.0
    )
}

/// As the AWS CLI prints them. None of the values holds a character that JSON escapes.
fn as_json(held: &Held) -> String {
    let c = &held.credentials;
    format!(
        "{{\n    \"AccessKeyId\": \"{}\",\n    \"SecretAccessKey\": \"{}\",\n    \"SessionToken\": \"{}\",\n    \"Expiration\": \"{}\"\n}}\n",
        c.access_key_id.0, c.secret_access_key.0, c.session_token.0, c.expiration
    )
}
