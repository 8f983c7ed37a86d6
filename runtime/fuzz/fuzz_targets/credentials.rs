//! No file of credentials, whatever is in it, makes a reader panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| apps_script::fuzzing::read_credentials(text));
