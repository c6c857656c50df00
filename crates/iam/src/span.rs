//! Places in a policy's own text.

/// A half-open range of UTF-8 byte offsets, relative to the start of the policy's own text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte offsets. Offsets beyond 4 GiB are cut to that; no reader here takes texts so long.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: cut(start),
            end: cut(end),
        }
    }

    /// From the start of one to the end of the other.
    pub fn to(self, last: Self) -> Self {
        Self {
            start: self.start,
            end: last.end,
        }
    }

    /// The part of the text it covers; `None`: it does not lie in this text.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }
}

/// A place as people count: lines and columns from 1, a column being one Unicode scalar value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
}

impl LineColumn {
    /// The place of a byte offset. An offset beyond the text is its end; one inside a character is that character.
    pub fn of(text: &str, offset: u32) -> Self {
        let offset = offset as usize;
        let (mut line, mut column) = (1, 1);
        for (at, character) in text.char_indices() {
            if at + character.len_utf8() > offset {
                break;
            }
            if character == '\n' {
                line += 1;
                column = 1;
            } else {
                column += 1;
            }
        }
        Self { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, offset: u32, line: usize, column: usize) {
        assert_eq!(LineColumn::of(text, offset), LineColumn { line, column });
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        check("", 0, 1, 1);
        check("ab\ncd", 1, 1, 2);
        check("ab\ncd", 2, 1, 3);
        check("ab\ncd", 3, 2, 1);
        check("ab\ncd", 99, 2, 3);
        check("é\u{2028}x", 2, 1, 2);
        check("é\u{2028}x", 3, 1, 2);
    }

    #[test]
    fn a_span_outside_the_text_covers_nothing() {
        assert_eq!(Span::new(1, 3).of("abc"), Some("bc"));
        assert_eq!(Span::new(1, 9).of("abc"), None);
        assert_eq!(Span::new(1, 2).of("é"), None);
    }
}
