//! Texts with wildcards and variables.

use crate::{
    Context,
    policy::Version,
    variable::{Part, Variable, split},
};

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
    pub(super) fn after(self, text: &str) -> Self {
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
    pub(super) fn beginning(&self) -> (&str, bool) {
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
