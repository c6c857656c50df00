//! Recursive descent over the lexemes of a JSON text, going on after mistakes.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Data, Found, MAX_DEPTH, Member, Parsed, Problem, Value,
    lexer::{Lexeme, LexemeKind, Lexer},
};
use crate::Span;

/// After so many mistakes no more are reported.
pub(super) const MAX_PROBLEMS: usize = 100;

/// Reads a text that is not too long.
pub(super) fn parse(text: &str) -> Parsed {
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

/// Reads lexemes, one ahead.
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
                if !self.at_value() {
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
