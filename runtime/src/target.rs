use std::{borrow::Cow, fmt};

/// Which function of which deployment a call is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) id: Cow<'static, str>,
    pub(crate) function: Cow<'static, str>,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of script {}", self.function, self.id)
    }
}
