use super::identity::Identity;

/// For whom properties, caches and locks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// All users of the script.
    Script,
    /// One user of the script.
    User,
    /// All users of the document that the script is bound to.
    Document,
}

impl Audience {
    /// By the name that the services' JavaScript gives.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "user" => Self::User,
            "document" => Self::Document,
            _ => Self::Script,
        }
    }

    /// Where they are: every script has its own, and in it every user.
    pub(crate) fn area(self, what: &str, identity: &Identity) -> String {
        let script = &identity.script_id;
        match self {
            Self::Script => format!("{what}/script/{script}"),
            Self::User => format!("{what}/user/{script}/{}", identity.user),
            Self::Document => format!("{what}/document/{script}"),
        }
    }
}
