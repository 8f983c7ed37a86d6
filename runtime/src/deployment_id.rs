//! What a deployment ID is: the rule of the attribute, for an ID that is known only at run time.

use crate::error::{Error, ErrorKind, Executed};

apps_script_macros::deployment_id_rule!();

/// Refuses what is not a deployment ID, in the words of the attribute.
pub(crate) fn check(id: &str) -> Result<&str, Error> {
    deployment_id(id).map_err(|fault| {
        Error::new(ErrorKind::Configuration, Executed::No, fault.message).with_help(fault.help)
    })
}
