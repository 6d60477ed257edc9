//! The assessment as a page of text.

use assessment::Assessment;
use std::fmt::Write;
use triggers::finding::Outcome;

/// What was read, what was found, what was not assessed.
pub(crate) fn summary(assessment: &Assessment) -> String {
    let mut out = String::new();
    // Writing to a String does not fail.
    let _ = write(&mut out, assessment);
    out
}

fn write(out: &mut String, a: &Assessment) -> std::fmt::Result {
    writeln!(out, "{}\n", a.header)?;
    for banner in &a.pack.banner {
        writeln!(out, "! {banner}")?;
    }
    for table in &a.tables {
        writeln!(out, "\n{}: {}, {}", table.name, table.kind, table.grain)?;
        let classes: Vec<String> = table
            .classes
            .iter()
            .filter(|class| class.rows > 0)
            .map(|class| format!("{} {}", class.rows, class.label))
            .collect();
        writeln!(out, "  {} rows = {}", table.rows, classes.join(" + "))?;
        for issue in &table.issues {
            writeln!(out, "  {} × {}", issue.cells, issue.cause)?;
        }
    }
    let c = &a.coverage;
    writeln!(
        out,
        "\n{} entry lines, {} entries, {}",
        c.lines, c.entries, c.value
    )?;
    for section in &a.indicators {
        match &section.outcome {
            Outcome::NotAssessed(reason) => {
                writeln!(out, "\n{} {}: not assessed", section.trigger, section.title)?;
                writeln!(out, "  {}", reason.unlock)?;
            }
            Outcome::Assessed(assessed) => {
                let share = f64::from(assessed.share_ppm) / 10_000.0;
                writeln!(
                    out,
                    "\n{} {}: {:?}, {share:.2}% of value, {} to look at, {} explained",
                    section.trigger,
                    section.title,
                    assessed.grade,
                    assessed.findings.len(),
                    assessed.explained.len(),
                )?;
                for finding in &assessed.findings {
                    writeln!(
                        out,
                        "  {} [{:?}] {} {}",
                        finding.subject.label, finding.grade, finding.pattern, finding.affected
                    )?;
                }
            }
        }
    }
    if let Some(total) = a.exposure.as_ref().map(|exposure| &exposure.total) {
        for reckoning in &total.readings {
            writeln!(out, "\n{}: {}", reckoning.label, reckoning.loss.amount)?;
        }
    }
    Ok(())
}
