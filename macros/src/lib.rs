//! The attribute of the [`apps-script`](https://docs.rs/apps-script) crate, which re-exports it: use it from
//! there.
//!
//! A trait's tokens go through three stages: `options` and `interface` read them into a checked model,
//! `expand` writes the model down as tokens. The reading gathers every mistake; the writing decides nothing.
//! No stage panics, and whatever is wrong, the trait comes out again.

mod attribute;
mod deployment_id_rule;
mod entry;
mod errors;
mod expand;
mod half_typed;
mod hidden_module;
mod interface;
#[cfg(feature = "source")]
mod json_type;
mod near;
mod not_a_trait;
mod options;
#[cfg(feature = "source")]
mod shape;
#[cfg(test)]
mod snapshots;
#[cfg(feature = "source")]
mod source_check;
mod spans;

/// Turns a trait into a client of an Apps Script project.
///
/// Every `async fn` of the trait is a function of the script. The attribute keeps the trait, so that it can be
/// implemented by hand too, and adds a struct that implements it by calling the script.
///
/// # On the trait
///
/// | key | meaning |
/// |---|---|
/// | `id = "…"`, `id = EXPR` | the deployment ID (`AKfycb…`), as a literal or as any constant `&'static str`, such as `env!("…")` |
/// | `client = Name` | the name of the generated struct; `{Trait}Client` otherwise |
/// | `rename_all = "…"` | how a method's name becomes the function's: `camelCase` (default), `snake_case`, `PascalCase`, `none` |
/// | `timeout = "…"` | how long a call may take, such as `"90s"` or `"1m30s"`, for every method that has none of its own |
/// | `dev_mode` | run the newest saved code in place of the deployed version; only the script's owner may |
/// | `scopes = ["…"]` | the OAuth scopes of the script project, which are asked of the credentials; with `source`, those of the manifest otherwise |
/// | `source = "path"` | the folder of the script, or its one file, as seen from Cargo.toml: the trait is held against it (feature `source`) |
/// | `dyn`, `dyn = Name` | also generate a type-erased handle; `Dyn{Trait}` if not named |
/// | `blocking`, `blocking = Name` | also generate a trait whose methods are not async, `Blocking{Trait}` if not named, and its client, `{Name}Client` (feature `blocking`) |
/// | `crate = path` | where the runtime crate is, when it is re-exported |
///
/// Where the deployment ID is known only at run time, leave `id` out. The client then has no `new` and no
/// `DEPLOYMENT_ID`: it comes from `with_id`, which takes the ID as a text, or from `from_env` and `from_vars`, which
/// read it from the variable `APPS_SCRIPT_ID`. A literal is checked at compile time; a constant and an ID of run time
/// are checked by the same rule with each call, and what is not a deployment ID, such as a URL, ends the call with
/// `ErrorKind::Configuration` before anything is sent.
///
/// # On a method: `#[function(…)]`
///
/// | key | meaning |
/// |---|---|
/// | `name = "…"` | the function's name in the script, or `Library.function` |
/// | `timeout = "…"` | how long this call may take |
/// | `idempotent` | the function may run twice without harm, so a call is repeated after a lost connection, too |
/// | `retry = "never"` | a call is sent once, even if its function certainly did not start; only a refused token is renewed and used once more |
/// | `dev_mode` | as on the trait, for this method |
///
/// # On a parameter: `#[parameter(omit_none)]`
///
/// A `None` at the end of the arguments is left out of the call, so that the script's default value applies.
///
/// # Beside other attributes
///
/// `#[automock]` of `mockall` works below this attribute. The methods that it sees return `impl Future`, so that its
/// expectations return a boxed future:
///
/// ```ignore
/// #[apps_script(id = "AKfycbxExample")]
/// #[mockall::automock]
/// pub trait Inventory {
///     async fn low_stock(&self, threshold: u32) -> apps_script::Result<Vec<String>>;
/// }
///
/// let mut inventory = MockInventory::new();
/// inventory.expect_low_stock().returning(|_| Box::pin(async { Ok(vec!["BOLT-8".into()]) }));
/// ```
///
/// With `mockall::mock!`, which repeats the methods as `async fn`s, an expectation returns the result itself, and one
/// trait can have mocks in several crates. `#[async_trait]`, `#[trait_variant::make]` and `#[auto_impl]` are refused:
/// what they are for, the trait has already. `#[tracing::instrument]` works on a method with a body; one that calls the
/// script has a span of its own, `apps_script.call`. A method's `#[cfg]`, `#[cfg_attr]`, `#[deprecated]`, `#[must_use]`,
/// `#[allow]` and docs also apply to the client's method; other attributes apply to the trait's alone.
///
/// # The source check
///
/// With `source = "path"`, the trait answers to the script when it is compiled: each method's function must be
/// there and public, take as many arguments as the method gives, and say nothing in JSDoc or TypeScript that
/// contradicts the method's types. Only what is wrong for certain is an error: a type that the script does not
/// tell, and one that the attribute cannot see into, such as a struct of yours, passes. `#[derive(Shape)]` opens a
/// struct to it.
///
/// An edit of the script compiles the crate anew. For a file that is added to the script, which no macro can
/// watch, a `build.rs` of one line does it, with `apps-script-source` among the `[build-dependencies]`:
/// `fn main() { apps_script_source::rerun_if_changed("script") }`.
///
/// # What comes out
///
/// The trait, in which each `async fn` is a function that returns `impl Future<Output = …> + Send`. Implement it
/// by hand with plain `async fn`s, or with `mockall::mock!`, to test without a script. A method with a body stays
/// as it is: it runs here.
///
/// The client, which is `Clone` and `Debug`, with `new`, `with_id`, `from_env`, `from_vars`, `with_timeout`,
/// `with_dev_mode`, `with_retry`, `DEPLOYMENT_ID` and `SCOPES`. The methods that call the script are methods of the client itself, under the
/// visibility and with the docs of the trait, and the client implements the trait through them:
///
/// - The trait need not be in scope where the client is used. It must be for a method with a body, which only the
///   trait has, and for code that is generic over the trait.
/// - Arguments are encoded when a method is called, not when its future is first polled. So the future is `Send`
///   whatever the arguments are, and `'static`: it borrows neither the arguments nor the client, and
///   `tokio::spawn(inventory.low_stock(5))` compiles. (A return type that mentions a lifetime, such as
///   `Result<Cow<'a, str>>`, binds the future to that lifetime.) A future of the trait's method, as generic code
///   gets it, is bound to what it was called with.
/// - A method of the trait cannot have the name of one of the client's own, `new` for example.
///
/// The trait for `&T`, `Arc<T>` and `Box<T>` of every `T` that implements it, so that all of them can be given where an
/// `impl Inventory` is wanted. They call what they point to, and have the trait's supertraits only if the pointer has
/// them. A method with a body whose signature mentions `Self`, or that does not take `&self`, runs on the pointer. If a
/// method with a body is async, `T` must be `Sync`. There is no `Arc<dyn Inventory>`, since each implementation has
/// futures of its own: use the key `dyn`.
///
/// With `dyn`, a handle that is `Clone + Send + Sync`, is made of any implementation by `new`, and costs one
/// allocation a call. Where an argument of a method is borrowed, the handle's future holds it until the first
/// poll, so there the arguments must be `Sync` or `Send` for the future to be `Send`. It has no `with_timeout`,
/// `with_dev_mode` or `with_retry`, because what it holds may be a fake, which no timeout applies to: set them on the
/// client before the handle is made, `DynInventory::new(client.with_timeout(…))`, or limit the wait for any
/// implementation with `tokio::time::timeout`.
///
/// With `blocking`, a second trait, for code that is not async, and a client that implements it: `BlockingInventory` and
/// `BlockingInventoryClient` for a trait `Inventory`, or `Name` and `NameClient`. Its methods are those that call the
/// script, without those that have a body and without supertraits. So blocking code can be tested with a fake, a mock or
/// a `&dyn BlockingInventory`, too. The client has the constructors of the other one, and its methods wait for the
/// answer on the current thread. They work wherever a thread may be blocked: outside of any runtime, in
/// `tokio::task::spawn_blocking` and `block_in_place`, and from many threads at once. In async code, where waiting would
/// hold up the runtime, they end with `ErrorKind::Configuration`.
#[proc_macro_attribute]
pub fn apps_script(
    attribute: proc_macro::TokenStream,
    item: proc_macro::TokenStream,
) -> proc_macro::TokenStream {
    entry::apps_script(attribute.into(), item.into()).into()
}

/// The source of the rule for deployment IDs. The runtime must follow the rule as the attribute does, and a crate of
/// procedural macros can share code in no other way.
#[doc(hidden)]
#[proc_macro]
pub fn deployment_id_rule(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    include_str!("deployment_id_rule.rs").parse().unwrap_or_default()
}

/// Lets the source check compare the fields of a struct with those that the script's types have.
///
/// It stands beside `Serialize` or `Deserialize` on a struct with named fields. Where a method of a trait with
/// `source = "…"` takes or returns the struct, and the script says which fields the value has (a `@typedef`, a
/// record type, an interface), the names are compared at compile time, as serde reads and writes them. A struct
/// without it passes: nothing is known of its fields.
///
/// - Returned: a field that the struct must have is one that the script's type has, and that is never missing
///   there. An `Option` and a field with `default` may be missing.
/// - Taken: a field that the script's type must have is one that the struct sends.
/// - A field that nobody must have is an error only if the other side has one of the same letters in another
///   case, such as `unit_price` and `unitPrice`.
///
/// `#[shape(crate = path)]` says where the runtime crate is, when it is re-exported.
#[cfg(feature = "source")]
#[proc_macro_derive(Shape, attributes(serde, shape))]
pub fn shape(item: proc_macro::TokenStream) -> proc_macro::TokenStream {
    shape::derive(item.into()).into()
}
