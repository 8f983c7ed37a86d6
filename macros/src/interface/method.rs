use syn::TraitItemFn;

use super::{Operation, Parameter, names, rules};
use crate::{
    errors::Errors,
    options::{FunctionName, InterfaceOptions, MethodOptions, Timeout},
};

/// A method that calls a function of the script.
pub(crate) struct Method {
    pub(crate) operation: Operation,
    pub(crate) function: FunctionName,
    /// Whether `#[function(name = …)]` gave the function's name.
    pub(crate) named: bool,
    pub(crate) settings: CallSettings,
}

/// How the function is called.
pub(crate) struct CallSettings {
    pub(crate) timeout: Option<Timeout>,
    pub(crate) idempotent: bool,
    pub(crate) never_retried: bool,
    pub(crate) dev_mode: bool,
}

impl Method {
    /// Reads a method without a body; what is wrong is noted.
    pub(crate) fn read(
        function: &TraitItemFn,
        interface: &InterfaceOptions,
        errors: &Errors,
    ) -> Option<Self> {
        let before = errors.count();
        let signature = &function.sig;
        let options = MethodOptions::read(&function.attrs, errors);
        rules::check_signature(signature, errors);
        let parameters = Parameter::read_all(signature, errors);
        let output = rules::return_type(signature, errors);
        let named = options.name.is_some();
        let name = options
            .name
            .or_else(|| errors.keep(FunctionName::of_method(&signature.ident, interface.rename_all)));
        if let Some(function) = &name {
            let help = format!(
                "name the method otherwise and keep the function's name with `#[function(name = \"{}\")]`",
                function.as_str()
            );
            names::check_hidden(&signature.ident, &help, &interface.client, errors);
        }
        if errors.count() > before {
            return None;
        }
        Some(Self {
            operation: Operation::new(&function.attrs, signature, parameters?, output?),
            function: name?,
            named,
            settings: CallSettings {
                timeout: options.timeout.or(interface.timeout),
                idempotent: options.idempotent,
                never_retried: options.never_retried.is_some(),
                dev_mode: options.dev_mode || interface.dev_mode,
            },
        })
    }
}
