//! The known name that a mistyped one most likely means.

/// No more characters of a text are looked at.
const MAX_LENGTH: usize = 64;

/// The known name nearest to a text, by the number of single changes, case not counted. `None`: all are too far, more than
/// a third of the text's length.
pub(crate) fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (folded(text).take(MAX_LENGTH).count() / 3).max(1);
    nearest_within(text, known, limit)
}

/// The same with at most so many changes.
pub(crate) fn nearest_within<'a>(
    text: &str,
    known: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Option<&'a str> {
    let wanted: Vec<char> = folded(text).take(MAX_LENGTH).collect();
    known
        .into_iter()
        .map(|name| (distance(&wanted, name), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|character| character.to_ascii_lowercase())
}

/// Levenshtein's distance.
fn distance(text: &[char], name: &str) -> usize {
    let mut row: Vec<usize> = (0..=text.len()).collect();
    for (index, character) in folded(name).enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (wanted, cell) in text.iter().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(*wanted != character);
            diagonal = *cell;
            left = replaced.min(left + 1).min(diagonal + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["Action", "NotAction", "Principal", "Resource"];

    #[test]
    fn small_slips_are_understood_and_others_are_not() {
        assert_eq!(nearest("Actions", NAMES), Some("Action"));
        assert_eq!(nearest("action", NAMES), Some("Action"));
        assert_eq!(nearest("Prinicpal", NAMES), Some("Principal"));
        assert_eq!(nearest("Ressource", NAMES), Some("Resource"));
        assert_eq!(nearest("Comment", NAMES), None);
        assert_eq!(nearest("", NAMES), None);
        assert_eq!(nearest(&"x".repeat(10_000), NAMES), None);
    }

    #[test]
    fn the_distance_counts_single_changes() {
        let distance = |a: &str, b| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("ab", ""), 2);
        assert_eq!(distance("ab", "ab"), 0);
    }
}
