//! What is wrong with a text as JSON.

use iam::json::{MAX_BYTES, MAX_DEPTH, Problem};

/// What the reader of JSON met, and the remedy.
pub(super) fn json(problem: &Problem) -> String {
    let text = match problem {
        Problem::Empty => "There is no policy yet. Begin with a brace: {",
        Problem::TooLarge { bytes } => {
            return format!(
                "The text has {bytes} bytes; at most {MAX_BYTES} are read. Shorten it."
            );
        }
        Problem::TooDeep => {
            return format!("More than {MAX_DEPTH} brackets stand open here. Close some.");
        }
        Problem::TrailingComma => "A comma stands before the closing bracket. Remove it.",
        Problem::ExtraComma => "This comma is one too many. Remove it.",
        Problem::MissingComma => "A comma is missing here.",
        Problem::MissingColon => "A colon is missing after the key.",
        Problem::MissingValue => "A value is missing here.",
        Problem::MissingBrace { .. } => "A closing brace } is missing here.",
        Problem::MissingBracket { .. } => "A closing bracket ] is missing here.",
        Problem::SmartQuotes => "These are typographic quotes. Write straight ones: \"",
        Problem::SingleQuotes => "These are single quotes. Write double ones: \"",
        Problem::UnquotedKey => "This key has no quotes. Put it between double quotes.",
        Problem::UnterminatedString => "This text does not end on its line. Add the closing quote.",
        Problem::ControlCharacter(c) => {
            return format!(
                "The control character U+{:04X} may not stand in a text as it is. Write \\u{:04X}, or remove it.",
                u32::from(*c),
                u32::from(*c)
            );
        }
        Problem::BadEscape => "This is no escape that JSON knows. Write \\\\ for a backslash.",
        Problem::LoneSurrogate => {
            "Half of a character is escaped here. Write both halves, or the character itself."
        }
        Problem::BadNumber => {
            "JSON does not write numbers like this. Write something like 900 or 0.5."
        }
        Problem::UnexpectedWord(word) => {
            return format!("\"{word}\" stands here without quotes. Put it between double quotes.");
        }
        Problem::UnexpectedCharacter(c) => {
            return format!(
                "The character {} does not belong here. Remove it.",
                shown(*c)
            );
        }
        Problem::Comment => "JSON has no comments. Remove this one.",
        Problem::TrailingText => "Something stands after the end of the policy. Remove it.",
        Problem::DuplicateKey { key, .. } => {
            return format!(
                "The key \"{key}\" stands here a second time. Join the two, or remove one."
            );
        }
    };
    text.to_owned()
}

fn shown(c: char) -> String {
    if c.is_control() || c.is_whitespace() {
        format!("U+{:04X}", u32::from(c))
    } else {
        c.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iam::Span;

    #[test]
    fn every_problem_has_its_words() {
        let opener = Span::default();
        for (problem, text) in [
            (
                Problem::Empty,
                "There is no policy yet. Begin with a brace: {",
            ),
            (
                Problem::TooLarge { bytes: 9 },
                "The text has 9 bytes; at most 262144 are read. Shorten it.",
            ),
            (
                Problem::TooDeep,
                "More than 64 brackets stand open here. Close some.",
            ),
            (
                Problem::TrailingComma,
                "A comma stands before the closing bracket. Remove it.",
            ),
            (
                Problem::ExtraComma,
                "This comma is one too many. Remove it.",
            ),
            (Problem::MissingComma, "A comma is missing here."),
            (Problem::MissingColon, "A colon is missing after the key."),
            (Problem::MissingValue, "A value is missing here."),
            (
                Problem::MissingBrace { opener },
                "A closing brace } is missing here.",
            ),
            (
                Problem::MissingBracket { opener },
                "A closing bracket ] is missing here.",
            ),
            (
                Problem::SmartQuotes,
                "These are typographic quotes. Write straight ones: \"",
            ),
            (
                Problem::SingleQuotes,
                "These are single quotes. Write double ones: \"",
            ),
            (
                Problem::UnquotedKey,
                "This key has no quotes. Put it between double quotes.",
            ),
            (
                Problem::UnterminatedString,
                "This text does not end on its line. Add the closing quote.",
            ),
            (
                Problem::ControlCharacter('\u{1}'),
                "The control character U+0001 may not stand in a text as it is. Write \\u0001, or remove it.",
            ),
            (
                Problem::BadEscape,
                "This is no escape that JSON knows. Write \\\\ for a backslash.",
            ),
            (
                Problem::LoneSurrogate,
                "Half of a character is escaped here. Write both halves, or the character itself.",
            ),
            (
                Problem::BadNumber,
                "JSON does not write numbers like this. Write something like 900 or 0.5.",
            ),
            (
                Problem::UnexpectedWord("True".into()),
                "\"True\" stands here without quotes. Put it between double quotes.",
            ),
            (
                Problem::UnexpectedCharacter('#'),
                "The character # does not belong here. Remove it.",
            ),
            (
                Problem::UnexpectedCharacter('\u{a0}'),
                "The character U+00A0 does not belong here. Remove it.",
            ),
            (Problem::Comment, "JSON has no comments. Remove this one."),
            (
                Problem::TrailingText,
                "Something stands after the end of the policy. Remove it.",
            ),
            (
                Problem::DuplicateKey {
                    key: "Effect".into(),
                    first: opener,
                },
                "The key \"Effect\" stands here a second time. Join the two, or remove one.",
            ),
        ] {
            assert_eq!(json(&problem), text);
        }
    }
}
