//! Values of `Action`.

use super::{Beginning, Case, Glob, Wildcards};
use crate::{Context, policy::Version};

/// The action of a request, `service:Name`, made ready to be compared without case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Action<'a> {
    text: &'a str,
    /// In lower case; `None`: it is not of ASCII characters alone, or too long for an action.
    pub(crate) folded: Option<&'a str>,
}

impl<'a> Action<'a> {
    /// Room for an action in lower case, so that this needs no allocation. No action of AWS is half as long.
    pub(crate) const ROOM: [u8; 128] = [0; 128];

    pub(crate) fn new(text: &'a str, room: &'a mut [u8; 128]) -> Self {
        let room = room.get_mut(..text.len()).filter(|_| text.is_ascii());
        let folded = room.and_then(|room| {
            room.copy_from_slice(text.as_bytes());
            room.make_ascii_lowercase();
            std::str::from_utf8(room).ok()
        });
        Self { text, folded }
    }
}

/// A compiled `Action` value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ActionPattern {
    /// The lone `*`.
    Every,
    /// `service:name`, in lower case.
    Of {
        glob: Glob,
        /// Of ASCII characters alone: beyond them, texts of unlike bytes can be the same but for case.
        ascii: bool,
    },
    /// No action has this form.
    Nothing,
}

impl ActionPattern {
    pub(crate) fn compile(text: &str) -> Self {
        let folded = text.to_ascii_lowercase();
        match folded.split_once(':') {
            Some((service, name)) => Self::Of {
                glob: Glob::compile(name, Version::V2008, Wildcards::Count)
                    .after(&format!("{service}:")),
                ascii: text.is_ascii(),
            },
            None if text == "*" => Self::Every,
            None => Self::Nothing,
        }
    }

    pub(crate) fn matches(&self, action: Action<'_>) -> bool {
        match (self, action.folded) {
            (Self::Every, _) => true,
            (Self::Of { glob, ascii: true }, Some(folded)) => {
                glob.matches(folded, &Context::EMPTY, Case::Counts, 0)
            }
            (Self::Of { glob, .. }, _) => {
                glob.matches(action.text, &Context::EMPTY, Case::Ignored, 0)
            }
            (Self::Nothing, _) => false,
        }
    }

    /// How every action of ASCII characters that it covers begins, in lower case; `None`: it covers none.
    pub(crate) fn beginning(&self) -> Option<Beginning> {
        match self {
            Self::Every => Some(Beginning::ANY),
            Self::Of { glob, ascii } => {
                let (text, whole) = glob.beginning();
                let length = text.bytes().take_while(u8::is_ascii).count();
                Some(Beginning {
                    text: text.get(..length).unwrap_or_default().to_owned(),
                    whole: whole && *ascii,
                })
            }
            Self::Nothing => None,
        }
    }
}
