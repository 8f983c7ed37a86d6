//! What generated code is made of. Not part of the public API: it changes with the attribute.

use std::fmt as std_fmt;

pub use core::{
    clone::Clone,
    convert::Into,
    fmt,
    fmt::Debug,
    future::Future,
    include_bytes,
    iter::IntoIterator,
    marker::{Send, Sync},
    option::Option::{None, Some},
    time::Duration,
};
pub use std::{borrow::Cow, boxed::Box, ffi::OsString, pin::Pin, string::String, sync::Arc};

use serde::Serialize;

pub use crate::outcome::{Ending, Outcome, ending};
#[cfg(feature = "source")]
pub use crate::shape::{
    Field, Member, NoShape, Probe, ScriptField, ScriptValue, Shape, Structure, check_shape,
};
use crate::{
    call::Call, client::Client, environment::Environment, error::Error, options::CallOptions,
    retry::RetryPolicy, send::Decode, target::Target,
};

/// What the trait says of one method.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    name: &'static str,
    timeout: Option<Duration>,
    idempotent: bool,
    dev_mode: bool,
    never_retried: bool,
}

impl Function {
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            timeout: None,
            idempotent: false,
            dev_mode: false,
            never_retried: false,
        }
    }

    #[must_use]
    pub const fn timeout(self, timeout: Duration) -> Self {
        Self {
            timeout: Some(timeout),
            ..self
        }
    }

    #[must_use]
    pub const fn idempotent(self) -> Self {
        Self {
            idempotent: true,
            ..self
        }
    }

    #[must_use]
    pub const fn dev_mode(self) -> Self {
        Self {
            dev_mode: true,
            ..self
        }
    }

    #[must_use]
    pub const fn never_retried(self) -> Self {
        Self {
            never_retried: true,
            ..self
        }
    }
}

/// What the key `id` can be, beside a literal.
#[diagnostic::on_unimplemented(
    message = "the key `id` takes a constant `&'static str`, not a value of type `{Self}`",
    label = "this is not a `&'static str`",
    note = "if the ID is known only at run time, leave `id` out: the client then has `with_id`, `from_env` and `from_vars`"
)]
pub trait ConstantId {
    /// `Self`; for a type that cannot be an ID it is not known, so that the compiler does not complain twice.
    type Text;
}

#[diagnostic::do_not_recommend]
impl ConstantId for &'static str {
    type Text = Self;
}

/// The ID, if its type is that of one.
#[must_use]
pub const fn constant_id<T: ConstantId<Text = T>>(id: T) -> T::Text {
    id
}

/// What the argument of a generated client's `new` would be, if its trait had no `id`. Nothing implements it.
#[diagnostic::on_unimplemented(
    message = "`{Of}` has no `new`, because its trait has no `id`",
    label = "there is no deployment ID to call",
    note = "write `{Of}::with_id(client, id)`, or `{Of}::from_env()`, which reads APPS_SCRIPT_ID; or give the ID to the trait: `#[apps_script(id = \"AKfycb…\")]`"
)]
pub trait StatesId<Of> {
    fn never(self) -> Of;
}

/// What a generated client holds.
#[derive(Clone)]
pub struct Handle {
    client: Client,
    id: Cow<'static, str>,
    scopes: &'static [&'static str],
    timeout: Option<Duration>,
    dev_mode: Option<bool>,
    retry: Option<RetryPolicy>,
}

impl Handle {
    pub fn new(client: Client, id: impl Into<Cow<'static, str>>, scopes: &'static [&'static str]) -> Self {
        Self {
            client,
            id: id.into(),
            scopes,
            timeout: None,
            dev_mode: None,
            retry: None,
        }
    }

    /// Of a client that the environment sets up.
    ///
    /// # Errors
    ///
    /// What [`Client::from_env`] fails with; a missing ID, if the trait states none.
    pub fn from_env(id_of_trait: Option<&str>, scopes: &'static [&'static str]) -> Result<Self, Error> {
        Self::in_environment(&Environment::of_process(), id_of_trait, scopes)
    }

    /// Of a client that the given variables set up.
    ///
    /// # Errors
    ///
    /// What [`Client::from_vars`] fails with; a missing ID, if the trait states none.
    pub fn from_vars<Name, Value>(
        vars: impl IntoIterator<Item = (Name, Value)>,
        id_of_trait: Option<&str>,
        scopes: &'static [&'static str],
    ) -> Result<Self, Error>
    where
        Name: Into<String>,
        Value: Into<OsString>,
    {
        Self::in_environment(&Environment::of_vars(vars), id_of_trait, scopes)
    }

    fn in_environment(
        environment: &Environment,
        id_of_trait: Option<&str>,
        scopes: &'static [&'static str],
    ) -> Result<Self, Error> {
        let (client, id) = environment.client_and_id(id_of_trait)?;
        Ok(Self::new(client, id, scopes))
    }

    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self {
            timeout: Some(timeout),
            ..self
        }
    }

    #[must_use]
    pub fn with_dev_mode(self, dev_mode: bool) -> Self {
        Self {
            dev_mode: Some(dev_mode),
            ..self
        }
    }

    #[must_use]
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        Self {
            retry: Some(policy),
            ..self
        }
    }

    /// A call; what the handle says wins over the method, and the method over the client. But a method that is
    /// never retried stays so.
    #[must_use]
    pub fn call(&self, function: &Function) -> MethodCall {
        let target = Target::new(self.id.clone(), Cow::Borrowed(function.name));
        let mut call = Call::new(self.client.clone(), target);
        call.options = CallOptions {
            timeout: self.timeout.or(function.timeout),
            queue_timeout: None,
            dev_mode: self.dev_mode.or(function.dev_mode.then_some(true)),
            idempotent: function.idempotent,
            retry: self.retry.clone(),
            never_retried: function.never_retried,
            scopes: self.scopes,
        };
        MethodCall { call, fault: None }
    }
}

impl std_fmt::Debug for Handle {
    fn fmt(&self, f: &mut std_fmt::Formatter<'_>) -> std_fmt::Result {
        f.debug_struct("Handle")
            .field("id", &self.id)
            .field("client", &self.client)
            .finish_non_exhaustive()
    }
}

/// A call whose arguments are encoded as they come; the first error comes out when it is sent.
pub struct MethodCall {
    call: Call,
    fault: Option<Error>,
}

impl MethodCall {
    #[must_use]
    pub fn parameter<T: Argument + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        if self.fault.is_none() {
            self.fault = self.call.push(name, value).err();
        }
        self
    }

    #[must_use]
    pub fn parameter_omit_none<T: OmitNone + Argument + ?Sized>(
        mut self,
        name: &'static str,
        value: &T,
    ) -> Self {
        if value.is_none() {
            self.call.push_omitted();
            return self;
        }
        self.parameter(name, value)
    }

    /// Sends the call. The future can be sent between threads, whatever `R` is.
    pub async fn send<R>(self, ending: Ending<R>) -> R {
        self.sent(ending.decode).await.unwrap_or_else(ending.failed)
    }

    /// Sends the call and waits for the answer.
    #[cfg(feature = "blocking")]
    #[must_use]
    pub fn send_blocking<R>(self, ending: Ending<R>) -> R {
        crate::blocking::wait(self.sent(ending.decode)).unwrap_or_else(ending.failed)
    }

    async fn sent<R>(self, decode: Decode<R>) -> Result<R, Error> {
        match self.fault {
            Some(fault) => Err(fault),
            None => self.call.send_and_decode(decode).await,
        }
    }
}

/// What an argument must be: `Serialize`, under a name that can say what to do.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a script's function",
    label = "`{Self}` does not implement `serde::Serialize`",
    note = "derive `serde::Serialize` for `{Self}`; in a crate of others, look for a feature `serde`"
)]
pub trait Argument: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> Argument for T {}

/// What `#[parameter(omit_none)]` can stand on.
#[diagnostic::on_unimplemented(
    message = "`#[parameter(omit_none)]` needs an `Option`, and `{Self}` is none",
    label = "this is no `Option`",
    note = "write `Option<{Self}>`, or remove `#[parameter(omit_none)]`"
)]
pub trait OmitNone {
    /// Whether the argument is left out.
    fn is_none(&self) -> bool;
}

impl<T> OmitNone for Option<T> {
    fn is_none(&self) -> bool {
        self.is_none()
    }
}

#[diagnostic::do_not_recommend]
impl<T: OmitNone + ?Sized> OmitNone for &T {
    fn is_none(&self) -> bool {
        (**self).is_none()
    }
}

/// What a type-erased handle holds.
pub trait Erased {
    type Object: ?Sized;
}
