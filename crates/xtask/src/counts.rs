//! Counting tests: what libtest, wasm-bindgen's runner and Playwright say, added up.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Counts {
    /// From a line like `test result: ok. 3 passed; 0 failed; 1 ignored; …` of libtest.
    pub(crate) fn of_libtest(line: &str) -> Option<Self> {
        let (_, result) = line.split_once("test result: ")?;
        let (_, numbers) = result.split_once(". ")?;
        let count = |what: &str| {
            let mut parts = numbers.split(';').map(|part| part.trim().split_once(' '));
            parts.find_map(|part| part.filter(|(_, name)| *name == what)?.0.parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("ignored").unwrap_or(0),
        })
    }

    /// From the report that Playwright's JSON reporter writes.
    pub(crate) fn of_playwright(report: &str) -> Option<Self> {
        let (_, stats) = report.rsplit_once("\"stats\":")?;
        let count = |what: &str| {
            let (_, rest) = stats.split_once(&format!("\"{what}\":"))?;
            rest.split([',', '}']).next()?.trim().parse::<u64>().ok()
        };
        let failed = count("unexpected")? + count("flaky")?;
        Some(Self {
            passed: count("expected")?,
            failed,
            skipped: count("skipped")?,
        })
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The suites that ran, as a table with their sum as its last line.
#[derive(Default)]
pub(crate) struct Report {
    suites: Vec<(String, Counts)>,
}

impl Report {
    pub(crate) fn add(&mut self, suite: &str, counts: Counts) {
        self.suites.push((suite.to_owned(), counts));
    }

    pub(crate) fn sum(&self) -> Counts {
        let mut sum = Counts::default();
        self.suites.iter().for_each(|(_, counts)| sum += *counts);
        sum
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.suites.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\n{:<28} {:>8} {:>8} {:>8}",
            "suite", "passed", "failed", "skipped"
        )?;
        for (
            suite,
            Counts {
                passed,
                failed,
                skipped,
            },
        ) in &self.suites
        {
            writeln!(f, "{suite:<28} {passed:>8} {failed:>8} {skipped:>8}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts {
            passed,
            failed,
            skipped,
        }
    }

    #[test]
    fn libtest_lines() {
        let check = |line, expected| assert_eq!(Counts::of_libtest(line), expected, "{line}");
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            Some(counts(12, 0, 1)),
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            Some(counts(3, 2, 0)),
        );
        check(
            "test result: ok. 2 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.13s",
            Some(counts(2, 0, 0)),
        );
        check("test tests::result ... ok", None);
        check("running 3 tests", None);
    }

    #[test]
    fn playwright_reports() {
        let report = "{\"suites\": [{\"title\": \"\\\"stats\\\": no\"}],\n \"stats\": {\n  \"duration\": 5.5,\n  \"expected\": 7,\n  \"skipped\": 1,\n  \"unexpected\": 2,\n  \"flaky\": 1\n }\n}";
        assert_eq!(Counts::of_playwright(report), Some(counts(7, 3, 1)));
        assert_eq!(Counts::of_playwright("{}"), None);
    }

    #[test]
    fn a_report_sums_its_suites() {
        let mut report = Report::default();
        report.add("native", counts(5, 1, 0));
        report.add("browser", counts(2, 0, 3));
        assert_eq!(report.sum(), counts(7, 1, 3));
        assert_eq!(report.to_string().trim().lines().count(), 3);
    }
}
