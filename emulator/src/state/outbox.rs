//! The emails of scripts: nothing is sent, a test reads them.

use std::{collections::BTreeMap, fmt};

use parking_lot::{Mutex, MutexGuard};
use uuid::Uuid;

/// How many recipients a Workspace user may write to on one day.
const DAILY_RECIPIENTS: usize = 1500;

/// An email that a script sent, or a draft that it made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Email {
    /// The address that it is sent from: the user's, or the alias that the script chose.
    pub from: String,
    /// Who it goes to, each as the script wrote it: `ann@example.com` or `Ann <ann@example.com>`.
    pub to: Vec<String>,
    /// Who gets a copy.
    pub cc: Vec<String>,
    /// Who gets a copy that the others do not see.
    pub bcc: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub body: String,
    /// The text as HTML.
    pub html_body: Option<String>,
    /// Where answers go to.
    pub reply_to: Option<String>,
    /// The name of the sender, if the script gave one.
    pub name: Option<String>,
    /// Whether it is sent from an address that takes no answers.
    pub no_reply: bool,
    /// The files with it.
    pub attachments: Vec<Attachment>,
    /// The images that the HTML shows, by their `cid:` name.
    pub inline_images: BTreeMap<String, Attachment>,
}

/// A file in an [`Email`].
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attachment {
    /// The name, if the blob had one.
    pub name: Option<String>,
    /// The media type, if the blob had one.
    pub content_type: Option<String>,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attachment")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("size", &self.bytes.len())
            .finish()
    }
}

impl Email {
    /// How many addresses it goes to.
    pub(crate) fn recipients(&self) -> usize {
        self.to.len() + self.cc.len() + self.bcc.len()
    }
}

/// What the scripts of one emulator have written.
#[derive(Default)]
pub(crate) struct Outbox(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    sent: Vec<Email>,
    drafts: BTreeMap<String, Email>,
    /// How many addresses were written to.
    recipients: usize,
}

/// The user has written to as many recipients as one day allows.
pub(crate) struct QuotaReached;

impl Outbox {
    pub(crate) fn sent(&self) -> Vec<Email> {
        self.kept().sent.clone()
    }

    pub(crate) fn drafts(&self) -> Vec<Email> {
        self.kept().drafts.values().cloned().collect()
    }

    /// Forgets all emails, and what they took of the quota.
    pub(crate) fn clear(&self) {
        *self.kept() = Kept::default();
    }

    pub(crate) fn remaining_quota(&self) -> usize {
        DAILY_RECIPIENTS.saturating_sub(self.kept().recipients)
    }

    pub(crate) fn send(&self, email: Email) -> Result<(), QuotaReached> {
        let mut kept = self.kept();
        let recipients = kept.recipients + email.recipients();
        if recipients > DAILY_RECIPIENTS {
            return Err(QuotaReached);
        }
        kept.recipients = recipients;
        kept.sent.push(email);
        Ok(())
    }

    /// Keeps a draft and gives its ID.
    pub(crate) fn add_draft(&self, email: Email) -> String {
        let mut kept = self.kept();
        // The ID begins with the place, so that drafts stay in their order.
        let id = format!("r{:08}{}", kept.drafts.len(), Uuid::new_v4().simple());
        kept.drafts.insert(id.clone(), email);
        id
    }

    pub(crate) fn take_draft(&self, id: &str) -> Option<Email> {
        self.kept().drafts.remove(id)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock()
    }
}
