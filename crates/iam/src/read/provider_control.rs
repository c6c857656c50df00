//! What a trust policy must test before it may trust an identity provider that many customers share.
//!
//! AWS: IAM User Guide, "Identity-provider controls for shared OIDC providers" (id_roles_providers_oidc_secure-by-default).

use super::Reader;
use crate::{
    Effect, Problem, Statement,
    condition::{Comparison, Condition, Operator},
    pattern::action_matches,
    policy::PrincipalType,
};

/// What must be tested.
enum Control {
    /// A claim: the condition key is the provider, a colon, and this.
    Claim(&'static str),
    /// This key.
    Key(&'static str),
}

/// Shared providers: how the provider's host and path begin, and what must be tested.
const CONTROLS: &[(&str, Control)] = &[
    ("token.actions.githubusercontent.com", Control::Claim("sub")),
    ("gitlab.com", Control::Claim("sub")),
    ("agent.buildkite.com", Control::Claim("sub")),
    ("app.terraform.io", Control::Claim("sub")),
    ("oidc.codefresh.io", Control::Claim("sub")),
    ("scalr.io", Control::Claim("sub")),
    ("proidc.upbound.io", Control::Claim("sub")),
    ("cognito-identity.amazonaws.com", Control::Claim("aud")),
    ("api.pulumi.com/oidc", Control::Claim("aud")),
    ("oidc.vercel.com", Control::Claim("aud")),
    ("sandboxes.cloud", Control::Claim("aud")),
    (
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
        Control::Key("sts:RoleSessionName"),
    ),
];

impl Reader {
    pub(super) fn provider_controls(&mut self, statement: &Statement) {
        let assumes = |action: &str| action_matches(action, "sts:AssumeRoleWithWebIdentity");
        let actions = &statement.action;
        let covered = actions.values.iter().any(|(action, _)| assumes(action));
        if statement.effect == Effect::Deny || covered == actions.negated {
            return;
        }
        let principals = statement.principal.iter().flat_map(|p| &p.values);
        for value in principals.filter(|value| value.kind == PrincipalType::Federated) {
            let after_prefix = value.text.split_once(":oidc-provider/");
            let provider = after_prefix.map_or(&*value.text, |(_, provider)| provider);
            let Some((_, control)) = CONTROLS.iter().find(|(known, _)| is_under(provider, known))
            else {
                continue;
            };
            let key = match control {
                Control::Claim(claim) => format!("{provider}:{claim}"),
                Control::Key(key) => (*key).to_owned(),
            };
            if !statement.conditions.iter().any(|c| tests(c, &key)) {
                let problem = Problem::MissingProviderControl {
                    provider: provider.into(),
                    key: key.into(),
                };
                self.report(value.span, problem);
            }
        }
    }
}

/// Whether a provider is a known one or lies below its path.
fn is_under(provider: &str, known: &str) -> bool {
    provider
        .strip_prefix(known)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a condition demands certain values of a key.
fn tests(condition: &Condition, key: &str) -> bool {
    let demands = Operator::parse(&condition.operator).is_some_and(|operator| {
        !operator.negated && !operator.if_exists && operator.comparison != Comparison::Null
    });
    let scoped = |value: &str| !value.is_empty() && value.bytes().any(|byte| byte != b'*');
    demands
        && condition.key.eq_ignore_ascii_case(key)
        && !condition.values.is_empty()
        && condition.values.iter().all(|(value, _)| scoped(value))
}
