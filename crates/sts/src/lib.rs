//! AWS Security Token Service as a value.
