//! A strict JSON reader that knows places, and goes on after mistakes.
//!
//! RFC 8259, with every key and value placed, duplicate keys reported, and limits on depth and size. A half-typed text
//! yields what can be understood of it, and a [`Problem`] for each mistake.

mod lexer;

use std::{collections::BTreeMap, sync::Arc};

use crate::Span;
use lexer::{Lexeme, LexemeKind, Lexer};

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 64;
/// How long a text may be, in bytes. The longest policy AWS takes has some ten thousand characters.
pub const MAX_BYTES: usize = 256 * 1024;
/// After so many mistakes no more are reported.
const MAX_PROBLEMS: usize = 100;

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
    let mut parser = Parser::new(text);
    while let Some(b',' | b':' | b'}' | b']') = parser.punctuation() {
        parser.pass_over();
    }
    let value = parser.value();
    let rest = parser.next.take();
    match (&value, rest) {
        (None, None) => parser.report(Span::new(0, text.len()), Problem::Empty),
        (_, Some(rest)) => {
            let span = Span::new(rest.span.start as usize, text.trim_end().len());
            parser.report(span, Problem::TrailingText);
        }
        _ => {}
    }
    Parsed {
        value,
        problems: parser.problems,
    }
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

/// Recursive descent over lexemes, one ahead.
struct Parser<'a> {
    lexer: Lexer<'a>,
    next: Option<Lexeme<'a>>,
    /// Where the last lexeme taken ends.
    end: usize,
    /// The brackets that stand open.
    open: Vec<u8>,
    problems: Vec<Found>,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        let mut parser = Self {
            lexer: Lexer::new(text),
            next: None,
            end: 0,
            open: Vec::new(),
            problems: Vec::new(),
        };
        parser.advance();
        parser.end = 0;
        parser
    }

    fn report(&mut self, span: Span, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Found { span, problem });
        }
    }

    /// Takes the lexeme ahead. What is no part of any value is reported and passed over.
    fn advance(&mut self) -> Option<Lexeme<'a>> {
        let taken = self.next.take();
        if let Some(lexeme) = &taken {
            self.end = lexeme.span.end as usize;
        }
        loop {
            self.next = self.lexer.next();
            match &mut self.next {
                Some(lexeme) => {
                    let (span, other) = (lexeme.span, matches!(lexeme.kind, LexemeKind::Other));
                    if let Some((at, problem)) = lexeme.problem.take() {
                        self.report(at.unwrap_or(span), problem);
                    }
                    if !other {
                        return taken;
                    }
                }
                None => return taken,
            }
        }
    }

    fn punctuation(&self) -> Option<u8> {
        match self.next {
            Some(Lexeme {
                kind: LexemeKind::Punctuation(byte),
                ..
            }) => Some(byte),
            _ => None,
        }
    }

    /// The place right behind the last lexeme, where something missing belongs.
    fn gap(&self) -> Span {
        Span::new(self.end, self.end)
    }

    /// Reads a value if one stands ahead.
    fn value(&mut self) -> Option<Value> {
        let span = self.next.as_ref()?.span;
        let data = match self.next.as_ref().map(|lexeme| &lexeme.kind)? {
            LexemeKind::Punctuation(open @ (b'{' | b'[')) => {
                let open = *open;
                return Some(self.bracketed(open, span));
            }
            LexemeKind::String(text) => Data::String(text.as_ref().into()),
            LexemeKind::Number(text) => Data::Number((*text).into()),
            LexemeKind::Word("null") => Data::Null,
            LexemeKind::Word("true") => Data::Bool(true),
            LexemeKind::Word("false") => Data::Bool(false),
            LexemeKind::Word(word) => {
                let word: Arc<str> = (*word).into();
                self.report(span, Problem::UnexpectedWord(Arc::clone(&word)));
                Data::String(word)
            }
            LexemeKind::Punctuation(_) | LexemeKind::Other => return None,
        };
        self.advance();
        Some(Value { span, data })
    }

    fn bracketed(&mut self, open: u8, opener: Span) -> Value {
        if self.open.len() >= MAX_DEPTH {
            return self.skipped(opener);
        }
        self.advance();
        self.open.push(open);
        let data = match open {
            b'{' => Data::Object(self.members(opener)),
            _ => Data::Array(self.elements(opener)),
        };
        self.open.pop();
        let span = Span::new(opener.start as usize, self.end);
        Value { span, data }
    }

    /// Passes over a value that lies too deep.
    fn skipped(&mut self, opener: Span) -> Value {
        self.report(opener, Problem::TooDeep);
        let mut depth = 0_usize;
        while let Some(lexeme) = self.advance() {
            match lexeme.kind {
                LexemeKind::Punctuation(b'{' | b'[') => depth += 1,
                LexemeKind::Punctuation(b'}' | b']') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let span = Span::new(opener.start as usize, self.end);
        Value {
            span,
            data: Data::Null,
        }
    }

    fn elements(&mut self, opener: Span) -> Vec<Value> {
        let mut elements = Vec::new();
        let mut commas = Commas::default();
        while self.goes_on(b']', opener, &mut commas) {
            commas.before_item(self);
            match self.value() {
                Some(value) => elements.push(value),
                None => self.pass_over(),
            }
        }
        elements
    }

    fn members(&mut self, opener: Span) -> Vec<Member> {
        let mut members = Vec::new();
        let mut seen: BTreeMap<Arc<str>, Span> = BTreeMap::new();
        let mut commas = Commas::default();
        while self.goes_on(b'}', opener, &mut commas) {
            let key: Arc<str> = match self.next.as_ref().map(|lexeme| &lexeme.kind) {
                Some(LexemeKind::String(text)) => text.as_ref().into(),
                Some(LexemeKind::Word(word) | LexemeKind::Number(word)) => (*word).into(),
                _ => {
                    self.pass_over();
                    continue;
                }
            };
            commas.before_item(self);
            let Some(lexeme) = self.advance() else { break };
            let key_span = lexeme.span;
            if !matches!(lexeme.kind, LexemeKind::String(_)) {
                self.report(key_span, Problem::UnquotedKey);
            }
            match seen.get(&key) {
                Some(&first) => {
                    let key = Arc::clone(&key);
                    self.report(key_span, Problem::DuplicateKey { key, first });
                }
                None => {
                    seen.insert(Arc::clone(&key), key_span);
                }
            }
            if self.punctuation() == Some(b':') {
                self.advance();
            } else {
                self.report(self.gap(), Problem::MissingColon);
                if matches!(self.punctuation(), None | Some(b',' | b'}' | b']')) && !self.at_value()
                {
                    continue;
                }
            }
            match self.value() {
                Some(value) => members.push(Member {
                    key,
                    key_span,
                    value,
                }),
                None => self.report(self.gap(), Problem::MissingValue),
            }
        }
        members
    }

    fn at_value(&self) -> bool {
        match &self.next {
            Some(lexeme) => !matches!(
                lexeme.kind,
                LexemeKind::Punctuation(b',' | b':' | b'}' | b']')
            ),
            None => false,
        }
    }

    /// Takes commas, and the closing bracket if it is next. Whether an item may follow.
    fn goes_on(&mut self, close: u8, opener: Span, commas: &mut Commas) -> bool {
        loop {
            match (self.punctuation(), self.next.as_ref().map(|next| next.span)) {
                (Some(b','), Some(span)) => {
                    if commas.last.is_some() || !commas.after_item {
                        self.report(span, Problem::ExtraComma);
                    }
                    commas.last = Some(span);
                    self.advance();
                }
                (Some(byte), Some(span)) if byte == close => {
                    if let Some(comma) = commas.last.filter(|_| commas.after_item) {
                        self.report(comma, Problem::TrailingComma);
                    }
                    self.advance();
                    self.end = span.end as usize;
                    return false;
                }
                (Some(b'}' | b']'), Some(span)) => {
                    // Closes an outer bracket, or nothing.
                    let other = if close == b'}' { b'[' } else { b'{' };
                    if self.open.contains(&other) {
                        self.report(span, missing(close, opener));
                        return false;
                    }
                    self.pass_over();
                }
                (_, Some(_)) => return true,
                (_, None) => {
                    self.report(self.gap(), missing(close, opener));
                    return false;
                }
            }
        }
    }

    /// Reports and takes a lexeme that cannot stand here.
    fn pass_over(&mut self) {
        if let Some(lexeme) = self.advance() {
            let character = self.lexer.character_at(lexeme.span);
            self.report(lexeme.span, Problem::UnexpectedCharacter(character));
        }
    }
}

fn missing(close: u8, opener: Span) -> Problem {
    match close {
        b'}' => Problem::MissingBrace { opener },
        _ => Problem::MissingBracket { opener },
    }
}

/// The commas met since the last item of an array or object.
#[derive(Default)]
struct Commas {
    after_item: bool,
    last: Option<Span>,
}

impl Commas {
    fn before_item(&mut self, parser: &mut Parser<'_>) {
        if self.after_item && self.last.is_none() {
            parser.report(parser.gap(), Problem::MissingComma);
        }
        self.after_item = true;
        self.last = None;
    }
}

#[cfg(test)]
mod tests;
