//! What is called: an operation of STS, or an action on a resource beyond it.

use playground::Session;
use sts::model::{Member, Operation, operations};

use crate::components::field::Choice;

/// Actions on resources that the form offers; any other can be typed.
const BEYOND: [&str; 4] = [
    "s3:ListBucket",
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
];

/// Parameters in the order people think of them; the others follow under "More parameters".
const FIRST: [&str; 6] = [
    "RoleArn",
    "RoleSessionName",
    "DurationSeconds",
    "ExternalId",
    "SerialNumber",
    "TokenCode",
];

/// What can be called.
pub fn choices() -> Vec<Choice> {
    let sts = operations()
        .iter()
        .map(|operation| Choice::new(format!("sts:{}", operation.name), operation.name, "AWS STS"));
    let beyond = BEYOND
        .iter()
        .map(|action| Choice::new(*action, *action, "On a resource"));
    sts.chain(beyond).collect()
}

/// The operation that an action names; `None`: the action is not one of STS's.
pub fn operation(action: &str) -> Option<&'static Operation> {
    action.strip_prefix("sts:").and_then(Operation::named)
}

/// The parameters that are always shown, in the order of the form.
pub fn first(operation: &'static Operation) -> impl Iterator<Item = &'static Member> {
    FIRST
        .iter()
        .filter_map(|name| operation.input.iter().find(|member| member.name == *name))
}

/// The other parameters.
pub fn more(operation: &'static Operation) -> impl Iterator<Item = &'static Member> {
    operation
        .input
        .iter()
        .filter(|member| !FIRST.contains(&member.name))
}

/// Roles of the world by ARN, by account.
pub fn roles(session: &Session) -> Vec<Choice> {
    let accounts = session.replay().world.accounts.values();
    accounts
        .flat_map(|account| {
            let group = format!("{} {}", account.id, account.alias);
            account.roles.values().map(move |role| {
                let arn = format!("arn:aws:iam::{}:role{}{}", account.id, role.path, role.name);
                Choice::new(arn, role.name.to_string(), group.trim().to_owned())
            })
        })
        .collect()
}

/// Resources of the world that an action can be for, by account.
pub fn resources(session: &Session, action: &str) -> Vec<Choice> {
    let accounts = session.replay().world.accounts.values();
    let of_objects = action.starts_with("s3:") && action.ends_with("Object");
    accounts
        .flat_map(|account| {
            let group = format!("{} {}", account.id, account.alias);
            account.resources.keys().map(move |arn| {
                let bucket = of_objects && arn.starts_with("arn:aws:s3:::") && !arn.contains('/');
                let arn = if bucket {
                    format!("{arn}/report.csv")
                } else {
                    arn.to_string()
                };
                Choice::new(arn.clone(), arn, group.trim().to_owned())
            })
        })
        .collect()
}
