//! gzip and zip.

use std::io::{self, Cursor, Read, Write};

use flate2::{Compression, read::MultiGzDecoder, write::GzEncoder};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The largest blob at Google, in bytes: an archive does not become more.
const BLOB_LIMIT: u64 = 50 * 1024 * 1024;

pub(super) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

pub(super) fn ungzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    ungzip_up_to(bytes, BLOB_LIMIT)
}

fn ungzip_up_to(bytes: &[u8], mut left: u64) -> io::Result<Vec<u8>> {
    read(MultiGzDecoder::new(bytes), &mut left)
}

pub(super) fn zip(names: &[String], contents: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in names.iter().zip(contents) {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The files in an archive, by name; folders are left out.
pub(super) fn unzip(bytes: &[u8]) -> io::Result<Vec<(String, Vec<u8>)>> {
    unzip_up_to(bytes, BLOB_LIMIT)
}

fn unzip_up_to(bytes: &[u8], mut left: u64) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index(index)?;
        if file.is_file() {
            let name = file.name()?.into_owned();
            files.push((name, read(file, &mut left)?));
        }
    }
    Ok(files)
}

/// Reads to the end, unless that is more than what is left.
fn read(source: impl Read, left: &mut u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(left.saturating_add(1)).read_to_end(&mut bytes)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    *left = left
        .checked_sub(length)
        .ok_or_else(|| io::Error::other("it holds more than the 50 MB that a blob may have"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{gzip, ungzip_up_to, unzip_up_to, zip};

    #[test]
    fn a_bomb_does_not_go_off() {
        let bomb = gzip(&[0; 10_000]).unwrap();
        assert!(bomb.len() < 100);
        assert_eq!(ungzip_up_to(&bomb, 10_000).unwrap().len(), 10_000);
        let fault = ungzip_up_to(&bomb, 9_999).unwrap_err();
        assert!(fault.to_string().contains("50 MB"));

        let bomb = zip(&["a".into(), "b".into()], &[vec![0; 5_000], vec![0; 5_000]]).unwrap();
        assert_eq!(unzip_up_to(&bomb, 10_000).unwrap().len(), 2);
        let fault = unzip_up_to(&bomb, 9_999).unwrap_err();
        assert!(fault.to_string().contains("50 MB"));
    }
}
