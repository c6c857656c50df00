//! The reading of `evaluation`: every policy that bears on a request, through [`iam::evaluate()`], and through
//! [`sts::decide()`] where a world can be built that carries just the condition keys given.

use std::sync::Arc;

use iam::{Attached, Context, Decision, Layer, NoTrace, PolicyKind, PolicySet, ResourcePolicy};
use serde_json::Value;

use super::caller::{Caller, Kind};
use super::fields::{Fields, one_or_many, scalar};
use super::{Comparison, Reading, conditions, decided};

/// One vector, read.
pub(crate) struct Case<'a> {
    pub(crate) caller: Caller,
    pub(crate) actions: Vec<String>,
    pub(crate) resource: &'a str,
    pub(crate) resource_account: Option<&'a str>,
    pub(crate) identity: &'a [Value],
    pub(crate) trust: Option<&'a Value>,
    pub(crate) resource_policy: Option<&'a Value>,
    pub(crate) boundary: Option<&'a Value>,
    pub(crate) session: Option<&'a [Value]>,
    pub(crate) scp: Option<Vec<&'a [Value]>>,
    pub(crate) rcp: Option<Vec<&'a [Value]>>,
    pub(crate) management: bool,
    pub(crate) context: Context,
}

/// A decision, as vectors tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) decision: Decision,
    pub(crate) layer: Layer,
    pub(crate) action: String,
}

/// One request, or one for each action up to the first denial.
pub(crate) fn run(given: &Value, expect: &Value) -> Reading {
    let case = Case::read(given)?;
    let mut expect = Fields::of("expect", expect)?;
    let decision = expect.need_text("decision")?;
    let layer = expect.text("layer")?;
    let denied = expect.text("deniedAction")?;
    expect.finish()?;
    let compare = |through: &str, told: &Told| {
        let denies = told.decision != Decision::Allow;
        let got = tell(
            &format!("{:?}", told.decision),
            layer.filter(|_| denies).map(|_| name(told.layer)),
            denied.filter(|_| denies).map(|_| told.action.as_str()),
        );
        let wanted = tell(decision, layer, denied);
        Comparison {
            holds: wanted == got,
            wanted,
            got: format!("{got} through {through}"),
        }
    };
    if case.is_exempt() {
        let told = decided::decide(&case)?.ok_or("no world can be built for this call")?;
        return Ok(vec![compare("decide", &told)]);
    }
    let mut compared = vec![compare("evaluate", &case.evaluate()?)];
    if let Some(told) = decided::decide(&case)? {
        compared.push(compare("decide", &told));
    }
    Ok(compared)
}

impl<'a> Case<'a> {
    fn read(given: &'a Value) -> Result<Self, String> {
        let mut given = Fields::of("given", given)?;
        let case = Self {
            caller: Caller::read(given.need("caller")?)?,
            actions: one_or_many(given.need("action")?),
            resource: given.need_text("resource")?,
            resource_account: given.text("resourceAccount")?,
            identity: given.list("identity")?.unwrap_or_default(),
            trust: given.take("trust"),
            resource_policy: given.take("resourcePolicy"),
            boundary: given.take("boundary"),
            session: given.list("session")?,
            scp: levels(given.list("scp")?)?,
            rcp: levels(given.list("rcp")?)?,
            management: given.flag("callerAccountIsManagement")?,
            context: conditions::context(given.take("context"))?,
        };
        given.finish()?;
        Ok(case)
    }

    /// Calls that no policy can touch follow a rule of STS, not of the policy language.
    fn is_exempt(&self) -> bool {
        let exempt = ["sts:GetCallerIdentity", "sts:GetSessionToken"];
        self.actions
            .iter()
            .any(|action| exempt.contains(&action.as_str()))
    }

    /// The session policies that narrow the caller; a federated user without any has nothing.
    pub(crate) fn session(&self) -> Option<&'a [Value]> {
        match self.caller.kind {
            Kind::FederatedUser { .. } => Some(self.session.unwrap_or_default()),
            _ => self.session.filter(|policies| !policies.is_empty()),
        }
    }

    fn evaluate(&self) -> Result<Told, String> {
        let principal = self.caller.principal();
        let mut context = self.context.clone();
        let implied = [
            ("aws:PrincipalArn", self.caller.principal_arn()),
            (
                "aws:PrincipalAccount",
                Some(self.caller.account.as_str()).filter(|account| !account.is_empty()),
            ),
        ];
        for (key, value) in implied {
            if let Some(value) = value.filter(|_| context.lookup(key).is_none()) {
                context.set(key, value);
            }
        }
        let identity = attached(self.identity, PolicyKind::Identity);
        let resource = self
            .resource_policy
            .map(|policy| attach(0, policy, PolicyKind::Resource));
        let trust = self
            .trust
            .map(|policy| attach(0, policy, PolicyKind::Trust));
        let boundary = self
            .boundary
            .map(|policy| attach(0, policy, PolicyKind::Boundary));
        let session = self
            .session()
            .map(|session| attached(session, PolicyKind::Session));
        let scp = attached_levels(self.scp.as_ref(), PolicyKind::ServiceControl);
        let rcp = attached_levels(self.rcp.as_ref(), PolicyKind::ResourceControl);
        let policies = PolicySet {
            identity: &identity,
            resource: match (&trust, &resource) {
                (Some(trust), None) => ResourcePolicy::MustAllow(trust),
                (None, Some(policy)) => ResourcePolicy::Grants(policy),
                (None, None) => ResourcePolicy::None,
                (Some(_), Some(_)) => return Err("given: both `trust` and `resourcePolicy`".into()),
            },
            boundary: boundary.as_ref(),
            session: session.as_deref(),
            scp: scp.as_deref().filter(|_| !self.management),
            rcp: rcp.as_deref(),
        };
        let decide = |action: &String| {
            let request = iam::Request {
                principal: &principal,
                action,
                resource: self.resource,
                resource_account: self.resource_account,
                context: &context,
            };
            let evaluation = iam::evaluate(&request, &policies, &mut NoTrace);
            Told {
                decision: evaluation.decision,
                layer: evaluation.layer,
                action: action.clone(),
            }
        };
        first_denial(self.actions.iter().map(decide))
    }
}

/// The first denial, or the last decision.
pub(crate) fn first_denial(decisions: impl Iterator<Item = Told>) -> Result<Told, String> {
    let mut last = None;
    for told in decisions {
        let denied = told.decision != Decision::Allow;
        last = Some(told);
        if denied {
            break;
        }
    }
    last.ok_or_else(|| "given: no action".into())
}

fn levels(value: Option<&[Value]>) -> Result<Option<Vec<&[Value]>>, String> {
    let Some(value) = value else { return Ok(None) };
    let mut levels = Vec::new();
    for level in value {
        let level = level
            .as_array()
            .ok_or("a level of `scp` or `rcp` is not a list")?;
        levels.push(level.as_slice());
    }
    Ok(Some(levels))
}

fn attach(index: usize, document: &Value, kind: PolicyKind) -> Attached {
    let reading = iam::read(&scalar(document), kind);
    Attached {
        id: format!("{kind:?} {index}").into(),
        policy: Arc::new(iam::Policy::compile(reading.document)),
    }
}

fn attached(documents: &[Value], kind: PolicyKind) -> Vec<Attached> {
    let numbered = documents.iter().enumerate();
    numbered
        .map(|(index, document)| attach(index, document, kind))
        .collect()
}

fn attached_levels(levels: Option<&Vec<&[Value]>>, kind: PolicyKind) -> Option<Vec<Vec<Attached>>> {
    levels.map(|levels| levels.iter().map(|level| attached(level, kind)).collect())
}

fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Identity => "identity",
        Layer::Resource => "resource",
        Layer::Trust => "trust",
        Layer::Boundary => "boundary",
        Layer::Session => "session",
        Layer::ServiceControl => "scp",
        Layer::ResourceControl => "rcp",
    }
}

fn tell(decision: &str, layer: Option<&str>, action: Option<&str>) -> String {
    let mut told = decision.to_owned();
    if let Some(layer) = layer {
        told.push_str(" by ");
        told.push_str(layer);
    }
    if let Some(action) = action {
        told.push_str(" of ");
        told.push_str(action);
    }
    told
}
