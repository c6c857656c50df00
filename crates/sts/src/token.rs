//! Session tokens: a session sealed under the world's key, so that whoever holds the world opens it with no lookup.
//!
//! Layout before base64 (standard alphabet): version (1 byte), account (12 digits), nonce (24 bytes), ciphertext and tag
//! (XChaCha20-Poly1305). Version and account are authenticated. The nonce is an HMAC of what is sealed, so that no nonce
//! ever meets two contents. A token grows with its session, as AWS's tokens do.

use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::Mac;

use crate::entropy::hmac_sha256;
use crate::{Seed, Session, SessionToken};

mod codec;

const VERSION: u8 = 1;
/// Version and account.
const HEADER: usize = 13;
const NONCE: usize = 24;
const TAG: usize = 16;
/// Longer texts are no tokens: far above what a session of the longest parameters takes.
const MAX_LENGTH: usize = 256 * 1024;

/// Seals a session; the token has at least `minimum` characters (`MinimumSessionTokenSize`).
pub fn seal(seed: &Seed, session: &Session, minimum: usize) -> SessionToken {
    let mut plain = codec::write(session);
    // Base64 makes four characters of three bytes; zeros at the end are no part of the session.
    let least = (minimum.div_ceil(4) * 3).saturating_sub(HEADER + NONCE + TAG);
    plain.resize(plain.len().max(least), 0);

    let mut token = Vec::with_capacity(HEADER + NONCE + plain.len() + TAG);
    token.push(VERSION);
    let account = session.principal.account().as_bytes();
    token.extend((0..HEADER - 1).map(|at| account.get(at).copied().unwrap_or(b'0')));

    let key = seed.derive("session token nonce", &[]);
    let mac = hmac_sha256(&key, |mac| {
        mac.update(&token);
        mac.update(&plain);
    });
    let mut nonce = [0; NONCE];
    nonce.iter_mut().zip(mac).for_each(|(to, from)| *to = from);

    let payload = Payload {
        msg: &plain,
        aad: &token,
    };
    // Fails only beyond 256 GiB.
    let sealed = cipher(seed)
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap_or_default();
    token.extend(nonce);
    token.extend(sealed);
    SessionToken(Base64::encode_string(&token).into())
}

/// Opens a token; `None`: it was altered, cut, or sealed under another seed.
pub fn open(seed: &Seed, token: &SessionToken) -> Option<Session> {
    if token.0.len() > MAX_LENGTH {
        return None;
    }
    let token = Base64::decode_vec(&token.0).ok()?;
    let (header, rest) = token.split_at_checked(HEADER)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let (version, account) = header.split_first()?;
    let payload = Payload {
        msg: sealed,
        aad: header,
    };
    let plain = cipher(seed).decrypt(&XNonce::from(nonce), payload).ok()?;
    let session = codec::read(&plain)?;
    (*version == VERSION && session.principal.account().as_bytes() == account).then_some(session)
}

fn cipher(seed: &Seed) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&seed.derive("session token", &[]).into())
}

#[cfg(test)]
mod tests;
