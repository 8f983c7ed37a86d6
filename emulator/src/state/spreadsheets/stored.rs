//! The cells of a sheet as the store keeps them: a long text is there once, however many cells have it.

use std::{cell::RefCell, collections::BTreeMap, collections::HashMap, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::cell::{Attributes, Cell, Content, Made};

/// Shorter texts are kept where they are, in bytes.
const LONG: usize = 128;

type Rows = Vec<Vec<StoredCell>>;

/// What is kept: rows, and the texts that these refer to by number where there are any.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Rows(Rows),
    Shared { texts: Vec<Arc<str>>, rows: Rows },
}

#[derive(Serialize, Deserialize)]
struct StoredCell {
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    content: Option<StoredContent>,
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    formula: Option<StoredText>,
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    number_format: Option<StoredText>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    attributes: Option<BTreeMap<String, StoredText>>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    computed: Option<Arc<Made>>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredContent {
    Number(f64),
    Boolean(bool),
    Text(StoredText),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredText {
    Itself(Arc<str>),
    Shared { text: usize },
}

pub(super) fn serialize<S: Serializer>(cells: &[Vec<Cell>], serializer: S) -> Result<S::Ok, S::Error> {
    let texts = Texts::default();
    let rows = cells
        .iter()
        .map(|row| row.iter().map(|cell| texts.cell(cell)).collect());
    let rows: Rows = rows.collect();
    let texts = texts.kept.into_inner();
    let stored = if texts.is_empty() {
        Stored::Rows(rows)
    } else {
        Stored::Shared { texts, rows }
    };
    stored.serialize(serializer)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Vec<Cell>>, D::Error> {
    let (texts, rows) = match Stored::deserialize(deserializer)? {
        Stored::Rows(rows) => (Vec::new(), rows),
        Stored::Shared { texts, rows } => (texts, rows),
    };
    let row = |row: Vec<StoredCell>| row.into_iter().map(|cell| cell.restored(&texts)).collect();
    let cells: Option<Vec<Vec<Cell>>> = rows.into_iter().map(row).collect();
    cells.ok_or_else(|| D::Error::custom("a cell refers to a text that is not there"))
}

/// The texts that are kept once.
#[derive(Default)]
struct Texts {
    kept: RefCell<Vec<Arc<str>>>,
    /// By address, since cells that share a text share its memory.
    places: RefCell<HashMap<usize, usize>>,
}

impl Texts {
    fn cell(&self, cell: &Cell) -> StoredCell {
        let attributes = cell.attributes.as_deref().map(|attributes| {
            let attributes = attributes.iter();
            attributes
                .map(|(name, value)| (name.clone(), self.text(value)))
                .collect()
        });
        StoredCell {
            content: self.content(&cell.content),
            formula: cell.formula.as_ref().map(|formula| self.text(formula)),
            number_format: cell.number_format.as_ref().map(|format| self.text(format)),
            attributes,
            computed: cell.computed.clone(),
        }
    }

    fn content(&self, content: &Content) -> Option<StoredContent> {
        match content {
            Content::Number(number) => Some(StoredContent::Number(*number)),
            Content::Boolean(boolean) => Some(StoredContent::Boolean(*boolean)),
            Content::Text(text) => Some(StoredContent::Text(self.text(text))),
            Content::Empty => None,
        }
    }

    fn text(&self, text: &Arc<str>) -> StoredText {
        if text.len() < LONG {
            return StoredText::Itself(Arc::clone(text));
        }
        let mut kept = self.kept.borrow_mut();
        let mut places = self.places.borrow_mut();
        let place = places.entry(text.as_ptr().addr()).or_insert_with(|| {
            kept.push(Arc::clone(text));
            kept.len() - 1
        });
        StoredText::Shared { text: *place }
    }
}

impl StoredCell {
    /// `None` where it refers to a text that is not there.
    fn restored(self, texts: &[Arc<str>]) -> Option<Cell> {
        let text = |text: StoredText| match text {
            StoredText::Itself(text) => Some(text),
            StoredText::Shared { text } => texts.get(text).cloned(),
        };
        let attributes = self.attributes.map(|attributes| {
            let attributes = attributes.into_iter();
            let restored: Option<Attributes> = attributes
                .map(|(name, value)| text(value).map(|value| (name, value)))
                .collect();
            restored.map(Arc::new)
        });
        Some(Cell {
            content: match self.content {
                Some(StoredContent::Number(number)) => Content::Number(number),
                Some(StoredContent::Boolean(boolean)) => Content::Boolean(boolean),
                Some(StoredContent::Text(content)) => Content::Text(text(content)?),
                None => Content::Empty,
            },
            formula: match self.formula {
                Some(formula) => Some(text(formula)?),
                None => None,
            },
            number_format: match self.number_format {
                Some(format) => Some(text(format)?),
                None => None,
            },
            attributes: match attributes {
                Some(attributes) => Some(attributes?),
                None => None,
            },
            computed: self.computed,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde::{Deserialize, Serialize};

    use super::LONG;
    use crate::state::spreadsheets::cell::{Cell, Content, NOTE};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Cells(#[serde(with = "super")] Vec<Vec<Cell>>);

    fn noted(note: &Arc<str>, content: Content) -> Cell {
        let mut cell = Cell {
            content,
            ..Cell::default()
        };
        cell.set_attribute(NOTE, Some(Arc::clone(note)));
        cell
    }

    #[test]
    fn a_long_text_is_kept_once() -> serde_json::Result<()> {
        let long: Arc<str> = "x".repeat(LONG).into();
        let cell = noted(&long, Content::Text(Arc::clone(&long)));
        let cells = Cells(vec![vec![cell.clone(), cell.clone()], vec![cell; 100]]);
        let text = serde_json::to_string(&cells)?;
        assert_eq!(text.matches(&*long).count(), 1);
        let restored: Cells = serde_json::from_str(&text)?;
        assert_eq!(restored, cells);
        assert_eq!(serde_json::to_string(&restored)?, text, "it is shared again");
        Ok(())
    }

    #[test]
    fn short_texts_are_kept_where_they_are() -> serde_json::Result<()> {
        let cells = Cells(vec![
            vec![noted(&"n".into(), Content::Text("a".into())), Cell::default()],
            vec![
                noted(&"n".into(), Content::Number(1.5)),
                noted(&"n".into(), Content::Boolean(true)),
            ],
        ]);
        let text =
            r#"[[{"v":"a","a":{"note":"n"}},{}],[{"v":1.5,"a":{"note":"n"}},{"v":true,"a":{"note":"n"}}]]"#;
        assert_eq!(serde_json::to_string(&cells)?, text);
        assert_eq!(serde_json::from_str::<Cells>(text)?, cells);
        Ok(())
    }

    #[test]
    fn a_text_that_is_not_there_is_an_error() {
        for cells in [
            r#"{"texts":[],"rows":[[{"v":{"text":0}}]]}"#,
            r#"[[{"f":{"text":7}}]]"#,
        ] {
            assert!(serde_json::from_str::<Cells>(cells).is_err(), "{cells}");
        }
    }
}
