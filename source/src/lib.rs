//! Reads an Apps Script project from disk.
