//! What panels are made of.

pub mod announcer;
pub mod call_line;
pub mod clock_time;
pub mod code_editor;
pub mod copy_button;
pub mod countdown;
pub mod credential_card;
pub mod device;
pub mod dialog;
pub mod field;
pub mod flip_list;
pub mod gate_list;
pub mod icon;
pub mod lanes;
pub mod policy_text;
pub mod secret;
pub mod toast;
pub mod verdict;
