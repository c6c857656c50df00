//! What the page does besides drawing: effects keyed on pieces of the state.

pub mod use_address;
pub mod use_clock;
pub mod use_shortcuts;
pub mod use_theme;
