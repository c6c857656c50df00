//! The regions of the screen.

pub mod decision;
pub mod header;
pub mod policy;
pub mod request;
pub mod timeline;
pub mod wallet;
