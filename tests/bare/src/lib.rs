//! A user without serde, tokio or reqwest of their own: plain types need none of them.

use std::collections::HashMap;

use apps_script::{Client, Error, apps_script, credentials::FixedToken};

/// Functions that take and return plain types.
#[apps_script(id = "AKfycbxBareUser", dyn)]
pub trait Plain {
    /// Text, numbers, lists and maps.
    async fn everything(
        &self,
        text: &str,
        numbers: &[f64],
        flags: Vec<bool>,
        map: HashMap<String, Option<i64>>,
        pair: (u8, char),
    ) -> apps_script::Result<Vec<(String, f64)>>;

    /// Nothing at all.
    async fn nothing(&self) -> Result<(), Failed>;

    /// A map by name.
    async fn by_name(
        &self,
        #[parameter(omit_none)] name: Option<String>,
    ) -> Result<HashMap<String, u32>, Failed>;
}

/// An error of the user's own.
#[derive(Debug)]
pub struct Failed(pub String);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

/// A handle over a client.
///
/// # Errors
///
/// What the client cannot be built for.
pub fn plain(token: &str) -> apps_script::Result<DynPlain> {
    let client = Client::builder().credentials(FixedToken::new(token)).build()?;
    Ok(DynPlain::new(PlainClient::new(client)))
}
