//! Share links: `#w/d1.<payload>.<crc>` holds a scenario whole, `#s/<slug>` names one of the gallery.
//!
//! The payload is the scenario's JSON on one line, as raw DEFLATE (RFC 1951) with dictionary 1, as base64url (RFC 4648 §5)
//! without padding. `d0` is the same without dictionary: anybody with a zlib can write it. `crc` is the CRC-32 of the text
//! before its dot, in seven characters of lower-case base32: a link that was cut or altered is noticed, and a link ends in
//! a letter or digit, which chat programs keep. Codecs and dictionaries are only ever added, so that links stay readable.

use crate::gallery;
use crate::scenario::{MAX_BYTES, Scenario};
use crate::world::{ScenarioError, ScenarioProblem};

mod deflate;
mod dictionary;
mod letters;

use letters::{base64url, crc, from_base64url};

/// The most characters a payload may have: a session larger than that fits into a file, not a link.
pub const MAX_PAYLOAD: usize = 64 * 1024;

/// Around the payload: `w/d1.`, `.` and the seven characters of the checksum.
const FRAME: usize = 13;

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No playground link.
    NotALink,
    /// The checksum does not fit: cut short or altered on the way.
    Damaged,
    /// Larger than a link may be.
    TooLarge,
    /// A codec or schema of a newer version.
    TooNew,
    /// The gallery has no such scenario.
    UnknownScenario(String),
    /// The document inside cannot be used.
    Scenario(ScenarioError),
}

/// The fragment (without `#`) that holds a scenario whole, or names it where it is one of the gallery's, unchanged.
///
/// [`fits`] tells whether it can be opened again.
pub fn encode(scenario: &Scenario) -> String {
    if gallery::open(&scenario.id).as_ref() == Some(scenario) {
        return format!("s/{}", scenario.id);
    }
    let payload = base64url(&deflate::compress(scenario.to_json().as_bytes()));
    let body = format!("w/d1.{payload}");
    let sum = crc(&body);
    format!("{body}.{sum}")
}

/// Whether a fragment of [`encode`] can be opened again: its scenario is not too large for a link.
pub fn fits(fragment: &str) -> bool {
    decode(fragment).is_ok()
}

/// Reads a fragment, with or without `#`, or a whole URL with one. White space in and around it is ignored.
///
/// # Errors
/// What is wrong with the link: cut short, altered, too new, too large, not one of ours.
pub fn decode(text: &str) -> Result<Scenario, LinkError> {
    let fragment = text.rsplit_once('#').map_or(text, |(_, fragment)| fragment);
    let letters = fragment.chars().filter(|c| !c.is_whitespace());
    let fragment: String = letters.take(MAX_PAYLOAD + FRAME + 1).collect();
    let (kind, rest) = fragment.split_once('/').ok_or(LinkError::NotALink)?;
    if !matches!(kind, "s" | "w") {
        return Err(LinkError::NotALink);
    }
    if fragment.len() > MAX_PAYLOAD + FRAME {
        return Err(LinkError::TooLarge);
    }
    if kind == "s" {
        return gallery::open(rest).ok_or_else(|| LinkError::UnknownScenario(rest.to_owned()));
    }
    whole(rest)
}

/// Reads `d1.<payload>.<crc>`.
fn whole(text: &str) -> Result<Scenario, LinkError> {
    let (codec, _) = text.split_once('.').ok_or(LinkError::Damaged)?;
    let number = codec.strip_prefix('d').ok_or(LinkError::Damaged)?;
    let (body, sum) = text.rsplit_once('.').ok_or(LinkError::Damaged)?;
    if crc(&format!("w/{body}")) != sum {
        return Err(LinkError::Damaged);
    }
    let dictionary = match number {
        "0" => "",
        "1" => dictionary::DICTIONARY_1,
        _ => return Err(LinkError::TooNew),
    };
    let (_, payload) = body.split_once('.').ok_or(LinkError::Damaged)?;
    let packed = from_base64url(payload).ok_or(LinkError::Damaged)?;
    let json =
        deflate::inflate(&packed, dictionary.as_bytes(), MAX_BYTES).map_err(|why| match why {
            deflate::Failure::Malformed => LinkError::Damaged,
            deflate::Failure::TooLarge => LinkError::TooLarge,
        })?;
    let json = String::from_utf8(json).map_err(|_| LinkError::Damaged)?;
    Scenario::from_json(&json).map_err(|error| match error.problem {
        ScenarioProblem::TooNew(_) => LinkError::TooNew,
        _ => LinkError::Scenario(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Scenario {
        Scenario {
            title: "Untitled".into(),
            ..gallery::empty("seed")
        }
    }

    /// A fragment of the given codec and bytes, with a right checksum.
    fn link(codec: &str, packed: &[u8]) -> String {
        let body = format!("w/{codec}.{}", base64url(packed));
        let sum = crc(&body);
        format!("{body}.{sum}")
    }

    fn refused(text: &str) -> LinkError {
        decode(text).unwrap_err()
    }

    #[test]
    fn a_link_opens_to_what_it_was_made_of_however_it_is_pasted() {
        let scenario = sample();
        let fragment = encode(&scenario);
        for text in [
            fragment.clone(),
            format!("#{fragment}"),
            format!("https://example.com/play/?theme=dark#{fragment}"),
            format!("  \n{fragment}\r\n"),
            format!("{}\n {}", &fragment[..40], &fragment[40..]),
        ] {
            assert_eq!(decode(&text).as_ref(), Ok(&scenario), "{text}");
        }
    }

    #[test]
    fn a_gallery_scenario_unchanged_is_its_name() {
        for card in gallery::cards() {
            let mut scenario = gallery::open(card.slug).unwrap();
            assert_eq!(encode(&scenario), format!("s/{}", card.slug));
            scenario.clock = "2026-01-15T09:30:01Z".into();
            assert!(encode(&scenario).starts_with("w/d1."));
            assert_eq!(decode(&encode(&scenario)), Ok(scenario));
        }
    }

    #[test]
    fn every_cut_of_a_link_is_noticed() {
        let mut changed = gallery::open("cross-account-mfa").unwrap();
        changed
            .drafts
            .insert("111111111111/user/alice/inline/New".into(), "{".into());
        for fragment in [
            encode(&sample()),
            encode(&changed),
            "s/cross-account-mfa".into(),
        ] {
            for end in 0..fragment.len() {
                assert!(decode(&fragment[..end]).is_err(), "{}", &fragment[..end]);
            }
        }
    }

    #[test]
    fn every_changed_letter_of_a_link_is_noticed() {
        let fragment = encode(&sample());
        for at in 0..fragment.len() {
            let letter = if &fragment[at..=at] == "x" { "y" } else { "x" };
            let altered = format!("{}{letter}{}", &fragment[..at], &fragment[at + 1..]);
            assert!(decode(&altered).is_err(), "{altered}");
        }
    }

    #[test]
    fn each_wrong_link_says_what_is_wrong_with_it() {
        let json = sample().to_json();
        let plain = miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 10);
        assert_eq!(decode(&link("d0", &plain)), Ok(sample()));

        for text in [
            "",
            "#",
            "hello",
            "https://example.com/",
            "x/d1.a.b",
            "/",
            "é/ü",
        ] {
            assert_eq!(refused(text), LinkError::NotALink, "{text}");
        }
        for text in [
            "w/",
            "w/d1",
            "w/d1.",
            "w/d1.abc",
            "w/d1.abc.defghij",
            "w/é.ü",
        ] {
            assert_eq!(refused(text), LinkError::Damaged, "{text}");
        }
        assert_eq!(refused(&link("d1", b"\xff\xff")), LinkError::Damaged);
        assert_eq!(refused(&link("d2", &plain)), LinkError::TooNew);
        let unknown = LinkError::UnknownScenario("no-such".into());
        assert_eq!(refused("#s/no-such"), unknown);

        let newer = miniz_oxide::deflate::compress_to_vec(b"{\"version\":2}", 10);
        assert_eq!(refused(&link("d0", &newer)), LinkError::TooNew);
        let other = miniz_oxide::deflate::compress_to_vec(b"{\"version\":1,\"x\":0}", 10);
        assert!(matches!(
            refused(&link("d0", &other)),
            LinkError::Scenario(_)
        ));
    }

    #[test]
    fn a_scenario_too_large_for_a_link_is_told_before_it_is_sent() {
        let mut scenario = sample();
        assert!(fits(&encode(&scenario)));
        scenario.about = "a".repeat(MAX_BYTES);
        assert!(!fits(&encode(&scenario)));
        scenario.about = (0..MAX_PAYLOAD as u32)
            .filter_map(|n| char::from_u32(0x4e00 + n.wrapping_mul(2_654_435_761) % 20_000))
            .collect();
        assert!(encode(&scenario).len() > MAX_PAYLOAD);
        assert!(!fits(&encode(&scenario)));
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_costs_anything() {
        let bomb = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 4 << 20], 10);
        assert_eq!(refused(&link("d0", &bomb)), LinkError::TooLarge);
        assert_eq!(refused(&"w/d1.".repeat(2 << 20)), LinkError::TooLarge);
        assert_eq!(
            refused(&format!("s/{}", "a".repeat(10 << 20))),
            LinkError::TooLarge
        );
        assert_eq!(refused(&"a".repeat(10 << 20)), LinkError::NotALink);
        assert_eq!(refused(&" ".repeat(10 << 20)), LinkError::NotALink);
        assert_eq!(refused(&"#".repeat(10 << 20)), LinkError::NotALink);
    }
}
