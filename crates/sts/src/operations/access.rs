//! Any action of any service on any resource: allowed with the resource's canned text, or denied.

use crate::authenticate::Signer;
use crate::desk::{Desk, Stop};
use crate::facts::Parameters;
use crate::trace::{Failure, GateKind};
use crate::{Error, Response};

pub(crate) fn decide(
    desk: &mut Desk<'_>,
    signer: &Signer<'_>,
    action: &str,
    resource: &str,
) -> Result<Response, Stop> {
    if let Some(name) = action.strip_prefix("sts:") {
        return Err(unknown_operation(name));
    }
    desk.skip(GateKind::Request);
    desk.skip(GateKind::Mfa);
    desk.authorize(signer, action, resource, &Parameters::default(), false)?;
    let found = desk.world.resource(resource).map(|(_, resource)| resource);
    desk.pass(GateKind::Caller);
    match found.is_some_and(|resource| resource.policy.is_some()) {
        true => desk.pass(GateKind::Resource),
        false => desk.skip(GateKind::Resource),
    }
    desk.skip(GateKind::Limits);
    Ok(Response::Access {
        body: found
            .map(|resource| resource.body.clone())
            .unwrap_or_default(),
    })
}

/// An action of STS that is in no table: the usual answer of Query services, not observed on STS.
fn unknown_operation(name: &str) -> Stop {
    Stop {
        gate: GateKind::Request,
        failure: Failure::Parameter("Action"),
        error: Error {
            code: "InvalidAction",
            http: 400,
            message: format!("Could not find operation {name} for version 2011-06-15").into(),
            approximate: true,
        },
    }
}

#[cfg(test)]
mod tests;
