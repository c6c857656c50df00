//! Shapes that several operations share, under the names of AWS's model.

use super::{Member, Pattern, Shape};

/// `arnType`
pub(crate) const ARN: Shape = text(20, Some(2048), Some(TEXT));

/// `roleSessionNameType`
pub(crate) const ROLE_SESSION_NAME: Shape = text(2, Some(64), Some(NAME));

/// `sourceIdentityType`
pub(crate) const SOURCE_IDENTITY: Shape = text(2, Some(64), Some(NAME));

/// `externalIdType`
pub(crate) const EXTERNAL_ID: Shape = text(
    2,
    Some(1224),
    Some(Pattern {
        text: r"[\w+=,.@:\/-]*",
        allows: |c| is_word(c) || "+=,.@:/-".contains(c),
    }),
);

/// `serialNumberType`
pub(crate) const SERIAL_NUMBER: Shape = text(
    9,
    Some(256),
    Some(Pattern {
        text: r"[\w+=/:,.@-]*",
        allows: |c| is_word(c) || "+=/:,.@-".contains(c),
    }),
);

/// `tokenCodeType`
pub(crate) const TOKEN_CODE: Shape = text(
    6,
    Some(6),
    Some(Pattern {
        text: r"[\d]*",
        allows: |c| c.is_ascii_digit(),
    }),
);

/// `unrestrictedSessionPolicyDocumentType`
pub(crate) const UNRESTRICTED_SESSION_POLICY: Shape = text(
    1,
    None,
    Some(Pattern {
        text: r"[\u0009\u000A\u000D\u0020-\u00FF]+",
        allows: |c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{ff}'),
    }),
);

/// `policyDescriptorListType`. The limit of ten is the documentation's; the model has none.
pub(crate) const POLICY_DESCRIPTORS: Shape = Shape::List {
    min: 0,
    max: Some(10),
    member: &Shape::Structure {
        members: &[Member {
            name: "arn",
            shape: ARN,
            required: false,
        }],
    },
};

/// `tagListType`
pub(crate) const TAGS: Shape = Shape::List {
    min: 0,
    max: Some(50),
    member: &Shape::Structure {
        members: &[
            Member {
                name: "Key",
                shape: TAG_KEY,
                required: true,
            },
            Member {
                name: "Value",
                shape: text(
                    0,
                    Some(256),
                    Some(Pattern {
                        text: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*",
                        allows: is_tag,
                    }),
                ),
                required: true,
            },
        ],
    },
};

/// `tagKeyListType`
pub(crate) const TAG_KEYS: Shape = Shape::List {
    min: 0,
    max: Some(50),
    member: &TAG_KEY,
};

/// `ProvidedContextsListType`
pub(crate) const PROVIDED_CONTEXTS: Shape = Shape::List {
    min: 1,
    max: Some(5),
    member: &Shape::Structure {
        members: &[
            Member {
                name: "ProviderArn",
                shape: ARN,
                required: false,
            },
            Member {
                name: "ContextAssertion",
                shape: text(4, Some(2048), None),
                required: false,
            },
        ],
    },
};

/// `minimumSessionTokenSizeType`
pub(crate) const MINIMUM_SESSION_TOKEN_SIZE: Shape = Shape::Integer {
    min: 0,
    max: 4096,
    default: None,
};

/// A member that need not be given.
pub(crate) const fn optional(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        required: false,
    }
}

/// A member that must be given.
pub(crate) const fn required(name: &'static str, shape: Shape) -> Member {
    Member {
        name,
        shape,
        required: true,
    }
}

/// `tagKeyType`
const TAG_KEY: Shape = text(
    1,
    Some(128),
    Some(Pattern {
        text: r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+",
        allows: is_tag,
    }),
);

const NAME: Pattern = Pattern {
    text: r"[\w+=,.@-]*",
    allows: |c| is_word(c) || "+=,.@-".contains(c),
};

const TEXT: Pattern = Pattern {
    text: r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+",
    allows: |c| matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..),
};

const fn text(min: u32, max: Option<u32>, pattern: Option<Pattern>) -> Shape {
    Shape::String {
        min,
        max,
        pattern,
        sensitive: false,
    }
}

/// Java's `\w`: ASCII only.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `\p{L}`, `\p{Z}`, `\p{N}` and the signs. Unicode's "alphabetic" also holds some combining marks that `\p{L}` does not.
fn is_tag(c: char) -> bool {
    c.is_alphanumeric() || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c)
}
