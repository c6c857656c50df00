//! The browser, one small module for each thing the page asks of it.

pub mod address;
