use std::{borrow::Cow, fmt};

use crate::one_line::OneLine;

/// How many characters of a name are shown.
const NAME: usize = 200;

/// Which function of which deployment a call is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) id: Cow<'static, str>,
    pub(crate) function: Cow<'static, str>,
}

impl Target {
    /// Ignores white space around the ID, as it comes with a copied one or with one that was read from a file.
    pub(crate) fn new(id: Cow<'static, str>, function: Cow<'static, str>) -> Self {
        let id = match id {
            Cow::Borrowed(id) => Cow::Borrowed(id.trim()),
            Cow::Owned(id) if id.trim().len() < id.len() => Cow::Owned(id.trim().to_owned()),
            Cow::Owned(id) => Cow::Owned(id),
        };
        Self { id, function }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (function, id) = (OneLine::new(&self.function, NAME), OneLine::new(&self.id, NAME));
        write!(f, "`{function}` of deployment {id}")
    }
}
