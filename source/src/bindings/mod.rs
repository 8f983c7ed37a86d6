//! Writes the trait that calls a script.

mod docs;
mod layout;
mod markdown;
mod method;
mod names;
mod options;
mod rust_type;
mod structs;

pub use self::options::BindingsOptions;
use self::{
    method::Item,
    names::{Scope, pascal_case},
    structs::{Struct, Structs},
};
use crate::project::Project;

/// Names that the printed code needs for itself.
const NEEDED: [&str; 17] = [
    "Box",
    "Clone",
    "Debug",
    "Deserialize",
    "Err",
    "HashMap",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Send",
    "Serialize",
    "Shape",
    "Some",
    "String",
    "Vec",
];

/// The Rust code that calls a script: a trait with a method for each public function, and structs for the records
/// that these take and return.
///
/// Types and docs come from JSDoc or TypeScript. Where these say nothing, there is a `serde_json::Value`. A function
/// that cannot be called, because what it takes or returns cannot travel, is a comment that says so.
///
/// The code is a start: narrow the numbers, remove what you do not call, and mark as `idempotent` what may run twice.
///
/// ```no_run
/// use apps_script_source::{BindingsOptions, Project, bindings};
///
/// # fn main() -> Result<(), apps_script_source::ReadError> {
/// let project = Project::read("script")?;
/// println!("{}", bindings(&project, &BindingsOptions::new("Inventory")));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn bindings(project: &Project, options: &BindingsOptions) -> String {
    let name = pascal_case(&options.name, "Script");
    let client = format!("{name}Client");
    let taken = NEEDED.into_iter().chain([name.as_str(), client.as_str()]);
    let mut structs = Structs::new(project, Scope::with(taken));
    let items = method::items(project, &mut structs);
    let structs = structs.into_made();
    layout::file(&layout::Printed {
        uses_map: uses_map(&items, &structs),
        name,
        options,
        scopes: project.manifest.oauth_scopes.as_deref().unwrap_or_default(),
        items,
        structs,
    })
}

fn uses_map(items: &[Item], structs: &[Struct]) -> bool {
    let in_methods = items.iter().any(|item| match item {
        Item::Method(method) => {
            let mut parameters = method.parameters.iter();
            method.returns.names_map() || parameters.any(|parameter| parameter.ty.names_map())
        }
        Item::LeftOut(_) => false,
    });
    let mut fields = structs.iter().flat_map(|made| &made.fields);
    in_methods || fields.any(|field| field.ty.names_map())
}
