//! Values that no request has, and conditions that any request satisfies.
//!
//! AWS: IAM User Guide, "Condition operators", "AWS global condition context keys"; policy validation checks "Wildcard
//! without like operator", "Private IP address", "Empty array condition".

use std::{net::IpAddr, sync::Arc};

use super::{
    Class, Finding, Holds, Impossible, Rule,
    facts::{Key, KeyType},
    source::{Source, StatementAt, Test},
};
use crate::{
    arn::{Arn, is_account},
    condition::{Comparison, Quantifier},
    nearest::nearest,
    policy::Version,
    variable::{Part, split},
};

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for test in &at.tests {
        if test.condition.values.is_empty() {
            findings.push(no_values(at, test));
            continue;
        }
        findings.extend(literal_wildcard(source, at, test));
        findings.extend(impossible(source, at, test));
        findings.extend(without_effect(at, test));
    }
}

fn no_values(at: &StatementAt<'_>, test: &Test<'_>) -> Finding {
    let holds = if test.operator.negated {
        Holds::Always
    } else {
        Holds::Never
    };
    let key = test.condition.key.clone();
    let class = holds.class(at.statement.effect);
    let finding = Finding::new(class, test.span(), Rule::NoValues { key, holds });
    // What never holds guards something: taking it away could let more in.
    match holds {
        Holds::Always => finding.remove_condition(at, test),
        Holds::Never => finding,
    }
}

fn literal_wildcard(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    let operator = test.operator;
    let ignores_case = operator.comparison == Comparison::StringEqualsIgnoreCase;
    if operator.comparison != Comparison::StringEquals && !ignores_case {
        return None;
    }
    let version = source.document.version;
    let wild = |value: &str| has_wildcard(value, version);
    let (value, span) = test
        .condition
        .values
        .iter()
        .find(|(value, _)| wild(value))?;
    let holds = if operator.negated {
        Holds::Always
    } else {
        Holds::Never
    };
    let class = match holds.class(at.statement.effect) {
        Class::Security => Class::Security,
        _ => Class::Warning,
    };
    let rule = Rule::LiteralWildcard {
        operator: test.condition.operator.clone(),
        value: value.clone(),
    };
    let finding = Finding::new(class, *span, rule);
    // No operator has wildcards and ignores case.
    if ignores_case {
        return Some(finding);
    }
    let arns = test.key.is_some_and(|key| key.kind == KeyType::Arn)
        && test.values().all(|value| Arn::parse(value).is_some());
    let base = match (arns, operator.negated) {
        (true, false) => "ArnLike",
        (true, true) => "ArnNotLike",
        (false, false) => "StringLike",
        (false, true) => "StringNotLike",
    };
    Some(finding.use_operator((source, at), test, &test.renamed(base), None))
}

/// Whether a value has a wildcard outside its variables.
fn has_wildcard(value: &str, version: Version) -> bool {
    let in_text = |part: &Part<'_>| matches!(part, Part::Text(text) if text.contains(['*', '?']));
    split(value, version).iter().any(in_text)
}

/// A value that the key never has, where that can be told from the value alone.
fn impossible(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    let key = test.key?;
    let fixed = |value: &str| {
        split(value, source.document.version)
            .iter()
            .all(|part| matches!(part, Part::Text(_)))
    };
    let judged = test
        .condition
        .values
        .iter()
        .filter(|(value, _)| fixed(value));
    let (value, span, why) = judged
        .filter_map(|(value, span)| Some((value, *span, why(test, key, value)?)))
        .next()?;
    let rule = Rule::ImpossibleValue {
        key: test.condition.key.clone(),
        value: value.clone(),
        why: why.clone(),
    };
    let holds = if test.operator.negated {
        Holds::Always
    } else {
        Holds::Never
    };
    let class = match holds.class(at.statement.effect) {
        Class::Security => Class::Security,
        _ if test.condition.values.len() > 1 => Class::Warning,
        _ => Class::Error,
    };
    let finding = Finding::new(class, span, rule);
    Some(match instead(value, &why) {
        Some(better) => finding.replace(span, value, &better),
        None => finding,
    })
}

fn why(test: &Test<'_>, key: Key<'_>, value: &str) -> Option<Impossible> {
    let comparison = test.operator.comparison;
    let exact = comparison == Comparison::StringEquals && !value.contains(['*', '?']);
    let is = |known: &&str| **known == *value;
    match key.kind {
        _ if exact && !key.values.is_empty() => (!key.values.iter().any(is)).then(|| {
            Impossible::NotListed(nearest(value, key.values.iter().copied()).map(Into::into))
        }),
        KeyType::Account if exact => {
            (!is_account(value) && value != "anonymous").then_some(Impossible::NotAccount)
        }
        KeyType::Boolean if exact => {
            let boolean = value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
            (!boolean).then_some(Impossible::NotBoolean)
        }
        KeyType::Address if comparison == Comparison::IpAddress && test.is_on("aws:SourceIp") => {
            is_private(value).then_some(Impossible::PrivateAddress)
        }
        KeyType::Arn if exact || comparison == Comparison::Arn => {
            if value != "*" && Arn::parse(value).is_none() {
                return Some(Impossible::NotArn);
            }
            let session = Arn::parse(value).is_some_and(|arn| {
                arn.service == "sts" && arn.resource.starts_with("assumed-role/")
            });
            (session && test.is_on("aws:PrincipalArn")).then_some(Impossible::SessionArn)
        }
        _ => None,
    }
}

/// The value that was most likely meant.
fn instead(value: &str, why: &Impossible) -> Option<Arc<str>> {
    match why {
        Impossible::NotListed(near) => near.clone(),
        Impossible::NotAccount => {
            let digits = value.replace(['-', ' '], "");
            is_account(&digits).then(|| digits.into())
        }
        // The session's ARN leaves the role's path out: the role meant here has none.
        Impossible::SessionArn => {
            let arn = Arn::parse(value)?;
            let role = arn
                .resource
                .strip_prefix("assumed-role/")?
                .split('/')
                .next()?;
            Some(format!("arn:{}:iam::{}:role/{role}", arn.partition, arn.account).into())
        }
        Impossible::NotArn | Impossible::NotBoolean | Impossible::PrivateAddress => None,
    }
}

/// Whether an address or block lies in a private network, RFC 1918.
fn is_private(value: &str) -> bool {
    let (address, length) = match value.split_once('/') {
        Some((address, length)) => (address, length.parse::<u8>().ok()),
        None => (value, Some(32)),
    };
    match (address.parse::<IpAddr>(), length) {
        (Ok(IpAddr::V4(address)), Some(length)) => {
            let [a, b, ..] = address.octets();
            (a == 10 && length >= 8)
                || (a == 172 && (16..32).contains(&b) && length >= 12)
                || (a == 192 && b == 168 && length >= 16)
        }
        _ => false,
    }
}

/// Conditions that hold for any value, and those that hold always.
fn without_effect(at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    let operator = test.operator;
    let both = || {
        let has = |truth: &str| test.values().any(|value| value.eq_ignore_ascii_case(truth));
        has("true") && has("false")
    };
    let any_value = match operator.comparison {
        Comparison::StringLike => test.values().any(|value| value == "*"),
        Comparison::Bool | Comparison::Null => both(),
        _ => false,
    };
    if !any_value || operator.negated {
        return None;
    }
    let key = test.condition.key.clone();
    let always = operator.comparison == Comparison::Null
        || operator.if_exists
        || operator.quantifier == Quantifier::ForAllValues;
    if !always {
        let rule = Rule::PresenceOnly { key };
        return Some(Finding::new(Class::Suggestion, test.span(), rule));
    }
    let class = Holds::Always.class(at.statement.effect);
    let finding = Finding::new(class, test.span(), Rule::NoEffect { key });
    Some(finding.remove_condition(at, test))
}
