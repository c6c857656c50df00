//! The vectors: records of documented or observed behaviour, each read by its area and run against the crates.
//!
//! A vector is `{id, name, area, given, expect, source, confidence}`; `vectors/sts-vectors.json` holds them.
//! The area picks the reading. A field that the reading does not know is refused, so that nothing a vector
//! says is passed over in silence.

mod answer;
mod authentication;
mod call;
mod caller;
mod conditions;
mod decided;
mod evaluation;
mod fields;
mod functions;
mod pending;
mod policy_validation;
mod setting;
mod sign;
mod state;

use serde_json::Value;

pub use pending::Pending;

use fields::Fields;

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// Stable id, `v123`.
    pub id: String,
    /// What it shows.
    pub name: String,
    /// Which reading it needs.
    pub area: String,
    /// What is given.
    pub given: Value,
    /// What must follow.
    pub expect: Value,
}

/// What a vector came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What follows is what must follow.
    Passed,
    /// Something else follows.
    Failed {
        /// What must follow.
        wanted: String,
        /// What does.
        got: String,
    },
    /// It could not be run, and why: a field nobody reads, an area or operation not built.
    NotRun(String),
}

/// One thing compared.
pub(crate) struct Comparison {
    wanted: String,
    got: String,
    holds: bool,
}

impl Comparison {
    /// Of two texts that must be equal.
    pub(crate) fn equal(wanted: impl Into<String>, got: impl Into<String>) -> Self {
        let (wanted, got) = (wanted.into(), got.into());
        let holds = wanted == got;
        Self { wanted, got, holds }
    }
}

/// What a reading yields: what was compared, or why it could not be.
pub(crate) type Reading = Result<Vec<Comparison>, String>;

/// Reads a file of vectors.
///
/// # Errors
/// What is wrong with the file, with the id of the vector where one is at fault.
pub fn read(text: &str) -> Result<Vec<Vector>, String> {
    let file: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let mut file = Fields::of("the file", &file)?;
    file.text("about")?;
    let count = file.number("count")?;
    let vectors = file
        .list("vectors")?
        .ok_or("the file holds no `vectors`")?
        .iter()
        .map(vector)
        .collect::<Result<Vec<_>, _>>()?;
    file.finish()?;
    match count {
        Some(count) if usize::try_from(count) != Ok(vectors.len()) => Err(format!(
            "`count` says {count}, but there are {} vectors",
            vectors.len()
        )),
        _ => Ok(vectors),
    }
}

/// Runs one vector.
pub fn run(vector: &Vector) -> Outcome {
    let (given, expect) = (&vector.given, &vector.expect);
    let reading = match vector.area.as_str() {
        "evaluation" => evaluation::run(given, expect),
        "condition" => conditions::condition(given, expect),
        "match-action" => conditions::action(given, expect),
        "match-resource" => conditions::resource(given, expect),
        "api" | "duration" | "mfa" | "tags" | "validation" | "format" => call::run(given, expect),
        "authentication" => authentication::run(given, expect),
        "policy-validation" => policy_validation::identity(given, expect),
        "trust-policy-validation" => policy_validation::trust(given, expect),
        area => Err(format!("the area `{area}` is not built")),
    };
    let missed: Vec<Comparison> = match reading {
        Ok(comparisons) => comparisons.into_iter().filter(|c| !c.holds).collect(),
        Err(reason) => return Outcome::NotRun(reason),
    };
    if missed.is_empty() {
        return Outcome::Passed;
    }
    let join =
        |side: fn(&Comparison) -> &str| missed.iter().map(side).collect::<Vec<_>>().join("; ");
    Outcome::Failed {
        wanted: join(|c| &c.wanted),
        got: join(|c| &c.got),
    }
}

fn vector(value: &Value) -> Result<Vector, String> {
    let id = value
        .get("id")
        .and_then(Value::as_str)
        .ok_or("a vector has no `id`")?;
    let read = || {
        let mut fields = Fields::of("the vector", value)?;
        let vector = Vector {
            id: fields.need_text("id")?.to_owned(),
            name: fields.need_text("name")?.to_owned(),
            area: fields.need_text("area")?.to_owned(),
            given: fields.need("given")?.clone(),
            expect: fields.need("expect")?.clone(),
        };
        fields.take("source");
        fields.take("confidence");
        fields.finish()?;
        Ok(vector)
    };
    read().map_err(|error: String| format!("{id}: {error}"))
}
