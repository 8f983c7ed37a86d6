use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::{ItemTrait, LitStr, Path, parse_quote};

use super::{DeploymentId, RenameRule, Timeout, scope};
use crate::{
    attribute::{Entry, Key, Vocabulary},
    errors::{Errors, mistake},
};

/// What the runtime crate was built with, as far as the attribute must know.
#[derive(Clone, Copy)]
pub(crate) struct Features {
    pub(crate) blocking: bool,
    pub(crate) source: bool,
}

impl Features {
    pub(crate) fn enabled() -> Self {
        Self {
            blocking: cfg!(feature = "blocking"),
            source: cfg!(feature = "source"),
        }
    }
}

/// What is generated for code that is not async.
pub(crate) struct Blocking {
    /// The name of the trait.
    pub(crate) interface: Ident,
    pub(crate) client: Ident,
}

/// What `#[apps_script(…)]` says.
pub(crate) struct InterfaceOptions {
    trait_name: Ident,
    features: Features,
    /// `None` where the ID is known only at run time.
    pub(crate) id: Option<DeploymentId>,
    pub(crate) client: Ident,
    pub(crate) rename_all: RenameRule,
    pub(crate) dev_mode: bool,
    pub(crate) timeout: Option<Timeout>,
    pub(crate) scopes: Option<Vec<String>>,
    /// The folder or file of the script that the trait is held against.
    pub(crate) source: Option<LitStr>,
    /// The name of the type-erased handle.
    pub(crate) erased: Option<Ident>,
    pub(crate) blocking: Option<Blocking>,
    /// The runtime crate.
    pub(crate) runtime: Path,
}

const VOCABULARY: Vocabulary<InterfaceOptions> = Vocabulary {
    attribute: "apps_script",
    keys: &[
        Key {
            name: "id",
            read: |options, entry| {
                options.id = Some(DeploymentId::refused());
                options.id = Some(DeploymentId::parse(entry.value("\"AKfycb…\"")?)?);
                Ok(())
            },
        },
        Key {
            name: "client",
            read: |options, entry| {
                options.client = entry.name("InventoryClient")?.clone();
                Ok(())
            },
        },
        Key {
            name: "rename_all",
            read: |options, entry| {
                options.rename_all = RenameRule::parse(entry.text("\"camelCase\"")?)?;
                Ok(())
            },
        },
        Key {
            name: "dev_mode",
            read: |options, entry| {
                entry.flag()?;
                options.dev_mode = true;
                Ok(())
            },
        },
        Key {
            name: "timeout",
            read: |options, entry| {
                options.timeout = Some(Timeout::parse(entry.text("\"30s\"")?)?);
                Ok(())
            },
        },
        Key {
            name: "scopes",
            read: |options, entry| {
                options.scopes = Some(scopes(entry.texts(SCOPES_EXAMPLE)?)?);
                Ok(())
            },
        },
        Key {
            name: "source",
            read: |options, entry| {
                options.source = Some(source(entry, options.features)?);
                Ok(())
            },
        },
        Key {
            name: "dyn",
            read: |options, entry| {
                let default = format_ident!("Dyn{}", options.trait_name);
                options.erased = Some(entry.optional_name("DynInventory")?.cloned().unwrap_or(default));
                Ok(())
            },
        },
        Key {
            name: "blocking",
            read: |options, entry| {
                if !options.features.blocking {
                    return Err(feature_is_off(entry));
                }
                let default = format_ident!("Blocking{}", options.trait_name);
                let given = entry.optional_name("BlockingInventory")?.cloned();
                let interface = given.unwrap_or(default);
                options.blocking = Some(Blocking {
                    client: format_ident!("{interface}Client"),
                    interface,
                });
                Ok(())
            },
        },
        Key {
            name: "crate",
            read: |options, entry| {
                options.runtime = entry.path("::my_crate::apps_script")?.clone();
                Ok(())
            },
        },
    ],
};

impl InterfaceOptions {
    /// Reads the options; where one is wrong, its default stands in.
    pub(crate) fn read(tokens: TokenStream, item: &ItemTrait, features: Features, errors: &Errors) -> Self {
        let mut options = Self::defaults(item, features);
        VOCABULARY.read(tokens, &mut options, errors);
        if options.id.is_none() && !errors.is_empty() {
            // It may be among what cannot be read.
            options.id = Some(DeploymentId::refused());
        }
        options
    }

    fn defaults(item: &ItemTrait, features: Features) -> Self {
        Self {
            trait_name: item.ident.clone(),
            features,
            id: None,
            client: format_ident!("{}Client", item.ident),
            rename_all: RenameRule::default(),
            dev_mode: false,
            timeout: None,
            scopes: None,
            source: None,
            erased: None,
            blocking: None,
            runtime: parse_quote!(::apps_script),
        }
    }
}

/// A key that needs the feature of its own name.
fn feature_is_off(entry: &Entry) -> syn::Error {
    let key = &entry.key;
    mistake(
        key,
        format!("`{key}` needs the feature `{key}` of the crate `apps-script`, which is off"),
        format!("in Cargo.toml, write `apps-script = {{ version = \"…\", features = [\"{key}\"] }}`"),
    )
}

fn source(entry: &Entry, features: Features) -> syn::Result<LitStr> {
    if !features.source {
        return Err(feature_is_off(entry));
    }
    let path = entry.text("\"script\"")?;
    if path.value().is_empty() {
        return Err(mistake(
            path,
            "the path of the script is empty",
            "write the script's folder, below the folder of Cargo.toml: `source = \"script\"`; `\".\"` is that folder",
        ));
    }
    Ok(path.clone())
}

const SCOPES_EXAMPLE: &str = "[\"https://www.googleapis.com/auth/spreadsheets\"]";

fn scopes(texts: Vec<&LitStr>) -> syn::Result<Vec<String>> {
    texts.into_iter().map(scope::parse).collect()
}
