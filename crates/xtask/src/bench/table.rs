//! The table of `cargo xtask bench iam`, and the targets it is held to.

use std::fmt;

const NATIVE: &str = "iam, native";
const NATIVE_TRACED: &str = "iam, native, traced";
const WASM: &str = "iam, wasm";
const WASM_TRACED: &str = "iam, wasm, traced";
/// Evaluators that run in Node.
const JAVASCRIPT: &str = "iam-simulate";
/// The worlds that targets speak of, besides the smallest.
const LARGE: [&str; 3] = ["10x20", "1x1000", "1x5000"];
const SMALLEST: &str = "1x1";
/// First and last of the growing worlds.
const GROWTH: [&str; 2] = ["1x10", "1x100000"];

/// What was measured, in the order it came.
#[derive(Default)]
pub(super) struct Measurements {
    rows: Vec<Row>,
}

struct Row {
    engine: String,
    /// By world, nanoseconds of a decision, or why there is none.
    cells: Vec<(String, Result<f64, String>)>,
}

/// What a target asks: a value, and what it may be at most.
struct Target {
    name: String,
    value: Option<f64>,
    bound: Bound,
}

enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Measurements {
    /// Takes a program's output: lines of engine, world, and nanoseconds or `!` and a reason, separated by tabs.
    pub(super) fn add(&mut self, output: &str) {
        for line in output.lines() {
            if let [engine, world, value] = *line.split('\t').collect::<Vec<_>>() {
                let cell = match value.strip_prefix('!') {
                    Some(reason) => Err(reason.to_owned()),
                    None => value.parse().map_err(|_| value.to_owned()),
                };
                self.row(engine).cells.push((world.to_owned(), cell));
            }
        }
    }

    /// Takes an engine that could not be measured at all.
    pub(super) fn absent(&mut self, engine: &str, reason: &str) {
        let cell = (String::new(), Err(reason.to_owned()));
        self.row(engine).cells.push(cell);
    }

    /// The worlds of the first engine.
    pub(super) fn worlds(&self) -> Vec<String> {
        let cells = self.rows.first().map(|row| row.cells.iter());
        let mut worlds: Vec<String> = Vec::new();
        for (world, _) in cells.into_iter().flatten() {
            if !worlds.contains(world) {
                worlds.push(world.clone());
            }
        }
        worlds
    }

    /// How many targets are missed.
    pub(super) fn missed(&self) -> usize {
        self.targets().iter().filter(|t| !t.is_met()).count()
    }

    fn row(&mut self, engine: &str) -> &mut Row {
        let at = self.rows.iter().position(|row| row.engine == engine);
        let at = at.unwrap_or_else(|| {
            self.rows.push(Row {
                engine: engine.to_owned(),
                cells: Vec::new(),
            });
            self.rows.len() - 1
        });
        &mut self.rows[at]
    }

    fn nanoseconds(&self, engine: &str, world: &str) -> Option<f64> {
        let row = self.rows.iter().find(|row| row.engine == engine)?;
        row.at(world)?.as_ref().ok().copied()
    }

    /// The fastest of the others, natively or in JavaScript.
    fn fastest_other(&self, javascript: bool, world: &str) -> Option<f64> {
        let others = self.rows.iter().filter(|row| {
            !row.engine.starts_with("iam, ") && row.engine.starts_with(JAVASCRIPT) == javascript
        });
        let times = others.filter_map(|row| row.at(world)?.as_ref().ok().copied());
        times.min_by(f64::total_cmp)
    }

    fn targets(&self) -> Vec<Target> {
        let time = |engine, world| self.nanoseconds(engine, world);
        let ratio = |over: Option<f64>, under: Option<f64>| Some(over? / under?);
        let smallest = |engine| time(engine, SMALLEST).map(|ns| ns / 1e3);
        let mut targets = vec![
            Target::at_most(0.5, "µs, the smallest world, native", smallest(NATIVE)),
            Target::at_most(1.0, "µs, the smallest world, wasm", smallest(WASM)),
        ];
        for world in LARGE {
            let other = |javascript| self.fastest_other(javascript, world);
            let named = |what: &str| format!("{what}, {world}");
            targets.extend([
                Target::at_least(
                    30.0,
                    &named("times faster than the fastest other, native"),
                    ratio(other(false), time(NATIVE, world)),
                ),
                Target::at_least(
                    300.0,
                    &named("times faster than JavaScript, wasm"),
                    ratio(other(true), time(WASM, world)),
                ),
                Target::at_most(
                    4.0,
                    &named("times the bare decision with a trace, native"),
                    ratio(time(NATIVE_TRACED, world), time(NATIVE, world)),
                ),
                Target::at_most(
                    4.0,
                    &named("times the bare decision with a trace, wasm"),
                    ratio(time(WASM_TRACED, world), time(WASM, world)),
                ),
            ]);
        }
        let [few, many] = GROWTH;
        for engine in [NATIVE, WASM] {
            targets.push(Target::at_most(
                1.5,
                &format!("times, from 10 statements to 100,000, {engine}"),
                ratio(time(engine, many), time(engine, few)),
            ));
        }
        targets
    }
}

impl Row {
    fn at(&self, world: &str) -> Option<&Result<f64, String>> {
        let cell = self.cells.iter().find(|(of, _)| of == world);
        cell.map(|(_, cell)| cell)
    }
}

impl Target {
    fn at_most(bound: f64, name: &str, value: Option<f64>) -> Self {
        let bound = Bound::AtMost(bound);
        let name = name.to_owned();
        Self { name, value, bound }
    }

    fn at_least(bound: f64, name: &str, value: Option<f64>) -> Self {
        let bound = Bound::AtLeast(bound);
        let name = name.to_owned();
        Self { name, value, bound }
    }

    fn is_met(&self) -> bool {
        self.value.is_some_and(|value| match self.bound {
            Bound::AtMost(bound) => value <= bound,
            Bound::AtLeast(bound) => value >= bound,
        })
    }
}

impl fmt::Display for Measurements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "AssumeRole with MFA and ExternalId: a trust policy, and policies x statements on the caller, of which the last \
             one matches.\nMicroseconds for a decision, policies made ready before; the best of many batches.\n"
        )?;
        let worlds = self.worlds();
        write!(f, "{:<50}", "engine")?;
        for world in &worlds {
            write!(f, " {world:>10}")?;
        }
        writeln!(f)?;
        for row in &self.rows {
            write!(f, "{:<50}", row.engine)?;
            let mut reasons = Vec::new();
            for world in &worlds {
                match row.at(world) {
                    Some(Ok(nanoseconds)) => write!(f, " {:>10}", microseconds(*nanoseconds))?,
                    _ => write!(f, " {:>10}", "-")?,
                }
            }
            for (world, cell) in &row.cells {
                if let Err(reason) = cell {
                    reasons.push(format!("{world} {reason}").trim().to_owned());
                }
            }
            writeln!(f, "  {}", reasons.join("; "))?;
        }
        writeln!(f, "\ntargets")?;
        for target in self.targets() {
            let (relation, bound) = match target.bound {
                Bound::AtMost(bound) => ("<=", bound),
                Bound::AtLeast(bound) => (">=", bound),
            };
            let value = target
                .value
                .map_or("-".to_owned(), |value| format!("{value:.2}"));
            let verdict = if target.is_met() { "met" } else { "MISSED" };
            writeln!(
                f,
                "{verdict:<7} {value:>10} {relation} {bound:<5} {}",
                target.name
            )?;
        }
        Ok(())
    }
}

/// Three digits that count.
fn microseconds(nanoseconds: f64) -> String {
    let value = nanoseconds / 1e3;
    let decimals = match value {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured() -> Measurements {
        let mut table = Measurements::default();
        for (engine, ns) in [
            (NATIVE, [150, 350, 160, 160, 160]),
            (NATIVE_TRACED, [600, 900, 600, 600, 600]),
            (WASM, [250, 900, 300, 300, 310]),
            (WASM_TRACED, [700, 1400, 700, 700, 700]),
            ("other 1.0", [800, 60_000, 300_000, 1_500_000, 1]),
            ("another 1.0", [900, 70_000, 200_000, 1_600_000, 1]),
            (
                "iam-simulate 1",
                [60_000, 4_000_000, 20_000_000, 90_000_000, 1],
            ),
        ] {
            for (world, ns) in ["1x1", "10x20", "1x1000", "1x5000", "1x100000"]
                .iter()
                .zip(ns)
            {
                table.add(&format!("{engine}\t{world}\t{ns}\n"));
            }
            table.add(&format!("{engine}\t1x10\t155"));
        }
        table
    }

    #[test]
    fn every_target_has_its_value() {
        let table = measured();
        let value = |name: &str| {
            let targets = table.targets();
            let mut found = targets
                .iter()
                .filter(|target| target.name.starts_with(name));
            found.next().and_then(|target| target.value).unwrap()
        };
        assert_eq!(value("µs, the smallest world, native"), 0.15);
        assert_eq!(
            value("times faster than the fastest other, native, 1x1000"),
            1250.0
        );
        assert_eq!(
            value("times faster than JavaScript, wasm, 1x5000"),
            300_000.0
        );
        assert_eq!(
            value("times the bare decision with a trace, native, 1x1000"),
            3.75
        );
        assert_eq!(
            value("times, from 10 statements to 100,000, iam, wasm"),
            2.0
        );
        assert_eq!(table.missed(), 1, "{table}");
    }

    #[test]
    fn what_is_not_measured_is_missed_and_says_why() {
        let mut table = Measurements::default();
        table.add("iam, native\t1x1\t150\nother\t1x1\t!decides otherwise\nno line");
        table.absent("third", "it does not build");
        assert_eq!(table.missed(), table.targets().len() - 1);
        let text = table.to_string();
        assert!(text.contains("1x1 decides otherwise"), "{text}");
        assert!(text.contains("it does not build"), "{text}");
    }

    #[test]
    fn three_digits_count() {
        let texts = [149.0, 12_340.0, 5_678_900.0].map(microseconds);
        assert_eq!(texts, ["0.15", "12.3", "5679"]);
    }
}
