use std::fmt;

/// Why a script's value was not stored.
#[derive(Debug)]
pub(crate) enum StorageError {
    KeyTooLarge,
    ValueTooLarge,
    Full,
    File(rusqlite::Error),
}

/// Google's words, where the limit is Google's.
impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyTooLarge => f.write_str("Argument too large: key"),
            Self::ValueTooLarge => f.write_str("Argument too large: value"),
            Self::Full => f.write_str(
                "You have exceeded the property storage quota. Please remove some properties and try again.",
            ),
            Self::File(error) => write!(f, "the emulator's state file cannot be written: {error}"),
        }
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        Self::File(error)
    }
}
