//! Records of single functions: one-time codes, and the account in a key id.

use sts::{Timestamp, credentials, totp};

use super::{Comparison, Reading};
use crate::vectors::fields::Fields;

/// `secretBase32` and a time → `code` (RFC 6238).
pub(crate) fn totp(mut given: Fields<'_>, mut expect: Fields<'_>) -> Reading {
    let secret = secret(given.need_text("secretBase32")?)?;
    let now = given.number("unixTime")?.ok_or("`unixTime` is missing")?;
    let step = given.number("step")?.unwrap_or(30);
    let digits = given.number("digits")?.unwrap_or(6);
    let hash = given.text("hash")?.unwrap_or("SHA1");
    given.finish()?;
    if (step, digits, hash) != (30, 6, "SHA1") {
        return Err("virtual MFA devices use SHA1, six digits and steps of 30 s".into());
    }
    let wanted = expect.need_text("code")?;
    expect.finish()?;
    let got = totp::code(&secret, totp::step(Timestamp(now)));
    Ok(vec![Comparison::equal(wanted, got)])
}

/// `accessKeyId` → `account`, `null` for a key id that carries none.
pub(crate) fn account(mut given: Fields<'_>, mut expect: Fields<'_>) -> Reading {
    let key = given.need_text("accessKeyId")?;
    given.finish()?;
    let wanted = expect.need("account")?.as_str().unwrap_or("none");
    expect.finish()?;
    let got = credentials::account_of(key);
    Ok(vec![Comparison::equal(
        wanted,
        got.as_deref().unwrap_or("none"),
    )])
}

/// A device's secret, from base32 as authenticator apps take it.
pub(crate) fn secret(base32: &str) -> Result<Vec<u8>, String> {
    use base32ct::Encoding as _;
    base32ct::Base32UpperUnpadded::decode_vec(base32.trim_end_matches('='))
        .map_err(|_| format!("`{base32}` is not base32"))
}
