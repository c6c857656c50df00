//! Values of `Resource`.

use super::{Beginning, Case, Glob, Wildcards};
use crate::{Context, policy::Version};

/// A compiled `Resource` value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ResourcePattern {
    /// The lone `*`.
    Every,
    /// An ARN with wildcards in its first five segments: those, and the resource part.
    Arn {
        segments: Box<[Segment]>,
        resource: Glob,
    },
    /// Anything else: compared as a whole.
    Text(Glob),
}

/// One of the first five segments of an ARN pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    glob: Glob,
    /// It ends with `*`, which may run past colons.
    open: bool,
}

/// How the resources that a pattern covers begin.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ResourceBeginning {
    /// The whole text.
    OfAll(Beginning),
    /// What is behind a colon, the fifth or a later one.
    OfPart(Beginning),
}

impl ResourcePattern {
    pub(crate) fn compile(text: &str, version: Version) -> Self {
        if text == "*" {
            return Self::Every;
        }
        if !text.starts_with("arn:") {
            return Self::Text(Glob::compile(text, version, Wildcards::Count));
        }
        // Variables count in the resource part only, so that the colons of their names do not disturb the splitting.
        let mut parts = text.splitn(6, ':').chain(std::iter::repeat("*"));
        let segments: Vec<&str> = parts.by_ref().take(5).collect();
        let resource = parts.next().unwrap_or("*");
        let resource = Glob::compile(resource, version, Wildcards::Count);
        if !segments.iter().any(|part| part.contains(['*', '?'])) {
            return Self::Text(resource.after(&(segments.join(":") + ":")));
        }
        let segments = segments.into_iter().map(|part| Segment {
            glob: Glob::compile(part, Version::V2008, Wildcards::Count),
            open: part.ends_with('*'),
        });
        Self::Arn {
            segments: segments.collect(),
            resource,
        }
    }

    /// How every resource it covers begins, or its resource part where that tells more.
    pub(crate) fn beginning(&self) -> ResourceBeginning {
        let owned = |(text, whole): (&str, bool)| Beginning {
            text: text.to_owned(),
            whole,
        };
        match self {
            Self::Every => ResourceBeginning::OfAll(Beginning::ANY),
            Self::Text(glob) => ResourceBeginning::OfAll(owned(glob.beginning())),
            Self::Arn { segments, resource } => match resource.beginning() {
                ("", false) => ResourceBeginning::OfAll(Beginning {
                    text: literal_start(segments),
                    whole: false,
                }),
                part => ResourceBeginning::OfPart(owned(part)),
            },
        }
    }

    pub(crate) fn matches(&self, resource: &str, context: &Context) -> bool {
        match self {
            Self::Every => true,
            Self::Text(glob) => glob.matches(resource, context, Case::Counts, 0),
            Self::Arn {
                segments,
                resource: last,
            } => arn_matches(segments, last, resource, context),
        }
    }
}

/// What stands before the first wildcard.
fn literal_start(segments: &[Segment]) -> String {
    let mut text = String::new();
    for segment in segments {
        let (part, whole) = segment.glob.beginning();
        text.push_str(part);
        if !whole {
            break;
        }
        text.push(':');
    }
    text
}

/// Matches segment by segment. An open segment may be followed by any later segment of the text; when what follows it does
/// not match, the next later one is tried, and only behind the last open segment, since an earlier one gains nothing.
fn arn_matches(segments: &[Segment], last: &Glob, text: &str, context: &Context) -> bool {
    let (mut index, mut at) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let matched = match segments.get(index) {
            None if last.matches(rest, context, Case::Counts, 0) => return true,
            None => None,
            Some(segment) => match rest.find(':') {
                None => return false,
                Some(colon) => segment
                    .glob
                    .matches(
                        rest.get(..colon).unwrap_or_default(),
                        context,
                        Case::Counts,
                        0,
                    )
                    .then_some((segment, at + colon + 1)),
            },
        };
        if let Some((segment, next)) = matched {
            index += 1;
            at = next;
            if segment.open {
                retry = Some((index, at));
            }
            continue;
        }
        let Some((after, from)) = retry else {
            return false;
        };
        let Some(colon) = text.get(from..).and_then(|rest| rest.find(':')) else {
            return false;
        };
        (index, at) = (after, from + colon + 1);
        retry = Some((index, at));
    }
}
