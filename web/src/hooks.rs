//! What the page does besides drawing.

pub mod use_theme;
