//! Insights and the audit log as CSV (RFC 4180). No cell is one that a spreadsheet would run.

use csv::Writer;

use super::audit::AuditEntry;
use super::gaps::GapState;
use super::insights::Insights;

/// How the cells begin that spreadsheets take for formulas; with these, OWASP's advice on "CSV
/// Injection" is to put a quote before them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '|'];

/// The columns of [`Insights::to_csv`].
const COLUMNS: [&str; 9] = [
    "kind",
    "name",
    "questions",
    "answered",
    "helpful",
    "not helpful",
    "first",
    "last",
    "covered by",
];

impl Insights {
    /// A row for each day, topic, article and gap.
    pub fn to_csv(&self) -> String {
        let mut table = Table::new(&COLUMNS);
        let number = |number: u64| number.to_string();
        let day = |day: Option<super::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        for it in &self.days {
            let (name, asked, answered) = (it.day.to_string(), it.asked, it.answered);
            table.row(["day", &name, &number(asked), &number(answered)]);
        }
        for (kind, names) in [("topic", &self.topics), ("article", &self.articles)] {
            for it in names {
                table.row([kind, &it.name, &number(it.count), &number(it.count)]);
            }
        }
        for it in &self.unhelpful_articles {
            let (good, bad) = (number(it.helpful), number(it.unhelpful));
            table.row(["often not helpful", &it.article, "", "", &good, &bad]);
        }
        for gap in &self.gaps {
            let kind = match gap.state {
                GapState::Open => "gap",
                GapState::Failing => "gap, not closed by its article",
                GapState::Closed => "gap, closed",
            };
            let also = gap.also.iter().map(String::as_str);
            let names: Vec<&str> = [gap.words.as_str()].into_iter().chain(also).collect();
            let (first, last) = (day(gap.first), day(gap.last));
            let (names, count) = (names.join(" / "), number(gap.count));
            let covered_by = gap.covered_by.as_deref().unwrap_or_default();
            table.row([kind, &names, &count, "0", "", "", &first, &last, covered_by]);
        }
        let too_rare = number(self.too_rare);
        table.row(["too rare to show", "", &too_rare, "0"]);
        table.end()
    }
}

/// The audit log as a table; times as Unix seconds, people and servers by their number.
pub fn audit_csv(entries: &[AuditEntry]) -> String {
    let mut table = Table::new(&["time", "server", "who", "what", "result"]);
    let number = |number: Option<u64>| number.map(|it| it.to_string()).unwrap_or_default();
    for AuditEntry { deed, .. } in entries {
        table.row([
            &time(deed.at),
            &number(deed.server),
            &number(deed.who),
            &deed.what,
            &deed.result,
        ]);
    }
    table.end()
}

/// As `2026-05-01 12:00:00`, which is UTC.
fn time(seconds: i64) -> String {
    match time::OffsetDateTime::from_unix_timestamp(seconds) {
        Ok(at) => {
            let (hour, minute, second) = at.to_hms();
            format!("{} {hour:02}:{minute:02}:{second:02}", at.date())
        }
        Err(_) => seconds.to_string(),
    }
}

/// A table in the making. Rows may be shorter than the heads.
struct Table {
    writer: Writer<Vec<u8>>,
    columns: usize,
}

impl Table {
    fn new(heads: &[&str]) -> Self {
        let mut table = Self {
            writer: Writer::from_writer(Vec::new()),
            columns: heads.len(),
        };
        table.write(heads);
        table
    }

    fn row<const N: usize>(&mut self, cells: [&str; N]) {
        self.write(&cells);
    }

    fn write(&mut self, cells: &[&str]) {
        let cells = cells.iter().copied().chain(std::iter::repeat(""));
        let safe: Vec<String> = cells.take(self.columns).map(safe).collect();
        // Writing to memory cannot fail, and every row is as long as the first.
        let _ = self.writer.write_record(safe);
    }

    fn end(self) -> String {
        let bytes = self.writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }
}

/// `cell` as one that no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    if cell.trim_start_matches(' ').starts_with(FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::audit::Deed;
    use super::*;

    proptest! {
        #[test]
        fn no_cell_is_a_formula_and_every_text_comes_back(
            what in any::<String>().prop_union("[=+@\t\r\n,\"'| -]{0,6}[a-z(]{0,4}"),
            result in any::<String>()
        ) {
            let deed = Deed { at: 0, server: None, who: Some(1), what: what.clone(), result: result.clone() };
            let text = audit_csv(&[AuditEntry { id: 1, deed }]);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let row = reader.records().next().expect("there is a row").expect("it is one");
            for (cell, said) in [(&row[3], &what), (&row[4], &result)] {
                prop_assert!(!cell.trim_start_matches(' ').starts_with(FORMULA));
                prop_assert_eq!(cell.strip_prefix('\'').filter(|rest| *rest == said).unwrap_or(cell), said);
            }
        }
    }

    #[test]
    fn a_deed_is_a_row() {
        let deed = Deed {
            at: 1_777_636_800,
            server: Some(7),
            who: Some(9),
            what: "=HYPERLINK(1)".to_owned(),
            result: "a, \"b\"".to_owned(),
        };
        insta::assert_snapshot!(audit_csv(&[AuditEntry { id: 1, deed }]), @r#"
        time,server,who,what,result
        2026-05-01 12:00:00,7,9,'=HYPERLINK(1),"a, ""b"""
        "#);
    }
}
