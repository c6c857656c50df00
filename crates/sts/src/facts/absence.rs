//! Why a key that a policy asks for is not in the request.

use std::sync::Arc;

use iam::trace::ConditionReason;

use super::{Absence, Absent, Situation};
use crate::trace::CredentialKind;

/// Keys that the policies looked at ask for and the request lacks, each once, in the order the policies ask.
pub(crate) fn absent(situation: &Situation<'_>, trace: &iam::Trace) -> Vec<Absent> {
    let mut found: Vec<Absent> = Vec::new();
    let policies = trace.layers.iter().flat_map(|layer| &layer.policies);
    for condition in policies
        .flat_map(|p| &p.statements)
        .flat_map(|s| &s.conditions)
    {
        let variable = match &condition.reason {
            ConditionReason::VariableUnresolved(key) => Some(key),
            _ => None,
        };
        let asked = condition.got.is_none().then_some(&condition.key);
        for key in asked.into_iter().chain(variable) {
            if !found
                .iter()
                .any(|absent| absent.key.eq_ignore_ascii_case(key))
            {
                found.push(Absent {
                    key: key.clone(),
                    why: why(situation, key),
                });
            }
        }
    }
    found
}

fn why(situation: &Situation<'_>, key: &Arc<str>) -> Absence {
    let key = key.to_ascii_lowercase();
    let (prefix, name) = key.split_once(':').unwrap_or(("", &key));
    match prefix {
        "aws" => global(situation, name),
        "sts" => of_sts(situation.action, name),
        "iam" if name.starts_with("resourcetag/") => Absence::ResourceNotTagged,
        "saml" => Absence::OnlyFederated,
        // Keys of identity providers begin with a host.
        _ if prefix.contains('.') => Absence::OnlyFederated,
        "" => Absence::UnknownKey,
        _ if situation.action.starts_with(&format!("{prefix}:")) => Absence::UnknownKey,
        _ => Absence::NotOfOperation,
    }
}

fn global(situation: &Situation<'_>, name: &str) -> Absence {
    let signer = situation.signer;
    let (name, _tag) = name.split_once('/').unwrap_or((name, ""));
    match name {
        "multifactorauthpresent" | "multifactorauthage" => match signer.credentials {
            CredentialKind::User | CredentialKind::Root => Absence::LongTermKeyWithoutMfa,
            _ => Absence::SessionWithoutMfa,
        },
        "tokenissuetime" => Absence::OnlyTemporaryCredentials,
        "sourceidentity" => Absence::NoSourceIdentity,
        "username" => Absence::OnlyUsers,
        "principaltag" => Absence::NotTagged,
        "resourcetag" => Absence::ResourceNotTagged,
        "requesttag" | "tagkeys" => match situation.action {
            "sts:AssumeRole" | "sts:TagSession" => Absence::NotSent("Tags"),
            _ => Absence::NotOfOperation,
        },
        "principalorgid" | "principalorgpaths" | "resourceorgid" | "resourceorgpaths" => {
            Absence::NoOrganization
        }
        "federatedprovider" => Absence::OnlyFederated,
        "sourcevpc" | "sourcevpce" | "vpcsourceip" => Absence::OnlyVpcEndpoint,
        "sourcearn"
        | "sourceaccount"
        | "sourceorgid"
        | "sourceorgpaths"
        | "calledvia"
        | "calledviafirst"
        | "calledvialast"
        | "principalservicename"
        | "principalservicenameslist" => Absence::OnlyServices,
        "assumedroot"
        | "chatbotsourcearn"
        | "ec2instancesourceprivateipv4"
        | "ec2instancesourcevpc"
        | "referer"
        | "resourceaccount"
        | "signinsessionarn" => Absence::NotOfOperation,
        _ => Absence::UnknownKey,
    }
}

fn of_sts(action: &str, name: &str) -> Absence {
    let (name, _key) = name.split_once('/').unwrap_or((name, ""));
    let (parameter, actions): (_, &[&str]) = match name {
        "externalid" => ("ExternalId", &["sts:AssumeRole", "sts:TagSession"]),
        "rolesessionname" => ("RoleSessionName", &["sts:AssumeRole"]),
        "sourceidentity" => (
            "SourceIdentity",
            &["sts:AssumeRole", "sts:SetSourceIdentity"],
        ),
        "transitivetagkeys" => ("TransitiveTagKeys", &["sts:AssumeRole", "sts:TagSession"]),
        "requestcontext" | "requestcontextproviders" => ("ProvidedContexts", &["sts:SetContext"]),
        "awsservicename"
        | "durationseconds"
        | "identitytokenaudience"
        | "roleauthorizedbyidp"
        | "signingalgorithm"
        | "taskpolicyarn" => ("", &[]),
        _ => return Absence::UnknownKey,
    };
    match actions.contains(&action) {
        true => Absence::NotSent(parameter),
        false => Absence::NotOfOperation,
    }
}
