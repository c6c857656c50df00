use proptest::prelude::*;

use super::*;

fn context() -> Context {
    let mut context = Context::default();
    context.set("aws:username", "anna");
    context.set("k:star", "*");
    context.set_all("k:many", ["a", "b"]);
    context
}

fn action(pattern: &str, action: &str, expected: bool) {
    assert_eq!(
        action_matches(pattern, action),
        expected,
        "{pattern} {action}"
    );
}

fn resource(pattern: &str, resource: &str, expected: bool) {
    assert_eq!(
        resource_matches(pattern, resource, Version::V2012, &context()),
        expected,
        "{pattern} {resource}"
    );
}

/// IAM User Guide, reference_policies_elements_action.
#[test]
fn actions() {
    action("*", "sts:AssumeRole", true);
    action("sts:*", "sts:AssumeRole", true);
    action("STS:assumerole", "sts:AssumeRole", true);
    action("sts:Assume*", "sts:AssumeRoleWithSAML", true);
    action("sts:*WithSAML", "sts:AssumeRoleWithSAML", true);
    action("sts:AssumeRol?", "sts:AssumeRole", true);
    action("sts:AssumeRol??", "sts:AssumeRole", false);
    action("sts:AssumeRole", "sts:AssumeRoleWithSAML", false);
    action("s3:*", "sts:AssumeRole", false);
    action("s*:AssumeRole", "sts:AssumeRole", false);
    action("AssumeRole", "sts:AssumeRole", false);
    action("s*", "sts:AssumeRole", false);
}

/// IAM User Guide, reference_policies_elements_resource and reference-arns.
#[test]
fn resources() {
    let role = "arn:aws:iam::111122223333:role/a/b/R";
    resource("*", role, true);
    resource("*", "*", true);
    resource("arn:aws:iam::111122223333:role/*", role, true);
    resource("arn:aws:iam::111122223333:role/a/?/R", role, true);
    resource("arn:aws:iam::111122223333:role/R", role, false);
    resource("arn:aws:iam::111122223333:ROLE/*", role, false);
    resource("arn:aws:iam::*:role/*", role, true);
    resource("arn:aws:iam::1*3:role/*", role, true);
    resource("arn:aws:iam::111122223333", role, true);
    resource("arn:aws:iam", role, true);
    resource("arn:aws:sts", role, false);
    resource("arn:aws:iam::111122223333:role/*", "*", false);
    resource("arn:aws:s3:::b*", "arn:aws:s3:::bucket:x/y", true);
}

#[test]
fn a_star_that_ends_its_segment_runs_past_colons_and_no_other_does() {
    let long = "arn:aws:sns:us-east-1:999999999999:111122223333:topic";
    resource("arn:aws:sns:*:111122223333:topic", long, true);
    resource("arn:aws:sns:us-*:111122223333:topic", long, true);
    resource("arn:aws:sns:us*1:111122223333:topic", long, false);
    resource("arn:aws:sns:us*1:999999999999:*:topic", long, true);
    resource("arn:aws:sns:?s-east-1:999999999999:*", long, true);
    resource("arn:aws:sns:us-east-1?999999999999:1:topic", long, false);
    resource("arn:aws:*:topic:*", long, false);
    resource("arn:aws:s*:111122223333:topic", long, false);
    resource("arn:a*:*:*:111122223333:topic", long, true);
}

/// IAM User Guide, reference_policies_variables.
#[test]
fn variables() {
    resource(
        "arn:aws:iam::1:user/${aws:username}",
        "arn:aws:iam::1:user/anna",
        true,
    );
    resource(
        "arn:aws:iam::1:user/${aws:username}-*",
        "arn:aws:iam::1:user/anna-1",
        true,
    );
    resource(
        "arn:aws:iam::1:user/${nobody}",
        "arn:aws:iam::1:user/",
        false,
    );
    resource(
        "arn:aws:iam::1:user/${k:many}",
        "arn:aws:iam::1:user/a",
        false,
    );
    resource(
        "arn:aws:iam::1:user/${nobody, 'x'}",
        "arn:aws:iam::1:user/x",
        true,
    );
    resource(
        "arn:aws:iam::1:user/${k:star}",
        "arn:aws:iam::1:user/anna",
        false,
    );
    resource(
        "arn:aws:iam::1:user/${k:star}",
        "arn:aws:iam::1:user/*",
        true,
    );
    resource(
        "arn:aws:iam::1:user/a${*}a",
        "arn:aws:iam::1:user/anna",
        false,
    );
    // Outside the resource part a variable is text.
    resource(
        "arn:aws:iam::${aws:username}:user/x",
        "arn:aws:iam::anna:user/x",
        false,
    );
    assert!(!resource_matches(
        "arn:aws:iam::1:user/${aws:username}",
        "arn:aws:iam::1:user/anna",
        Version::V2008,
        &context()
    ));
}

/// The obvious matcher, exponential but plain. Before the wall no wildcard takes a colon.
fn naive(pattern: &[char], text: &[char], wall: usize) -> bool {
    let walled = |c: char| c == ':' && wall > 0;
    let left = wall.saturating_sub(1);
    match (pattern, text) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            naive(rest, text, wall)
                || text
                    .split_first()
                    .is_some_and(|(c, tail)| !walled(*c) && naive(pattern, tail, left))
        }
        (['?', rest @ ..], [c, tail @ ..]) => !walled(*c) && naive(rest, tail, left),
        ([p, rest @ ..], [c, tail @ ..]) => p == c && naive(rest, tail, left),
        _ => false,
    }
}

/// The obvious matcher for ARN patterns: every way to lay the pattern's segments on the text's.
fn naive_arn(pattern: &[&str], text: &str) -> bool {
    let chars = |text: &str| text.chars().collect::<Vec<_>>();
    match pattern {
        [] => false,
        [last] => naive(&chars(last), &chars(text), 0),
        [first, rest @ ..] => {
            let Some((segment, tail)) = text.split_once(':') else {
                return false;
            };
            if !naive(&chars(first), &chars(segment), 0) {
                return false;
            }
            let mut tails = vec![tail];
            if first.ends_with('*') {
                tails.extend(tail.match_indices(':').map(|(at, _)| &tail[at + 1..]));
            }
            tails.into_iter().any(|tail| naive_arn(rest, tail))
        }
    }
}

proptest! {
    #[test]
    fn globs_equal_the_naive_matcher(pattern in "[ab:*?é]{0,8}", text in "[ab:é]{0,10}", wall in 0_usize..10) {
        let wall = text.char_indices().nth(wall).map_or(text.len(), |(at, _)| at);
        let glob = Glob::compile(&pattern, Version::V2012, Wildcards::Count);
        let characters: Vec<_> = text.chars().collect();
        let wall_in_characters = text[..wall].chars().count();
        // With a wall every segment before it is matched on its own, as the walls of ARNs are: at a colon.
        prop_assume!(wall == 0 || text.as_bytes().get(wall) == Some(&b':') || wall == text.len());
        prop_assert_eq!(
            glob.matches(&text, &Context::EMPTY, Case::Counts, wall),
            naive(&pattern.chars().collect::<Vec<_>>(), &characters, wall_in_characters)
        );
    }

    #[test]
    fn arns_equal_the_naive_matcher(pattern in "arn:[a*?]{0,2}:[ab*]{0,3}:[ab*?]{0,3}:[a*]{0,2}:[ab:*]{0,4}", text in "arn:[a:]{0,3}:[ab]{0,2}:[ab:]{0,4}:[ab:]{0,6}") {
        let parts: Vec<_> = pattern.splitn(6, ':').collect();
        prop_assert_eq!(
            resource_matches(&pattern, &text, Version::V2012, &Context::EMPTY),
            naive_arn(&parts, &text)
        );
    }

    #[test]
    fn case_is_folded_beyond_ascii(text in "[a-zé-ÿA-Z]{0,6}") {
        prop_assume!(text.to_uppercase().to_lowercase() == text.to_lowercase());
        let glob = Glob::compile(&text, Version::V2012, Wildcards::AreText);
        prop_assert!(glob.matches(&text.to_uppercase(), &Context::EMPTY, Case::Ignored, 0) || text.contains('ß'));
    }

    #[test]
    fn no_text_panics(pattern in "\\PC{0,20}", text in "\\PC{0,20}") {
        let _ = resource_matches(&pattern, &text, Version::V2012, &Context::EMPTY);
        let _ = action_matches(&pattern, &text);
    }
}

#[test]
fn many_stars_take_no_exponential_time() {
    let pattern = "a*".repeat(500) + "b";
    let glob = Glob::compile(&pattern, Version::V2012, Wildcards::Count);
    assert!(!glob.matches(&"a".repeat(5_000), &Context::EMPTY, Case::Counts, 0));
}
