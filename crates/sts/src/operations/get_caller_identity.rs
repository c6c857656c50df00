//! GetCallerIdentity: who the credentials belong to. No policy can forbid it.
//!
//! [API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)

use crate::Response;
use crate::authenticate::Signer;
use crate::desk::Desk;
use crate::model::Operation;
use crate::trace::GateKind;

/// Its table entry.
pub static OPERATION: Operation = Operation {
    name: "GetCallerIdentity",
    input: &[],
    signed: true,
};

pub(crate) fn decide(desk: &mut Desk<'_>, signer: &Signer<'_>) -> Response {
    desk.pass(GateKind::Request);
    for gate in [
        GateKind::Mfa,
        GateKind::Caller,
        GateKind::Resource,
        GateKind::Limits,
    ] {
        desk.skip(gate);
    }
    Response::GetCallerIdentity {
        user_id: signer.user_id.clone(),
        account: signer.account.id.clone(),
        arn: signer.arn.clone(),
    }
}

#[cfg(test)]
mod tests;
