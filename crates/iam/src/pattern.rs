//! Patterns of `Action`, `Resource` and of condition values.
//!
//! AWS: IAM User Guide, "Action", "Resource" (reference_policies_elements_action, …_resource) and "Condition operators".

use crate::{
    Context,
    policy::Version,
    variable::{Part, Variable, split},
};

/// Whether an `Action` value covers an action, `service:Name`; case does not matter.
///
/// Wildcards count in the name only; the lone `*` covers everything.
pub fn action_matches(pattern: &str, action: &str) -> bool {
    let mut room = Action::ROOM;
    ActionPattern::compile(pattern).matches(Action::new(action, &mut room))
}

/// Whether a `Resource` value covers a resource's ARN; case matters.
///
/// A wildcard stays inside its ARN segment, except in the last one, and except a `*` that ends its segment: that one may
/// run past colons. Missing segments of the pattern are `*`. A variable that does not resolve covers nothing.
pub fn resource_matches(
    pattern: &str,
    resource: &str,
    version: Version,
    context: &Context,
) -> bool {
    ResourcePattern::compile(pattern, version).matches(resource, context)
}

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

/// What every text that a pattern covers begins with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Beginning {
    pub(crate) text: String,
    /// It covers this one text only.
    pub(crate) whole: bool,
}

impl Beginning {
    /// That of a pattern of which nothing is known.
    pub(crate) const ANY: Self = Self {
        text: String::new(),
        whole: false,
    };
}

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

    /// How every resource it covers begins.
    pub(crate) fn beginning(&self) -> Beginning {
        match self {
            Self::Every => Beginning::ANY,
            Self::Text(glob) => {
                let (text, whole) = glob.beginning();
                Beginning {
                    text: text.to_owned(),
                    whole,
                }
            }
            Self::Arn { segments, .. } => {
                let mut text = String::new();
                for segment in segments {
                    let (part, whole) = segment.glob.beginning();
                    text.push_str(part);
                    if !whole {
                        break;
                    }
                    text.push(':');
                }
                Beginning { text, whole: false }
            }
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

/// Whether `*` and `?` stand for other characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wildcards {
    Count,
    AreText,
}

/// Whether upper and lower case differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Counts,
    Ignored,
}

/// A text with wildcards and variables. What a variable stands for never acts as a wildcard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob {
    pieces: Box<[Piece]>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(Box<str>),
    Variable(Variable),
    /// `?`
    One,
    /// `*`
    Run,
}

impl Glob {
    pub(crate) fn compile(text: &str, version: Version, wildcards: Wildcards) -> Self {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let flush = |literal: &mut String, pieces: &mut Vec<Piece>| {
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(literal).into()));
            }
        };
        for part in split(text, version) {
            match part {
                Part::Literal(text) => literal.push_str(text),
                Part::Variable(variable) => {
                    flush(&mut literal, &mut pieces);
                    pieces.push(Piece::Variable(variable));
                }
                Part::Text(text) if wildcards == Wildcards::AreText => literal.push_str(text),
                Part::Text(text) => {
                    for character in text.chars() {
                        match character {
                            '*' => {
                                flush(&mut literal, &mut pieces);
                                if pieces.last() != Some(&Piece::Run) {
                                    pieces.push(Piece::Run);
                                }
                            }
                            '?' => {
                                flush(&mut literal, &mut pieces);
                                pieces.push(Piece::One);
                            }
                            _ => literal.push(character),
                        }
                    }
                }
            }
        }
        flush(&mut literal, &mut pieces);
        Self {
            pieces: pieces.into(),
        }
    }

    /// The same behind a literal text.
    fn after(self, text: &str) -> Self {
        let mut pieces = Vec::with_capacity(self.pieces.len() + 1);
        let mut rest = self.pieces.into_iter();
        let (text, second) = match rest.next() {
            Some(Piece::Text(first)) => (format!("{text}{first}"), None),
            first => (text.to_owned(), first),
        };
        pieces.push(Piece::Text(text.into()));
        pieces.extend(second);
        pieces.extend(rest);
        Self {
            pieces: pieces.into(),
        }
    }

    /// The literal text it begins with, and whether that is all.
    fn beginning(&self) -> (&str, bool) {
        match &*self.pieces {
            [] => ("", true),
            [Piece::Text(text), rest @ ..] => (text, rest.is_empty()),
            _ => ("", false),
        }
    }

    /// The key of the first variable that the request does not resolve.
    pub(crate) fn unresolved(&self, context: &Context) -> Option<&Variable> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Variable(variable) if variable.resolve(context).is_none() => Some(variable),
            _ => None,
        })
    }

    /// Whether it holds a variable.
    pub(crate) fn has_variable(&self) -> bool {
        self.pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Variable(_)))
    }

    /// Whether it matches the whole text. Before byte offset `wall`, no wildcard stands for a colon.
    ///
    /// Takes time in the product of both lengths at worst: after a mismatch only the last `*` is widened, since widening
    /// an earlier one gains nothing.
    pub(crate) fn matches(&self, text: &str, context: &Context, case: Case, wall: usize) -> bool {
        // Most patterns are a text, or a text and a `*`.
        match &*self.pieces {
            [Piece::Text(whole)] if case == Case::Counts => return **whole == *text,
            [Piece::Text(start), Piece::Run] if case == Case::Counts && wall == 0 => {
                return text.starts_with(&**start);
            }
            _ => {}
        }
        let (mut index, mut at) = (0, 0);
        let mut run: Option<(usize, usize)> = None;
        loop {
            let next = match self.pieces.get(index) {
                None if at == text.len() => return true,
                None => None,
                Some(Piece::Run) => {
                    index += 1;
                    if index == self.pieces.len() && at >= wall {
                        return true;
                    }
                    run = Some((index, at));
                    continue;
                }
                Some(Piece::One) => any(text, at, wall),
                Some(Piece::Text(literal)) => literally(literal, text, at, case),
                Some(Piece::Variable(variable)) => match variable.resolve(context) {
                    Some(value) => literally(value, text, at, case),
                    None => return false,
                },
            };
            if let Some(next) = next {
                index += 1;
                at = next;
                continue;
            }
            let Some((after, from)) = run else {
                return false;
            };
            let Some(next) = any(text, from, wall) else {
                return false;
            };
            run = Some((after, next));
            (index, at) = (after, next);
        }
    }
}

/// Where the character at a place ends; `None`: there is none, or it is a colon before the wall.
fn any(text: &str, at: usize, wall: usize) -> Option<usize> {
    let character = text.get(at..)?.chars().next()?;
    (character != ':' || at >= wall).then_some(at + character.len_utf8())
}

/// Where a literal that stands at a place ends; `None`: it does not stand there.
fn literally(literal: &str, text: &str, at: usize, case: Case) -> Option<usize> {
    let rest = text.get(at..)?;
    if case == Case::Counts {
        return rest.starts_with(literal).then_some(at + literal.len());
    }
    if rest.is_ascii() && literal.is_ascii() {
        let same_length = rest.as_bytes().get(..literal.len())?;
        return same_length
            .eq_ignore_ascii_case(literal.as_bytes())
            .then_some(at + literal.len());
    }
    let mut characters = rest.chars();
    for wanted in literal.chars() {
        let got = characters.next()?;
        let same = got == wanted || got.to_lowercase().eq(wanted.to_lowercase());
        same.then_some(())?;
    }
    Some(text.len() - characters.as_str().len())
}

#[cfg(test)]
mod tests;
