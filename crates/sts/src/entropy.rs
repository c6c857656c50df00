//! Values that must be unpredictable or unique, derived and never drawn.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// Thirty-two bytes that fix every derived value of a world. Whoever knows the seed can compute them all:
/// it is simulated, and no secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The seed that a scenario's text stands for (SHA-256).
    pub fn from_text(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    /// HMAC-SHA256 under the seed of a purpose and its parts, each preceded by its length.
    pub(crate) fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        hmac_sha256(&self.0, |mac| {
            put(mac, purpose.as_bytes());
            parts.iter().for_each(|part| put(mac, part));
        })
    }
}

/// The entropy of one entry of the tape: `HMAC(seed, entry id, label)`, so that inserting an entry
/// or deriving one value more changes no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entropy {
    /// The world's seed.
    pub seed: Seed,
    /// The entry's stable id.
    pub entry: u64,
}

impl Entropy {
    /// Thirty-two bytes for one purpose.
    pub fn derive(&self, label: &str) -> [u8; 32] {
        self.seed
            .derive("entry", &[&self.entry.to_be_bytes(), label.as_bytes()])
    }
}

/// HMAC-SHA256 under a key of 32 bytes.
pub(crate) fn hmac_sha256(key: &[u8; 32], feed: impl FnOnce(&mut Hmac<Sha256>)) -> [u8; 32] {
    // HMAC pads a short key with zeros to the hash's block; doing it here leaves nothing that could fail.
    let mut block = [0; 64];
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    feed(&mut mac);
    mac.finalize().into_bytes().into()
}

fn put(mac: &mut Hmac<Sha256>, part: &[u8]) {
    mac.update(&(part.len() as u64).to_be_bytes());
    mac.update(part);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// RFC 4231, test cases 1 and 2, whose keys are shorter than 32 bytes: HMAC pads them with the same zeros.
    #[test]
    fn hmac_is_the_rfcs() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let mac = hmac_sha256(&key, |mac| mac.update(b"what do ya want for nothing?"));
        assert_eq!(
            hex(&mac),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        let mut key = [0; 32];
        key[..20].copy_from_slice(&[0x0b; 20]);
        let mac = hmac_sha256(&key, |mac| mac.update(b"Hi There"));
        assert_eq!(
            hex(&mac),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    /// FIPS 180-2, the message "abc".
    #[test]
    fn a_texts_seed_is_its_sha_256() {
        assert_eq!(
            hex(&Seed::from_text("abc").0),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    proptest! {
        /// No value depends on another entry or label, and parts cannot be shifted into one another.
        #[test]
        fn values_are_independent(seed: [u8; 32], a: u64, b: u64, x in "[a-z]{0,9}", y in "[a-z]{0,9}") {
            let of = |entry, label: &str| Entropy { seed: Seed(seed), entry }.derive(label);
            prop_assert_eq!(of(a, &x) == of(b, &y), a == b && x == y);
            prop_assert_eq!(of(a, &x), of(a, &x));
            let seed = Seed(seed);
            let joined = seed.derive("p", &[format!("{x}{y}").as_bytes(), b""]);
            prop_assert_eq!(seed.derive("p", &[x.as_bytes(), y.as_bytes()]) == joined, y.is_empty());
        }
    }
}
