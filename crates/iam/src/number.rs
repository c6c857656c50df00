//! Numbers of `Numeric…` conditions, compared exactly however many digits they have.

use std::cmp::Ordering;

/// An integer or decimal, `-12.50`, taken apart. The parts borrow from the text or own a copy.
#[derive(Clone, Debug)]
pub(crate) struct Decimal<S> {
    negative: bool,
    /// Without leading zeros.
    whole: S,
    /// Without trailing zeros.
    fraction: S,
}

/// Reads digits with an optional sign and fraction; exponents are not numbers here. `None`: not of that form.
pub(crate) fn parse(text: &str) -> Option<Decimal<&str>> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = match unsigned.bytes().position(|byte| byte == b'.') {
        Some(point) => (unsigned.get(..point)?, unsigned.get(point + 1..)?),
        None => (unsigned, "0"),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then_some(())?;
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let zero = whole.is_empty() && fraction.is_empty();
    Some(Decimal {
        negative: text.starts_with('-') && !zero,
        whole,
        fraction,
    })
}

impl Decimal<&str> {
    pub(crate) fn to_owned(&self) -> Decimal<Box<str>> {
        Decimal {
            negative: self.negative,
            whole: self.whole.into(),
            fraction: self.fraction.into(),
        }
    }
}

impl<S: AsRef<str>> Decimal<S> {
    /// How it stands to another.
    pub(crate) fn compare<T: AsRef<str>>(&self, other: &Decimal<T>) -> Ordering {
        let (whole, other_whole) = (self.whole.as_ref(), other.whole.as_ref());
        let magnitude = (whole.len().cmp(&other_whole.len()))
            .then_with(|| whole.cmp(other_whole))
            .then_with(|| self.fraction.as_ref().cmp(other.fraction.as_ref()));
        match (self.negative, other.negative) {
            (false, false) => magnitude,
            (true, true) => magnitude.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialEq for Decimal<Box<str>> {
    fn eq(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Equal
    }
}

impl Eq for Decimal<Box<str>> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(left: &str, right: &str, expected: Ordering) {
        let (left, right) = (parse(left).unwrap(), parse(right).unwrap());
        assert_eq!(left.compare(&right), expected, "{left:?} {right:?}");
        assert_eq!(right.compare(&left), expected.reverse());
    }

    #[test]
    fn digits_decide_not_text_and_none_is_lost() {
        check("10", "10.0", Ordering::Equal);
        check("9", "10", Ordering::Less);
        check("-9", "-10", Ordering::Greater);
        check("-0.0", "0", Ordering::Equal);
        check("+1", "1", Ordering::Equal);
        check("0.1", "0.09", Ordering::Greater);
        check("007", "7", Ordering::Equal);
        check(
            "100000000000000000000000000000000000000001",
            "100000000000000000000000000000000000000000",
            Ordering::Greater,
        );
        for text in [
            "", "-", ".", "1.", ".5", "1e3", "0x1", "1,5", " 1", "--1", "ten",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn integers_compare_as_integers(left in any::<i64>(), right in any::<i64>()) {
            let (l, r) = (left.to_string(), right.to_string());
            prop_assert_eq!(parse(&l).unwrap().compare(&parse(&r).unwrap()), left.cmp(&right));
        }
    }
}
