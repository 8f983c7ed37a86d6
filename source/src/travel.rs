//! Values that never cross between a script and its caller.

use std::collections::HashSet;

use crate::{
    members::Members,
    project::Project,
    types::{Field, Type},
};

/// A kind of value that cannot travel between a script and its caller.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obstacle {
    /// What it is: a `Date`.
    pub what: String,
    /// What the script can return in its place.
    pub instead_returned: &'static str,
    /// What the script can take in its place.
    pub instead_taken: &'static str,
}

impl Project {
    /// What keeps every value of a type from travelling; `None` where one of them may, or where nothing is known.
    #[must_use]
    pub fn obstacle(&self, ty: &Type) -> Option<Obstacle> {
        Search {
            project: self,
            seen: HashSet::new(),
        }
        .find(ty)
    }
}

/// A look into a type, and what it has seen: a type may hold itself.
struct Search<'p> {
    project: &'p Project,
    /// Lists, maps and records, by where they are.
    seen: HashSet<*const Type>,
}

impl<'p> Search<'p> {
    fn find(&mut self, ty: &'p Type) -> Option<Obstacle> {
        let mut first = None;
        for value in Members::of(ty, self.project).values {
            let found = self.of_value(value)?;
            first.get_or_insert(found);
        }
        first
    }

    fn of_value(&mut self, value: &'p Type) -> Option<Obstacle> {
        let holds_others = matches!(value, Type::Array(_) | Type::Map(_) | Type::Record(_));
        if holds_others && !self.seen.insert(value) {
            return None;
        }
        match value {
            Type::Function => Some(plain("a function", "return a value", "take a value")),
            Type::Symbol => Some(plain("a symbol", "return a string", "take a string")),
            Type::BigInt => Some(plain(
                "a bigint",
                "return a number, or a string of digits",
                "take a number, or a string of digits",
            )),
            Type::Array(item) => self.find(item),
            Type::Map(value) => self.find(value),
            Type::Record(fields) => self.of_record(fields),
            Type::Named(name) => match self.project.named_type(name) {
                Some(known) => self.of_value(known),
                None => of_class(name),
            },
            _ => None,
        }
    }

    fn of_record(&mut self, fields: &'p [Field]) -> Option<Obstacle> {
        fields
            .iter()
            .filter(|field| !field.optional)
            .find_map(|field| self.find(&field.ty))
    }
}

fn plain(what: &str, instead_returned: &'static str, instead_taken: &'static str) -> Obstacle {
    Obstacle {
        what: what.to_owned(),
        instead_returned,
        instead_taken,
    }
}

/// A class of the language or of Apps Script that the project does not define itself.
fn of_class(name: &str) -> Option<Obstacle> {
    let (scope, class) = match name.rsplit_once('.') {
        Some((scope, class)) => (Some(scope), class),
        None => (None, name),
    };
    let of_a_service = scope.is_some_and(is_service);
    let (_, _, instead_returned, instead_taken) = CLASSES.into_iter().find(|(known, is_plain, _, _)| {
        *known == class && (of_a_service || (scope.is_none() && *is_plain))
    })?;
    let article = if class.starts_with(['A', 'E', 'I', 'O', 'U']) {
        "an"
    } else {
        "a"
    };
    Some(Obstacle {
        what: format!("{article} `{class}`"),
        instead_returned,
        instead_taken,
    })
}

/// `SpreadsheetApp`, `GoogleAppsScript.Spreadsheet`; the latter's `Schema`s are plain data, which travels.
fn is_service(scope: &str) -> bool {
    let mut parts = scope.split('.');
    match parts.next() {
        Some("GoogleAppsScript") => !parts.any(|part| part == "Schema"),
        Some(service) => {
            parts.next().is_none()
                && (service.ends_with("App") || matches!(service, "Utilities" | "HtmlService" | "Base"))
        }
        None => false,
    }
}

/// A date has the time zone of its script: in ISO's UTC, midnight in Europe is the day before.
const ISO: &str = "return a string in its place: `Utilities.formatDate(date, Session.getScriptTimeZone(), \
     'yyyy-MM-dd')` for a date, `date.toISOString()` for a point in time";
const MILLISECONDS: &str = "take a string or a number, and make the date in the script: `new Date(value)`";
const LIST: &str = "return its values as a list: `[...values]`";
const LIST_TAKEN: &str = "take a list";
const BYTES: &str =
    "return its content: `blob.getDataAsString()`, or `Utilities.base64Encode(blob.getBytes())`";
const TEXT: &str = "take a string, and make the blob in the script: `Utilities.newBlob(text)`";
const VALUES: &str = "return its values: `getValues()` where no cell is a date, or `getDisplayValues()`, which has only \
     strings, with numbers rounded as the cells show them";
const NAME: &str = "return its ID, its name, or the values in it";
const OPEN: &str = "take an ID or a name, and open it in the script";
const READ: &str = "return what you read of it: a string, a number, or an object of these";
const MAKE: &str = "take a string, a number, or an object of these, and make it in the script";

/// Classes by name; whether the bare name is enough, since nobody calls a type of their own by it; and what to
/// write in their place.
const CLASSES: [(&str, bool, &str, &str); 56] = [
    ("Date", true, ISO, MILLISECONDS),
    ("Generator", true, LIST, LIST_TAKEN),
    ("AsyncGenerator", true, LIST, LIST_TAKEN),
    ("Blob", true, BYTES, TEXT),
    ("BlobSource", true, BYTES, TEXT),
    ("Spreadsheet", true, NAME, OPEN),
    ("Sheet", true, VALUES, OPEN),
    ("Range", true, VALUES, OPEN),
    ("RangeList", true, VALUES, OPEN),
    ("NamedRange", true, VALUES, OPEN),
    ("Document", false, NAME, OPEN),
    ("Body", false, READ, MAKE),
    ("Paragraph", false, READ, MAKE),
    ("ListItem", false, READ, MAKE),
    ("Table", false, READ, MAKE),
    ("File", false, NAME, OPEN),
    ("Folder", false, NAME, OPEN),
    ("FileIterator", true, NAME, OPEN),
    ("FolderIterator", true, NAME, OPEN),
    ("GmailMessage", true, READ, OPEN),
    ("GmailThread", true, READ, OPEN),
    ("GmailLabel", true, NAME, OPEN),
    ("GmailDraft", true, READ, OPEN),
    ("GmailAttachment", true, BYTES, TEXT),
    ("Calendar", false, NAME, OPEN),
    ("CalendarEvent", true, READ, OPEN),
    ("CalendarEventSeries", true, READ, OPEN),
    ("EventGuest", true, READ, MAKE),
    ("Form", false, NAME, OPEN),
    ("FormResponse", false, READ, OPEN),
    ("ItemResponse", false, READ, OPEN),
    ("Presentation", false, NAME, OPEN),
    ("Slide", false, READ, OPEN),
    ("Contact", false, READ, OPEN),
    ("Group", false, READ, OPEN),
    ("Site", false, NAME, OPEN),
    (
        "User",
        false,
        "return its email: `user.getEmail()`",
        "take its email",
    ),
    (
        "HTTPResponse",
        true,
        "return its text: `response.getContentText()`",
        MAKE,
    ),
    ("HtmlOutput", true, "return its text: `output.getContent()`", MAKE),
    (
        "HtmlTemplate",
        true,
        "return its text: `template.evaluate().getContent()`",
        MAKE,
    ),
    ("TextOutput", true, "return its text: `output.getContent()`", MAKE),
    ("Cache", false, READ, MAKE),
    (
        "Properties",
        false,
        "return its values: `properties.getProperties()`",
        MAKE,
    ),
    ("Lock", false, READ, MAKE),
    ("Trigger", false, "return its ID: `trigger.getUniqueId()`", OPEN),
    ("Protection", false, READ, MAKE),
    ("Filter", false, READ, MAKE),
    ("PivotTable", false, READ, MAKE),
    ("EmbeddedChart", true, READ, MAKE),
    ("Chart", false, READ, MAKE),
    ("RichTextValue", true, "return its text: `value.getText()`", MAKE),
    ("TextStyle", false, READ, MAKE),
    ("DataValidation", true, READ, MAKE),
    ("ConditionalFormatRule", true, READ, MAKE),
    ("Ui", false, READ, MAKE),
    ("Menu", false, READ, MAKE),
];
