//! The Drive with its spreadsheets: what `DriveApp` and tests see.
//!
//! A spreadsheet is a file of the Drive without bytes. The Drive keeps where it is and with whom it is shared; its name
//! and its cells are those of the spreadsheet.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{
    drive::{Drive, DriveFile, Item},
    spreadsheets::{self, Patience, Spreadsheet, Spreadsheets},
    storage_error::StorageError,
    store::Store,
};

/// The media type of spreadsheets.
pub(crate) const SPREADSHEET: &str = "application/vnd.google-apps.spreadsheet";

/// The files and folders of a store, and the spreadsheets among them.
pub(crate) struct Files<'a> {
    pub(crate) drive: Drive<'a>,
    pub(crate) spreadsheets: &'a Spreadsheets,
}

/// Why something could not be done.
#[derive(Debug)]
pub(crate) enum FileError {
    Storage(rusqlite::Error),
    Spreadsheet(spreadsheets::SpreadsheetError),
}

impl<'a> Files<'a> {
    pub(crate) fn of(store: &'a Store, spreadsheets: &'a Spreadsheets) -> Self {
        Self {
            drive: Drive(store),
            spreadsheets,
        }
    }

    /// Makes the spreadsheets that are no files yet this person's, in the root folder.
    pub(crate) fn take_up(&self, owner: &str) -> rusqlite::Result<()> {
        let known = self.drive.items();
        let new = self.spreadsheets.ids().into_iter();
        for id in new.filter(|id| !known.contains_key(id)) {
            self.drive.add(spreadsheet(id, owner), &[])?;
        }
        Ok(())
    }

    /// Every item by its ID, with the root.
    pub(crate) fn items(&self, patience: &Patience<'_>) -> Result<BTreeMap<String, Item>, FileError> {
        self.take_up("")?;
        let mut items = self.drive.items();
        for item in items.values_mut() {
            self.name(item, patience)?;
        }
        Ok(items)
    }

    pub(crate) fn item(&self, id: &str, patience: &Patience<'_>) -> Result<Option<Item>, FileError> {
        let mut item = self.drive.item(id);
        if item.is_none() && self.spreadsheets.has(id) {
            self.take_up("")?;
            item = self.drive.item(id);
        }
        if let Some(item) = &mut item {
            self.name(item, patience)?;
        }
        Ok(item)
    }

    /// The files, in the order in which they were made.
    pub(crate) fn files(&self) -> Vec<DriveFile> {
        let waits = || false;
        let patience = Patience::new(&waits);
        // Nothing but a lack of patience keeps a spreadsheet from saying its name.
        let items = self.items(&patience).unwrap_or_else(|_| self.drive.items());
        self.drive.files(&items)
    }

    /// Puts these fields in place of the item's own.
    pub(crate) fn change(
        &self,
        id: &str,
        mut fields: Map<String, Json>,
        patience: &Patience<'_>,
    ) -> Result<(), FileError> {
        if self.spreadsheets.has(id)
            && let Some(Json::String(name)) = fields.remove("name")
        {
            self.spreadsheets.change(id, patience, |book| {
                book.name = name;
                Ok(())
            })?;
        }
        Ok(self.drive.change(id, fields)?)
    }

    /// Makes a spreadsheet, and its file in this folder.
    pub(crate) fn create(
        &self,
        book: Spreadsheet,
        owner: &str,
        parent: Option<String>,
    ) -> Result<String, FileError> {
        let id = self.spreadsheets.create(book)?;
        let item = spreadsheet(id.clone(), owner);
        let parent = parent.or_else(|| item.parent.clone());
        self.drive.add(Item { parent, ..item }, &[])?;
        Ok(id)
    }

    fn name(&self, item: &mut Item, patience: &Patience<'_>) -> Result<(), FileError> {
        if item.mime_type == SPREADSHEET && self.spreadsheets.has(&item.id) {
            item.name = self.spreadsheets.name(&item.id, patience)?;
        }
        Ok(())
    }
}

fn spreadsheet(id: String, owner: &str) -> Item {
    Item {
        id,
        mime_type: SPREADSHEET.to_owned(),
        owner: owner.to_owned(),
        ..Item::default()
    }
}

impl FileError {
    /// What a script is told.
    pub(crate) fn message(self) -> String {
        match self {
            Self::Storage(fault) => StorageError::File(fault).to_string(),
            Self::Spreadsheet(fault) => fault.to_string(),
        }
    }
}

impl From<rusqlite::Error> for FileError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Storage(fault)
    }
}

impl From<spreadsheets::SpreadsheetError> for FileError {
    fn from(fault: spreadsheets::SpreadsheetError) -> Self {
        Self::Spreadsheet(fault)
    }
}
