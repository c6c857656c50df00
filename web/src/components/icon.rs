//! The icons of the page: one line drawing each, on a 16 × 16 grid, in the colour of the text around it.
//!
//! An icon never stands alone: a word beside it, or the label of its button, says the same.

use yew::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Allowed, passed.
    Check,
    /// Denied, failed.
    OctagonX,
    /// Ending.
    Hourglass,
    /// Not reached, not needed.
    Dash,
    /// A role, or a session of one.
    Hat,
    /// A user.
    Person,
    /// An AWS service, or the root user's account.
    Gear,
    /// MFA.
    Fingerprint,
    /// ExternalId.
    Ticket,
    /// A policy.
    Page,
    /// The simulated clock.
    Clock,
    /// A share link.
    Link,
    /// Embed code.
    Code,
    /// Take the last step back.
    Undo,
    /// Take it forward again.
    Redo,
    /// Back to the scenario as opened.
    Reset,
    /// Light theme.
    Sun,
    /// Dark theme.
    Moon,
    /// The system's theme.
    Contrast,
    /// What this is, and how.
    Help,
    /// More to choose from.
    Menu,
    /// Start the clock.
    Play,
    /// Stop the clock.
    Pause,
    /// Jump to the next expiry.
    SkipTo,
    /// Copy.
    Copy,
    /// Opens elsewhere.
    External,
    /// Show what is shortened.
    Eye,
    /// Shorten it again.
    EyeOff,
    /// A menu opens below.
    ChevronDown,
    /// Opens in place.
    ChevronRight,
    /// A new, empty one.
    Plus,
    /// Close.
    Close,
    /// Open, edit by hand.
    Pencil,
    /// Send the request.
    Send,
    /// The wallet.
    Wallet,
    /// Worth knowing.
    Info,
    /// Suspicious but valid.
    Warning,
}

/// An icon of the size of the text around it, hidden from screen readers.
pub fn view_icon(glyph: Glyph) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={outline(glyph)} fill="none" stroke="currentColor" stroke-width="1.5"
                stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

/// The drawing, as the path data of one stroked line.
fn outline(glyph: Glyph) -> &'static str {
    match glyph {
        Glyph::Check => "M3 8.6 6.4 12 13 4.6",
        Glyph::OctagonX => {
            "M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4zM6 6l4 4M10 6l-4 4"
        }
        Glyph::Hourglass => {
            "M4 1.75h8M4 14.25h8M5 1.75v2.5C5 6 8 6.9 8 8s-3 2-3 3.75v2.5M11 1.75v2.5C11 6 8 6.9 8 8s3 2 3 3.75v2.5"
        }
        Glyph::Dash => "M4 8h8",
        Glyph::Hat => {
            "M1.25 10.6c1.3 1.9 4 2.65 6.75 2.65s5.45-.75 6.75-2.65c-1 .3-2 .3-2.8 0L11 4.4C10.2 2.6 9.1 3 8 3.7 6.9 3 5.8 2.6 5 4.4l-.95 6.2c-.8.3-1.8.3-2.8 0zM4.4 8.6c2.2.9 5 .9 7.2 0"
        }
        Glyph::Person => {
            "M8 7.6a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.75 14c.4-2.7 2.4-4.1 5.25-4.1s4.85 1.4 5.25 4.1"
        }
        Glyph::Gear => {
            "M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM8 3.6a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8zM8 3.6v-2M8 14.4v-2M3.6 8h-2M14.4 8h-2M4.9 4.9 3.5 3.5M12.5 12.5l-1.4-1.4M4.9 11.1l-1.4 1.4M12.5 3.5l-1.4 1.4"
        }
        Glyph::Fingerprint => {
            "M2.7 9.4V8a5.3 5.3 0 0 1 8.8-4M13 6.2c.4 1.6.4 4-.1 6M4.9 12.9c.4-1.3.6-2.9.6-4.9a2.5 2.5 0 0 1 5 0c0 2.2-.3 4.3-1 6.2M8 8c0 2.4-.3 4.4-1 6"
        }
        Glyph::Ticket => {
            "M1.75 4.25h12.5V6.5a1.5 1.5 0 0 0 0 3v2.25H1.75V9.5a1.5 1.5 0 0 0 0-3zM9.75 4.25v1.5M9.75 7.25v1.5M9.75 10.25v1.5"
        }
        Glyph::Page => "M3.75 1.75h5.5l3 3v9.5h-8.5zM9 1.75V5h3.25M6 8h4M6 10.75h4",
        Glyph::Clock => "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 4.75V8l2.25 1.5",
        Glyph::Link => {
            "M6.6 9.4a2.9 2.9 0 0 0 4.1 0l2.5-2.5a2.9 2.9 0 0 0-4.1-4.1L8.2 3.7M9.4 6.6a2.9 2.9 0 0 0-4.1 0L2.8 9.1a2.9 2.9 0 0 0 4.1 4.1l.9-.9"
        }
        Glyph::Code => "M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5",
        Glyph::Undo => "M5.25 2.5 2 5.75 5.25 9M2.25 5.75h7.5a3.75 3.75 0 0 1 0 7.5H5.5",
        Glyph::Redo => "M10.75 2.5 14 5.75 10.75 9M13.75 5.75h-7.5a3.75 3.75 0 0 0 0 7.5h4.25",
        Glyph::Reset => "M2.5 2.5v3.75h3.75M2.9 6A5.6 5.6 0 1 1 2.4 8.75",
        Glyph::Sun => {
            "M8 5.25a2.75 2.75 0 1 0 0 5.5 2.75 2.75 0 0 0 0-5.5zM8 2.5V1.25M8 14.75V13.5M2.5 8H1.25M14.75 8H13.5M4.1 4.1l-.9-.9M12.8 12.8l-.9-.9M4.1 11.9l-.9.9M12.8 3.2l-.9.9"
        }
        Glyph::Moon => "M13.5 9.6A5.75 5.75 0 1 1 6.4 2.5a4.6 4.6 0 0 0 7.1 7.1z",
        Glyph::Contrast => {
            "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 1.75v12.5M10.5 3v10M12.75 4.5v7"
        }
        Glyph::Help => {
            "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM6.1 6.2c.2-1.2 1-1.8 1.95-1.8 1.1 0 1.95.75 1.95 1.75 0 1.3-1.9 1.5-1.9 2.85M8.05 11.4h.01"
        }
        Glyph::Menu => "M3 4.5h10M3 8h10M3 11.5h10",
        Glyph::Play => "M4.5 2.75v10.5L13 8z",
        Glyph::Pause => "M5.25 3v10M10.75 3v10",
        Glyph::SkipTo => "M3 3.5v9L10 8zM13 3.5v9",
        Glyph::Copy => "M5.75 5.75h7.5v7.5h-7.5zM3.5 10.25h-.75v-7.5h7.5v.75",
        Glyph::External => "M9.25 2.5h4.25v4.25M13.25 2.75 7.5 8.5M11.75 9.5v3.75h-9V4.25H6.5",
        Glyph::Eye => {
            "M1.5 8C3 5.25 5.25 3.75 8 3.75S13 5.25 14.5 8C13 10.75 10.75 12.25 8 12.25S3 10.75 1.5 8zM8 6.25a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5z"
        }
        Glyph::EyeOff => {
            "M2.5 2.5l11 11M6.4 4A7 7 0 0 1 8 3.75c2.75 0 5 1.5 6.5 4.25a9.8 9.8 0 0 1-1.7 2.2M4.2 4.8A9.4 9.4 0 0 0 1.5 8C3 10.75 5.25 12.25 8 12.25c1.1 0 2.1-.25 3.1-.7"
        }
        Glyph::ChevronDown => "M4 6l4 4 4-4",
        Glyph::ChevronRight => "M6 4l4 4-4 4",
        Glyph::Plus => "M8 3v10M3 8h10",
        Glyph::Close => "M4 4l8 8M12 4l-8 8",
        Glyph::Pencil => "M3 13l.6-3L11 2.75 13.25 5 6 12.4zM9.5 4.25l2.25 2.25",
        Glyph::Send => "M2 8h11M8.75 3.75 13 8l-4.25 4.25",
        Glyph::Wallet => {
            "M12.75 5V3.25H3.5a1.25 1.25 0 0 0 0 2.5h10.25v7.5H3.5c-.7 0-1.25-.55-1.25-1.25V4.5M11 9.5h.25"
        }
        Glyph::Info => "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5zM8 7.5v3.5M8 5h.01",
        Glyph::Warning => "M8 2.25 14.5 13.5h-13zM8 6.5v3.25M8 11.75h.01",
    }
}
