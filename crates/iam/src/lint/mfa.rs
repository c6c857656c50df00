//! Conditions on MFA that do not do what they seem to.
//!
//! Requests signed with long-term keys carry neither key; sessions carry `aws:MultiFactorAuthPresent`, `false` without
//! MFA; the age is there only with MFA. AWS: IAM User Guide, "aws:MultiFactorAuthPresent" and "aws:MultiFactorAuthAge"
//! (reference_policies_condition-keys), "Secure API access with MFA" (id_credentials_mfa_configure-api-require).

use super::{
    Class, Finding, MfaPitfall, Rule,
    facts::Subject,
    source::{Source, StatementAt, Test},
};
use crate::{
    Effect, PolicyKind,
    condition::{Comparison, Relation},
};

pub(super) const PRESENT: &str = "aws:MultiFactorAuthPresent";
const AGE: &str = "aws:MultiFactorAuthAge";

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    for test in at.tests.iter().filter(|test| is_about(test)) {
        let found = if test.is_on(PRESENT) {
            present(source, at, test)
        } else {
            age(source, at, test)
        };
        findings.extend(found.or_else(|| of_role_session(source, at, test)));
    }
}

/// Whether a condition is about MFA.
pub(super) fn is_about(test: &Test<'_>) -> bool {
    test.is_on(PRESENT) || test.is_on(AGE)
}

/// Whether a condition holds only with MFA.
pub(super) fn demands(test: &Test<'_>) -> bool {
    match test.operator.comparison {
        Comparison::Null => test.is_on(AGE) && test.truth() == Some(false),
        Comparison::Numeric(Relation::LessThan | Relation::LessThanEquals) => {
            test.is_on(AGE) && test.demands()
        }
        _ => test.is_on(PRESENT) && test.demands() && test.truth() == Some(true),
    }
}

/// Whether a statement denies whoever comes without MFA, with long-term keys too.
pub(super) fn denies_without(at: &StatementAt<'_>) -> bool {
    let denies = |test: &Test<'_>| {
        let operator = test.operator;
        match operator.comparison {
            Comparison::Bool => {
                test.is_on(PRESENT) && operator.if_exists && test.truth() == Some(false)
            }
            Comparison::Null => test.is_on(AGE) && test.truth() == Some(true),
            _ => false,
        }
    };
    at.statement.effect == Effect::Deny && at.tests.len() == 1 && at.tests.iter().any(denies)
}

fn present(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    use MfaPitfall as P;
    let truth = test.truth()?;
    let operator = test.operator;
    let place = (source, at);
    let found = |class, pitfall| Some(Finding::new(class, test.span(), Rule::Mfa(pitfall)));
    let security = |pitfall| found(Class::Security, pitfall);
    let warning = |pitfall| found(Class::Warning, pitfall);
    match (at.statement.effect, operator.comparison, truth) {
        (Effect::Allow, Comparison::Bool, true) if operator.if_exists => {
            let plain = test.condition.operator.strip_suffix("IfExists")?;
            Some(security(P::LongTermKeysPass)?.use_operator(place, test, plain, None))
        }
        (Effect::Allow, Comparison::Bool, false) => warning(P::OnlyWithoutMfa),
        (Effect::Allow, Comparison::Null, true) => warning(P::OnlyWithoutMfa),
        (Effect::Allow, Comparison::Null, false) => {
            Some(security(P::PresenceIsNotMfa)?.use_operator(place, test, "Bool", Some("true")))
        }
        (Effect::Deny, Comparison::Bool, false) if !operator.if_exists => {
            if denied_elsewhere(source, at, true) {
                return None;
            }
            let wider = format!("{}IfExists", test.without_set());
            Some(security(P::LongTermKeysNotDenied)?.use_operator(place, test, &wider, None))
        }
        (Effect::Deny, Comparison::Null, true) => {
            if denied_elsewhere(source, at, false) {
                return None;
            }
            let finding = security(P::SessionsNotDenied)?;
            Some(finding.use_operator(place, test, "BoolIfExists", Some("false")))
        }
        (Effect::Deny, Comparison::Bool, true) | (Effect::Deny, Comparison::Null, false) => {
            warning(P::DeniesWithMfa)
        }
        _ => None,
    }
}

/// Whether another statement denies the same to the rest of those without MFA: to `absent`, long-term keys, or to sessions.
fn denied_elsewhere(source: &Source<'_>, at: &StatementAt<'_>, absent: bool) -> bool {
    let texts = |at: &StatementAt<'_>| {
        let statement = at.statement;
        let list = |list: &crate::policy::ListElement| {
            let values = list.values.iter().map(|(text, _)| text.clone());
            (list.negated, values.collect::<Vec<_>>())
        };
        let principals = statement.principal.as_ref().map(|element| {
            let values = element.values.iter().map(|v| (v.kind, v.text.clone()));
            (element.negated, values.collect::<Vec<_>>())
        });
        (
            list(&statement.action),
            statement.resource.as_ref().map(list),
            principals,
        )
    };
    source.statements.iter().any(|other| {
        let covers = |test: &Test<'_>| {
            test.is_on(PRESENT)
                && match test.operator.comparison {
                    Comparison::Null => absent && test.truth() == Some(true),
                    Comparison::Bool => !absent && test.truth() == Some(false),
                    _ => false,
                }
        };
        (denies_without(other)
            || (other.statement.effect == Effect::Deny
                && other.tests.len() == 1
                && other.tests.iter().any(covers)))
            && texts(other) == texts(at)
    })
}

fn age(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    use MfaPitfall as P;
    let Comparison::Numeric(relation) = test.operator.comparison else {
        return None;
    };
    let operator = test.operator;
    let at_least = matches!(
        relation,
        Relation::GreaterThan | Relation::GreaterThanEquals
    );
    let found = |class, pitfall| Finding::new(class, test.span(), Rule::Mfa(pitfall));
    match at.statement.effect {
        Effect::Allow if at_least => Some(found(Class::Warning, P::OnlyOldSignIns)),
        Effect::Allow if operator.if_exists => {
            let plain = test.condition.operator.strip_suffix("IfExists")?;
            let finding = found(Class::Security, P::AgeAbsentPasses);
            Some(finding.use_operator((source, at), test, plain, None))
        }
        Effect::Deny if at_least && !operator.if_exists => {
            if source.statements.iter().any(denies_without) {
                return None;
            }
            let wider = format!("{}IfExists", test.without_set());
            let finding = found(Class::Security, P::AgeAbsentNotDenied);
            Some(finding.use_operator((source, at), test, &wider, None))
        }
        _ => None,
    }
}

/// A role's own policy cannot ask for MFA: its sessions carry none.
fn of_role_session(source: &Source<'_>, at: &StatementAt<'_>, test: &Test<'_>) -> Option<Finding> {
    let role = matches!(source.facts.subject, Subject::Role | Subject::SensitiveRole);
    let asks = match at.statement.effect {
        Effect::Allow => demands(test),
        Effect::Deny => denies_without(at),
    };
    (role && source.kind == PolicyKind::Identity && asks).then(|| {
        let rule = Rule::Mfa(MfaPitfall::RoleSessionsHaveNone);
        Finding::new(Class::Warning, test.span(), rule)
    })
}
