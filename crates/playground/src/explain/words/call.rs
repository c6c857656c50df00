//! Calls that cannot be made at all.

use crate::replay::CannotCall;

/// What is missing for a call, and the remedy.
pub fn cannot_call(why: &CannotCall) -> String {
    match why {
        CannotCall::NoAction => "Choose a call first.".to_owned(),
        CannotCall::NoSuchCaller => {
            "Whoever is to sign this call is not here any more. Choose another caller.".to_owned()
        }
        CannotCall::NotIssued { entry } => format!(
            "Call {entry} issues no credentials now, so nothing can be signed with them. Choose another caller, or change what denies that call."
        ),
        CannotCall::NoSuchDevice { serial } => format!(
            "The code is to come from the device {serial}, and there is no such device here. Choose another, or type six digits."
        ),
        CannotCall::TapeFull => {
            "The list of calls is full. Take some back, or reset the scenario.".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls() {
        for (why, text) in [
            (CannotCall::NoAction, "Choose a call first."),
            (
                CannotCall::NoSuchCaller,
                "Whoever is to sign this call is not here any more. Choose another caller.",
            ),
            (
                CannotCall::NotIssued { entry: 3 },
                "Call 3 issues no credentials now, so nothing can be signed with them. Choose another caller, or change what denies that call.",
            ),
            (
                CannotCall::NoSuchDevice {
                    serial: "GAHT1".into(),
                },
                "The code is to come from the device GAHT1, and there is no such device here. Choose another, or type six digits.",
            ),
            (
                CannotCall::TapeFull,
                "The list of calls is full. Take some back, or reset the scenario.",
            ),
        ] {
            assert_eq!(cannot_call(&why), text);
        }
    }
}
