//! Amazon Resource Names.
//!
//! AWS: IAM User Guide, "Identify AWS resources with Amazon Resource Names (ARNs)" (reference-arns).

/// The parts of `arn:partition:service:region:account:resource`. Region and account may be empty; the resource may hold colons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, …
    pub partition: &'a str,
    /// `iam`
    pub service: &'a str,
    /// Empty for global services.
    pub region: &'a str,
    /// Twelve digits, `aws`, or empty.
    pub account: &'a str,
    /// `role/path/Name`
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits a complete ARN; `None`: fewer than six parts, or it does not begin with `arn:`. The parts themselves are not checked.
    pub fn parse(text: &'a str) -> Option<Self> {
        let (partition, rest) = cut(text.strip_prefix("arn:")?)?;
        let (service, rest) = cut(rest)?;
        let (region, rest) = cut(rest)?;
        let (account, resource) = cut(rest)?;
        Some(Self {
            partition,
            service,
            region,
            account,
            resource,
        })
    }
}

/// The text before the first colon, and that behind it; in texts as short as these faster than a searcher.
pub(crate) fn cut(text: &str) -> Option<(&str, &str)> {
    let colon = text.bytes().position(|byte| byte == b':')?;
    Some((text.get(..colon)?, text.get(colon + 1..)?))
}

/// Whether a text is an account number: twelve digits.
pub fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_has_six_parts_and_the_last_may_hold_colons() {
        let arn = Arn::parse("arn:aws:sns:us-east-1:111122223333:topic:sub/x").unwrap();
        assert_eq!(arn.service, "sns");
        assert_eq!(arn.account, "111122223333");
        assert_eq!(arn.resource, "topic:sub/x");
        for text in ["", "*", "arn:aws:iam::1", "arm:a:b:c:d:e", "arn"] {
            assert_eq!(Arn::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_account_is_twelve_digits() {
        assert!(is_account("000000000001"));
        for text in [
            "1",
            "1111222233334",
            "11112222333a",
            "１１１１２２２２３３３３",
        ] {
            assert!(!is_account(text), "{text}");
        }
    }
}
