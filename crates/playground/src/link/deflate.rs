//! Raw DEFLATE with a dictionary: text that both sides know beforehand, so that what repeats it costs nearly nothing.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::dictionary::DICTIONARY_1;

/// Why packed bytes cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// Not DEFLATE, cut short, or with something behind it.
    Malformed,
    /// More comes out than is allowed.
    TooLarge,
}

/// Packs bytes with dictionary 1, as small as it gets.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    // A negative window means raw DEFLATE.
    let flags = create_comp_flags_from_zip_params(10, -15, 0);
    let mut compressor = CompressorOxide::new(flags);
    // The dictionary goes through the compressor, up to a byte boundary, and what comes of it is dropped.
    compress_to_output(
        &mut compressor,
        DICTIONARY_1.as_bytes(),
        TDEFLFlush::Sync,
        |_| true,
    );
    let mut packed = Vec::new();
    let (status, _) = compress_to_output(&mut compressor, bytes, TDEFLFlush::Finish, |chunk| {
        packed.extend_from_slice(chunk);
        true
    });
    debug_assert_eq!(status, TDEFLStatus::Done);
    packed
}

/// Unpacks bytes that were packed with a dictionary.
pub(super) fn inflate(packed: &[u8], dictionary: &[u8], max: usize) -> Result<Vec<u8>, Failure> {
    let mut out = dictionary.to_vec();
    let mut filled = dictionary.len();
    let mut rest = packed;
    let mut decompressor = Box::new(DecompressorOxide::new());
    let limit = dictionary.len() + max;
    loop {
        // Most links unpack to a few times their size: room is made as it is needed.
        let room = (filled + packed.len() * 4 + 1024).min(limit + 1);
        out.resize(room.max(filled), 0);
        let (status, read, written) = decompress(
            &mut decompressor,
            rest,
            &mut out,
            filled,
            inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        rest = rest.get(read..).unwrap_or_default();
        filled += written;
        if filled > limit {
            return Err(Failure::TooLarge);
        }
        match status {
            TINFLStatus::Done if rest.is_empty() => {
                out.truncate(filled);
                return Ok(out.split_off(dictionary.len()));
            }
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(Failure::Malformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[u8] = DICTIONARY_1.as_bytes();

    fn check(text: &[u8]) -> usize {
        let packed = compress(text);
        let unpacked = inflate(&packed, WORDS, text.len());
        assert_eq!(unpacked.as_deref(), Ok(text));
        if let Some(less) = text.len().checked_sub(1) {
            assert_eq!(inflate(&packed, WORDS, less), Err(Failure::TooLarge));
        }
        packed.len()
    }

    #[test]
    fn what_was_packed_comes_back() {
        check(b"");
        check(b"x");
        check(WORDS);
        let noise: Vec<u8> = (0..200_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        check(&noise);
        check(&vec![b'a'; 500_000]);
    }

    #[test]
    fn phrases_of_the_dictionary_cost_next_to_nothing() {
        let text = &WORDS[WORDS.len() - 400..];
        assert!(check(text) < 20);
    }

    #[test]
    fn what_is_not_deflate_is_malformed() {
        let packed = compress(b"a text of some length, to be cut");
        for end in 0..packed.len() {
            let cut = inflate(&packed[..end], WORDS, 1000);
            assert_eq!(cut, Err(Failure::Malformed), "{end}");
        }
        let longer = [&packed[..], b"x"].concat();
        assert_eq!(inflate(&longer, WORDS, 1000), Err(Failure::Malformed));
        assert_eq!(inflate(b"\xff", b"", 1000), Err(Failure::Malformed));
        // A distance that reaches before the beginning of the dictionary.
        assert_eq!(inflate(&packed_far(), b"", 1000), Err(Failure::Malformed));
    }

    /// Refers to the dictionary, and is read without one.
    fn packed_far() -> Vec<u8> {
        compress(&WORDS[100..200])
    }
}
