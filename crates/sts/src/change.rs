//! What can change a world, named after IAM's own operations.

use std::sync::Arc;

use crate::PolicyAddress;
use crate::policy::AcceptedPolicy;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// UpdateAssumeRolePolicy, PutRolePolicy, PutUserPolicy, PutGroupPolicy, CreatePolicyVersion, PutBucketPolicy: by the address.
    PutPolicy {
        /// Where.
        address: PolicyAddress,
        /// The accepted text.
        policy: AcceptedPolicy,
    },
    /// DeleteRolePolicy, DeleteUserPolicy, DeleteBucketPolicy, …
    DeletePolicy {
        /// Where.
        address: PolicyAddress,
    },
    /// A one-time code was verified: its time step and earlier ones are used up.
    ConsumeMfaCode {
        /// The device.
        serial: Arc<str>,
        /// Time step (Unix time / 30).
        step: u64,
    },
}
