use proc_macro2::{Ident, Span, TokenStream};
use quote::format_ident;
use syn::{ItemTrait, LitStr, Path, parse_quote};

use super::{DeploymentId, RenameRule, Timeout, scope};
use crate::{
    attribute::{Entry, Vocabulary},
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

/// What `#[apps_script(…)]` says.
pub(crate) struct InterfaceOptions {
    pub(crate) id: DeploymentId,
    pub(crate) client: Ident,
    pub(crate) rename_all: RenameRule,
    pub(crate) dev_mode: bool,
    pub(crate) timeout: Option<Timeout>,
    pub(crate) scopes: Option<Vec<String>>,
    /// The folder or file of the script that the trait is held against.
    pub(crate) source: Option<LitStr>,
    /// The name of the type-erased handle.
    pub(crate) erased: Option<Ident>,
    /// The name of the client whose methods are not async.
    pub(crate) blocking: Option<Ident>,
    /// The runtime crate.
    pub(crate) runtime: Path,
}

const VOCABULARY: Vocabulary = Vocabulary {
    attribute: "apps_script",
    keys: &[
        "id",
        "client",
        "rename_all",
        "dev_mode",
        "timeout",
        "scopes",
        "source",
        "dyn",
        "blocking",
        "crate",
    ],
};

impl InterfaceOptions {
    /// Reads the options; where one is wrong, its default stands in.
    pub(crate) fn read(tokens: TokenStream, item: &ItemTrait, features: Features, errors: &Errors) -> Self {
        let entries = VOCABULARY.entries(tokens, errors);
        let mut options = Self::defaults(item);
        if errors.is_empty() && !entries.iter().any(|entry| entry.key == "id") {
            errors.push(missing_id());
        }
        if let Some(client) = entries.iter().find(|entry| entry.key == "client") {
            options.client = errors
                .keep(client.name("InventoryClient").cloned())
                .unwrap_or(options.client);
        }
        for entry in &entries {
            errors.keep(options.set(entry, item, features));
        }
        options
    }

    fn defaults(item: &ItemTrait) -> Self {
        Self {
            id: DeploymentId::placeholder(),
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

    fn set(&mut self, entry: &Entry, item: &ItemTrait, features: Features) -> syn::Result<()> {
        match entry.key.to_string().as_str() {
            "id" => self.id = DeploymentId::parse(entry.value("\"AKfycb…\"")?)?,
            "rename_all" => self.rename_all = RenameRule::parse(entry.text("\"camelCase\"")?)?,
            "timeout" => self.timeout = Some(Timeout::parse(entry.text("\"30s\"")?)?),
            "dev_mode" => {
                entry.flag()?;
                self.dev_mode = true;
            }
            "scopes" => self.scopes = Some(scopes(entry.texts(SCOPES_EXAMPLE)?)?),
            "source" => self.source = Some(source(entry, features)?),
            "dyn" => {
                let default = format_ident!("Dyn{}", item.ident);
                self.erased = Some(entry.optional_name("DynInventory")?.cloned().unwrap_or(default));
            }
            "blocking" => self.blocking = Some(self.blocking_name(entry, features)?),
            "crate" => self.runtime = entry.path("::my_crate::apps_script")?.clone(),
            _ => {}
        }
        Ok(())
    }

    fn blocking_name(&self, entry: &Entry, features: Features) -> syn::Result<Ident> {
        if !features.blocking {
            return Err(feature_is_off(entry));
        }
        let default = format_ident!("Blocking{}", self.client);
        Ok(entry
            .optional_name("BlockingInventory")?
            .cloned()
            .unwrap_or(default))
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

fn missing_id() -> syn::Error {
    let message = "the deployment ID is missing\nhelp: write `#[apps_script(id = \"AKfycb…\")]`; \
                   in the script editor, Deploy > Manage deployments shows it";
    syn::Error::new(Span::call_site(), message)
}
