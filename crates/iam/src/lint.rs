//! What is legal and most likely wrong, and how to put it right.
//!
//! [`lint`] looks at texts that IAM accepts; [`repairs`] has fixes for what IAM refuses. Fixes are edits of the exact text:
//! everything else in it stays as typed.
//!
//! AWS: IAM User Guide, "IAM policy validation check reference" (access-analyzer-reference-policy-checks), whose four
//! classes these are, and the pages named at each family of rules.

mod actions;
mod carried;
mod condition_edit;
mod contradiction;
mod edit;
mod elements;
pub mod facts;
mod keys;
mod mfa;
mod overlap;
mod principals;
mod providers;
mod repair;
mod rule;
mod sets;
mod source;
mod types;
mod values;
mod variables;

use std::sync::Arc;

pub use facts::Facts;
pub use repair::repairs;
pub use rule::{Holds, Impossible, MfaPitfall, Rule};

use crate::{Reading, Span, json, read};
use source::Source;

/// After so many findings no more are reported.
const MAX_FINDINGS: usize = 100;

/// Something that is legal and most likely not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub class: Class,
    /// The place.
    pub span: Span,
    /// What it is.
    pub rule: Rule,
    /// Ways to put it right, the best first; each by itself.
    pub fixes: Vec<Fix>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It cannot do what it says.
    Error,
    /// It lets in, or does not keep out, whom it seems to.
    Security,
    /// It may not do what it seems to.
    Warning,
    /// It could be said better.
    Suggestion,
}

/// A way to put something right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub kind: FixKind,
    /// The edits, which belong together and do not overlap.
    pub edits: Vec<TextEdit>,
}

/// What a [`Fix`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FixKind {
    /// Writes one thing in place of another: a name, an operator, a value.
    Replace {
        /// What stands there.
        from: Arc<str>,
        /// What is written.
        to: Arc<str>,
    },
    /// Changes a condition's operator, and its value where one is given.
    UseOperator {
        /// The condition key.
        key: Arc<str>,
        /// The new operator.
        operator: Arc<str>,
        /// The new value.
        value: Option<Arc<str>>,
    },
    /// Adds a condition to the statement.
    AddCondition {
        /// The operator.
        operator: Arc<str>,
        /// The condition key.
        key: Arc<str>,
        /// The value.
        value: Arc<str>,
        /// The value only shows the form: the user must write another.
        placeholder: bool,
    },
    /// Takes a condition away.
    RemoveCondition {
        /// The condition key.
        key: Arc<str>,
    },
    /// Takes a value out of a list.
    RemoveValue {
        /// The value.
        value: Arc<str>,
    },
    /// Takes an element away.
    RemoveElement {
        /// Its name.
        name: Arc<str>,
    },
    /// Takes a whole statement away.
    RemoveStatement,
    /// Writes `"Version": "2012-10-17"`.
    SetVersion,
    /// Writes a missing character or more: a comma, a colon, brackets, a quote.
    Insert(Arc<str>),
    /// Takes characters away that do not belong there.
    Remove(Arc<str>),
    /// Puts double quotes around a text.
    Quote,
}

/// One replacement in a text; an empty span inserts, an empty replacement removes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// The findings in a text that was read as `reading`, in the text's order, the worst first at one place.
///
/// A text that IAM does not accept has none: its diagnostics come first. Every fix leaves a text that IAM accepts, and no
/// fix of a [`Class::Security`] finding allows anything the text did not allow.
pub fn lint(text: &str, reading: &Reading, facts: &Facts<'_>) -> Vec<Finding> {
    if !reading.is_accepted() {
        return Vec::new();
    }
    let parsed = json::parse(text);
    let Some(root) = &parsed.value else {
        return Vec::new();
    };
    let source = Source::new(text, reading, facts, root);
    let mut findings = Vec::new();
    elements::check_version(&source, &mut findings);
    overlap::check(&source, &mut findings);
    for statement in &source.statements {
        for check in STATEMENT_CHECKS {
            check(&source, statement, &mut findings);
        }
    }
    findings.sort_by_key(|finding| (finding.span, finding.class));
    findings.truncate(MAX_FINDINGS);
    let acceptance = Acceptance::new(&source);
    for finding in &mut findings {
        finding.fixes.retain(|fix| acceptance.holds_after(fix));
    }
    findings
}

/// Tells whether IAM accepts a text after a fix.
struct Acceptance<'a> {
    source: &'a Source<'a>,
    /// Characters that may be added; `None`: any number.
    spare: Option<usize>,
}

impl<'a> Acceptance<'a> {
    fn new(source: &'a Source<'a>) -> Self {
        let limit = source.kind.max_characters();
        let spare = limit.map(|limit| limit.saturating_sub(characters(source.text)));
        Self { source, spare }
    }

    /// A statement that is accepted by itself is accepted among the others: only that one is read again.
    fn holds_after(&self, fix: &Fix) -> bool {
        let Source { text, kind, .. } = *self.source;
        let mut statements = self.source.statements.iter().map(|at| at.statement.span);
        let holds = |around: &Span| {
            let inside =
                |edit: &TextEdit| around.start <= edit.span.start && edit.span.end <= around.end;
            fix.edits.iter().all(inside)
        };
        if fix.kind == FixKind::RemoveStatement {
            return true; // offered only where others are left
        }
        let Some(around) = statements.find(holds) else {
            return read(&apply(text, &fix.edits), kind).is_accepted();
        };
        let moved = |edit: &TextEdit| TextEdit {
            span: Span {
                start: edit.span.start - around.start,
                end: edit.span.end - around.start,
            },
            replacement: edit.replacement.clone(),
        };
        let edits: Vec<TextEdit> = fix.edits.iter().map(moved).collect();
        let before = around.of(text).unwrap_or_default();
        let after = apply(before, &edits);
        let added = characters(&after).saturating_sub(characters(before));
        let version = self.source.document.version.as_str();
        let alone = format!("{{\"Version\":\"{version}\",\"Statement\":{after}}}");
        self.spare.is_none_or(|spare| added <= spare) && read(&alone, kind).is_accepted()
    }
}

/// How many characters count towards a policy's size.
fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// One family of rules, looking at one statement.
type Check = fn(&Source<'_>, &source::StatementAt<'_>, &mut Vec<Finding>);

const STATEMENT_CHECKS: [Check; 13] = [
    principals::check,
    providers::check,
    mfa::check,
    sets::check,
    keys::check,
    carried::check,
    types::check,
    values::check,
    contradiction::check,
    variables::check,
    actions::check,
    elements::check,
    overlap::check_lists,
];

/// The text after edits that do not overlap; one that does not lie in the text changes nothing.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut edits: Vec<&TextEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if let (Some(kept), Some(_)) = (text.get(at..start), text.get(start..end)) {
            out.push_str(kept);
            out.push_str(&edit.replacement);
            at = end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

impl Finding {
    fn new(class: Class, span: Span, rule: Rule) -> Self {
        Self {
            class,
            span,
            rule,
            fixes: Vec::new(),
        }
    }

    /// Adds a fix, if it can be made.
    fn fix(mut self, kind: FixKind, edits: Option<Vec<TextEdit>>) -> Self {
        if let Some(edits) = edits.filter(|edits| !edits.is_empty()) {
            self.fixes.push(Fix { kind, edits });
        }
        self
    }

    /// Adds the fix that writes another string in this place.
    fn replace(self, span: Span, from: &str, to: &str) -> Self {
        let kind = FixKind::Replace {
            from: from.into(),
            to: to.into(),
        };
        self.fix(kind, Some(vec![edit::string(span, to)]))
    }
}

#[cfg(test)]
mod tests;
