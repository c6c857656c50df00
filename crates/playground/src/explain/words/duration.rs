//! Lengths of time.

/// Short: `45 s`, `15 min`, `1 h`; with several units `59 m 30 s`, `1 h 30 m`. Past ones begin with `-`.
pub fn duration(seconds: i64) -> String {
    let parts = parts(seconds);
    let text = match parts.as_slice() {
        [] => "0 s".to_owned(),
        [(n, Unit::Minute)] => format!("{n} min"),
        _ => join(&parts, |n, unit| format!("{n} {}", unit.letter())),
    };
    if seconds < 0 {
        format!("-{text}")
    } else {
        text
    }
}

/// In whole words, for sentences: `1 hour`, `59 minutes 30 seconds`.
pub fn duration_in_full(seconds: i64) -> String {
    let parts = parts(seconds);
    if parts.is_empty() {
        return "0 seconds".to_owned();
    }
    join(&parts, |n, unit| {
        let plural = if n == 1 { "" } else { "s" };
        format!("{n} {}{plural}", unit.word())
    })
}

#[derive(Clone, Copy)]
enum Unit {
    Hour,
    Minute,
    Second,
}

impl Unit {
    fn letter(self) -> char {
        match self {
            Self::Hour => 'h',
            Self::Minute => 'm',
            Self::Second => 's',
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
        }
    }
}

fn parts(seconds: i64) -> Vec<(u64, Unit)> {
    let seconds = seconds.unsigned_abs();
    [
        (seconds / 3600, Unit::Hour),
        (seconds / 60 % 60, Unit::Minute),
        (seconds % 60, Unit::Second),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .collect()
}

fn join(parts: &[(u64, Unit)], one: impl Fn(u64, Unit) -> String) -> String {
    let words: Vec<String> = parts.iter().map(|(n, unit)| one(*n, *unit)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (seconds, short, full) in [
            (0, "0 s", "0 seconds"),
            (1, "1 s", "1 second"),
            (45, "45 s", "45 seconds"),
            (60, "1 min", "1 minute"),
            (900, "15 min", "15 minutes"),
            (3570, "59 m 30 s", "59 minutes 30 seconds"),
            (3600, "1 h", "1 hour"),
            (5400, "1 h 30 m", "1 hour 30 minutes"),
            (43_200, "12 h", "12 hours"),
            (43_201, "12 h 1 s", "12 hours 1 second"),
            (-900, "-15 min", "15 minutes"),
        ] {
            assert_eq!(duration(seconds), short, "{seconds}");
            assert_eq!(duration_in_full(seconds), full, "{seconds}");
        }
    }
}
