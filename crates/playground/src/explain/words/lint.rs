//! What is legal in a policy and most likely wrong, and what its fixes do.

use std::sync::Arc;

use iam::condition::Quantifier;
use iam::lint::facts::KeyType;
use iam::lint::{Class, Finding, Fix, FixKind, Holds, Impossible, MfaPitfall, Rule};

use super::{listed, name, who};

/// What a finding says, and the remedy.
pub fn finding(finding: &Finding) -> String {
    match &finding.rule {
        Rule::EveryoneTrusted { conditioned: false } => {
            "Anybody with an AWS account is let in. Name an account, a user or a role.".to_owned()
        }
        Rule::EveryoneTrusted { conditioned: true } => "Anybody with an AWS account is let in: no condition says who. Name an account, a user or a role.".to_owned(),
        Rule::NoExternalId { account } => format!(
            "Account {account} is another party. Without an external id, whoever it works for could have it use this role. Ask for sts:ExternalId."
        ),
        Rule::NoMfa { sensitive: false } => "People can assume this role without MFA. Ask for aws:MultiFactorAuthPresent.".to_owned(),
        Rule::NoMfa { sensitive: true } => "This role can give itself any permission, and people can assume it without MFA. Ask for aws:MultiFactorAuthPresent.".to_owned(),
        Rule::NoSourceAccount { service } => format!(
            "{service} could be made to act here for somebody else's account. Ask for aws:SourceAccount or aws:SourceArn."
        ),
        Rule::NotPrincipalWithDeny => "This also denies everybody who has a permissions boundary, listed or not. Write Principal \"*\" with a condition on aws:PrincipalArn instead.".to_owned(),
        Rule::FederatedUserCannotAssume => "Federated users may not call AssumeRole, so this lets nobody in.".to_owned(),
        Rule::DeletedPrincipal { id } => format!(
            "{id} is what is left of a user or role that has been deleted. It lets nobody in; remove it."
        ),
        Rule::ActionOfOtherPrincipal { action, .. } => {
            format!("This principal assumes roles with {action}, which the statement does not allow.")
        }
        Rule::Mfa(pitfall) => mfa(*pitfall).to_owned(),
        Rule::NeedsSetOperator { key } => format!(
            "{key} can have several values. Say whether all of them or any of them must match: ForAllValues or ForAnyValue."
        ),
        Rule::SetOperatorOnSingle { key, passes: true, .. } => format!(
            "{key} has one value at most, and ForAllValues also holds where it is absent: whoever comes without it is let in. Leave ForAllValues out."
        ),
        Rule::SetOperatorOnSingle { key, quantifier, .. } => {
            format!("{key} has one value at most. Leave {} out.", set_operator(*quantifier))
        }
        Rule::AbsentPasses { key } => format!(
            "ForAllValues also holds where {key} is absent. If it must be there, add Null \"{key}\": \"false\"."
        ),
        Rule::UnknownKey { key, nearest: Some(nearest) } => {
            format!("There is no condition key {key}. Did you mean {nearest}?")
        }
        Rule::UnknownKey { key, nearest: None } => {
            format!("There is no condition key {key}: no request ever carries it.")
        }
        Rule::MissingTagKey { key } => {
            let key = key.trim_end_matches('/');
            format!("{key} needs the key of a tag. Write something like {key}/team.")
        }
        Rule::NeverCarried { key, actions, holds } => {
            format!("{} never carries {key}, so {}.", names(actions, "or"), outcome(*holds))
        }
        Rule::NotCarriedBySome { key, actions } => {
            let (verb, it, own) = match actions.len() {
                1 => ("carries", "it", "it a statement of its own"),
                _ => ("carry", "them", "them statements of their own"),
            };
            format!(
                "{} never {verb} {key}, so the statement does not apply to {it}. Give {own}.",
                names(actions, "and")
            )
        }
        Rule::WrongOperator { key, wanted, operator } => {
            format!("{key} is {}, and {operator} compares something else. {}", kind(*wanted), operators(*wanted))
        }
        Rule::LiteralWildcard { operator, value } => format!(
            "{operator} takes * and ? in \"{value}\" as plain characters. For wildcards, use an operator with Like."
        ),
        Rule::ImpossibleValue { key, value, why } => format!("{key} is never \"{value}\": {}.", impossible(why)),
        Rule::NoValues { key, holds } => {
            format!("No value is listed for {key}, so {}.", outcome(*holds))
        }
        Rule::NoEffect { key } => {
            format!("Every request satisfies this condition on {key}, so it has no effect.")
        }
        Rule::PresenceOnly { key } => {
            format!("Any value satisfies this: it only asks whether {key} is there.")
        }
        Rule::Contradiction { key, .. } => format!(
            "No value of {key} satisfies this and the other condition on it, so the statement never applies."
        ),
        Rule::NoVersion => "Without Version the policy is read as of 2008, where variables do not work. Add \"Version\": \"2012-10-17\".".to_owned(),
        Rule::VariablesNeedVersion { missing: true } => "Without Version, variables are plain text. Add \"Version\": \"2012-10-17\".".to_owned(),
        Rule::VariablesNeedVersion { missing: false } => "In version 2008-10-17, variables are plain text. Write \"2012-10-17\".".to_owned(),
        Rule::BrokenVariable => "This begins like a variable and is none. Write ${key}, or ${$} for a dollar sign.".to_owned(),
        Rule::VariableNotResolved => "Variables are not resolved here, so this is plain text and matches nothing.".to_owned(),
        Rule::UnknownVariable { key, nearest: Some(nearest) } => {
            format!("There is no key {key} to take the variable's value from. Did you mean {nearest}?")
        }
        Rule::UnknownVariable { key, nearest: None } => {
            format!("There is no key {key} to take the variable's value from.")
        }
        Rule::MultivaluedVariable { key } => {
            format!("{key} can have several values, so it cannot be used as a variable.")
        }
        Rule::UnknownAction { action, nearest: Some(nearest) } => {
            format!("There is no action {action}. Did you mean {nearest}?")
        }
        Rule::UnknownAction { action, nearest: None } => format!("There is no action {action}."),
        Rule::OperationNotAction { operation, action } => {
            format!("{operation} is an operation, not an action. {action} is what allows it.")
        }
        Rule::MatchesNoAction { pattern } => format!("No action matches {pattern}."),
        Rule::AllowsNotAction => "Allow with NotAction allows everything else, of every service. List what you allow under Action.".to_owned(),
        Rule::AllowsNotResource => "Allow with NotResource allows everything else, also what is made later. List what you allow under Resource.".to_owned(),
        Rule::PassesEveryRole => "With this, any role can be handed to any service, the most powerful too. Name the roles, or ask for iam:PassedToService.".to_owned(),
        Rule::AssumesEveryRole => "This side lets every role be assumed that trusts the caller's account. Name the roles.".to_owned(),
        Rule::CoveredValue { value, by } if value == by => format!("{value} is listed twice."),
        Rule::CoveredValue { value, by } => format!("{by} covers {value} already."),
        Rule::DuplicateStatement { .. } => "An earlier statement says the same.".to_owned(),
        Rule::DeniedAnyway { .. } => "Another statement denies all that this one allows.".to_owned(),
        Rule::ClaimNotTested { provider, key } => claim_not_tested(finding.class, provider, key),
        Rule::ClaimTooBroad { key, value } => format!(
            "\"{value}\" also matches what other customers of the provider can be. Say more of {key} before the first wildcard."
        ),
        Rule::ClaimOfOtherProvider { key, provider } => {
            format!("The statement trusts {provider}, whose sign-ins never carry {key}.")
        }
    }
}

/// What a fix does, as a button says it: `Use Bool`, `Remove the comma`.
pub fn fix(fix: &Fix) -> String {
    match &fix.kind {
        FixKind::Replace { to, .. } if to.is_empty() => "Remove it".to_owned(),
        FixKind::Replace { to, .. } if to.trim().is_empty() => "Write a plain space".to_owned(),
        FixKind::Replace { to, .. } => format!("Write {to}"),
        FixKind::UseOperator {
            operator,
            value: None,
            ..
        } => format!("Use {operator}"),
        FixKind::UseOperator {
            operator,
            value: Some(value),
            ..
        } => {
            format!("Use {operator} \"{value}\"")
        }
        FixKind::AddCondition {
            key,
            placeholder: true,
            ..
        } => {
            format!("Ask for {key}, with a value you fill in")
        }
        FixKind::AddCondition {
            operator,
            key,
            value,
            ..
        } if &**operator == "Null" => {
            let there = if &**value == "false" {
                "be there"
            } else {
                "be absent"
            };
            format!("Ask for {key} to {there}")
        }
        FixKind::AddCondition { key, value, .. } => format!("Ask for {key} = {value}"),
        FixKind::RemoveCondition { key } => format!("Remove the condition on {key}"),
        FixKind::RemoveValue { value } => format!("Remove {value}"),
        FixKind::RemoveElement { name } => format!("Remove the element {name}"),
        FixKind::RemoveStatement => "Remove the statement".to_owned(),
        FixKind::SetVersion => "Write Version 2012-10-17".to_owned(),
        FixKind::Insert(text) => format!("Insert {}", characters(text)),
        FixKind::Remove(text) if text.chars().count() > 3 => "Remove it".to_owned(),
        FixKind::Remove(text) => format!("Remove {}", characters(text)),
        FixKind::Quote => "Write double quotes".to_owned(),
    }
}

/// The name of a class of findings.
pub fn class(class: Class) -> &'static str {
    match class {
        Class::Error => "Error",
        Class::Security => "Security",
        Class::Warning => "Warning",
        Class::Suggestion => "Suggestion",
    }
}

fn mfa(pitfall: MfaPitfall) -> &'static str {
    match pitfall {
        MfaPitfall::LongTermKeysPass => {
            "Calls with long-term keys carry no aws:MultiFactorAuthPresent, and IfExists lets them in without MFA. Use Bool."
        }
        MfaPitfall::LongTermKeysNotDenied => {
            "Calls with long-term keys carry no aws:MultiFactorAuthPresent, so this does not stop them. Use BoolIfExists."
        }
        MfaPitfall::SessionsNotDenied => {
            "Sessions without MFA carry aws:MultiFactorAuthPresent as false, so this does not stop them. Use BoolIfExists \"false\"."
        }
        MfaPitfall::PresenceIsNotMfa => {
            "Sessions without MFA carry aws:MultiFactorAuthPresent too, as false, and are let in. Use Bool \"true\"."
        }
        MfaPitfall::OnlyWithoutMfa => "This allows only those who come without MFA.",
        MfaPitfall::DeniesWithMfa => "This denies those who come with MFA.",
        MfaPitfall::AgeAbsentPasses => {
            "Without MFA there is no aws:MultiFactorAuthAge, and IfExists lets such calls in. Leave IfExists out."
        }
        MfaPitfall::AgeAbsentNotDenied => {
            "Without MFA there is no aws:MultiFactorAuthAge, so this does not stop such calls. Add IfExists."
        }
        MfaPitfall::OnlyOldSignIns => {
            "This allows only those whose MFA is old. For recent MFA, use NumericLessThan."
        }
        MfaPitfall::RoleSessionsHaveNone => {
            "Sessions of a role never carry MFA. Ask for it in the role's trust policy instead."
        }
    }
}

fn claim_not_tested(class: Class, provider: &str, key: &str) -> String {
    match (key.eq_ignore_ascii_case("saml:aud"), class) {
        (true, _) => format!(
            "Nothing is asked of a sign-in at {}. Ask at least for {key}, the address it was made for.",
            name(provider)
        ),
        (false, Class::Security) => format!(
            "Everybody whom {} knows is let in. Ask for {key} to be yours.",
            who(provider)
        ),
        (false, Class::Error | Class::Warning | Class::Suggestion) => {
            format!(
                "Tokens that {provider} issues for other services are taken too. Ask for {key}."
            )
        }
    }
}

fn outcome(holds: Holds) -> &'static str {
    match holds {
        Holds::Never => "the statement never applies",
        Holds::Always => "the condition has no effect",
    }
}

fn set_operator(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::Single => "the set operator",
        Quantifier::ForAllValues => "ForAllValues",
        Quantifier::ForAnyValue => "ForAnyValue",
    }
}

fn kind(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Any | KeyType::Text => "text",
        KeyType::Account => "an account's number",
        KeyType::Boolean => "true or false",
        KeyType::Number => "a number",
        KeyType::Date | KeyType::Epoch => "a date",
        KeyType::Arn => "an ARN",
        KeyType::Address => "an address",
    }
}

/// The operators for a type.
fn operators(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Any | KeyType::Text | KeyType::Account => "Use a String operator.",
        KeyType::Boolean => "Use Bool.",
        KeyType::Number => "Use a Numeric operator.",
        KeyType::Date | KeyType::Epoch => "Use a Date operator.",
        KeyType::Arn => "Use ArnLike.",
        KeyType::Address => "Use IpAddress or NotIpAddress.",
    }
}

fn impossible(why: &Impossible) -> String {
    match why {
        Impossible::NotAccount => "an account is twelve digits".to_owned(),
        Impossible::NotListed(Some(nearest)) => format!("write \"{nearest}\""),
        Impossible::NotListed(None) => "that is none of its values".to_owned(),
        Impossible::NotArn => "an ARN has six parts".to_owned(),
        Impossible::NotBoolean => "it is true or false".to_owned(),
        Impossible::SessionArn => "of a session, it is the role's ARN".to_owned(),
        Impossible::PrivateAddress => "addresses of private networks do not reach AWS".to_owned(),
    }
}

fn names(names: &[Arc<str>], conjunction: &str) -> String {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    listed(&names, conjunction)
}

fn characters(text: &str) -> String {
    match text {
        "," => "the comma".to_owned(),
        ":" => "the colon".to_owned(),
        "\"" => "the closing quote".to_owned(),
        "" => "them".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests;
