//! The shapes of secrets in a text.

/// `AKIA` or `ASIA` and sixteen characters of base32, standing alone.
pub(super) fn access_key_ids(text: &str) -> Vec<&str> {
    words(text, |c| c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 20 && (word.starts_with("AKIA") || word.starts_with("ASIA")))
        .filter(|word| word.bytes().all(|b| matches!(b, b'A'..=b'Z' | b'2'..=b'7')))
        .collect()
}

/// Forty characters of base64, standing alone, that look drawn at random: hashes in hex, paths and names do not.
pub(super) fn secret_keys(text: &str) -> Vec<&str> {
    words(text, is_base64)
        .filter(|word| word.len() == 40 && is_random(word))
        .collect()
}

/// At least a hundred characters of base64, standing alone, that look drawn at random.
pub(super) fn session_tokens(text: &str) -> Vec<&str> {
    words(text, |c| is_base64(c) || c == '=')
        .filter(|word| word.len() >= 100 && is_random(word))
        .collect()
}

/// Three parts of base64url between dots, the first two of them JSON objects.
pub(super) fn web_tokens(text: &str) -> Vec<&str> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    words(text, part)
        .filter(|word| {
            let mut parts = word.split('.');
            // `eyJ` is `{"` in base64.
            let object =
                |part: Option<&str>| part.is_some_and(|p| p.starts_with("eyJ") && p.len() >= 8);
            object(parts.next()) && object(parts.next()) && parts.next().is_some()
        })
        .collect()
}

/// The first line of a private key in PEM.
pub(super) fn private_keys(text: &str) -> Vec<&str> {
    let begins = text
        .match_indices("-----BEGIN ")
        .filter_map(|(at, _)| text.get(at..));
    begins
        .filter_map(|rest| rest.split_inclusive("KEY-----").next())
        .filter(|line| line.len() <= 64 && line.ends_with("PRIVATE KEY-----"))
        .collect()
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/')
}

/// The longest runs of the given characters.
fn words(text: &str, part: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !part(c))
        .filter(|word| !word.is_empty())
}

/// Upper case, lower case and digits, and a change of kind at two of five places or more: random base64 changes at
/// about two of three, names made of words at one of four.
fn is_random(word: &str) -> bool {
    let kind = |b: &u8| match b {
        b'A'..=b'Z' => 0,
        b'a'..=b'z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    let kinds: Vec<u8> = word.as_bytes().iter().map(kind).collect();
    let changes = kinds
        .iter()
        .zip(kinds.iter().skip(1))
        .filter(|(a, b)| a != b)
        .count();
    (0..3).all(|kind| kinds.contains(&kind)) && changes * 5 >= kinds.len() * 2
}
