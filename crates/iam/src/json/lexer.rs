//! Cutting a JSON text into lexemes, whatever it holds.

use std::borrow::Cow;

use super::Problem;
use crate::Span;

/// One lexeme. White space lies between them; comments and stray characters are lexemes of kind [`LexemeKind::Other`].
#[derive(Clone, Debug)]
pub(super) struct Lexeme<'a> {
    pub(super) span: Span,
    pub(super) kind: LexemeKind<'a>,
    /// The first mistake inside, and its place where that is not the whole lexeme.
    pub(super) problem: Option<(Option<Span>, Problem)>,
}

#[derive(Clone, Debug)]
pub(super) enum LexemeKind<'a> {
    /// `{ } [ ] , :`
    Punctuation(u8),
    /// Escapes resolved.
    String(Cow<'a, str>),
    Number(&'a str),
    Word(&'a str),
    /// Part of no value.
    Other,
}

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The first character of a place.
    pub(super) fn character_at(&self, span: Span) -> char {
        let rest = self.text.get(span.start as usize..).unwrap_or_default();
        rest.chars().next().unwrap_or_default()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes characters as long as they pass.
    fn take_while(&mut self, pass: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !pass(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn lexeme(&mut self, first: char) -> (LexemeKind<'a>, Option<(Option<Span>, Problem)>) {
        match first {
            '{' | '}' | '[' | ']' | ',' | ':' => {
                self.at += 1;
                (LexemeKind::Punctuation(first as u8), None)
            }
            '"' | '\'' | '“' | '”' | '„' | '‘' | '’' => self.string(first),
            '-' | '+' | '.' | '0'..='9' => {
                let text = self.take_while(|c| c.is_ascii_alphanumeric() || "+-._".contains(c));
                let problem = (!is_number(text)).then_some((None, Problem::BadNumber));
                (LexemeKind::Number(text), problem)
            }
            _ if first.is_alphabetic() || first == '_' || first == '$' => {
                let word = self.take_while(|c| c.is_alphanumeric() || "_$-.".contains(c));
                (LexemeKind::Word(word), None)
            }
            '/' if self.rest().starts_with("//") => {
                self.take_while(|c| c != '\n');
                (LexemeKind::Other, Some((None, Problem::Comment)))
            }
            '/' if self.rest().starts_with("/*") => {
                let rest = self.rest();
                let end = rest.get(2..).and_then(|inner| inner.find("*/"));
                self.at += end.map_or(rest.len(), |end| end + 4);
                (LexemeKind::Other, Some((None, Problem::Comment)))
            }
            '#' => {
                self.take_while(|c| c != '\n');
                (LexemeKind::Other, Some((None, Problem::Comment)))
            }
            _ => {
                self.at += first.len_utf8();
                let problem = Problem::UnexpectedCharacter(first);
                (LexemeKind::Other, Some((None, problem)))
            }
        }
    }

    /// A string up to its closing quote or the end of its line. Other quotes than `"` are a mistake, and close each other.
    fn string(&mut self, quote: char) -> (LexemeKind<'a>, Option<(Option<Span>, Problem)>) {
        let mut problem = match quote {
            '"' => None,
            '\'' => Some((None, Problem::SingleQuotes)),
            _ => Some((None, Problem::SmartQuotes)),
        };
        let closes = |c: char| match quote {
            '"' => c == '"',
            '\'' => c == '\'',
            _ => matches!(c, '"' | '“' | '”' | '‘' | '’'),
        };
        self.at += quote.len_utf8();
        let start = self.at;
        let mut resolved: Option<String> = None;
        loop {
            let from = self.at;
            let run = self.take_while(|c| !closes(c) && c != '\\' && c >= ' ');
            if let Some(resolved) = &mut resolved {
                resolved.push_str(run);
            }
            let at = self.at;
            let found = match self.rest().chars().next() {
                Some(c) if closes(c) => {
                    let text = self.text.get(start..at).unwrap_or_default();
                    self.at += c.len_utf8();
                    return (string(text, resolved), problem);
                }
                Some('\\') => {
                    let so_far = self.text.get(start..at).unwrap_or_default();
                    let resolved = resolved.get_or_insert_with(|| so_far.to_owned());
                    let (character, wrong) = self.escape();
                    resolved.push(character);
                    wrong
                }
                None | Some('\n' | '\r') => {
                    // A comma at the end of the line was most likely meant to follow the string.
                    let text = self.text.get(from..at).unwrap_or_default();
                    let kept = text.trim_end();
                    let kept = kept.strip_suffix(',').unwrap_or(kept);
                    let cut = text.len() - kept.len();
                    self.at -= cut;
                    if let Some(resolved) = &mut resolved {
                        resolved.truncate(resolved.len() - cut);
                    }
                    let text = self.text.get(start..self.at).unwrap_or_default();
                    let problem = problem.or(Some((None, Problem::UnterminatedString)));
                    return (string(text, resolved), problem);
                }
                Some(c) => {
                    if let Some(resolved) = &mut resolved {
                        resolved.push(c);
                    }
                    self.at += c.len_utf8();
                    (c < ' ').then_some(Problem::ControlCharacter(c))
                }
            };
            let span = Span::new(at, self.at);
            problem = problem.or(found.map(|problem| (Some(span), problem)));
        }
    }

    /// One escape, backslash included; of a surrogate pair, both halves.
    fn escape(&mut self) -> (char, Option<Problem>) {
        self.at += 1;
        let Some(c) = self.rest().chars().next().filter(|c| *c >= ' ') else {
            return ('\\', Some(Problem::BadEscape));
        };
        self.at += c.len_utf8();
        let simple = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            _ => return (c, Some(Problem::BadEscape)),
        };
        (simple, None)
    }

    /// What follows `\u`.
    fn unicode(&mut self) -> (char, Option<Problem>) {
        let replacement = char::REPLACEMENT_CHARACTER;
        let Some(first) = self.hex() else {
            return (replacement, Some(Problem::BadEscape));
        };
        if let Some(character) = char::from_u32(first) {
            return (character, None);
        }
        let before = self.at;
        if first < 0xdc00 && self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(second @ 0xdc00..=0xdfff) = self.hex() {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return (char::from_u32(code).unwrap_or(replacement), None);
            }
            self.at = before;
        }
        (replacement, Some(Problem::LoneSurrogate))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then_some(())?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Lexeme<'a>;

    fn next(&mut self) -> Option<Lexeme<'a>> {
        self.take_while(|c| matches!(c, ' ' | '\t' | '\n' | '\r'));
        let start = self.at;
        let first = self.rest().chars().next()?;
        let (kind, problem) = self.lexeme(first);
        Some(Lexeme {
            span: Span::new(start, self.at),
            kind,
            problem,
        })
    }
}

fn string(text: &str, resolved: Option<String>) -> LexemeKind<'_> {
    LexemeKind::String(match resolved {
        Some(resolved) => Cow::Owned(resolved),
        None => Cow::Borrowed(text),
    })
}

/// RFC 8259, section 6.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)))
}
