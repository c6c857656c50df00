//! What of the credentials a call presents: parts can be left out or altered on purpose.

use playground::scenario::{CallSpec, CallerRef, Part};
use yew::prelude::*;

/// One check box for each way to present credentials wrongly; `onchange` gets the call with other parts left out or altered.
pub fn view_presented(call: &CallSpec, onchange: &Callback<CallSpec>) -> Html {
    if call.caller == CallerRef::Unsigned {
        return Html::default();
    }
    let temporary = matches!(call.caller, CallerRef::Entry(_));
    let changed = call.without.len() + call.altered.len();
    let toggle = |list: fn(&mut CallSpec) -> &mut Vec<Part>, part: Part, label: &'static str| {
        let mut next = call.clone();
        let parts = list(&mut next);
        let checked = parts.contains(&part);
        if checked {
            parts.retain(|other| *other != part);
        } else {
            let at = parts.partition_point(|other| *other < part);
            parts.insert(at, part);
        }
        let onchange = onchange.reform(move |_: Event| next.clone());
        html! {
            <label class="check"><input type="checkbox" {checked} {onchange} />{ label }</label>
        }
    };
    html! {
        <details class="more presented">
            <summary>
                { "Present the credentials" }
                if changed > 0 { <span class="tag" data-kind="warn">{ "altered" }</span> }
            </summary>
            <div class="checks">
                if temporary {
                    { toggle(|call| &mut call.without, Part::SessionToken, "without the session token") }
                    { toggle(|call| &mut call.altered, Part::SessionToken, "with an altered session token") }
                }
                { toggle(|call| &mut call.altered, Part::SecretAccessKey, "with a wrong secret access key") }
                { toggle(|call| &mut call.altered, Part::AccessKeyId, "with an altered access key id") }
            </div>
        </details>
    }
}
