//! The services that Apps Script gives to every script, as globals.
//!
//! Each is a JavaScript file, which knows the members and checks the arguments, and beside it a Rust file with
//! what only the host can do. A service is evaluated when a script first names it, since most runs name few.
//! A file has the name of its global.

mod absent;
mod blob;
mod byte_string;
mod cache_service;
mod charset;
mod content_service;
mod documented;
mod drive_app;
mod ends_with_run;
mod evaluate;
mod faked;
mod guarded;
mod host_functions;
mod html_service;
mod install;
mod lock_service;
mod mail_app;
mod properties_service;
mod script_app;
mod script_exception;
mod script_service;
mod session;
mod spreadsheet_app;
mod url_fetch_app;
mod utilities;
mod xml_service;

pub(crate) use self::{
    evaluate::{FILE_PREFIX, evaluate, evaluate_script},
    host_functions::HostFunctions,
    install::install,
};
