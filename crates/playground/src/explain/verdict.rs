//! The verdict of an exchange in words.

use sts::trace::Failure;

use super::case::Case;
use super::{allowed, denied, refused, words};

/// The verdict, then what decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// `Denied by the role's trust policy`
    pub(super) headline: String,
    /// What decided, as sentences.
    pub(super) reason: String,
    /// The reason in a few words, for an announcement; may be empty.
    pub(super) brief: String,
}

impl Verdict {
    pub(super) fn new(headline: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            headline: headline.into(),
            reason: reason.into(),
            brief: String::new(),
        }
    }

    /// What decided, in one line.
    pub(super) fn line(&self) -> String {
        match self.brief.as_str() {
            "" => self.reason.clone(),
            brief => format!("{}.", words::capitalised(brief)),
        }
    }
}

/// Tells which way the exchange went, and why.
pub(super) fn verdict(case: &Case<'_>) -> Verdict {
    match (&case.exchange.result, case.failure) {
        (Ok(response), _) => allowed::verdict(case, response),
        (Err(_), Some((_, Failure::Policies))) => denied::verdict(case),
        (Err(error), Some((_, failure))) => refused::verdict(case, failure, error),
        (Err(error), None) => Verdict::new(
            format!("Refused: {}", error.code),
            format!("AWS answers: {}", error.message),
        ),
    }
}
