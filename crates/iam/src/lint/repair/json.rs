//! Fixes for texts that are not JSON.

use super::super::{Fix, FixKind, TextEdit, apply, edit};
use crate::{
    Span,
    json::{Data, Member, Problem, Value, parse},
};

pub(super) fn repair(text: &str, span: Span, problem: &Problem) -> Option<Fix> {
    let fix = fix(text, span, problem)?;
    let left = parse(&apply(text, &fix.edits)).problems.len();
    (left < parse(text).problems.len()).then_some(fix)
}

fn fix(text: &str, span: Span, problem: &Problem) -> Option<Fix> {
    let written = span.of(text)?;
    let one = |kind, edit| {
        Some(Fix {
            kind,
            edits: vec![edit],
        })
    };
    let insert = |at: u32, what: &str| {
        let place = Span { start: at, end: at };
        one(FixKind::Insert(what.into()), edit::replace(place, what))
    };
    let write = |to: &str| {
        let kind = FixKind::Replace {
            from: written.into(),
            to: to.into(),
        };
        one(kind, edit::replace(span, to))
    };
    let remove = |span: Span| {
        let what = span.of(text)?.trim();
        one(FixKind::Remove(what.into()), edit::replace(span, ""))
    };
    match problem {
        Problem::TrailingComma | Problem::ExtraComma => remove(span),
        Problem::MissingComma => insert(span.start, ","),
        Problem::MissingColon => insert(span.start, ":"),
        Problem::MissingBrace { .. } | Problem::MissingBracket { .. } => close(text, span),
        Problem::SmartQuotes | Problem::SingleQuotes => straighten(text, problem),
        Problem::UnquotedKey => one(FixKind::Quote, edit::string(span, written)),
        Problem::UnexpectedWord(word) => match word.to_ascii_lowercase().as_str() {
            known @ ("true" | "false") => write(known),
            _ => one(FixKind::Quote, edit::string(span, word)),
        },
        Problem::UnterminatedString => insert(span.end, "\""),
        Problem::ControlCharacter(character) => {
            let escaped = edit::quoted(&character.to_string());
            write(escaped.trim_matches('"'))
        }
        // Markdown escapes punctuation; before a letter, the backslash itself is most likely meant.
        Problem::BadEscape => match written.strip_prefix('\\') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_punctuation()) => write(rest),
            _ => insert(span.start, "\\"),
        },
        Problem::BadNumber => match (written.strip_prefix('+'), written.strip_prefix('.')) {
            (Some(rest), _) => write(rest),
            (_, Some(rest)) => write(&format!("0.{rest}")),
            _ => one(FixKind::Quote, edit::string(span, written)),
        },
        Problem::Comment => remove(line_of(text, span)),
        Problem::TrailingText => {
            let closers = |c: char| c.is_whitespace() || matches!(c, '}' | ']' | ',' | ';');
            written.chars().all(closers).then(|| remove(span))?
        }
        Problem::UnexpectedCharacter(';') => {
            let after = text
                .get(span.end as usize..)
                .unwrap_or_default()
                .trim_start();
            match after.starts_with(['}', ']']) || after.is_empty() {
                true => remove(span),
                false => write(","),
            }
        }
        Problem::UnexpectedCharacter(c) if c.is_whitespace() => write(" "),
        Problem::UnexpectedCharacter('\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') => {
            remove(span)
        }
        Problem::DuplicateKey { first, .. } => join(text, *first, span),
        Problem::Empty
        | Problem::TooLarge { .. }
        | Problem::TooDeep
        | Problem::MissingValue
        | Problem::LoneSurrogate
        | Problem::UnexpectedCharacter(_) => None,
    }
}

/// Closes all that stands open at a place, each bracket on a line of its own where its opener begins an earlier line.
fn close(text: &str, span: Span) -> Option<Fix> {
    let before = text.get(..span.start as usize)?.trim_end();
    // A comma that nothing follows would be one too many.
    let kept = before.strip_suffix(',').unwrap_or(before).trim_end();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut closers = String::new();
    let mut written = String::new();
    for found in parse(text)
        .problems
        .iter()
        .filter(|found| found.span == span)
    {
        let (opener, close) = match found.problem {
            Problem::MissingBrace { opener } => (opener, '}'),
            Problem::MissingBracket { opener } => (opener, ']'),
            _ => continue,
        };
        let inside = text
            .get(opener.start as usize..kept.len())
            .unwrap_or_default();
        if inside.contains('\n') {
            closers.push_str(newline);
            closers.push_str(edit::indentation(text, opener.start));
        }
        closers.push(close);
        written.push(close);
    }
    let place = Span::new(kept.len(), before.len());
    Some(Fix {
        kind: FixKind::Insert(written.into()),
        edits: vec![edit::replace(place, closers)],
    })
}

/// Straight quotes for all of one kind.
fn straighten(text: &str, problem: &Problem) -> Option<Fix> {
    let parsed = parse(text);
    let same = parsed
        .problems
        .iter()
        .filter(|found| found.problem == *problem);
    let edits: Option<Vec<TextEdit>> = same
        .map(|found| {
            let written = found.span.of(text)?;
            let mut inner = written.chars();
            let open = inner.next()?;
            let rest = inner.as_str();
            let closing: &[char] = match open {
                '\'' => &['\''],
                _ => &['"', '“', '”', '‘', '’'],
            };
            let inner = rest.strip_suffix(closing).unwrap_or(rest);
            let inner = inner.replace("\\'", "'").replace("\\\"", "\"");
            Some(edit::replace(
                found.span,
                format!("\"{}\"", inner.replace('"', "\\\"")),
            ))
        })
        .collect();
    Some(Fix {
        kind: FixKind::Quote,
        edits: edits?,
    })
}

/// A comment, with its whole line where nothing else stands on it.
fn line_of(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let begins = before.len() == indent
        || before
            .get(..before.len() - indent)
            .is_some_and(|b| b.ends_with('\n'));
    let rest = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
    let ends = after
        .get(rest..)
        .is_some_and(|after| after.starts_with('\n'));
    match begins && ends {
        true => Span::new(before.len() - indent, span.end as usize + rest + 1),
        false => Span::new(
            before.trim_end_matches([' ', '\t']).len(),
            span.end as usize,
        ),
    }
}

/// Joins two members of one name: equal ones, or two objects with no key in common.
fn join(text: &str, first: Span, second: Span) -> Option<Fix> {
    let parsed = parse(text);
    let root = parsed.value.as_ref()?;
    let (object, member) = find(root, second)?;
    let (_, earlier) = find(root, first)?;
    let removed = edit::remove_member(object, member)?;
    let (Data::Object(into), Data::Object(from)) = (&earlier.value.data, &member.value.data) else {
        let equal = earlier.value.span.of(text) == member.value.span.of(text);
        let kind = FixKind::RemoveElement {
            name: member.key.clone(),
        };
        return equal.then(|| Fix {
            kind,
            edits: vec![removed],
        });
    };
    let apart = from
        .iter()
        .all(|member| edit::is_free(&earlier.value, &member.key));
    let (last, begin, end) = (into.last()?, from.first()?, from.last()?);
    let lead = Span::new(
        member.value.span.start as usize + 1,
        begin.key_span.start as usize,
    );
    let lead = lead
        .of(text)
        .filter(|lead| lead.contains('\n'))
        .unwrap_or(" ");
    let moved = begin.key_span.to(end.value.span).of(text)?;
    let at = last.value.span.end as usize;
    let added = edit::replace(Span::new(at, at), format!(",{lead}{moved}"));
    apart.then(|| Fix {
        kind: FixKind::RemoveElement {
            name: member.key.clone(),
        },
        edits: vec![added, removed],
    })
}

/// The member whose key stands at a place, and the object it is in.
pub(super) fn find(value: &Value, key: Span) -> Option<(&Value, &Member)> {
    match &value.data {
        Data::Object(members) => {
            let here = members.iter().find(|member| member.key_span == key);
            here.map(|member| (value, member))
                .or_else(|| members.iter().find_map(|member| find(&member.value, key)))
        }
        Data::Array(values) => values.iter().find_map(|value| find(value, key)),
        _ => None,
    }
}
