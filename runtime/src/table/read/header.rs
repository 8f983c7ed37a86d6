//! The first row: which column belongs to which field.

use crate::{
    cell::{
        error::{Misfit, Problem},
        value::Cell,
        wording,
    },
    table::a1::Place,
};

/// The names of the columns.
#[derive(Debug)]
pub(super) struct Header {
    /// As they are in the cells; empty for a column without a name.
    texts: Vec<String>,
}

/// What a column is to a struct.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Key {
    /// The field of this name.
    Field(&'static str),
    /// No field, as far as serde says which there are.
    Other,
    /// The column has no name.
    Unnamed,
}

impl Header {
    /// Numbers and booleans name a column by their text.
    pub(super) fn new(cells: &[Cell<'_>]) -> Result<Self, String> {
        let texts = cells.iter().enumerate().map(|(column, cell)| match cell {
            Cell::Null => Ok(String::new()),
            Cell::Bool(value) => Ok(value.to_string()),
            Cell::Integer(value) => Ok(value.to_string()),
            Cell::Float(value) => Ok(value.to_string()),
            Cell::Text(text) => Ok(text.as_ref().to_owned()),
            Cell::List => Err(no_name(column, "a list")),
            Cell::Object => Err(no_name(column, "an object")),
        });
        Ok(Self {
            texts: texts.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn width(&self) -> usize {
        self.texts.len()
    }

    /// The width without the columns at the right that have no name.
    pub(super) fn named_width(&self) -> usize {
        let last = (0..self.texts.len())
            .rev()
            .find(|column| self.name(*column).is_some());
        last.map_or(0, |column| column + 1)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.named_width() == 0
    }

    /// As it is in the cell.
    pub(super) fn text(&self, column: usize) -> Option<&str> {
        self.texts.get(column).map(String::as_str)
    }

    /// Without the white space around it; `None` for a column without a name.
    pub(super) fn name(&self, column: usize) -> Option<&str> {
        let name = self.texts.get(column)?.trim();
        (!name.is_empty()).then_some(name)
    }

    pub(super) fn place(&self, column: usize, row: usize) -> Place<'_> {
        Place {
            column,
            row,
            header: self.name(column),
        }
    }

    /// What each column is to a struct with these fields.
    pub(super) fn keys(&self, fields: &'static [&'static str]) -> Result<Vec<Key>, Misfit> {
        let keys: Vec<Key> = (0..self.width()).map(|column| self.key(column, fields)).collect();
        for (column, key) in keys.iter().enumerate() {
            let first = keys.iter().position(|other| other == key).unwrap_or(column);
            if first < column && matches!(key, Key::Field(_)) {
                return Err(self.twice(first, column));
            }
        }
        Ok(keys)
    }

    fn key(&self, column: usize, fields: &'static [&'static str]) -> Key {
        let Some(name) = self.name(column) else {
            return Key::Unnamed;
        };
        let text = self.text(column).unwrap_or(name);
        let exact = fields.iter().find(|field| **field == text);
        let nearly = || {
            let mut trimmed = fields.iter().filter(|field| field.trim() == name);
            // Not a field that has a column of exactly its name.
            trimmed.find(|field| self.texts.iter().all(|text| text != **field))
        };
        exact
            .or_else(nearly)
            .map_or(Key::Other, |field| Key::Field(field))
    }

    /// Refuses two columns of one name, for what takes all columns by name.
    pub(super) fn check_distinct(&self) -> Result<(), Misfit> {
        for column in 0..self.width() {
            let name = self.name(column);
            let first = (0..column).find(|other| name.is_some() && self.name(*other) == name);
            if let Some(first) = first {
                return Err(self.twice(first, column));
            }
        }
        Ok(())
    }

    fn twice(&self, first: usize, second: usize) -> Misfit {
        Misfit::new(Problem::Header(format!(
            "the columns {} and {} have the same name: rename one in the sheet",
            self.place(first, 1),
            self.place(second, 1)
        )))
    }

    /// Of a field that has no column.
    pub(super) fn missing(&self, field: &str) -> String {
        let columns: Vec<usize> = (0..self.width())
            .filter(|column| self.name(*column).is_some())
            .collect();
        let names: Vec<&str> = columns.iter().filter_map(|column| self.name(*column)).collect();
        let near = nearest(field, &names).and_then(|place| columns.get(place));
        let there_is = match near {
            Some(column) => format!("the nearest is {}", self.place(*column, 1)),
            None => format!("there is {}", wording::list(names.iter().copied())),
        };
        format!("row 1 has no column `{}`: {there_is}", wording::plain(field))
    }
}

/// Of a column that has no field.
pub(super) fn unknown(name: &str, fields: &[&str]) -> String {
    if name.is_empty() {
        return "the column has no header, and columns without a field are denied".to_owned();
    }
    let there_is = match nearest(name, fields).and_then(|place| fields.get(place)) {
        Some(field) => format!("the nearest is `{}`", wording::plain(field)),
        None if fields.is_empty() => "there are no fields".to_owned(),
        None => format!("there is {}", wording::list(fields.iter().copied())),
    };
    format!("no field is read from this column: {there_is}")
}

fn no_name(column: usize, found: &str) -> String {
    let place = Place {
        column,
        row: 1,
        header: None,
    };
    format!("{place}: expected the name of a column, found {found}")
}

/// Which candidate was probably meant, if one is near enough.
fn nearest(word: &str, candidates: &[&str]) -> Option<usize> {
    let word = word.trim().to_lowercase();
    let allowed = 1 + word.chars().count() / 4;
    candidates
        .iter()
        .map(|candidate| strsim::damerau_levenshtein(&word, &candidate.trim().to_lowercase()))
        .enumerate()
        .filter(|(_, distance)| *distance <= allowed)
        .min_by_key(|(_, distance)| *distance)
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::{Header, Key, unknown};
    use crate::cell::value::Cell;

    fn header(json: &str) -> Header {
        let cells: Vec<Cell<'_>> = serde_json::from_str(json).unwrap();
        Header::new(&cells).unwrap()
    }

    #[test]
    fn names_are_matched_exactly_then_without_the_space_around_them() {
        use Key::{Field, Other, Unnamed};
        type Case = (&'static str, &'static [&'static str], &'static [Key]);
        let cases: [Case; 7] = [
            (r#"["a","b"]"#, &["b", "a"], &[Field("a"), Field("b")]),
            (r#"[" a ","b\n"]"#, &["a", "b"], &[Field("a"), Field("b")]),
            (r#"["\u00a0a"]"#, &["a"], &[Field("a")]),
            (r#"["a "," a"]"#, &["a "], &[Field("a "), Other]),
            (
                r#"["A",""," ",null]"#,
                &["a"],
                &[Other, Unnamed, Unnamed, Unnamed],
            ),
            (
                r#"[1,0.5,true]"#,
                &["1", "0.5", "true"],
                &[Field("1"), Field("0.5"), Field("true")],
            ),
            (r#"["a","x","x"]"#, &["a"], &[Field("a"), Other, Other]),
        ];
        for (json, fields, expected) in cases {
            assert_eq!(header(json).keys(fields).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn two_columns_of_one_field_are_refused() {
        for (json, columns) in [
            (r#"["a","b","a"]"#, "A1 (a) and C1 (a)"),
            (r#"[" a","b","a "]"#, "A1 (a) and C1 (a)"),
        ] {
            let message = header(json).keys(&["a"]).unwrap_err().to_string();
            assert!(message.contains(columns), "{message}");
            let message = header(json).check_distinct().unwrap_err().to_string();
            assert!(message.contains(columns), "{message}");
        }
        assert!(header(r#"["a","",""]"#).check_distinct().is_ok());
    }

    #[test]
    fn what_is_nearest_is_named() {
        let header = header(r#"["SKU","","Totl"]"#);
        assert_eq!(
            header.missing("Total"),
            "row 1 has no column `Total`: the nearest is C1 (Totl)"
        );
        assert_eq!(
            header.missing("sku"),
            "row 1 has no column `sku`: the nearest is A1 (SKU)"
        );
        assert_eq!(
            header.missing("Price"),
            "row 1 has no column `Price`: there is `SKU`, `Totl`"
        );
        assert!(unknown("Totl", &["sku", "Total"]).ends_with("the nearest is `Total`"));
        assert!(unknown("Price", &["sku", "Total"]).ends_with("there is `sku`, `Total`"));
        assert!(unknown("", &["sku"]).contains("no header"));
    }

    #[test]
    fn a_list_names_no_column() {
        let cells: Vec<Cell<'_>> = serde_json::from_str(r#"["a",[1]]"#).unwrap();
        assert_eq!(
            Header::new(&cells).unwrap_err(),
            "B1: expected the name of a column, found a list"
        );
    }
}
