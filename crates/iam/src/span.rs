//! Places in a policy's own text.

/// A half-open range of UTF-8 byte offsets, relative to the start of the policy's own text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}
