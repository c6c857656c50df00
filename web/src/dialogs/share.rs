//! The link to this state, and the embed.

use std::rc::Rc;

use playground::explain::words;
use playground::{Session, export, guard, link};
use yew::prelude::*;

use crate::components::copy_button::CopyButton;
use crate::js::address;

/// Longer links are cut by some chat programs and mail clients.
const LONG: usize = 2000;

/// Props of [`Share`].
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
}

/// The link as it was when the dialog opened: a running clock does not rewrite it under one's hands.
#[component]
pub fn Share(props: &ShareProps) -> Html {
    let suspects = use_memo((), |()| guard::suspects(props.session.scenario()));
    let fragment = use_memo((), |()| link::encode(props.session.scenario()));
    let digest = use_memo((), |()| export::digest(&props.session));
    use_effect_with(
        suspects.is_empty().then(|| (*fragment).clone()),
        |fragment| {
            if let Some(fragment) = fragment {
                address::replace_fragment(fragment);
            }
        },
    );
    if !suspects.is_empty() {
        return html! {
            <div class="refused" role="alert">
                <p>{ "This cannot be shared as it is: something in it looks like a real secret. Take it out, then share again." }</p>
                <ul>
                    for suspect in suspects.iter() {
                        <li key={suspect.place.clone()}>{ words::secret(suspect) }</li>
                    }
                </ul>
            </div>
        };
    }
    let url = AttrValue::from(address::playground(&fragment));
    let snippet = AttrValue::from(snippet(
        &props.session.scenario().title,
        &address::embed(&fragment),
    ));
    let length = url.chars().count();
    html! {
        <div class="share">
            <p>{ "The link holds everything: accounts, policies as typed, calls, clock. Nothing is sent to a server." }</p>
            <label for="share-link">{ "Link" }</label>
            <div class="copy-row">
                <input id="share-link" type="text" readonly=true value={&url} autofocus=true aria-describedby="share-length" />
                <CopyButton text={url} what="the link" source="share-link" label="Copy link" />
            </div>
            <p id="share-length" class="hint">
                { format!("{length} characters") }
                if length > LONG { { "; some chat programs cut links this long." } }
            </p>
            <p class="hint">
                { "Who opens it gets the same credentials: a session with the same SHA-256, " }
                <code id="share-digest">{ &*digest }</code>{ "." }
            </p>
            <label for="share-embed">{ "Embed in a page" }</label>
            <div class="copy-row">
                <textarea id="share-embed" readonly=true rows="6" value={&snippet} />
                <CopyButton text={snippet} what="the embed code" source="share-embed" label="Copy embed" />
            </div>
        </div>
    }
}

/// The embed's HTML.
fn snippet(title: &str, url: &str) -> String {
    let title = escaped(&format!("STS playground: {title}"));
    let url = escaped(url);
    format!(
        r#"<iframe title="{title}" src="{url}"
  width="100%" height="480" loading="lazy" style="border:0"
  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
  allow="clipboard-write" referrerpolicy="strict-origin"></iframe>"#
    )
}

/// As the value of an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_cannot_leave_its_attribute() {
        let html = super::snippet(r#""><script>"#, "https://h/embed.html#w/d1.a&b");
        assert!(html.starts_with(r#"<iframe title="STS playground: &quot;&gt;&lt;script&gt;" src="https://h/embed.html#w/d1.a&amp;b""#));
    }
}
