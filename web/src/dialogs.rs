//! Dialogs of the page.
