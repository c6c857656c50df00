//! Bytes as letters: base64url without padding, and a CRC-32 in base32.

const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// Base64url without padding (RFC 4648 §5).
pub(super) fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=chunk.len() {
            text.push(letter(BASE64URL, bits >> (18 - 6 * at) & 63));
        }
    }
    text
}

/// Reads base64url without padding; `None`: another character, an impossible length, or bits left over.
pub(super) fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for at in 0..4 {
            bits = bits << 6 | chunk.get(at).map_or(Some(0), |letter| value(*letter))?;
        }
        let whole = chunk.len() * 6 / 8;
        let [_, first, second, third] = u32::to_be_bytes(bits);
        let spare = bits
            .checked_shl(8 + 8 * u32::try_from(whole).ok()?)
            .unwrap_or(0);
        if whole == 0 || spare != 0 {
            return None;
        }
        bytes.extend([first, second, third].into_iter().take(whole));
    }
    Some(bytes)
}

/// The CRC-32 (IEEE 802.3) of a text in seven characters of lower-case base32.
pub(super) fn crc(text: &str) -> String {
    let sum = crc32(text.as_bytes());
    (0..7)
        .rev()
        .map(|at| letter(BASE32, sum >> (5 * at) & 31))
        .collect()
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| sum >> 1 ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
    })
}

fn letter(alphabet: &[u8], value: u32) -> char {
    let letter = usize::try_from(value).ok().and_then(|at| alphabet.get(at));
    letter.map_or('?', |letter| char::from(*letter))
}

fn value(letter: u8) -> Option<u32> {
    Some(u32::from(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_that_of_rfc_4648() {
        // Section 10, without the padding.
        for (bytes, text) in [
            (b"".as_slice(), ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (b"\xfb\xef\xff", "--__"),
        ] {
            assert_eq!(base64url(bytes), text);
            assert_eq!(from_base64url(text).as_deref(), Some(bytes));
        }
        for text in [
            "Z", "Zm9vZ", "Zh", "Zm9", "Zg==", "Zm+v", "Zm/v", "Z g", "é",
        ] {
            assert_eq!(from_base64url(text), None, "{text}");
        }
    }

    #[test]
    fn the_checksum_is_crc_32() {
        // The check value of the CRC catalogue.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(
            crc32(super::super::dictionary::DICTIONARY_1.as_bytes()),
            DICTIONARY_1_CRC
        );
        assert_eq!(crc("123456789"), "df7iojg");
    }

    /// Links hold references into the dictionary: a changed one would make them unreadable. Add another instead.
    const DICTIONARY_1_CRC: u32 = 0x58e4_d96e;
}
