//! A strict JSON reader that knows places, and goes on after mistakes.
//!
//! RFC 8259, with every key and value placed, duplicate keys reported, and limits on depth and size. A half-typed text
//! yields what can be understood of it, and a [`Problem`] for each mistake.

mod lexer;
mod parser;

use std::sync::Arc;

use crate::Span;
use lexer::{Lexeme, LexemeKind, Lexer};

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 64;
/// How long a text may be, in bytes. The longest policy AWS takes has some ten thousand characters.
pub const MAX_BYTES: usize = 256 * 1024;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The whole value, quotes and brackets included.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Data {
    /// `null`
    Null,
    /// `true` and `false`
    Bool(bool),
    /// A number, as its own text.
    Number(Arc<str>),
    /// A string, escapes resolved.
    String(Arc<str>),
    /// An array.
    Array(Vec<Value>),
    /// An object, in the text's order, duplicate keys kept.
    Object(Vec<Member>),
}

/// A key of an object and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Escapes resolved.
    pub key: Arc<str>,
    /// The key with its quotes.
    pub key_span: Span,
    /// The value.
    pub value: Value,
}

/// A mistake and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place.
    pub span: Span,
    /// The mistake.
    pub problem: Problem,
}

/// What can be wrong with a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no value at all.
    Empty,
    /// More than [`MAX_BYTES`] bytes; nothing was read.
    TooLarge {
        /// Its length in bytes.
        bytes: usize,
    },
    /// More than [`MAX_DEPTH`] brackets stand open; what lies deeper was not read.
    TooDeep,
    /// A comma before a closing bracket.
    TrailingComma,
    /// Two commas in a row, or one before the first value.
    ExtraComma,
    /// Two values or members with no comma between them; the place is where it belongs.
    MissingComma,
    /// No colon after a key; the place is where it belongs.
    MissingColon,
    /// No value where one must stand.
    MissingValue,
    /// An object is not closed where it should be.
    MissingBrace {
        /// Its `{`.
        opener: Span,
    },
    /// An array is not closed where it should be.
    MissingBracket {
        /// Its `[`.
        opener: Span,
    },
    /// Typographic quotes around a string.
    SmartQuotes,
    /// Single quotes around a string.
    SingleQuotes,
    /// No quotes around a key.
    UnquotedKey,
    /// A string that does not end on its line.
    UnterminatedString,
    /// A control character inside a string, which must be escaped.
    ControlCharacter(char),
    /// A backslash with something after it that is no escape.
    BadEscape,
    /// Half of a surrogate pair.
    LoneSurrogate,
    /// Not a number as JSON writes them, such as `01`, `.5` or `+1`.
    BadNumber,
    /// A bare word other than `true`, `false` and `null`.
    UnexpectedWord(Arc<str>),
    /// A character that cannot stand here.
    UnexpectedCharacter(char),
    /// JSON has no comments.
    Comment,
    /// Something after the end of the value.
    TrailingText,
    /// A key that stands twice in one object.
    DuplicateKey {
        /// The key.
        key: Arc<str>,
        /// Where it stands first.
        first: Span,
    },
}

/// A text as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// `None`: there is no value.
    pub value: Option<Value>,
    /// The mistakes, in the order they were met; none: the text is JSON.
    pub problems: Vec<Found>,
}

/// Reads a text. Never fails and never panics.
pub fn parse(text: &str) -> Parsed {
    if text.len() > MAX_BYTES {
        let found = Found {
            span: Span::new(0, text.len()),
            problem: Problem::TooLarge { bytes: text.len() },
        };
        return Parsed {
            value: None,
            problems: vec![found],
        };
    }
    parser::parse(text)
}

/// A stretch of a text to be drawn in one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The place.
    pub span: Span,
    /// The colour.
    pub kind: TokenKind,
}

/// The kinds of [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A string before a colon.
    Key,
    /// Any other string.
    String,
    /// A number.
    Number,
    /// `true`, `false`, `null`
    Keyword,
    /// `{ } [ ] , :`
    Punctuation,
    /// Anything JSON does not have.
    Invalid,
}

/// Cuts a text of any length into tokens, for highlighting: in order, not overlapping, white space left out. Never fails.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut lexemes = Lexer::new(text).peekable();
    let mut tokens = Vec::new();
    while let Some(lexeme) = lexemes.next() {
        let before_colon = matches!(
            lexemes.peek(),
            Some(Lexeme {
                kind: LexemeKind::Punctuation(b':'),
                ..
            })
        );
        let kind = match lexeme.kind {
            _ if lexeme.problem.is_some() => TokenKind::Invalid,
            LexemeKind::String(_) if before_colon => TokenKind::Key,
            LexemeKind::String(_) => TokenKind::String,
            LexemeKind::Number(_) => TokenKind::Number,
            LexemeKind::Word("true" | "false" | "null") => TokenKind::Keyword,
            LexemeKind::Punctuation(_) => TokenKind::Punctuation,
            LexemeKind::Word(_) | LexemeKind::Other => TokenKind::Invalid,
        };
        tokens.push(Token {
            span: lexeme.span,
            kind,
        });
    }
    tokens
}

#[cfg(test)]
mod tests;
