//! Who calls.

use crate::components::field::Choice;
use playground::Session;
use playground::scenario::CallerRef;

/// Everybody who can sign, by account; the one chosen too where it cannot.
pub fn choices(session: &Session) -> Vec<Choice> {
    let chosen = &session.scenario().request.caller;
    let accounts = &session.replay().world.accounts;
    let callers = session.callers();
    let mut choices = Vec::new();
    // One heading for each account, whatever the order of the callers.
    for (id, account) in accounts {
        for caller in callers.iter().filter(|caller| caller.account == *id) {
            let group = format!("{id} {}", account.alias);
            let ended = match caller.reference {
                _ if !caller.dead => "",
                CallerRef::Entry(_) => " (expired)",
                _ => " (deactivated)",
            };
            let label = format!("{}{ended}", caller.label);
            choices.push(Choice::new(
                key(&caller.reference),
                label,
                group.trim().to_owned(),
            ));
        }
    }
    choices.push(Choice::new(
        key(&CallerRef::Unsigned),
        "Nobody (unsigned)",
        "",
    ));
    if !choices.iter().any(|choice| *choice.value == *key(chosen)) {
        let label = match chosen {
            CallerRef::Entry(entry) => format!("Credentials of call {entry}, which issued none"),
            CallerRef::User { name, key } => format!("{name}, key {key}: no such key"),
            CallerRef::Root { account } => format!("Root user of {account}: no such key"),
            CallerRef::Unsigned => String::new(),
        };
        choices.push(Choice::new(key(chosen), label, ""));
    }
    choices
}

/// A text that stands for a caller in the form.
pub fn key(caller: &CallerRef) -> String {
    match caller {
        CallerRef::Unsigned => "unsigned".to_owned(),
        CallerRef::User { name, key } => format!("user {key} {name}"),
        CallerRef::Root { account } => format!("root {account}"),
        CallerRef::Entry(entry) => format!("entry {entry}"),
    }
}

/// The caller that a text stands for.
pub fn from_key(text: &str) -> CallerRef {
    let caller = match text.split_once(' ') {
        Some(("user", rest)) => rest.split_once(' ').and_then(|(key, name)| {
            Some(CallerRef::User {
                name: name.to_owned(),
                key: key.parse().ok()?,
            })
        }),
        Some(("root", account)) => Some(CallerRef::Root {
            account: account.to_owned(),
        }),
        Some(("entry", entry)) => entry.parse().ok().map(CallerRef::Entry),
        _ => None,
    };
    caller.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_for_callers() {
        for caller in [
            CallerRef::Unsigned,
            CallerRef::User {
                name: "111111111111/team/alice b".into(),
                key: 2,
            },
            CallerRef::Root {
                account: "111111111111".into(),
            },
            CallerRef::Entry(7),
        ] {
            assert_eq!(from_key(&key(&caller)), caller);
        }
    }
}
