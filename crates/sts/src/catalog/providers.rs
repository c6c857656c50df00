//! Identity providers that many customers share, and those that IAM knows by itself.
//!
//! AWS: IAM User Guide, "Identity-provider controls for shared OIDC providers" (id_roles_providers_oidc_secure-by-default),
//! "Keys available for AWS OIDC federation".

use iam::lint::facts::{Claim, Provider};

const fn provider(host: &'static str, identity: &'static [Claim<'static>]) -> Provider<'static> {
    Provider {
        host,
        identity,
        claims: &[],
    }
}

/// A claim whose value is the customer's own.
const fn own(name: &'static str, prefix: &'static str, sample: &'static str) -> Claim<'static> {
    Claim {
        name,
        prefix,
        sample,
        exact: false,
    }
}

/// The audience that everybody uses with AWS.
const fn audience(value: &'static str) -> Claim<'static> {
    Claim {
        name: "aud",
        prefix: "",
        sample: value,
        exact: true,
    }
}

const SUBJECT: Claim<'_> = own("sub", "", "the-subject");
const AUDIENCE: Claim<'_> = own("aud", "", "the-audience");
const APP: Claim<'_> = own("app_id", "", "the-app-id");

pub(super) const PROVIDERS: &[Provider<'_>] = &[
    provider("accounts.google.com", &[own("aud", "", "the-client-id")]),
    provider(
        "agent.buildkite.com",
        &[
            own("sub", "organization:", "organization:NAME:pipeline:NAME:*"),
            audience("sts.amazonaws.com"),
        ],
    ),
    provider("api.pulumi.com/oidc", &[AUDIENCE]),
    provider(
        "app.terraform.io",
        &[
            own(
                "sub",
                "organization:",
                "organization:NAME:project:NAME:workspace:NAME:run_phase:apply",
            ),
            audience("aws.workload.identity"),
        ],
    ),
    Provider {
        claims: &["amr", "aud", "sub"],
        ..provider(
            "cognito-identity.amazonaws.com",
            &[own("aud", "", "us-east-1:the-identity-pool")],
        )
    },
    provider(
        "gitlab.com",
        &[own(
            "sub",
            "project_path:",
            "project_path:GROUP/PROJECT:ref_type:branch:ref:main",
        )],
    ),
    Provider {
        claims: &["app_id", "id"],
        ..provider("graph.facebook.com", &[APP])
    },
    provider("oidc.codefresh.io", &[SUBJECT]),
    provider("oidc.vercel.com", &[AUDIENCE]),
    provider("proidc.upbound.io", &[SUBJECT]),
    provider("sandboxes.cloud", &[AUDIENCE]),
    provider("scalr.io", &[SUBJECT]),
    // Told apart by sts:RoleSessionName, which IAM demands itself.
    provider("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", &[]),
    Provider {
        claims: &[
            "actor",
            "actor_id",
            "amr",
            "aud",
            "email",
            "enterprise_id",
            "environment",
            "job_workflow_ref",
            "oaud",
            "ref",
            "repository",
            "repository_id",
            "repository_owner_id",
            "sub",
            "workflow",
        ],
        ..provider(
            "token.actions.githubusercontent.com",
            &[
                own("sub", "repo:", "repo:OWNER/REPOSITORY:ref:refs/heads/main"),
                audience("sts.amazonaws.com"),
            ],
        )
    },
    Provider {
        claims: &["app_id", "sub", "user_id"],
        ..provider("www.amazon.com", &[APP])
    },
];
