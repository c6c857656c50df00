//! Which policy is shown: first whose, then which of theirs.

use std::rc::Rc;

use playground::explain::words;
use playground::{Command, Session};
use sts::PolicyAddress;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::dispatch::use_dispatch;

/// Props of [`Picker`].
#[derive(Properties, PartialEq)]
pub struct PickerProps {
    /// World, tape and clock.
    pub session: Rc<Session>,
    /// Every policy.
    pub policies: Vec<PolicyAddress>,
    /// The one shown.
    pub shown: PolicyAddress,
    /// Those that hold what decided.
    pub deciding: Vec<PolicyAddress>,
    /// Another text, which is none of these, stands in its place.
    pub covered: bool,
}

/// A select of owners, a button for each policy of the one chosen.
#[component]
pub fn Picker(props: &PickerProps) -> Html {
    let dispatch = use_dispatch();
    let PickerProps {
        session,
        policies,
        shown,
        deciding,
        covered,
    } = props;
    let owners = owners(policies);
    let here = owner(shown);
    let choose = {
        let first: Vec<PolicyAddress> = owners
            .iter()
            .filter_map(|(_, all)| all.first().map(|a| (*a).clone()))
            .collect();
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let at = event
                .target_unchecked_into::<HtmlSelectElement>()
                .selected_index();
            if let Some(address) = usize::try_from(at).ok().and_then(|at| first.get(at)) {
                dispatch.send(Command::ShowPolicy(address.clone()));
            }
        })
    };
    let select = use_node_ref();
    use_effect_with((policies.clone(), shown.clone()), {
        let select = select.clone();
        let at = owners.iter().position(|(owner, _)| *owner == here);
        move |_| {
            let at = at.and_then(|at| i32::try_from(at).ok()).unwrap_or(-1);
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                select.set_selected_index(at);
            }
        }
    });
    let option = |(owner, all): &(Owner, Vec<&PolicyAddress>)| {
        let account = session.replay().world.accounts.get(&*owner.account);
        let alias = account
            .map(|account| account.alias.to_string())
            .filter(|alias| !alias.is_empty());
        let account = alias.unwrap_or_else(|| owner.account.clone());
        let place = if account.is_empty() {
            String::new()
        } else {
            format!(" · {account}")
        };
        let sign = if all.iter().any(|address| deciding.contains(address)) {
            " ●"
        } else {
            ""
        };
        html! {
            <option key={format!("{}/{}", owner.account, owner.title)} selected={*owner == here}>
                { format!("{}{place}{sign}", owner.title) }
            </option>
        }
    };
    let tab = |address: &PolicyAddress| {
        let chosen = address == shown && !covered;
        let text = address.to_string();
        let draft = session.scenario().drafts.contains_key(&text);
        let onclick = dispatch.press(Command::ShowPolicy(address.clone()));
        html! {
            <button key={text} type="button" class="quiet" aria-pressed={chosen.to_string()} {onclick}
                data-deciding={deciding.contains(address).then_some("true")}>
                { title(address) }
                if draft { <span class="tag" data-kind="warn">{ "draft" }</span> }
            </button>
        }
    };
    let own = owners
        .iter()
        .find(|(owner, _)| *owner == here)
        .map_or(&[][..], |(_, all)| &all[..]);
    html! {
        <div class="policy-picker">
            <select ref={select} onchange={choose} aria-label="Whose policy">{ for owners.iter().map(option) }</select>
            <div class="policy-tabs" role="group" aria-label="Which policy">
                { for own.iter().map(|address| tab(address)) }
            </div>
        </div>
    }
}

/// Whose policy it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owner {
    account: String,
    title: String,
}

fn owner(address: &PolicyAddress) -> Owner {
    let (account, title) = match address {
        PolicyAddress::Trust { account, role }
        | PolicyAddress::RoleInline { account, role, .. } => {
            (account.to_string(), format!("Role {role}"))
        }
        PolicyAddress::UserInline { account, user, .. } => {
            (account.to_string(), format!("User {user}"))
        }
        PolicyAddress::GroupInline { account, group, .. } => {
            (account.to_string(), format!("Group {group}"))
        }
        PolicyAddress::Managed { .. } => (String::new(), "Managed policies".to_owned()),
        PolicyAddress::Resource { arn } => (
            words::account_of(arn).unwrap_or_default().to_owned(),
            format!("Resource {}", words::name(arn)),
        ),
        PolicyAddress::Session { .. } => (String::new(), "Session policies".to_owned()),
        PolicyAddress::ServiceControl { .. } | PolicyAddress::ResourceControl { .. } => {
            (String::new(), "Organization".to_owned())
        }
    };
    Owner { account, title }
}

/// The title of a policy among those of its owner.
fn title(address: &PolicyAddress) -> String {
    match address {
        PolicyAddress::Trust { .. } => "Trust policy".to_owned(),
        PolicyAddress::RoleInline { name, .. }
        | PolicyAddress::UserInline { name, .. }
        | PolicyAddress::GroupInline { name, .. }
        | PolicyAddress::ServiceControl { name }
        | PolicyAddress::ResourceControl { name } => name.to_string(),
        PolicyAddress::Managed { arn } => words::name(arn),
        PolicyAddress::Resource { .. } => "Resource policy".to_owned(),
        PolicyAddress::Session { index } => format!("Session policy {}", index + 1),
    }
}

fn owners(policies: &[PolicyAddress]) -> Vec<(Owner, Vec<&PolicyAddress>)> {
    let mut owners: Vec<(Owner, Vec<&PolicyAddress>)> = Vec::new();
    for address in policies {
        let owner = owner(address);
        match owners.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, all)) => all.push(address),
            None => owners.push((owner, vec![address])),
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_stand_with_their_owner() {
        let addresses: Vec<PolicyAddress> = [
            "1/role/R/trust",
            "1/user/u/inline/P",
            "1/role/R/inline/Q",
            "2/role/R/trust",
        ]
        .iter()
        .map(|text| text.parse().expect("an address"))
        .collect();
        let owners = owners(&addresses);
        let titles: Vec<(String, String, Vec<String>)> = owners
            .into_iter()
            .map(|(owner, all)| {
                (
                    owner.account,
                    owner.title,
                    all.into_iter().map(title).collect(),
                )
            })
            .collect();
        let expected = [
            ("1", "Role R", vec!["Trust policy", "Q"]),
            ("1", "User u", vec!["P"]),
            ("2", "Role R", vec!["Trust policy"]),
        ];
        let expected = expected.map(|(account, title, all)| {
            (
                account.to_owned(),
                title.to_owned(),
                all.into_iter().map(str::to_owned).collect::<Vec<_>>(),
            )
        });
        assert_eq!(titles, expected);
    }
}
