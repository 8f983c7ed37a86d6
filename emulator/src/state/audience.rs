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

    /// Where they are: every script has its own, and in it every user. A library has its own too.
    pub(crate) fn area(self, what: &str, identity: &Identity) -> String {
        self.area_of(what, &identity.script_id, identity)
    }

    /// Where properties are: those of a user are of the script that was called, whichever library asks for them
    /// (<https://developers.google.com/apps-script/guides/libraries>).
    pub(crate) fn area_of_properties(self, identity: &Identity) -> String {
        let script = match self {
            Self::User => &identity.called_script_id,
            Self::Script | Self::Document => &identity.script_id,
        };
        self.area_of("properties", script, identity)
    }

    fn area_of(self, what: &str, script: &str, identity: &Identity) -> String {
        match self {
            Self::Script => format!("{what}/script/{script}"),
            Self::User => format!("{what}/user/{script}/{}", identity.user),
            Self::Document => format!("{what}/document/{script}"),
        }
    }
}
