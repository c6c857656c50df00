//! Where a condition key comes from, and why another is absent.

use sts::facts::{Absence, Origin};

/// Where a key's value comes from, after "from": `the MFA code of this call`.
pub fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Caller => "the credentials that signed".to_owned(),
        Origin::CallerSession => "the session that signed".to_owned(),
        Origin::MfaOfCall => "the MFA code of this call".to_owned(),
        Origin::MfaOfSession => "the MFA code given to GetSessionToken".to_owned(),
        Origin::Parameter(name) => format!("the parameter {name}"),
        Origin::CallerTag => "a tag of the caller".to_owned(),
        Origin::Inherited => "the calling session, which hands it on".to_owned(),
        Origin::ResourceTag => "a tag of the role or resource".to_owned(),
        Origin::Resource => "the resource's ARN".to_owned(),
        Origin::Clock => "the simulated clock".to_owned(),
        Origin::Connection => "the connection".to_owned(),
        Origin::Organization => "the organization".to_owned(),
    }
}

/// Why a key is absent, as the end of "the request carries no such key: …".
pub fn absence(absence: &Absence) -> String {
    match absence {
        Absence::LongTermKeyWithoutMfa => {
            "it is signed with long-term keys and sends no MFA code".to_owned()
        }
        Absence::SessionWithoutMfa => "the session that signed carries no MFA".to_owned(),
        Absence::NotSent(parameter) => format!("it sends no {parameter}"),
        Absence::NotOfOperation => "this call never carries it".to_owned(),
        Absence::OnlyTemporaryCredentials => {
            "it is signed with long-term keys, and only temporary credentials carry it".to_owned()
        }
        Absence::OnlyUsers => "the caller is not an IAM user, and only they carry it".to_owned(),
        Absence::NotTagged => "neither the caller nor its session has this tag".to_owned(),
        Absence::ResourceNotTagged => "the role or resource has no such tag".to_owned(),
        Absence::NoSourceIdentity => "the calling session has no source identity".to_owned(),
        Absence::NoOrganization => "the account is in no organization".to_owned(),
        Absence::OnlyServices => "only calls that an AWS service makes carry it".to_owned(),
        Absence::OnlyVpcEndpoint => "only calls through a VPC endpoint carry it".to_owned(),
        Absence::OnlyFederated => {
            "only sessions that began with an identity provider carry it".to_owned()
        }
        Absence::UnknownKey => "no such key is known here, so check its spelling".to_owned(),
    }
}
