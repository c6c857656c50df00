//! A parameter that the table of operations refuses.

use sts::model::{Constraint, Member, Shape, Violation, operations};

use super::duration_in_full;

/// What is wrong with a parameter and what is allowed, for a form field: `DurationSeconds must be 900 (15 minutes) or more.`
pub fn violation(violation: &Violation) -> String {
    let Violation {
        path,
        value,
        constraint,
    } = violation;
    match constraint {
        Constraint::Required => format!("{path} is missing; it must be given."),
        Constraint::MinLength(_) | Constraint::MaxLength(_) => {
            let length = value.as_ref().map_or_else(String::new, |value| {
                format!("; this is {}", characters(value.chars().count()))
            });
            format!("{path} must have {}{length}.", lengths(path, constraint))
        }
        Constraint::Min(_) | Constraint::Max(_) => {
            let given = value
                .as_ref()
                .map_or_else(String::new, |value| format!("; this is {value}"));
            format!("{path} must be {}{given}.", range(path, constraint))
        }
        Constraint::Pattern(pattern) => {
            let found = value
                .as_ref()
                .and_then(|value| disallowed(path, pattern, value))
                .map_or_else(String::new, |c| {
                    format!("; {} is not allowed", character(c))
                });
            format!("{path} may hold only {}{found}.", alphabet(pattern))
        }
        Constraint::NotAnInteger => format!("{path} must be a whole number."),
        Constraint::WrongShape => {
            format!(
                "{path} has the wrong form: one value stands where a list or structure belongs, or the reverse."
            )
        }
        Constraint::Unknown => {
            format!("This operation has no parameter {path}; check its spelling.")
        }
    }
}

fn characters(count: usize) -> String {
    match count {
        1 => "1 character".to_owned(),
        _ => format!("{count} characters"),
    }
}

/// `2 to 64 characters`, `at most 50 entries`; one bound where operations differ in the other.
fn lengths(path: &str, constraint: &Constraint) -> String {
    let mut unit = "characters";
    let mut bounds: Vec<(u32, Option<u32>)> = Vec::new();
    for shape in shapes(path) {
        let (min, max) = match shape {
            Shape::String { min, max, .. } => (*min, *max),
            Shape::List { min, max, .. } => {
                unit = "entries";
                (*min, *max)
            }
            Shape::Integer { .. } | Shape::Structure { .. } => continue,
        };
        let fits = match constraint {
            Constraint::MinLength(bound) => min == *bound,
            Constraint::MaxLength(bound) => max == Some(*bound),
            _ => false,
        };
        if fits && !bounds.contains(&(min, max)) {
            bounds.push((min, max));
        }
    }
    match (bounds.as_slice(), constraint) {
        ([(min, Some(max))], _) if min == max => format!("exactly {max} {unit}"),
        ([(min, Some(max))], _) if *min > 0 => format!("{min} to {max} {unit}"),
        (_, Constraint::MinLength(min)) => format!("at least {min} {unit}"),
        (_, Constraint::MaxLength(max)) => format!("at most {max} {unit}"),
        _ => "another length".to_owned(),
    }
}

/// `900 (15 minutes) to 43200 (12 hours)`, or one bound where operations differ in the other.
fn range(path: &str, constraint: &Constraint) -> String {
    let mut bounds: Vec<(i64, i64)> = shapes(path)
        .into_iter()
        .filter_map(|shape| match shape {
            Shape::Integer { min, max, .. } => Some((*min, *max)),
            _ => None,
        })
        .filter(|(min, max)| match constraint {
            Constraint::Min(bound) => min == bound,
            Constraint::Max(bound) => max == bound,
            _ => false,
        })
        .collect();
    bounds.dedup();
    let number = |n: i64| {
        if path.ends_with("Seconds") && n > 0 {
            format!("{n} ({})", duration_in_full(n))
        } else {
            n.to_string()
        }
    };
    match (bounds.as_slice(), constraint) {
        ([(min, max)], _) => format!("{} to {}", number(*min), number(*max)),
        (_, Constraint::Min(min)) => format!("{} or more", number(*min)),
        (_, Constraint::Max(max)) => format!("{} or less", number(*max)),
        _ => "another number".to_owned(),
    }
}

/// The characters of AWS's patterns in words; another pattern stands as it is.
fn alphabet(pattern: &str) -> String {
    let words = match pattern {
        r"[\w+=,.@-]*" => "letters, digits and the signs _ + = , . @ -",
        r"[\w+=,.@:\/-]*" => "letters, digits and the signs _ + = , . @ : / -",
        r"[\w+=/:,.@-]*" => "letters, digits and the signs _ + = / : , . @ -",
        r"[\d]*" => "digits",
        r"[\w]*" => "letters, digits and _",
        r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+" | r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*" => {
            "letters, digits, spaces and the signs _ . : / = + - @"
        }
        r"[\u0009\u000A\u000D\u0020-\u00FF]+" => "characters up to U+00FF",
        r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+" => {
            "printable characters"
        }
        _ => return format!("characters of the pattern {pattern}"),
    };
    words.to_owned()
}

/// The first character of a value that the pattern does not allow.
fn disallowed(path: &str, pattern: &str, value: &str) -> Option<char> {
    let allows = shapes(path).into_iter().find_map(|shape| match shape {
        Shape::String {
            pattern: Some(known),
            ..
        } if known.text == pattern => Some(known.allows),
        _ => None,
    })?;
    value.chars().find(|c| !allows(*c))
}

fn character(c: char) -> String {
    match c {
        ' ' => "a space".to_owned(),
        '"' => "a quotation mark".to_owned(),
        _ if c.is_control() || c.is_whitespace() => format!("the character U+{:04X}", u32::from(c)),
        _ => format!("\"{c}\""),
    }
}

/// What the operations ask of a member, one shape for each that has it. Numbers in the path stand for list members.
fn shapes(path: &str) -> Vec<&'static Shape> {
    operations()
        .iter()
        .filter_map(|operation| {
            let mut parts = path.split('.');
            let mut shape = member(operation.input, parts.next()?)?;
            for part in parts {
                shape = match shape {
                    Shape::List { member, .. } => member,
                    Shape::Structure { members } => member(members, part)?,
                    _ => return None,
                };
            }
            Some(shape)
        })
        .collect()
}

fn member(members: &'static [Member], name: &str) -> Option<&'static Shape> {
    members
        .iter()
        .find(|member| member.name == name)
        .map(|member| &member.shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations() {
        for (path, value, constraint, text) in [
            (
                "RoleArn",
                None,
                Constraint::Required,
                "RoleArn is missing; it must be given.",
            ),
            (
                "RoleSessionName",
                Some("a"),
                Constraint::MinLength(2),
                "RoleSessionName must have 2 to 64 characters; this is 1 character.",
            ),
            (
                "RoleSessionName",
                Some("a b"),
                Constraint::Pattern(r"[\w+=,.@-]*"),
                "RoleSessionName may hold only letters, digits and the signs _ + = , . @ -; a space is not allowed.",
            ),
            (
                "ExternalId",
                Some("x\ty"),
                Constraint::Pattern(r"[\w+=,.@:\/-]*"),
                "ExternalId may hold only letters, digits and the signs _ + = , . @ : / -; the character U+0009 is not allowed.",
            ),
            (
                "SerialNumber",
                Some("arn!aws!iam"),
                Constraint::Pattern(r"[\w+=/:,.@-]*"),
                "SerialNumber may hold only letters, digits and the signs _ + = / : , . @ -; \"!\" is not allowed.",
            ),
            (
                "TokenCode",
                Some("12345"),
                Constraint::MinLength(6),
                "TokenCode must have exactly 6 characters; this is 5 characters.",
            ),
            (
                "TokenCode",
                Some("12345a"),
                Constraint::Pattern(r"[\d]*"),
                "TokenCode may hold only digits; \"a\" is not allowed.",
            ),
            (
                "DurationSeconds",
                Some("899"),
                Constraint::Min(900),
                "DurationSeconds must be 900 (15 minutes) or more; this is 899.",
            ),
            (
                "DurationSeconds",
                Some("43201"),
                Constraint::Max(43_200),
                "DurationSeconds must be 900 (15 minutes) to 43200 (12 hours); this is 43201.",
            ),
            (
                "DurationSeconds",
                Some("129601"),
                Constraint::Max(129_600),
                "DurationSeconds must be 900 (15 minutes) to 129600 (36 hours); this is 129601.",
            ),
            (
                "DurationSeconds",
                Some("1h"),
                Constraint::NotAnInteger,
                "DurationSeconds must be a whole number.",
            ),
            (
                "Policy",
                None,
                Constraint::MaxLength(2048),
                "Policy must have at most 2048 characters.",
            ),
            (
                "Tags.1.Key",
                Some(""),
                Constraint::MinLength(1),
                "Tags.1.Key must have 1 to 128 characters; this is 0 characters.",
            ),
            (
                "Tags",
                Some("x"),
                Constraint::WrongShape,
                "Tags has the wrong form: one value stands where a list or structure belongs, or the reverse.",
            ),
            (
                "RoleARN",
                Some("x"),
                Constraint::Unknown,
                "This operation has no parameter RoleARN; check its spelling.",
            ),
            (
                "PolicyArns",
                None,
                Constraint::MaxLength(10),
                "PolicyArns must have at most 10 entries.",
            ),
            (
                "Tags.2.Key",
                Some("a*"),
                Constraint::Pattern(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+"),
                "Tags.2.Key may hold only letters, digits, spaces and the signs _ . : / = + - @; \"*\" is not allowed.",
            ),
            (
                "Policy",
                Some("€"),
                Constraint::Pattern(r"[\u0009\u000A\u000D\u0020-\u00FF]+"),
                "Policy may hold only characters up to U+00FF; \"€\" is not allowed.",
            ),
            (
                "RoleArn",
                Some("arn:aws:iam::222222222222:role/\u{7}"),
                Constraint::Pattern(
                    r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+",
                ),
                "RoleArn may hold only printable characters; the character U+0007 is not allowed.",
            ),
            (
                "Elsewhere",
                Some("x"),
                Constraint::Pattern("[y]*"),
                "Elsewhere may hold only characters of the pattern [y]*.",
            ),
        ] {
            let refused = Violation {
                path: path.into(),
                value: value.map(Into::into),
                constraint,
            };
            assert_eq!(violation(&refused), text);
        }
    }
}
