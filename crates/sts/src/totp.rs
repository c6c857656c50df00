//! One-time codes of virtual MFA devices: TOTP (RFC 6238) with SHA-1, six digits, steps of 30 seconds.

use std::sync::Arc;

use base32ct::{Base32UpperUnpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

use crate::world::MfaDevice;
use crate::{Seed, Timestamp};

/// The secret of a device: 40 bytes, as IAM's virtual devices have.
pub fn device_secret(seed: &Seed, serial: &str) -> Arc<[u8]> {
    let half = |n: u8| seed.derive("mfa device", &[serial.as_bytes(), &[n]]);
    half(0).into_iter().chain(half(1)).take(40).collect()
}

/// The time step of an instant: Unix time / 30. Instants before 1970 are in step 0.
pub fn step(now: Timestamp) -> u64 {
    u64::try_from(now.0).unwrap_or(0) / 30
}

/// The code of a time step: six digits.
pub fn code(secret: &[u8], step: u64) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("a key of any length");
    mac.update(&step.to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    // RFC 4226, section 5.3: the low four bits of the last byte say where to read 31 bits.
    let offset = usize::from(digest[19] & 0x0f);
    let number = digest
        .iter()
        .skip(offset)
        .take(4)
        .fold(0_u32, |n, byte| n << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// The secret as authenticator apps take it.
pub fn base32(secret: &[u8]) -> String {
    Base32UpperUnpadded::encode_string(secret)
}

/// What a code is worth at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Right: this time step is to be used up.
    Verified(u64),
    /// Right, but its step, or a later one, is already used up.
    Used,
    /// Of no step within the window.
    Wrong,
}

/// Checks a code: it may be of the current step or one of its neighbours, and of a step later than the last one used.
///
/// AWS does not document its window; one step either way is RFC 6238's advice.
pub fn verify(device: &MfaDevice, given: &str, now: Timestamp) -> Verdict {
    let current = step(now);
    let mut verdict = Verdict::Wrong;
    for step in [
        Some(current),
        current.checked_sub(1),
        current.checked_add(1),
    ] {
        let Some(step) = step else { continue };
        if !bool::from(
            code(&device.secret, step)
                .as_bytes()
                .ct_eq(given.as_bytes()),
        ) {
            continue;
        }
        if device.last_step.is_none_or(|last| step > last) {
            return Verdict::Verified(step);
        }
        verdict = Verdict::Used;
    }
    verdict
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    /// RFC 6238, appendix B, cut to six digits; also the vectors with `secretBase32`.
    #[test]
    fn codes_are_the_rfcs() {
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (seconds, wanted) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(SECRET, step(Timestamp(seconds))), wanted, "{seconds}");
        }
        assert_eq!(step(Timestamp(-1)), 0);
        assert_eq!(code(&[7; 200], u64::MAX).len(), 6);
    }

    #[test]
    fn a_code_is_good_within_one_step_and_once() {
        let now = Timestamp(1_000_000);
        let current = step(now);
        let check = |given: u64, last_step, wanted| {
            let device = MfaDevice {
                serial: "arn:aws:iam::111111111111:mfa/alice".into(),
                owner: Some("alice".into()),
                secret: SECRET.into(),
                last_step,
            };
            assert_eq!(verify(&device, &code(SECRET, given), now), wanted);
        };
        check(current, None, Verdict::Verified(current));
        check(current - 1, None, Verdict::Verified(current - 1));
        check(current + 1, None, Verdict::Verified(current + 1));
        check(current - 2, None, Verdict::Wrong);
        check(current + 2, None, Verdict::Wrong);
        check(current, Some(current - 1), Verdict::Verified(current));
        check(current, Some(current), Verdict::Used);
        check(current - 1, Some(current), Verdict::Used);
        check(current + 1, Some(current), Verdict::Verified(current + 1));
    }

    #[test]
    fn a_devices_secret_has_forty_bytes() {
        let seed = Seed::from_text("s");
        let secret = device_secret(&seed, "arn:aws:iam::111111111111:mfa/alice");
        assert_eq!(secret.len(), 40);
        assert_eq!(base32(&secret).len(), 64);
        assert_ne!(
            secret,
            device_secret(&seed, "arn:aws:iam::111111111111:mfa/bob")
        );
    }
}
