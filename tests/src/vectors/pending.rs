//! What is not built yet: named in `vectors/pending.txt`, counted and printed, not failed.

use super::Vector;

/// The lines of `pending.txt`: `area <name>: reason`, `operation <name>: reason` or `id <id>: reason`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    kind: Kind,
    name: String,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Area,
    Operation,
    Id,
}

impl Pending {
    /// Reads the file; lines that are empty or begin with `#` say nothing.
    ///
    /// # Errors
    /// A line of another form.
    pub fn read(text: &str) -> Result<Self, String> {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| {
                Line::read(line).ok_or_else(|| {
                    format!("pending.txt: `{line}` is not `area|operation|id <name>: <reason>`")
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { lines })
    }

    /// Why a vector is pending; `None`: it is not.
    pub fn reason(&self, vector: &Vector) -> Option<&str> {
        let line = self.lines.iter().find(|line| line.names(vector))?;
        Some(&line.reason)
    }

    /// Lines that name no vector of these: they have outlived what they waited for.
    pub fn unused(&self, vectors: &[Vector]) -> Vec<&str> {
        let unused = |line: &&Line| !vectors.iter().any(|vector| line.names(vector));
        let lines = self.lines.iter().filter(unused);
        lines.map(|line| line.name.as_str()).collect()
    }
}

impl Line {
    fn read(line: &str) -> Option<Self> {
        let (subject, reason) = line.split_once(": ")?;
        let (kind, name) = subject.split_once(' ')?;
        let kind = match kind {
            "area" => Kind::Area,
            "operation" => Kind::Operation,
            "id" => Kind::Id,
            _ => return None,
        };
        Some(Self {
            kind,
            name: name.to_owned(),
            reason: reason.to_owned(),
        })
    }

    fn names(&self, vector: &Vector) -> bool {
        let operation = vector.given.get("operation");
        match self.kind {
            Kind::Area => vector.area == self.name,
            Kind::Operation => operation.is_some_and(|name| *name == *self.name),
            Kind::Id => vector.id == self.name,
        }
    }
}
