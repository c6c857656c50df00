//! Dates of policies and requests, on the proleptic Gregorian calendar, in UTC, without leap seconds.
//!
//! AWS: IAM User Guide, "Date condition operators"; W3C, "Date and Time Formats" (NOTE-datetime); RFC 3339.

/// An instant: whole seconds, and what is left of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Below 1,000,000,000; always forward in time.
    pub nanoseconds: u32,
}

/// Reads a date as conditions write it.
///
/// The W3C forms `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, `YYYY-MM-DDThh:mmTZD`, `…:ssTZD`, `…:ss.sTZD` with `Z` or `±hh:mm`;
/// the basic form `YYYYMMDDThhmmssZ`; seconds since 1970, also negative or with a fraction. Four digits are a year.
/// Digits of a fraction beyond the ninth are dropped. `None`: none of these, or no such day or time.
pub fn parse(text: &str) -> Option<Moment> {
    let year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !year && let Some(moment) = epoch(text) {
        return Some(moment);
    }
    let mut reader = Reader(text);
    let year = reader.number(4)?;
    if reader.done() {
        return moment(year, 1, 1, 0, 0);
    }
    let extended = reader.skip(b'-');
    let month = reader.number(2)?;
    if extended && reader.done() {
        return moment(year, month, 1, 0, 0);
    }
    if extended {
        reader.expect(b'-')?;
    }
    let day = reader.number(2)?;
    if extended && reader.done() {
        return moment(year, month, day, 0, 0);
    }
    reader.expect(b'T')?;
    let (time, nanoseconds) = reader.time(extended)?;
    let offset = reader.zone(extended)?;
    reader.done().then_some(())?;
    moment(year, month, day, time - offset, nanoseconds)
}

/// Reads an instant of RFC 3339 as seconds since 1970; a fraction is dropped. `None`: not of that form.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    (text.len() >= "2026-01-01T00:00:00Z".len() && text.as_bytes().get(4) == Some(&b'-'))
        .then(|| parse(text))?
        .map(|moment| moment.seconds)
}

/// Writes an instant as `YYYY-MM-DDThh:mm:ssZ`. Years outside 0000–9999 are written with a sign and as many digits as they need.
pub fn format_rfc3339(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(86_400));
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    let year = match year {
        0..=9999 => format!("{year:04}"),
        _ => format!("{year:+}"),
    };
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Seconds since 1970, as digits with an optional sign and fraction.
fn epoch(text: &str) -> Option<Moment> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (numeric(digits) && numeric(fraction)).then_some(())?;
    let seconds: i64 = whole.parse().ok()?;
    let nanoseconds = nanoseconds(fraction);
    if whole.starts_with('-') && nanoseconds > 0 {
        return Some(Moment {
            seconds: seconds.checked_sub(1)?,
            nanoseconds: 1_000_000_000 - nanoseconds,
        });
    }
    Some(Moment {
        seconds,
        nanoseconds,
    })
}

fn nanoseconds(digits: &str) -> u32 {
    digits
        .bytes()
        .map(|byte| u32::from(byte.wrapping_sub(b'0')))
        .chain(std::iter::repeat(0))
        .take(9)
        .fold(0, |sum, digit| sum * 10 + digit)
}

/// A moment from a civil date and seconds into that day, which may lie outside the day.
fn moment(year: i64, month: i64, day: i64, time: i64, nanoseconds: u32) -> Option<Moment> {
    ((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)).then_some(())?;
    Some(Moment {
        seconds: days(year, month, day) * 86_400 + time,
        nanoseconds,
    })
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a civil date, counted in 400-year eras that begin on 1 March.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The civil date that is so many days after 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Takes digits and signs off the front of a text.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn done(&self) -> bool {
        self.0.is_empty()
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.0.as_bytes().first() == Some(&byte);
        if found {
            self.0 = self.0.get(1..).unwrap_or_default();
        }
        found
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.skip(byte).then_some(())
    }

    /// Exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (text, rest) = self.0.split_at_checked(digits)?;
        text.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(())?;
        self.0 = rest;
        text.parse().ok()
    }

    /// Seconds into the day, and nanoseconds. Seconds may be left out, and a fraction given, only in the extended form.
    fn time(&mut self, extended: bool) -> Option<(i64, u32)> {
        let hour = self.number(2)?;
        if extended {
            self.expect(b':')?;
        }
        let minute = self.number(2)?;
        let (mut second, mut fraction) = (0, 0);
        if !extended || self.skip(b':') {
            second = self.number(2)?;
            if extended && self.skip(b'.') {
                let end = self
                    .0
                    .bytes()
                    .position(|byte| !byte.is_ascii_digit())
                    .unwrap_or(self.0.len());
                let (digits, rest) = self.0.split_at_checked(end)?;
                (!digits.is_empty()).then_some(())?;
                fraction = nanoseconds(digits);
                self.0 = rest;
            }
        }
        (hour < 24 && minute < 60 && second < 60).then_some(())?;
        Some((hour * 3600 + minute * 60 + second, fraction))
    }

    /// Seconds east of UTC.
    fn zone(&mut self, extended: bool) -> Option<i64> {
        if self.skip(b'Z') {
            return Some(0);
        }
        let sign = if extended && self.skip(b'+') {
            1
        } else if extended && self.skip(b'-') {
            -1
        } else {
            return None;
        };
        let hours = self.number(2)?;
        self.expect(b':')?;
        let minutes = self.number(2)?;
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Option<(i64, u32)>) {
        let got = parse(text).map(|moment| (moment.seconds, moment.nanoseconds));
        assert_eq!(got, expected, "{text}");
    }

    /// The forms of NOTE-datetime, plus the two AWS adds (IAM User Guide, "Date condition operators").
    #[test]
    fn every_form_is_read() {
        check("2026", Some((1_767_225_600, 0)));
        check("2026-01", Some((1_767_225_600, 0)));
        check("2026-01-01", Some((1_767_225_600, 0)));
        check("2026-01-01T00:00Z", Some((1_767_225_600, 0)));
        check("2026-01-01T00:00:01Z", Some((1_767_225_601, 0)));
        check("2026-01-01T02:00:00+02:00", Some((1_767_225_600, 0)));
        check("2025-12-31T22:30-01:30", Some((1_767_225_600, 0)));
        check("2026-01-01T00:00:00.5Z", Some((1_767_225_600, 500_000_000)));
        check("20260101T000000Z", Some((1_767_225_600, 0)));
        check("1767225600", Some((1_767_225_600, 0)));
        check("0", Some((0, 0)));
        check("-1", Some((-1, 0)));
        check("1.25", Some((1, 250_000_000)));
        check("-0.25", Some((-1, 750_000_000)));
        check("20260101", Some((20_260_101, 0)));
        check("2024-02-29", Some((1_709_164_800, 0)));
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "tomorrow",
            "2026-13",
            "2026-02-30",
            "2026-00-01",
            "2026-01-01T00:00",
            "2026-01-01T24:00Z",
            "2026-01-01T00:60Z",
            "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00Z ",
            "2026-01-01T00:00:00+0200",
            "20260101T0000Z",
            "+5",
            "1.",
            ".5",
            "--1",
            "9223372036854775808",
            "２０２６",
            "2026-0é",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn rfc3339_wants_the_whole_instant() {
        assert_eq!(parse_rfc3339("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse_rfc3339("1970-01-01T00:00:00.9+00:00"), Some(0));
        for text in [
            "1970",
            "1970-01-01",
            "1970-01-01T00:00Z",
            "00000000000000000000",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
        assert_eq!(format_rfc3339(1_767_225_600), "2026-01-01T00:00:00Z");
        assert_eq!(format_rfc3339(i64::MAX).get(..1), Some("+"));
    }

    proptest! {
        #[test]
        fn writing_and_reading_agree_with_jiff(seconds in -62_167_219_200_i64..253_402_207_200) {
            let text = format_rfc3339(seconds);
            let oracle = jiff::Timestamp::from_second(seconds).unwrap();
            prop_assert_eq!(&text, &oracle.to_string());
            prop_assert_eq!(parse_rfc3339(&text), Some(seconds));
        }

        #[test]
        fn no_text_panics(text in "\\PC*", seconds in any::<i64>()) {
            let _ = parse(&text);
            let _ = format_rfc3339(seconds);
        }

        #[test]
        fn offsets_agree_with_jiff(text in "2[0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9])") {
            let oracle = text.parse::<jiff::Timestamp>().ok();
            let got = parse(&text);
            prop_assert_eq!(
                got.map(|m| i128::from(m.seconds) * 1_000_000_000 + i128::from(m.nanoseconds)),
                oracle.map(jiff::Timestamp::as_nanosecond)
            );
        }
    }
}
