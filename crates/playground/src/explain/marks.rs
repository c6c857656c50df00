//! What to light in the policies' texts.

use iam::evaluate::Layer;
use iam::trace::{LayerOutcome, LayerTrace};
use iam::{Decision, Effect};
use sts::trace::Authorization;

use super::case::{Case, applying, layer, layers};
use super::nearest::nearest;
use super::{Mark, MarkKind, told};

/// The statements that allow or deny, and exactly what the nearest statement missed.
pub(super) fn marks(case: &Case<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Some(denial) = case.denial() {
        against(denial, &case.caller(), &mut marks);
    }
    for authorization in case.authorizations() {
        for layer in layers(authorization).filter(|l| l.outcome == LayerOutcome::Allows) {
            allows(authorization, layer, &mut marks);
        }
    }
    // Several actions can rest on one statement: it is lit once, for the first.
    let mut seen = Vec::new();
    marks.retain(|mark| {
        let place = (mark.policy.clone(), mark.span);
        let new = !seen.contains(&place);
        seen.push(place);
        new
    });
    marks
}

fn against(denial: &Authorization, caller: &str, marks: &mut Vec<Mark>) {
    let evaluation = &denial.evaluation;
    let Some(layer) = layer(denial, evaluation.layer) else {
        return;
    };
    if evaluation.decision == Decision::ExplicitDeny {
        if let Some((policy, statement)) = denying(denial, layer) {
            marks.push(Mark {
                policy: policy.clone(),
                span: statement.span,
                kind: MarkKind::Denies,
                text: format!("denies {} to {caller}", denial.action),
            });
        }
    } else if let Some(near) = nearest(layer) {
        marks.extend(near.misses.iter().map(|miss| Mark {
            policy: near.policy.clone(),
            span: miss.span(),
            kind: MarkKind::Missed,
            text: told::missed_briefly(*miss),
        }));
    }
}

/// The statement that denies: the one the evaluation names, else the first that applies.
pub(super) fn denying<'a>(
    denial: &Authorization,
    layer: &'a LayerTrace,
) -> Option<(&'a iam::PolicyId, &'a iam::trace::StatementTrace)> {
    let named = denial
        .evaluation
        .statement
        .as_ref()
        .and_then(|(id, index)| {
            let policy = layer.policies.iter().find(|policy| policy.policy == *id)?;
            let statement = policy.statements.iter().find(|s| s.index == *index)?;
            Some((&policy.policy, statement))
        });
    named.or_else(|| applying(layer, Effect::Deny))
}

fn allows(authorization: &Authorization, layer: &LayerTrace, marks: &mut Vec<Mark>) {
    let Some((policy, statement)) = applying(layer, Effect::Allow) else {
        return;
    };
    let text = match (layer.layer, &statement.principal) {
        (Layer::Trust, Some(principal)) => format!("trusts {}", told::people(principal)),
        _ => format!("allows {}", authorization.action),
    };
    marks.push(Mark {
        policy: policy.clone(),
        span: statement.span,
        kind: MarkKind::Allows,
        text,
    });
}
