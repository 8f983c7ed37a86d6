//! A spreadsheet as the store keeps it. The types that tests see have no such form.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    area::Area,
    cell::{Attributes, Cell},
    sheet::Sheet,
    spreadsheet::Spreadsheet,
};

pub(super) fn to_text(spreadsheet: &Spreadsheet) -> serde_json::Result<String> {
    let mut text = Vec::new();
    KeptSpreadsheet::serialize(spreadsheet, &mut serde_json::Serializer::new(&mut text))?;
    String::from_utf8(text).map_err(serde::ser::Error::custom)
}

pub(super) fn from_text(text: &str) -> serde_json::Result<Spreadsheet> {
    KeptSpreadsheet::deserialize(&mut serde_json::Deserializer::from_str(text))
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Spreadsheet")]
struct KeptSpreadsheet {
    id: String,
    #[serde(skip)]
    made_up: bool,
    name: String,
    locale: String,
    time_zone: Option<String>,
    #[serde(with = "kept_sheets")]
    sheets: Vec<Sheet>,
    named_ranges: BTreeMap<String, (u32, Area)>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Sheet")]
struct KeptSheet {
    id: u32,
    name: String,
    #[serde(with = "super::stored")]
    cells: Vec<Vec<Cell>>,
    rows: usize,
    columns: usize,
    frozen_rows: usize,
    frozen_columns: usize,
    hidden: bool,
    merges: Vec<Area>,
    has_formulas: bool,
    traits: Attributes,
}

mod kept_sheets {
    use super::{Deserialize, Deserializer, KeptSheet, Serialize, Serializer, Sheet};

    struct Written<'a>(&'a Sheet);

    impl Serialize for Written<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            KeptSheet::serialize(self.0, serializer)
        }
    }

    #[derive(Deserialize)]
    struct Read(#[serde(with = "KeptSheet")] Sheet);

    pub(super) fn serialize<S: Serializer>(sheets: &[Sheet], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(sheets.iter().map(Written))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Sheet>, D::Error> {
        let sheets = Vec::<Read>::deserialize(deserializer)?;
        Ok(sheets.into_iter().map(|Read(sheet)| sheet).collect())
    }
}
