//! Links, scenario documents and what may not be shared.

use crate::guard::{SecretKind, Suspect};
use crate::link::LinkError;
use crate::world::{ScenarioError, ScenarioProblem};

/// What is wrong with a link, and the remedy.
pub fn link_error(error: &LinkError) -> String {
    match error {
        LinkError::NotALink => {
            "This is not a playground link. Paste the whole link, from https to its last character."
                .to_owned()
        }
        LinkError::Damaged => {
            "This link was cut short or altered on the way. Copy it again from where it was shared."
                .to_owned()
        }
        LinkError::TooLarge => {
            "This link is larger than a playground link may be, so it was not opened.".to_owned()
        }
        LinkError::TooNew => {
            "This link was made by a newer version of the playground. Reload the page to get that version, then open the link again."
                .to_owned()
        }
        LinkError::UnknownScenario(slug) => {
            format!("There is no scenario called \"{slug}\" here. Choose one from the gallery.")
        }
        LinkError::Scenario(error) => {
            format!("The link arrived whole, but its content cannot be used. {}", scenario_error(error))
        }
    }
}

/// What makes a scenario unusable, where, and the remedy.
pub fn scenario_error(error: &ScenarioError) -> String {
    at(&error.place, &scenario_problem(&error.problem))
}

fn scenario_problem(problem: &ScenarioProblem) -> String {
    match problem {
        ScenarioProblem::Shape(message) => format!(
            "This is not a scenario the playground can read: {}.",
            message.trim_end_matches('.')
        ),
        ScenarioProblem::NoVersion => format!(
            "The scenario names no version. Begin it with \"version\": {}.",
            crate::scenario::VERSION
        ),
        ScenarioProblem::TooNew(version) => format!(
            "This scenario has version {version}; this playground reads versions up to {}. Reload the page to get a newer one.",
            crate::scenario::VERSION
        ),
        ScenarioProblem::TooLarge { max } => {
            format!("The scenario is larger than {max} bytes. Shorten its policies or its tape.")
        }
        ScenarioProblem::TooManyPrincipals { max } => {
            format!(
                "There are more than {max} accounts, users, roles and resources. Leave some out."
            )
        }
        ScenarioProblem::TooManyEntries { max } => {
            format!("There are more than {max} calls on the tape. Leave some out.")
        }
        ScenarioProblem::TooManyKeys { max } => format!("A user has {max} access keys at most."),
        ScenarioProblem::TooManyDevices { max } => format!("A user has {max} MFA devices at most."),
        ScenarioProblem::NotAnAccountId(id) => {
            format!("\"{id}\" is not an account id. Write twelve digits, such as 111111111111.")
        }
        ScenarioProblem::NotAName { name, max } => format!(
            "\"{name}\" is not a name that IAM accepts. Use 1 to {max} letters, digits and the signs + = , . @ - _."
        ),
        ScenarioProblem::NotAPath(path) => {
            format!(
                "\"{path}\" is not a path. Write / or something like /team/, with 512 characters at most."
            )
        }
        ScenarioProblem::NotAnArn(arn) => {
            format!("\"{arn}\" is not an ARN. Write something like arn:aws:s3:::my-bucket.")
        }
        ScenarioProblem::NotAnInstant(text) => {
            format!(
                "\"{text}\" is not a time between 1970 and 9999. Write something like 2026-01-15T09:30:00Z."
            )
        }
        ScenarioProblem::MaxSessionDuration(seconds) => format!(
            "A maximum session duration is 3600 (1 hour) to 43200 (12 hours) seconds; this is {seconds}."
        ),
        ScenarioProblem::Twice(what) => {
            format!(
                "\"{what}\" stands here a second time; upper and lower case count as the same. Rename or remove one."
            )
        }
        ScenarioProblem::NotAnEntryId(id) => {
            format!("{id} cannot be the id of a call. Use a number from 1 to 4294967295.")
        }
        ScenarioProblem::NoSuchCaller(who) => {
            format!(
                "The call is signed by {who}, and there is no such user, key or account here. Add it, or choose another caller."
            )
        }
        ScenarioProblem::NoSuchEntry(id) => {
            format!("The call uses the credentials of call {id}, and no such call comes before it.")
        }
        ScenarioProblem::NoSuchDevice(serial) => {
            format!(
                "The call takes its code from the device {serial}, and there is no such device here. Add it to a user, or name another."
            )
        }
        ScenarioProblem::NoSuchPolicy(address) => {
            format!(
                "This draft belongs to the policy {address}, and nobody here has a policy of that kind."
            )
        }
    }
}

/// What looks like a real secret in a scenario, and the remedy.
pub fn secret(suspect: &Suspect) -> String {
    let kind = match suspect.kind {
        SecretKind::AccessKeyId => "real access key id",
        SecretKind::SecretAccessKey => "secret access key",
        SecretKind::SessionToken => "session token",
        SecretKind::WebToken => "JSON Web Token",
        SecretKind::PrivateKey => "private key",
    };
    at(
        &suspect.place,
        &format!(
            "This looks like a {kind}. A link can be read by everybody who has it, so take it out before sharing."
        ),
    )
}

/// Puts the place in a document before what is said of it.
fn at(place: &str, what: &str) -> String {
    if place.is_empty() {
        what.to_owned()
    } else {
        format!("{place}: {what}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        for (error, text) in [
            (
                LinkError::NotALink,
                "This is not a playground link. Paste the whole link, from https to its last character.",
            ),
            (
                LinkError::Damaged,
                "This link was cut short or altered on the way. Copy it again from where it was shared.",
            ),
            (
                LinkError::TooLarge,
                "This link is larger than a playground link may be, so it was not opened.",
            ),
            (
                LinkError::TooNew,
                "This link was made by a newer version of the playground. Reload the page to get that version, then open the link again.",
            ),
            (
                LinkError::UnknownScenario("x".into()),
                "There is no scenario called \"x\" here. Choose one from the gallery.",
            ),
            (
                LinkError::Scenario(ScenarioError {
                    place: String::new(),
                    problem: ScenarioProblem::TooNew(9),
                }),
                "The link arrived whole, but its content cannot be used. This scenario has version 9; this playground reads versions up to 1. Reload the page to get a newer one.",
            ),
        ] {
            assert_eq!(link_error(&error), text);
        }
    }

    #[test]
    fn scenarios() {
        for (problem, text) in [
            (
                ScenarioProblem::Shape("unknown field `trusts`.".into()),
                "This is not a scenario the playground can read: unknown field `trusts`.",
            ),
            (
                ScenarioProblem::NoVersion,
                "The scenario names no version. Begin it with \"version\": 1.",
            ),
            (
                ScenarioProblem::TooNew(2),
                "This scenario has version 2; this playground reads versions up to 1. Reload the page to get a newer one.",
            ),
            (
                ScenarioProblem::TooLarge { max: 9 },
                "The scenario is larger than 9 bytes. Shorten its policies or its tape.",
            ),
            (
                ScenarioProblem::TooManyPrincipals { max: 9 },
                "There are more than 9 accounts, users, roles and resources. Leave some out.",
            ),
            (
                ScenarioProblem::TooManyEntries { max: 9 },
                "There are more than 9 calls on the tape. Leave some out.",
            ),
            (
                ScenarioProblem::TooManyKeys { max: 2 },
                "A user has 2 access keys at most.",
            ),
            (
                ScenarioProblem::TooManyDevices { max: 8 },
                "A user has 8 MFA devices at most.",
            ),
            (
                ScenarioProblem::NotAnAccountId("12".into()),
                "\"12\" is not an account id. Write twelve digits, such as 111111111111.",
            ),
            (
                ScenarioProblem::NotAName {
                    name: "a b".into(),
                    max: 64,
                },
                "\"a b\" is not a name that IAM accepts. Use 1 to 64 letters, digits and the signs + = , . @ - _.",
            ),
            (
                ScenarioProblem::NotAPath("team".into()),
                "\"team\" is not a path. Write / or something like /team/, with 512 characters at most.",
            ),
            (
                ScenarioProblem::NotAnArn("b".into()),
                "\"b\" is not an ARN. Write something like arn:aws:s3:::my-bucket.",
            ),
            (
                ScenarioProblem::NotAnInstant("now".into()),
                "\"now\" is not a time between 1970 and 9999. Write something like 2026-01-15T09:30:00Z.",
            ),
            (
                ScenarioProblem::MaxSessionDuration(60),
                "A maximum session duration is 3600 (1 hour) to 43200 (12 hours) seconds; this is 60.",
            ),
            (
                ScenarioProblem::Twice("alice".into()),
                "\"alice\" stands here a second time; upper and lower case count as the same. Rename or remove one.",
            ),
            (
                ScenarioProblem::NotAnEntryId(0),
                "0 cannot be the id of a call. Use a number from 1 to 4294967295.",
            ),
            (
                ScenarioProblem::NoSuchCaller("1/bob".into()),
                "The call is signed by 1/bob, and there is no such user, key or account here. Add it, or choose another caller.",
            ),
            (
                ScenarioProblem::NoSuchEntry(7),
                "The call uses the credentials of call 7, and no such call comes before it.",
            ),
            (
                ScenarioProblem::NoSuchDevice("GAHT1".into()),
                "The call takes its code from the device GAHT1, and there is no such device here. Add it to a user, or name another.",
            ),
            (
                ScenarioProblem::NoSuchPolicy("1/user/x".into()),
                "This draft belongs to the policy 1/user/x, and nobody here has a policy of that kind.",
            ),
        ] {
            let place = "accounts[1]".to_owned();
            let error = ScenarioError { place, problem };
            assert_eq!(scenario_error(&error), format!("accounts[1]: {text}"));
        }
    }

    #[test]
    fn secrets() {
        for (kind, what) in [
            (SecretKind::AccessKeyId, "a real access key id"),
            (SecretKind::SecretAccessKey, "a secret access key"),
            (SecretKind::SessionToken, "a session token"),
            (SecretKind::WebToken, "a JSON Web Token"),
            (SecretKind::PrivateKey, "a private key"),
        ] {
            let suspect = Suspect {
                place: "request.params.Policy".into(),
                kind,
            };
            assert_eq!(
                secret(&suspect),
                format!(
                    "request.params.Policy: This looks like {what}. A link can be read by everybody who has it, so take it out before sharing."
                )
            );
        }
    }
}
