//! The emails of scripts, for a test to read.

use super::handle::Emulator;
use crate::state::outbox::Email;

impl Emulator {
    /// The emails that scripts sent with `MailApp` or `GmailApp`, in their order.
    ///
    /// ```no_run
    /// # fn check(emulator: &apps_script_emulator::Emulator) {
    /// let emails = emulator.outbox();
    /// assert_eq!(emails[0].to, ["ann@example.com"]);
    /// # }
    /// ```
    #[must_use]
    pub fn outbox(&self) -> Vec<Email> {
        self.backend.outbox.sent()
    }

    /// The drafts that scripts made with `GmailApp.createDraft` and have neither sent nor deleted.
    #[must_use]
    pub fn drafts(&self) -> Vec<Email> {
        self.backend.outbox.drafts()
    }

    /// Empties the outbox and the drafts, and makes the daily quota whole again.
    pub fn clear_outbox(&self) {
        self.backend.outbox.clear();
    }
}
