use std::{borrow::Cow, time::Duration};

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    client::Client,
    decode,
    encode::Parameters,
    error::{Error, ErrorKind, Executed},
    options::CallOptions,
    request,
    retry::RetryPolicy,
    send::{self, Decode},
    target::Target,
};

/// One call of a function, made by [`Client::call`].
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    client: Client,
    target: Target,
    parameters: Parameters,
    pub(crate) options: CallOptions,
}

impl Client {
    /// A call of `function` in the deployment `id`, for scripts that no trait describes.
    ///
    /// If `id` is not a deployment ID, but a URL or a script ID for example, the call fails with
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) before anything is sent.
    ///
    /// ```no_run
    /// # async fn run(client: apps_script::Client) -> apps_script::Result<()> {
    /// let skus = client.call("AKfycbxExample", "lowStock").parameter(&5)?.idempotent().send::<Vec<String>>().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call(&self, id: impl Into<Cow<'static, str>>, function: impl Into<Cow<'static, str>>) -> Call {
        Call::new(self.clone(), Target::new(id.into(), function.into()))
    }
}

impl Call {
    pub(crate) fn new(client: Client, target: Target) -> Self {
        Self {
            client,
            target,
            parameters: Parameters::default(),
            options: CallOptions::default(),
        }
    }

    /// Adds an argument.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encode`] if the argument cannot travel: a float that is not finite, an integer beyond ±(2^53 - 1),
    /// also in a `serde_json::Value`, `Number` or `RawValue`, a map key that is not a text, two entries with one key.
    pub fn parameter<T: Serialize + ?Sized>(mut self, value: &T) -> Result<Self, Error> {
        match self.parameters.push(value) {
            Ok(()) => Ok(self),
            Err(fault) => Err(encode_error("a parameter", &fault).with_target(&self.target)),
        }
    }

    /// Says that the function may run twice without harm, so that the call is repeated after a server error
    /// or a lost connection, too.
    pub fn idempotent(mut self) -> Self {
        self.options.idempotent = true;
        self
    }

    /// How long this call may take with all its tries, in place of the client's
    /// [`timeout`](crate::ClientBuilder::timeout). Time in line for a permit does not count.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// How long this call may wait in line for a permit, in place of the client's
    /// [`queue_timeout`](crate::ClientBuilder::queue_timeout).
    pub fn queue_timeout(mut self, queue_timeout: Duration) -> Self {
        self.options.queue_timeout = Some(queue_timeout);
        self
    }

    /// When this call is repeated, in place of the client's policy.
    ///
    /// ```no_run
    /// use apps_script::{Client, retry::RetryPolicy};
    ///
    /// # async fn run(client: Client) -> apps_script::Result<()> {
    /// let left: u32 = client.call("AKfycbxExample", "adjust").retry(RetryPolicy::none()).send().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.retry = Some(policy);
        self
    }

    /// Whether the newest saved code runs in place of the deployed version.
    pub fn dev_mode(mut self, dev_mode: bool) -> Self {
        self.options.dev_mode = Some(dev_mode);
        self
    }

    /// The OAuth scopes of the script project, which are asked of the credentials.
    pub fn scopes(mut self, scopes: &'static [&'static str]) -> Self {
        self.options.scopes = scopes;
        self
    }

    /// Sends the call and reads what the function returns.
    ///
    /// Numbers are read as JavaScript has them: `5.0` fits an integer type, and an integer beyond ±(2^53 - 1) fits
    /// none, since the script has rounded it; in a `serde_json::Value` it is a float. `()` takes whatever comes.
    ///
    /// Dropping the future gives up waiting; a script that runs already runs on.
    ///
    /// # Errors
    ///
    /// Every [`ErrorKind`] but `Encode`.
    pub async fn send<T: DeserializeOwned>(self) -> Result<T, Error> {
        self.send_and_decode(decode::value).await
    }

    pub(crate) async fn send_and_decode<T>(self, decode: Decode<T>) -> Result<T, Error> {
        let dev_mode = self.options.dev_mode.unwrap_or(self.client.0.dev_mode);
        let body = request::body(&self.target.function, &self.parameters, dev_mode);
        send::send(&self.client.0, &self.target, body, &self.options, decode).await
    }

    /// Adds an argument; an error names the parameter.
    pub(crate) fn push<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.parameters.push(value).map_err(|fault| {
            encode_error(&format!("the parameter `{name}`"), &fault).with_target(&self.target)
        })
    }

    pub(crate) fn push_omitted(&mut self) {
        self.parameters.push_omitted();
    }
}

fn encode_error(parameter: &str, fault: &serde_json::Error) -> Error {
    Error::new(ErrorKind::Encode, Executed::No, format!("{parameter} cannot be sent: {fault}"))
        .with_help("JSON carries finite numbers, integers up to ±(2^53 - 1), text, booleans, lists and maps with text keys")
}
