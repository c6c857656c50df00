use proptest::prelude::*;

use super::{parser::MAX_PROBLEMS, *};

/// Writes a value the short way, so that tables can be read.
fn show(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(",");
    match &value.data {
        Data::Null => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Number(text) => text.to_string(),
        Data::String(text) => format!("{text:?}"),
        Data::Array(values) => format!("[{}]", list(values.iter().map(show).collect())),
        Data::Object(members) => {
            let member = |m: &Member| format!("{:?}:{}", m.key, show(&m.value));
            format!("{{{}}}", list(members.iter().map(member).collect()))
        }
    }
}

/// What is understood of a text, and its mistakes with the text of their places.
fn check(text: &str, value: &str, problems: &[(&str, Problem)]) {
    let parsed = parse(text);
    let shown = parsed.value.as_ref().map(show).unwrap_or_default();
    assert_eq!(shown, value, "{text}");
    let found: Vec<_> = parsed
        .problems
        .iter()
        .map(|found| (found.span.of(text).unwrap(), found.problem.clone()))
        .collect();
    assert_eq!(found, problems, "{text}");
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start, end)
}

#[test]
fn json_is_read() {
    check("null", "null", &[]);
    check(" [1, -2.5e+3 , true] ", "[1,-2.5e+3,true]", &[]);
    check(r#"{"a":{"b":[]},"c":""}"#, r#"{"a":{"b":[]},"c":""}"#, &[]);
    check(
        r#""\"\\\/\b\f\n\r\tA\ud83d\ude00é""#,
        r#""\"\\/\u{8}\u{c}\n\r\tA😀é""#,
        &[],
    );
}

#[test]
fn places_cover_keys_and_values_whole() {
    let text = r#" {"a": ["x"]} "#;
    let value = parse(text).value.unwrap();
    assert_eq!(value.span.of(text), Some(r#"{"a": ["x"]}"#));
    let Data::Object(members) = value.data else {
        panic!("an object")
    };
    assert_eq!(members[0].key_span.of(text), Some(r#""a""#));
    assert_eq!(members[0].value.span.of(text), Some(r#"["x"]"#));
}

#[test]
fn commas_and_colons() {
    check("[1,2,]", "[1,2]", &[(",", Problem::TrailingComma)]);
    check(
        r#"{"a":1,}"#,
        r#"{"a":1}"#,
        &[(",", Problem::TrailingComma)],
    );
    check("[1 2]", "[1,2]", &[("", Problem::MissingComma)]);
    check("[1,,2]", "[1,2]", &[(",", Problem::ExtraComma)]);
    check("[,]", "[]", &[(",", Problem::ExtraComma)]);
    check(
        r#"{"a":1 "b":2}"#,
        r#"{"a":1,"b":2}"#,
        &[("", Problem::MissingComma)],
    );
    check(r#"{"a" 1}"#, r#"{"a":1}"#, &[("", Problem::MissingColon)]);
    check(r#"{"a"}"#, "{}", &[("", Problem::MissingColon)]);
    check(
        r#"{"a":,"b":1}"#,
        r#"{"b":1}"#,
        &[("", Problem::MissingValue)],
    );
    assert_eq!(parse("[1 2]").problems[0].span, span(2, 2));
}

#[test]
fn brackets() {
    check(
        r#"{"a":[1"#,
        r#"{"a":[1]}"#,
        &[
            ("", Problem::MissingBracket { opener: span(5, 6) }),
            ("", Problem::MissingBrace { opener: span(0, 1) }),
        ],
    );
    check(
        r#"{"a":[1}"#,
        r#"{"a":[1]}"#,
        &[("}", Problem::MissingBracket { opener: span(5, 6) })],
    );
    check(
        r#"[{"a":1]"#,
        r#"[{"a":1}]"#,
        &[("]", Problem::MissingBrace { opener: span(1, 2) })],
    );
    check(
        "[1}",
        "[1]",
        &[
            ("}", Problem::UnexpectedCharacter('}')),
            ("", Problem::MissingBracket { opener: span(0, 1) }),
        ],
    );
    check("[1]]", "[1]", &[("]", Problem::TrailingText)]);
    check("}1", "1", &[("}", Problem::UnexpectedCharacter('}'))]);
}

#[test]
fn quotes() {
    check("“a”", r#""a""#, &[("“a”", Problem::SmartQuotes)]);
    check(
        "{“a”: “b”}",
        r#"{"a":"b"}"#,
        &[("“a”", Problem::SmartQuotes), ("“b”", Problem::SmartQuotes)],
    );
    check("'a'", r#""a""#, &[("'a'", Problem::SingleQuotes)]);
    check(r#""it's “so”""#, r#""it's “so”""#, &[]);
    check("{a:1}", r#"{"a":1}"#, &[("a", Problem::UnquotedKey)]);
    check(
        "[True]",
        r#"["True"]"#,
        &[("True", Problem::UnexpectedWord("True".into()))],
    );
}

#[test]
fn strings() {
    let unterminated = Problem::UnterminatedString;
    check("\"a", r#""a""#, &[("\"a", unterminated.clone())]);
    check(
        "{\n\"a\": \"b,\n\"c\": 1}",
        r#"{"a":"b","c":1}"#,
        &[("\"b", unterminated.clone())],
    );
    check(
        r#"["\n,"#,
        r#"["\n"]"#,
        &[
            (r#""\n"#, unterminated),
            ("", Problem::MissingBracket { opener: span(0, 1) }),
        ],
    );
    check(
        "\"a\tb\"",
        r#""a\tb""#,
        &[("\t", Problem::ControlCharacter('\t'))],
    );
    check(r#""a\xb""#, r#""axb""#, &[(r"\x", Problem::BadEscape)]);
    check(
        r#""\u12""#,
        "\"\u{fffd}12\"",
        &[(r"\u", Problem::BadEscape)],
    );
    for lone in [r"\ud800", r"\udc00", r"\ud800A"] {
        let parsed = parse(&format!("\"{lone}\""));
        assert_eq!(parsed.problems[0].problem, Problem::LoneSurrogate, "{lone}");
    }
}

#[test]
fn numbers_comments_and_strays() {
    for text in ["01", "+1", ".5", "1.", "1e", "-", "0x10", "1_0"] {
        assert_eq!(
            parse(text).problems[0].problem,
            Problem::BadNumber,
            "{text}"
        );
    }
    check(
        "[1, // one\n2 /* two */]",
        "[1,2]",
        &[
            ("// one", Problem::Comment),
            ("/* two */", Problem::Comment),
        ],
    );
    check("# x\n1", "1", &[("# x", Problem::Comment)]);
    check(
        "[1 ; 2]",
        "[1,2]",
        &[
            (";", Problem::UnexpectedCharacter(';')),
            ("", Problem::MissingComma),
        ],
    );
    check(
        "\u{feff}1",
        "1",
        &[("\u{feff}", Problem::UnexpectedCharacter('\u{feff}'))],
    );
    check("1 2 ", "1", &[("2", Problem::TrailingText)]);
    check("", "", &[("", Problem::Empty)]);
    check("  ", "", &[("  ", Problem::Empty)]);
}

#[test]
fn duplicate_keys_are_kept_and_both_places_told() {
    check(
        r#"{"a":1,"b":2,"a":3}"#,
        r#"{"a":1,"b":2,"a":3}"#,
        &[(
            r#""a""#,
            Problem::DuplicateKey {
                key: "a".into(),
                first: span(1, 4),
            },
        )],
    );
    check(r#"[{"a":1},{"a":1}]"#, r#"[{"a":1},{"a":1}]"#, &[]);
}

#[test]
fn depth_and_size_are_limited() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(parse(&nested(MAX_DEPTH)).problems, []);
    let deep = parse(&nested(100_000));
    assert_eq!(deep.problems.len(), 1);
    assert_eq!(deep.problems[0].problem, Problem::TooDeep);
    let large = " ".repeat(MAX_BYTES + 1);
    assert_eq!(
        parse(&large).problems[0].problem,
        Problem::TooLarge {
            bytes: MAX_BYTES + 1
        }
    );
    assert_eq!(parse(&"]".repeat(10_000)).problems.len(), MAX_PROBLEMS);
}

#[test]
fn tokens_for_highlighting() {
    let text = r#"{"a": ["x", 1, true], 'b': tru"#;
    let kinds: Vec<_> = tokens(text)
        .into_iter()
        .map(|token| (token.span.of(text).unwrap(), token.kind))
        .collect();
    use TokenKind::{Invalid, Key, Keyword, Number, Punctuation, String};
    assert_eq!(
        kinds,
        [
            ("{", Punctuation),
            ("\"a\"", Key),
            (":", Punctuation),
            ("[", Punctuation),
            ("\"x\"", String),
            (",", Punctuation),
            ("1", Number),
            (",", Punctuation),
            ("true", Keyword),
            ("]", Punctuation),
            (",", Punctuation),
            ("'b'", Invalid),
            (":", Punctuation),
            ("tru", Invalid),
        ]
    );
}

fn well_formed() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i32>().prop_map(|n| n.to_string()),
        "[a-z\\\\\"é]{0,5}".prop_map(|s| format!("{s:?}").replace("\\'", "'")),
    ];
    leaf.prop_recursive(4, 30, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|v| format!("[{}]", v.join(","))),
            prop::collection::vec(inner, 0..4).prop_map(|v| {
                let members: Vec<_> = v
                    .iter()
                    .enumerate()
                    .map(|(i, v)| format!("\"k{i}\" : {v}"))
                    .collect();
                format!("{{{}}}", members.join(" , "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn well_formed_texts_have_no_problems(text in well_formed()) {
        prop_assert_eq!(parse(&text).problems, []);
    }

    #[test]
    fn no_text_panics_and_every_place_lies_in_it(text in "\\PC*") {
        for found in parse(&text).problems {
            prop_assert!(found.span.of(&text).is_some());
        }
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            prop_assert!(token.span.of(&text).is_some());
            end = token.span.end;
        }
    }

    #[test]
    fn a_broken_text_has_a_problem_and_no_panic(text in well_formed(), cut in any::<prop::sample::Index>(), noise in "[\\[\\]{},:\"'\\\\a0 \n-]{0,6}") {
        let mut at = cut.index(text.len() + 1);
        while !text.is_char_boundary(at) { at -= 1; }
        let broken = format!("{}{}", &text[..at], noise);
        for found in parse(&broken).problems {
            prop_assert!(found.span.of(&broken).is_some(), "{:?} {:?}", broken, found);
        }
        let inserted = format!("{}{}{}", &text[..at], noise, &text[at..]);
        let _ = parse(&inserted);
        let _ = tokens(&inserted);
    }
}
