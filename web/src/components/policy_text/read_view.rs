//! A policy's text to read: coloured from the core's own tokens, with what decided lit.

use std::rc::Rc;

use iam::Span;
use iam::json::{TokenKind, tokens};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::js::editor::TextMark;

/// Props of [`ReadView`].
#[derive(Properties, PartialEq)]
pub struct ReadViewProps {
    /// What it is, for those who hear it.
    pub label: AttrValue,
    /// Id of an element that describes it.
    pub described_by: AttrValue,
    /// The text.
    pub doc: AttrValue,
    /// What to light in it.
    pub marks: Rc<[TextMark]>,
    /// A place to scroll to.
    pub reveal: Option<Span>,
    /// Somebody wants to edit; `None`: nobody can.
    #[prop_or_default]
    pub ontouch: Option<Callback<()>>,
}

/// The text, line by line.
#[component]
pub fn ReadView(props: &ReadViewProps) -> Html {
    let ReadViewProps {
        label,
        described_by,
        doc,
        marks,
        reveal,
        ontouch,
    } = props;
    let node = use_node_ref();
    use_effect_with((*reveal, doc.clone()), {
        let node = node.clone();
        move |(reveal, doc)| {
            if let (Some(view), Some(span)) = (node.cast::<HtmlElement>(), reveal) {
                scroll_to(&view, line_of(doc, span.start));
            }
        }
    });
    let onclick = ontouch
        .as_ref()
        .map(|ontouch| ontouch.reform(|_: MouseEvent| ()));
    let onkeydown = ontouch.clone().map(|ontouch| {
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
                event.prevent_default();
                ontouch.emit(());
            }
        })
    });
    let hint = if ontouch.is_some() {
        ", press Enter to edit"
    } else {
        ""
    };
    html! {
        <pre ref={node} class="policy-text" tabindex="0" role="group" aria-label={format!("{label}{hint}")}
            aria-describedby={described_by} {onclick} {onkeydown}>
            { for lines(doc, marks).into_iter().enumerate().map(|(at, line)| html! {
                <span class="line" key={at} data-mark={line.mark}>{ for line.pieces.into_iter().map(view_piece) }</span>
            }) }
        </pre>
    }
}

fn view_piece(piece: Piece<'_>) -> Html {
    let text = piece.text.to_owned();
    match (piece.mark, piece.class) {
        (Some(mark), class) => html! {
            <mark class={classes!("mark", class)} data-kind={mark.kind} title={mark.text.clone()}>{ text }</mark>
        },
        (None, Some(class)) => html! { <span {class}>{ text }</span> },
        (None, None) => html! { { text } },
    }
}

/// The view itself is scrolled, never what is around it: an embed's host page stays where it is.
fn scroll_to(view: &HtmlElement, line: usize) {
    let child = u32::try_from(line)
        .ok()
        .and_then(|line| view.children().item(line));
    if let Some(child) = child {
        let (line, whole) = (
            child.get_bounding_client_rect(),
            view.get_bounding_client_rect(),
        );
        if line.top() < whole.top() || line.bottom() > whole.bottom() {
            let middle = line.top() - whole.top() - whole.height() / 2.0;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "pixels of a scroll position"
            )]
            view.set_scroll_top(view.scroll_top() + middle as i32);
        }
    }
}

fn line_of(text: &str, byte: u32) -> usize {
    let end = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    text.bytes().take(end).filter(|byte| *byte == b'\n').count()
}

/// A line of the text, its break included.
#[derive(Debug, PartialEq, Eq)]
struct Line<'a> {
    pieces: Vec<Piece<'a>>,
    /// Kind of the mark that lights the whole line: the statement that decided.
    mark: Option<&'static str>,
}

/// A piece of a line that looks the same from end to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece<'a> {
    text: &'a str,
    class: Option<&'static str>,
    mark: Option<&'a TextMark>,
}

/// Cuts a text into lines, and lines where a token or a mark begins or ends.
fn lines<'a>(text: &'a str, marks: &'a [TextMark]) -> Vec<Line<'a>> {
    let tokens = tokens(text);
    let whole = |mark: &&TextMark| mark.kind.starts_with("deciding");
    let mut cuts: Vec<usize> = tokens.iter().flat_map(|token| ends(token.span)).collect();
    cuts.extend(
        marks
            .iter()
            .filter(|mark| !whole(mark))
            .flat_map(|mark| ends(mark.span)),
    );
    cuts.sort_unstable();
    cuts.dedup();
    let covers = |span: Span, at: usize| {
        let [start, end] = ends(span);
        start <= at && at < end
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let bounds: Vec<usize> = std::iter::once(start)
            .chain(
                cuts.iter()
                    .copied()
                    .filter(|cut| start < *cut && *cut < end),
            )
            .chain(std::iter::once(end))
            .collect();
        let piece = |pair: &[usize]| {
            let (from, to) = (*pair.first()?, *pair.last()?);
            let token = tokens.iter().find(|token| covers(token.span, from));
            // The narrowest mark is the most telling one.
            let mark = marks
                .iter()
                .filter(|mark| !whole(mark) && covers(mark.span, from))
                .min_by_key(|mark| mark.span.end - mark.span.start);
            Some(Piece {
                text: text.get(from..to)?,
                class: token.and_then(|token| class(token.kind)),
                mark,
            })
        };
        lines.push(Line {
            pieces: bounds.windows(2).filter_map(piece).collect(),
            mark: marks
                .iter()
                .filter(whole)
                .find(|mark| {
                    let [from, to] = ends(mark.span);
                    from < end && start < to
                })
                .map(|mark| mark.kind),
        });
        start = end;
    }
    lines
}

fn ends(span: Span) -> [usize; 2] {
    [span.start, span.end].map(|at| usize::try_from(at).unwrap_or(usize::MAX))
}

fn class(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Key => Some("tok-key"),
        TokenKind::String => Some("tok-string"),
        TokenKind::Number | TokenKind::Keyword => Some("tok-number"),
        TokenKind::Punctuation => Some("tok-punct"),
        TokenKind::Invalid => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32, kind: &'static str) -> TextMark {
        TextMark {
            span: Span { start, end },
            kind,
            text: String::new(),
        }
    }

    #[test]
    fn nothing_of_the_text_is_lost() {
        for text in [
            "",
            "\n",
            "{\n  \"é\": 1,\r\n}\n",
            "{\"a\": \"unclosed\nnext",
            "}{,",
        ] {
            let marks = [
                mark(0, 3, "missed"),
                mark(2, 900, "error"),
                mark(1, 2, "deciding-deny"),
            ];
            let lines = lines(text, &marks);
            let whole: String = lines
                .iter()
                .flat_map(|line| &line.pieces)
                .map(|piece| piece.text)
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_deciding_statement_lights_its_lines_and_the_narrowest_mark_wins() {
        let marks = [
            mark(2, 9, "deciding-allow"),
            mark(2, 9, "missed"),
            mark(7, 8, "error"),
        ];
        let lines = lines("[\n{\"a\":1}\n]", &marks);
        assert_eq!(
            lines.iter().map(|line| line.mark).collect::<Vec<_>>(),
            [None, Some("deciding-allow"), None]
        );
        let kinds: Vec<_> = lines[1]
            .pieces
            .iter()
            .map(|piece| (piece.text, piece.class, piece.mark.map(|mark| mark.kind)))
            .collect();
        assert_eq!(
            kinds,
            [
                ("{", Some("tok-punct"), Some("missed")),
                ("\"a\"", Some("tok-key"), Some("missed")),
                (":", Some("tok-punct"), Some("missed")),
                ("1", Some("tok-number"), Some("error")),
                ("}", Some("tok-punct"), Some("missed")),
                ("\n", None, None),
            ]
        );
    }
}
