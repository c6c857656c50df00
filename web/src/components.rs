//! What panels are made of.

pub mod icon;
