//! The tables in CSV: names without commas and quotation marks, a row a line.
//!
//! Free of the rest of the program, as `build.rs` compiles tables with it. The tables are long and read at every start,
//! which takes a reader that knows quotation marks four times as long.

/// A line that is no row of its table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {expected} is expected: {text}")]
pub struct BadRow {
    /// Which line, the heading being the first.
    pub line: usize,
    /// What should stand there.
    pub expected: String,
    /// What stands there.
    pub text: String,
}

/// The rows of a table of `N` columns with their lines' numbers, without the heading and the comments, which begin with
/// `#`; an error for a line of more or fewer columns, or one whose first is empty.
pub fn columns<const N: usize>(table: &str) -> impl Iterator<Item = Result<(usize, [&str; N]), BadRow>> {
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with('#')).skip(1);
    lines.map(|(number, line)| {
        let bad = || BadRow { line: number, expected: format!("a row of {N} columns"), text: line.to_owned() };
        row(line).map(|row| (number, row)).ok_or_else(bad)
    })
}

fn row<const N: usize>(line: &str) -> Option<[&str; N]> {
    let mut row = [""; N];
    let mut rest = Some(line);
    for field in &mut row {
        let line = rest?;
        // Fields are short: to look at each byte is quicker than to search for the next comma.
        let comma = line.bytes().position(|byte| byte == b',');
        *field = &line[..comma.unwrap_or(line.len())];
        rest = comma.map(|comma| &line[comma + 1..]);
    }
    (rest.is_none() && row.first().is_some_and(|first| !first.is_empty())).then_some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_stands_between_commas() {
        let rows = columns::<3>("# of old\nname,letter,first\n令和,R,2019\n大化,,645\n").collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(rows, [(3, ["令和", "R", "2019"]), (4, ["大化", "", "645"])]);
    }

    #[test]
    fn a_line_of_other_columns_is_no_row() {
        for line in ["令和,R", "令和,R,2019,1", ",R,2019", ""] {
            let bad = columns::<3>(&format!("name,letter,first\n{line}\n")).next().unwrap().unwrap_err();
            assert_eq!(bad.to_string(), format!("line 2: a row of 3 columns is expected: {line}"));
        }
    }
}
