//! Values that must be unpredictable or unique, derived and never drawn.

/// Thirty-two bytes that fix every derived value of a world. Whoever knows the seed can compute them all:
/// it is simulated, and no secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The seed that a scenario's text stands for (SHA-256).
    pub fn from_text(text: &str) -> Self {
        let _ = text;
        Self::default()
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
        let _ = label;
        [0; 32]
    }
}
