//! Credentials held: a fold of the exchanges.

use std::sync::Arc;

use sts::{Call, Credentials, Exchange, Request, Response, Seed, Timestamp, token};

/// Credentials that an entry issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The entry that issued them.
    pub entry: u64,
    /// The credentials.
    pub credentials: Credentials,
    /// When they were issued.
    pub issued: Timestamp,
    /// ARN of the session (for GetSessionToken: the user's).
    pub arn: Arc<str>,
    /// The operation that issued them, `AssumeRole`.
    pub operation: Arc<str>,
    /// MFA is recorded in the session.
    pub mfa: bool,
    /// ARNs of the principals that led here, first to last.
    pub chain: Vec<Arc<str>>,
}

/// How far a credential's life has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Works.
    Live,
    /// Works, but at most 5 minutes or a tenth of its life is left.
    Ending,
    /// Ended.
    Expired,
}

impl Held {
    /// Seconds left at an instant; negative once ended.
    pub fn seconds_left(&self, now: Timestamp) -> i64 {
        self.credentials.expiration.0.saturating_sub(now.0)
    }

    /// How far its life has gone.
    pub fn life(&self, now: Timestamp) -> Life {
        let left = self.seconds_left(now);
        let whole = self.credentials.expiration.0.saturating_sub(self.issued.0);
        if left <= 0 {
            Life::Expired
        } else if left <= 300 || left <= whole / 10 {
            Life::Ending
        } else {
            Life::Live
        }
    }
}

/// What an exchange puts into the wallet.
pub(crate) fn held(
    entry: u64,
    at: Timestamp,
    call: &Call,
    exchange: &Exchange,
    seed: &Seed,
) -> Option<Held> {
    let response = exchange.result.as_ref().ok()?;
    let credentials = response.credentials()?.clone();
    let Request::Sts { operation, .. } = &call.request else {
        return None;
    };
    let arn = match response {
        Response::AssumeRole { arn, .. } => arn.clone(),
        _ => exchange.trace.caller.as_ref()?.arn.clone(),
    };
    let session = token::open(seed, &credentials.session_token)?;
    Some(Held {
        entry,
        credentials,
        issued: at,
        arn,
        operation: operation.name.into(),
        mfa: session.mfa.is_some(),
        chain: session.chain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gallery, replay::replay};

    #[test]
    fn a_life_nears_its_end_in_its_last_five_minutes_or_tenth() {
        // One hour: a tenth is six minutes.
        let replay = replay(&gallery::open("credentials-that-expire").unwrap());
        let held = &replay.wallet[0];
        let end = held.credentials.expiration;
        for (left, life) in [
            (3600, Life::Live),
            (361, Life::Live),
            (360, Life::Ending),
            (1, Life::Ending),
            (0, Life::Expired),
            (-1, Life::Expired),
        ] {
            let now = end.plus(-left);
            assert_eq!((held.seconds_left(now), held.life(now)), (left, life));
        }
        let mut short = held.clone();
        short.credentials.expiration = short.issued.plus(900);
        assert_eq!(short.life(short.issued.plus(599)), Life::Live);
        assert_eq!(short.life(short.issued.plus(600)), Life::Ending);
    }
}
