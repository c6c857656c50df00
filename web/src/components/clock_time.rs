//! An instant of the simulated clock, as people read it.

use sts::Timestamp;
use yew::prelude::*;

/// [`short`], as an element.
pub fn view_time(at: Timestamp, day: Timestamp) -> Html {
    html! { <time datetime={at.to_string()}>{ short(at, day) }</time> }
}

/// `10:00:00Z`; `01-16 10:00:00Z` where the day is another than `day`.
pub fn short(at: Timestamp, day: Timestamp) -> String {
    let (date, time) = halves(at);
    if date == halves(day).0 {
        time
    } else {
        format!(
            "{} {time}",
            date.split_once('-').map_or("", |(_, rest)| rest)
        )
    }
}

/// `2026-01-15` and `10:00:00Z`.
pub fn halves(at: Timestamp) -> (String, String) {
    let text = at.to_string();
    match text.split_once('T') {
        Some((date, time)) => (date.to_owned(), time.to_owned()),
        None => (String::new(), text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_is_named() {
        let instant = |text: &str| Timestamp::parse(text).expect("RFC 3339");
        let now = instant("2026-01-15T09:30:00Z");
        for (at, shown) in [
            ("2026-01-15T10:00:00Z", "10:00:00Z"),
            ("2026-01-16T09:30:00Z", "01-16 09:30:00Z"),
            ("2025-12-31T23:59:59Z", "12-31 23:59:59Z"),
        ] {
            assert_eq!(short(instant(at), now), shown);
        }
    }
}
