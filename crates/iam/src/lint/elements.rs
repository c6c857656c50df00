//! `Version`, the `Not…` elements, and resources that are all of them.
//!
//! AWS: IAM User Guide, "Version" (reference_policies_elements_version), "NotAction", "NotResource"; policy validation
//! checks "Missing version", "PassRole with star in resource".

use super::{
    Class, Finding, FixKind, Rule,
    edit::{self, Node},
    source::{Source, StatementAt, member},
    variables::has_variable,
};
use crate::{PolicyKind, Span, condition::Comparison, policy::Version};

const CURRENT: &str = "2012-10-17";

/// `Version` is missing, or too old for what is written.
pub(super) fn check_version(source: &Source<'_>, findings: &mut Vec<Finding>) {
    if source.document.version == Version::V2012 {
        return;
    }
    let version = member(source.root, "Version");
    let variable = source.statements.iter().find_map(|at| {
        let resources = at
            .statement
            .resource
            .iter()
            .flat_map(|resource| &resource.values);
        let text = |comparison| {
            !matches!(
                comparison,
                Comparison::Numeric(_)
                    | Comparison::Date(_)
                    | Comparison::Binary
                    | Comparison::IpAddress
                    | Comparison::Null
            )
        };
        let tests = at
            .tests
            .iter()
            .filter(|test| text(test.operator.comparison));
        let values = tests.flat_map(|test| &test.condition.values);
        let mut values = resources.chain(values);
        values
            .find(|(value, _)| has_variable(value))
            .map(|(_, span)| *span)
    });
    let edit = match version {
        Some(version) => edit::string(version.value.span, CURRENT),
        None => edit::prepend(source.text, source.root, "Version", &Node::Text(CURRENT)),
    };
    let start = source.root.span.start as usize;
    let (class, span, rule) = match (variable, version) {
        (Some(span), _) => {
            let missing = version.is_none();
            (Class::Error, span, Rule::VariablesNeedVersion { missing })
        }
        (None, None) => (
            Class::Suggestion,
            Span::new(start, start + 1),
            Rule::NoVersion,
        ),
        (None, Some(_)) => return,
    };
    let finding = Finding::new(class, span, rule);
    findings.push(finding.fix(FixKind::SetVersion, Some(vec![edit])));
}

pub(super) fn check(source: &Source<'_>, at: &StatementAt<'_>, findings: &mut Vec<Finding>) {
    let statement = at.statement;
    // Boundaries and guard rails only bound what others grant.
    let grants = matches!(
        source.kind,
        PolicyKind::Identity | PolicyKind::Session | PolicyKind::Resource | PolicyKind::Trust
    );
    if !at.allows() || !grants {
        return;
    }
    if statement.action.negated {
        let span = statement.action.span;
        findings.push(Finding::new(Class::Security, span, Rule::AllowsNotAction));
    }
    let Some(resource) = &statement.resource else {
        return;
    };
    if resource.negated {
        findings.push(Finding::new(
            Class::Warning,
            resource.span,
            Rule::AllowsNotResource,
        ));
        return;
    }
    let Some((_, span)) = resource.values.iter().find(|(value, _)| &**value == "*") else {
        return;
    };
    let named = |action: &str| {
        let mut values = statement.action.values.iter();
        !statement.action.negated && values.any(|(value, _)| value.eq_ignore_ascii_case(action))
    };
    let tests_on = |key: &str| at.tests.iter().any(|test| test.is_on(key));
    if named("iam:PassRole") && !tests_on("iam:PassedToService") {
        findings.push(Finding::new(Class::Security, *span, Rule::PassesEveryRole));
    }
    if named("sts:AssumeRole") && at.tests.is_empty() {
        findings.push(Finding::new(Class::Warning, *span, Rule::AssumesEveryRole));
    }
}
