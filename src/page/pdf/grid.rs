//! The drawn lines of a sheet → tables with their cells.

use super::content::Rule;

/// How far apart two lines may be that are one, or that touch, in points: the cells of a table may have borders of
/// their own.
const NEAR: f32 = 4.0;

/// The most lines in each direction that are taken for one table.
const MAX_COLUMNS: usize = 60;
const MAX_ROWS: usize = 600;

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// Its edge.
    pub(super) edge: Rule,
    /// Its cells from top to bottom and from left to right.
    pub(super) cells: Vec<Place>,
}

/// The place of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) row: u32,
    pub(super) column: u32,
    /// The cells of the grid that it is made of.
    boxes: Vec<Rule>,
}

impl Place {
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        self.boxes.iter().any(|part| part.left <= x && x < part.right && part.top <= y && y < part.bottom)
    }
}

impl Grid {
    pub(super) fn holds(&self, x: f32, y: f32) -> bool {
        (self.edge.left..=self.edge.right).contains(&x) && (self.edge.top..=self.edge.bottom).contains(&y)
    }
}

/// The tables that are drawn on a sheet: lines that cross, with at least one between two columns.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let horizontal = joined(rules.iter().filter(|rule| rule.is_horizontal()).copied().collect(), true);
    let vertical = joined(rules.iter().filter(|rule| !rule.is_horizontal()).copied().collect(), false);
    let mut grids: Vec<Grid> =
        groups(&horizontal, &vertical).into_iter().filter_map(|(across, down)| grid(&across, &down)).collect();
    // A table in a table is a part of it.
    let edges: Vec<Rule> = grids.iter().map(|grid| grid.edge).collect();
    let is_inside = |inner: &Rule| edges.iter().any(|outer| outer != inner && contains(outer, inner));
    grids.retain(|grid| !is_inside(&grid.edge));
    grids.sort_by(|one, other| one.edge.top.total_cmp(&other.edge.top));
    grids
}

fn contains(outer: &Rule, inner: &Rule) -> bool {
    outer.left <= inner.left && inner.right <= outer.right && outer.top <= inner.top && inner.bottom <= outer.bottom
}

/// Lines of one direction, those joined that lie on each other or follow each other.
fn joined(mut rules: Vec<Rule>, is_horizontal: bool) -> Vec<Rule> {
    let key = |rule: &Rule| {
        if is_horizontal { (middle(rule.top, rule.bottom), rule.left) } else { (middle(rule.left, rule.right), rule.top) }
    };
    // The lines at one place one after the other.
    let place = |rule: &Rule| (key(rule).0 / 1.5).round() as i32;
    rules.sort_by(|one, other| place(one).cmp(&place(other)).then(key(one).1.total_cmp(&key(other).1)));
    let mut joined: Vec<Rule> = Vec::new();
    for rule in rules {
        match joined.last_mut() {
            Some(last) if is_horizontal && place(last) == place(&rule) && rule.left <= last.right + NEAR => {
                last.right = last.right.max(rule.right);
            }
            Some(last) if !is_horizontal && place(last) == place(&rule) && rule.top <= last.bottom + NEAR => {
                last.bottom = last.bottom.max(rule.bottom);
            }
            _ => joined.push(rule),
        }
    }
    joined
}

fn middle(one: f32, other: f32) -> f32 {
    f32::midpoint(one, other)
}

fn touch(one: &Rule, other: &Rule) -> bool {
    one.left <= other.right + NEAR
        && other.left <= one.right + NEAR
        && one.top <= other.bottom + NEAR
        && other.top <= one.bottom + NEAR
}

/// The groups of lines that touch each other, as those across and those down.
fn groups(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    /// With more lines than this it is a drawing.
    const MOST: usize = 400;
    if vertical.is_empty() || horizontal.len() > MOST || vertical.len() > MOST {
        return Vec::new();
    }
    let rules: Vec<Rule> = horizontal.iter().chain(vertical).copied().collect();
    let mut group: Vec<usize> = (0..rules.len()).collect();
    for across in 0..horizontal.len() {
        for down in horizontal.len()..rules.len() {
            if touch(&rules[across], &rules[down]) {
                let (one, other) = (root(&mut group, across), root(&mut group, down));
                group[one.max(other)] = one.min(other);
            }
        }
    }
    let roots: Vec<usize> = (0..rules.len()).map(|index| root(&mut group, index)).collect();
    let mut groups = Vec::new();
    for first in 0..rules.len() {
        if roots[first] == first {
            let of =
                |range: std::ops::Range<usize>| range.filter(|&index| roots[index] == first).map(|index| rules[index]).collect();
            groups.push((of(0..horizontal.len()), of(horizontal.len()..rules.len())));
        }
    }
    groups
}

fn root(group: &mut [usize], mut index: usize) -> usize {
    while group[index] != index {
        group[index] = group[group[index]];
        index = group[index];
    }
    index
}

/// The places of lines, those together that are near each other.
fn places(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    let mut apart: Vec<f32> = Vec::new();
    for place in places {
        if apart.last().is_none_or(|last| place - last > NEAR) {
            apart.push(place);
        }
    }
    apart
}

/// The table that lines make which touch each other.
fn grid(across: &[Rule], down: &[Rule]) -> Option<Grid> {
    let ends = |rules: &[Rule], start: fn(&Rule) -> f32, end: fn(&Rule) -> f32| -> Vec<f32> {
        rules.iter().flat_map(|rule| [start(rule), end(rule)]).collect()
    };
    let mut columns = ends(across, |rule| rule.left, |rule| rule.right);
    let mut rows = ends(down, |rule| rule.top, |rule| rule.bottom);
    // Lines may stand out at the ends: only the outermost count.
    let outermost = |ends: &mut Vec<f32>| {
        let (first, last) = (ends.iter().copied().fold(f32::MAX, f32::min), ends.iter().copied().fold(f32::MIN, f32::max));
        *ends = if ends.is_empty() { Vec::new() } else { vec![first, last] };
    };
    outermost(&mut columns);
    outermost(&mut rows);
    columns.extend(down.iter().map(|rule| middle(rule.left, rule.right)));
    rows.extend(across.iter().map(|rule| middle(rule.top, rule.bottom)));
    let (columns, rows) = (places(columns), places(rows));
    if columns.len() < 3 || rows.len() < 2 || columns.len() > MAX_COLUMNS || rows.len() > MAX_ROWS {
        return None;
    }
    let wide = columns.len() - 1;
    let mut cell: Vec<usize> = (0..wide * (rows.len() - 1)).collect();
    let is_wall_down =
        |x: f32, y: f32| down.iter().any(|rule| near(middle(rule.left, rule.right), x) && covers(rule.top, rule.bottom, y));
    let is_wall_across =
        |x: f32, y: f32| across.iter().any(|rule| near(middle(rule.top, rule.bottom), y) && covers(rule.left, rule.right, x));
    let mut has_columns = false;
    for (row, span) in rows.windows(2).enumerate() {
        let y = middle(span[0], span[1]);
        for column in 0..wide {
            let x = middle(columns[column], columns[column + 1]);
            let own = row * wide + column;
            if column + 1 < wide {
                let is_wall = is_wall_down(columns[column + 1], y);
                has_columns |= is_wall;
                if !is_wall {
                    join(&mut cell, own, own + 1);
                }
            }
            if row + 2 < rows.len() && !is_wall_across(x, span[1]) {
                join(&mut cell, own, own + wide);
            }
        }
    }
    if !has_columns {
        return None;
    }
    let mut cells: Vec<Place> = Vec::new();
    let mut of_root: Vec<Option<usize>> = vec![None; cell.len()];
    for index in 0..cell.len() {
        let first = root(&mut cell, index);
        let (row, column) = (index / wide, index % wide);
        let part = Rule { left: columns[column], right: columns[column + 1], top: rows[row], bottom: rows[row + 1] };
        if let Some(place) = of_root[first] {
            cells[place].boxes.push(part);
        } else {
            of_root[first] = Some(cells.len());
            cells.push(Place { row: row as u32, column: column as u32, boxes: vec![part] });
        }
    }
    let edge = Rule { left: columns[0], right: columns[wide], top: rows[0], bottom: *rows.last()? };
    (cells.len() > 1).then_some(Grid { edge, cells })
}

fn near(one: f32, other: f32) -> bool {
    (one - other).abs() <= NEAR
}

fn covers(start: f32, end: f32, at: f32) -> bool {
    start <= at && at <= end
}

fn join(cells: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(cells, one), root(cells, other));
    cells[one.max(other)] = one.min(other);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(left: f32, top: f32, right: f32, bottom: f32) -> Rule {
        Rule { left, top, right, bottom }
    }

    #[track_caller]
    fn check(rules: &[Rule], expected: &[(u32, u32)]) {
        let places: Vec<(u32, u32)> =
            grids(rules).iter().flat_map(|grid| &grid.cells).map(|place| (place.row, place.column)).collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn lines_that_cross_make_cells() {
        let across = [100.0, 120.0, 140.0].map(|y| rule(50.0, y, 250.0, y));
        let down = [50.0, 120.0, 250.0].map(|x| rule(x, 100.0, x, 140.0));
        check(&[across, down].concat(), &[(0, 0), (0, 1), (1, 0), (1, 1)]);
        let open = [across[0], across[1], across[2], down[1]];
        check(&open, &[(0, 0), (0, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn a_cell_may_span_columns_and_rows() {
        let across = [rule(50.0, 100.0, 250.0, 100.0), rule(120.0, 120.0, 250.0, 120.0), rule(50.0, 140.0, 250.0, 140.0)];
        let down = [50.0, 120.0, 250.0].map(|x| rule(x, 100.0, x, 140.0));
        check(&[across, down].concat(), &[(0, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn a_frame_and_lines_under_headings_are_no_tables() {
        let frame = [
            rule(50.0, 100.0, 250.0, 100.0),
            rule(50.0, 140.0, 250.0, 140.0),
            rule(50.0, 100.0, 50.0, 140.0),
            rule(250.0, 100.0, 250.0, 140.0),
        ];
        check(&frame, &[]);
        check(&[100.0, 120.0, 140.0].map(|y| rule(50.0, y, 250.0, y)), &[]);
    }

    #[test]
    fn cells_with_borders_of_their_own_are_one_table() {
        let mut rules = Vec::new();
        for left in [50.0, 152.0] {
            for top in [100.0, 122.0] {
                let (right, bottom) = (left + 100.0, top + 20.0);
                rules.extend([
                    rule(left, top, right, top),
                    rule(left, bottom, right, bottom),
                    rule(left, top, left, bottom),
                    rule(right, top, right, bottom),
                ]);
            }
        }
        check(&rules, &[(0, 0), (0, 1), (1, 0), (1, 1)]);
    }
}
