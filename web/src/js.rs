//! The browser, one small module for each thing the page asks of it.

pub mod address;
pub mod clipboard;
pub mod dom;
pub mod editor;
pub mod storage;
