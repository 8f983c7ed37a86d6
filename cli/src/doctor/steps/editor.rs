//! Pages of the script editor.

use super::super::observation::Observation;

/// A page of the script in the editor; its list of scripts where the script ID is not known.
pub(super) fn editor(observed: &Observation, page: &str) -> String {
    match &observed.script_id {
        Some(id) => format!("https://script.google.com/home/projects/{id}{page}"),
        None => "https://script.google.com/home".to_owned(),
    }
}
