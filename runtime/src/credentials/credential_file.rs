//! Reads the text of a file of credentials.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::TokenError;

/// The files of clasp, gcloud and our own have a few kilobytes.
const MOST_BYTES: u64 = 1024 * 1024;

/// Reads the file, whatever it is: a variable may name a pipe.
pub(super) fn read(path: &Path) -> Result<String, TokenError> {
    File::open(path)
        .and_then(read_all)
        .map_err(|fault| TokenError::new(format!("{} cannot be read: {fault}", path.display())))
}

/// Reads the file a second time, if it can be.
pub(super) fn read_again(path: &Path) -> io::Result<String> {
    // Without waiting for the other end of a pipe.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    File::open(path).and_then(read_all)
}

fn read_all(file: File) -> io::Result<String> {
    let mut text = String::new();
    file.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES {
        return Err(io::Error::other(format!("it is longer than {MOST_BYTES} bytes")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{MOST_BYTES, read, read_again};

    #[test]
    fn reads_text_of_a_sensible_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, "text").unwrap();
        assert_eq!(read(&path).unwrap(), "text");
        assert_eq!(read_again(&path).unwrap(), "text");
        fs::write(&path, vec![b' '; MOST_BYTES as usize + 1]).unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.ends_with("longer than 1048576 bytes"), "{error}");
        fs::write(&path, [0xff]).unwrap();
        assert!(read(&path).is_err());
        assert!(read_again(folder.path()).is_err());
        assert!(read(&folder.path().join("none")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_device_does_not_fill_the_memory() {
        let error = read("/dev/zero".as_ref()).unwrap_err().to_string();
        assert!(error.contains("longer than"), "{error}");
        assert!(read_again("/dev/zero".as_ref()).is_err());
    }
}
