//! What a button says that flips a call.

use std::fmt::Write as _;

use super::{duration, duration_in_full, listed, name, operator, policy, possessive, who};
use crate::flip::{Device, Flip, FlipKind, Sent, Side};

/// The button's text: `Send ExternalId unique-external-id-12345`, `Send alice's MFA code`,
/// `Drop the condition on aws:MultiFactorAuthPresent in the trust policy of CrossAccountRole (unsafe)`.
pub fn flip(flip: &Flip) -> String {
    let mut text = deed(&flip.kind);
    if flip.side == Side::Unsafe {
        let _ = write!(text, " (unsafe)");
    }
    text
}

fn deed(kind: &FlipKind) -> String {
    match kind {
        FlipKind::Send(all) => {
            let all: Vec<String> = all.iter().map(sent).collect();
            format!("Send {}", listed(&all, "and"))
        }
        FlipKind::LeaveOut(names) => {
            let is_code = |name: &str| matches!(name, "SerialNumber" | "TokenCode");
            if names.iter().all(|name| is_code(name)) {
                return "Leave out the MFA code".to_owned();
            }
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            format!("Leave out {}", listed(&names, "and"))
        }
        FlipKind::Duration { seconds } => {
            format!("Ask for {}", duration_in_full(i64::from(*seconds)))
        }
        FlipKind::NextCode { device, seconds } => {
            let seconds = duration(*seconds);
            format!("Wait {seconds} and send {} next MFA code", owner(device))
        }
        FlipKind::CallAs { label, .. } => format!("Call as {label}"),
        FlipKind::MfaSession { device } => {
            format!(
                "Get a session token with {} MFA code and sign with it",
                owner(device)
            )
        }
        FlipKind::Renew { arn } => format!("Get new credentials for {}", name(arn)),
        FlipKind::WholeCredentials => "Sign with the whole, unaltered credentials".to_owned(),
        FlipKind::Expire { seconds } => {
            format!("Wait {} until the session ends", duration(*seconds))
        }
        FlipKind::AddStatement { policy, action } => {
            format!("Allow {action} in {}", of(policy))
        }
        FlipKind::AddPrincipal { policy, principal } => {
            format!("Add {} to {}", who(principal), of(policy))
        }
        FlipKind::AddAction { policy, action } => format!("Add {action} to {}", of(policy)),
        FlipKind::ChangeCondition { policy, key, value } => {
            format!("Change {key} to {value} in {}", of(policy))
        }
        FlipKind::AddCondition { policy, key, value } => match &**key {
            "aws:MultiFactorAuthPresent" => format!("Require MFA in {}", of(policy)),
            _ => {
                let wanted = operator("StringEquals").fact(key, &[value]);
                format!("Require that {wanted} in {}", of(policy))
            }
        },
        FlipKind::DropCondition { policy, key } => {
            format!("Drop the condition on {key} in {}", of(policy))
        }
        FlipKind::RemoveDeny { policy, statement } => {
            let number = statement + 1;
            format!(
                "Remove statement {number}, which denies, from {}",
                of(policy)
            )
        }
    }
}

fn sent(sent: &Sent) -> String {
    match sent {
        Sent::Parameter { name, value } => format!("{name} {value}"),
        Sent::Tag { key, value } => format!("the session tag {key}={value}"),
        Sent::MfaCode(device) => format!("{} MFA code", owner(device)),
    }
}

/// `alice's`
fn owner(device: &Device) -> String {
    match &device.owner {
        Some(owner) => possessive(owner),
        None => "the root user's".to_owned(),
    }
}

/// `the trust policy of CrossAccountRole`
fn of(address: &sts::PolicyAddress) -> String {
    policy(&address.to_string()).inline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FlipKind, side: Side, wanted: &str) {
        let commands = Vec::new();
        let text = flip(&Flip {
            kind,
            side,
            commands,
        });
        assert_eq!(text, wanted);
    }

    #[test]
    fn what_a_button_says() {
        let alice = Device {
            serial: "arn:aws:iam::111111111111:mfa/alice".into(),
            owner: Some("alice".into()),
        };
        let root = Device {
            owner: None,
            ..alice.clone()
        };
        let tag = Sent::Tag {
            key: "Team".into(),
            value: "Red".into(),
        };
        let policy: sts::PolicyAddress = "222222222222/role/R/trust".parse().unwrap();
        let key = "sts:ExternalId".into();
        let request = [
            (
                FlipKind::Send(vec![tag, Sent::MfaCode(root)]),
                "Send the session tag Team=Red and the root user's MFA code",
            ),
            (
                FlipKind::LeaveOut(vec!["Policy".into(), "Tags".into()]),
                "Leave out Policy and Tags",
            ),
            (
                FlipKind::NextCode {
                    device: alice,
                    seconds: 7,
                },
                "Wait 7 s and send alice's next MFA code",
            ),
        ];
        for (kind, wanted) in request {
            check(kind, Side::Request, wanted);
        }
        let drop = FlipKind::DropCondition { policy, key };
        let text = "Drop the condition on sts:ExternalId in the trust policy of R";
        check(drop.clone(), Side::Policy, text);
        check(drop, Side::Unsafe, &format!("{text} (unsafe)"));
    }
}
