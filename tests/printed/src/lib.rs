//! The bindings that `apps_script_source::bindings` prints for every script project of the tests and the examples,
//! compiled, and held against these scripts by the attribute's key `source`.
#![expect(missing_docs, reason = "most scripts do not describe all of their functions")]

include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
