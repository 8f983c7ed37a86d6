//! The properties of scripts, for a test to fill and to read.

use std::{collections::BTreeMap, error::Error, fmt, sync::Arc};

use super::handle::Emulator;
use crate::state::{audience::Audience, properties::set_all, storage_error::StorageError, store::Store};

/// One store of `PropertiesService`, as its scripts see it.
///
/// ```no_run
/// # fn check(emulator: &apps_script_emulator::Emulator) -> Result<(), apps_script_emulator::PropertiesError> {
/// let properties = emulator.script_properties();
/// properties.set("SERVER_URL", "http://localhost:8080")?;
/// assert_eq!(properties.get("LAST_RUN"), None);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Properties {
    store: Arc<Store>,
    area: String,
}

/// Why a property was not kept: it is beyond one of Google's limits, or the state file cannot be written.
#[derive(Debug)]
pub struct PropertiesError(StorageError);

impl Emulator {
    /// What `PropertiesService.getScriptProperties()` gives.
    #[must_use]
    pub fn script_properties(&self) -> Properties {
        self.properties(Audience::Script, None)
    }

    /// What `PropertiesService.getUserProperties()` gives to this user.
    #[must_use]
    pub fn user_properties(&self, email: &str) -> Properties {
        self.properties(Audience::User, Some(email))
    }

    /// What `PropertiesService.getDocumentProperties()` gives to a script that is bound to a document.
    #[must_use]
    pub fn document_properties(&self) -> Properties {
        self.properties(Audience::Document, None)
    }

    fn properties(&self, audience: Audience, user: Option<&str>) -> Properties {
        let identity = self.backend.identity_of(user.unwrap_or_else(|| self.owner()));
        Properties {
            store: Arc::clone(&self.backend.store),
            area: audience.area("properties", &identity),
        }
    }
}

impl Properties {
    /// The value of this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<String> {
        self.store.get(&self.area, key)
    }

    /// Every key and its value.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, String> {
        self.store.entries(&self.area)
    }

    /// Sets a value.
    ///
    /// # Errors
    ///
    /// A [`PropertiesError`] if it is beyond one of Google's limits, or if the state file cannot be written.
    pub fn set(&self, key: impl Into<String>, value: impl Into<String>) -> Result<(), PropertiesError> {
        let given = BTreeMap::from([(key.into(), value.into())]);
        set_all(&self.store, &self.area, given, false).map_err(PropertiesError)
    }

    /// Removes a key, if it is there.
    ///
    /// # Errors
    ///
    /// A [`PropertiesError`] if the state file cannot be written.
    pub fn remove(&self, key: &str) -> Result<(), PropertiesError> {
        let removed = self.store.remove(&self.area, key);
        removed.map_err(|fault| PropertiesError(fault.into()))
    }
}

impl fmt::Debug for Properties {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Properties")
            .field("area", &self.area)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for PropertiesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for PropertiesError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            StorageError::File(fault) => Some(fault),
            _ => None,
        }
    }
}
