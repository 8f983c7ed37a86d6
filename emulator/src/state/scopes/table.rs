//! Which service needs which scope, as the reference pages of the services say.

pub(super) const DRIVE: &str = "https://www.googleapis.com/auth/drive";
pub(super) const DRIVE_READONLY: &str = "https://www.googleapis.com/auth/drive.readonly";

const CALENDAR: &str = "https://www.googleapis.com/auth/calendar";
const CONTACTS: &str = "https://www.google.com/m8/feeds";
const CONTAINER_UI: &str = "https://www.googleapis.com/auth/script.container.ui";
const DOCUMENTS: &str = "https://www.googleapis.com/auth/documents";
const EXTERNAL_REQUEST: &str = "https://www.googleapis.com/auth/script.external_request";
const FORMS: &str = "https://www.googleapis.com/auth/forms";
const GMAIL: &str = "https://mail.google.com/";
const GROUPS: &str = "https://www.googleapis.com/auth/groups";
const PRESENTATIONS: &str = "https://www.googleapis.com/auth/presentations";
const SEND_MAIL: &str = "https://www.googleapis.com/auth/script.send_mail";
const SPREADSHEETS: &str = "https://www.googleapis.com/auth/spreadsheets";
const TRIGGERS: &str = "https://www.googleapis.com/auth/script.scriptapp";
const USER_EMAIL: &str = "https://www.googleapis.com/auth/userinfo.email";

/// A path in the code and the scope that it asks for. Services that are not here need none.
pub(super) const SERVICES: &[(&str, &str)] = &[
    ("CalendarApp", CALENDAR),
    ("ContactsApp", CONTACTS),
    ("DocumentApp", DOCUMENTS),
    ("DriveApp", DRIVE_READONLY),
    ("DriveApp.add", DRIVE),
    ("DriveApp.continue", DRIVE),
    ("DriveApp.create", DRIVE),
    ("DriveApp.enforce", DRIVE),
    ("DriveApp.getFolderById", DRIVE),
    ("DriveApp.getFileById", DRIVE),
    ("DriveApp.getRootFolder", DRIVE),
    ("DriveApp.remove", DRIVE),
    ("FormApp", FORMS),
    ("GmailApp", GMAIL),
    ("GroupsApp", GROUPS),
    ("Jdbc", EXTERNAL_REQUEST),
    ("MailApp", SEND_MAIL),
    ("ScriptApp.deleteTrigger", TRIGGERS),
    ("ScriptApp.getProjectTriggers", TRIGGERS),
    ("ScriptApp.getUserTriggers", TRIGGERS),
    ("ScriptApp.newTrigger", TRIGGERS),
    ("Session.getActiveUser", USER_EMAIL),
    ("Session.getEffectiveUser", USER_EMAIL),
    ("SlidesApp", PRESENTATIONS),
    ("SpreadsheetApp", SPREADSHEETS),
    ("SpreadsheetApp.getUi", CONTAINER_UI),
    ("DocumentApp.getUi", CONTAINER_UI),
    ("FormApp.getUi", CONTAINER_UI),
    ("SlidesApp.getUi", CONTAINER_UI),
    ("UrlFetchApp", EXTERNAL_REQUEST),
];

/// What the calls of a service need.
pub(super) struct Permission {
    pub(super) service: &'static str,
    /// A scope that begins with one of these serves, narrower ones too.
    pub(super) any_below: &'static [&'static str],
    /// How Google names them.
    pub(super) told: &'static str,
}

pub(super) const PERMISSIONS: &[Permission] = &[
    Permission {
        service: "CalendarApp",
        any_below: &[CALENDAR, "https://www.google.com/calendar/feeds"],
        told: "(https://www.googleapis.com/auth/calendar || https://www.googleapis.com/auth/calendar.readonly || https://www.google.com/calendar/feeds)",
    },
    Permission {
        service: "DocumentApp",
        any_below: &[DOCUMENTS],
        told: "(https://www.googleapis.com/auth/documents.currentonly || https://www.googleapis.com/auth/documents)",
    },
    Permission {
        service: "DriveApp",
        any_below: &[DRIVE],
        told: "(https://www.googleapis.com/auth/drive.readonly || https://www.googleapis.com/auth/drive)",
    },
    Permission {
        service: "GmailApp",
        any_below: &[GMAIL, "https://www.googleapis.com/auth/gmail"],
        told: GMAIL,
    },
    Permission {
        service: "MailApp",
        any_below: &[SEND_MAIL, GMAIL],
        told: SEND_MAIL,
    },
    Permission {
        service: "SpreadsheetApp",
        any_below: &[SPREADSHEETS, DRIVE],
        told: "(https://www.googleapis.com/auth/spreadsheets.currentonly || https://www.googleapis.com/auth/spreadsheets)",
    },
    Permission {
        service: "UrlFetchApp",
        any_below: &[EXTERNAL_REQUEST],
        told: EXTERNAL_REQUEST,
    },
];

/// Google's own APIs, by the names under which scripts know them.
pub(super) const ADVANCED_SERVICES: &[(&str, &str)] = &[
    (
        "AdminDirectory",
        "https://www.googleapis.com/auth/admin.directory.user",
    ),
    ("BigQuery", "https://www.googleapis.com/auth/bigquery"),
    ("Calendar.Events", CALENDAR),
    ("Calendar.CalendarList", CALENDAR),
    ("Docs.Documents", DOCUMENTS),
    ("Drive.Files", DRIVE),
    ("Drive.Permissions", DRIVE),
    ("Gmail.Users", GMAIL),
    ("People.People", "https://www.googleapis.com/auth/contacts"),
    ("Sheets.Spreadsheets", SPREADSHEETS),
    ("Slides.Presentations", PRESENTATIONS),
    ("Tasks.Tasks", "https://www.googleapis.com/auth/tasks"),
    ("Tasks.Tasklists", "https://www.googleapis.com/auth/tasks"),
    ("YouTube.Search", "https://www.googleapis.com/auth/youtube"),
    ("YouTube.Videos", "https://www.googleapis.com/auth/youtube"),
];

/// What `@OnlyCurrentDoc` narrows to the document that the script belongs to.
pub(super) const CURRENT_ONLY: &[&str] = &[DOCUMENTS, FORMS, PRESENTATIONS, SPREADSHEETS];

/// The scopes of `scripts.run` in the API's discovery document: a token must hold one of them.
pub(crate) const ACCEPTED: &[&str] = &[
    GMAIL,
    "https://www.google.com/calendar/feeds",
    CONTACTS,
    "https://www.googleapis.com/auth/admin.directory.group",
    "https://www.googleapis.com/auth/admin.directory.user",
    DOCUMENTS,
    DRIVE,
    FORMS,
    "https://www.googleapis.com/auth/forms.currentonly",
    GROUPS,
    SPREADSHEETS,
    USER_EMAIL,
];
