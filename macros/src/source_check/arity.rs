use apps_script_source::{Function, ParameterKind};

use crate::{
    errors::{Errors, mistake},
    interface::Method,
};

/// How many arguments a function takes.
pub(super) struct Arity {
    needed: usize,
    /// `None`: any number.
    most: Option<usize>,
}

impl Arity {
    pub(super) fn of(function: &Function) -> Self {
        let is_needed = |kind, optional: bool| kind != ParameterKind::Rest && !optional;
        let needed = if function.reads_arguments {
            0
        } else {
            function
                .parameters
                .iter()
                .rposition(|parameter| is_needed(parameter.kind, parameter.optional))
                .map_or(0, |last| last + 1)
        };
        let has_rest = function
            .parameters
            .last()
            .is_some_and(|last| last.kind == ParameterKind::Rest);
        Self {
            needed,
            most: (!has_rest && !function.reads_arguments).then_some(function.parameters.len()),
        }
    }

    /// Parameters under a condition may be there or not: only what is wrong in every case is an error.
    pub(super) fn check(&self, method: &Method, function: &Function, errors: &Errors) {
        let parameters = &method.operation.parameters;
        let always = parameters
            .iter()
            .filter(|parameter| parameter.cfgs.is_empty())
            .count();
        let conditions = || method.operation.cfgs.clone();
        if parameters.len() < self.needed {
            errors.push_under(conditions(), self.too_few(method, function));
        }
        if self.most.is_some_and(|most| always > most) {
            errors.push_under(conditions(), self.too_many(method, function));
        }
    }

    fn too_few(&self, method: &Method, function: &Function) -> syn::Error {
        let given = method.operation.parameters.len();
        let missing: Vec<String> = function
            .parameters
            .iter()
            .take(self.needed)
            .skip(given)
            .map(|parameter| match &parameter.name {
                Some(name) => format!("`{name}`"),
                None => "its object of options".to_owned(),
            })
            .collect();
        let missing = missing.join(" and ");
        mistake(
            &method.operation.ident,
            format!(
                "`{}` ({}) needs {}, and this method gives {}",
                function.name,
                function.place,
                arguments(self.needed),
                count(given),
            ),
            format!(
                "add {missing}, or give {} a default in the script",
                it(self.needed - given)
            ),
        )
    }

    fn too_many(&self, method: &Method, function: &Function) -> syn::Error {
        let most = self.most.unwrap_or_default();
        let parameters = &method.operation.parameters;
        let wrong = format!(
            "`{}` ({}) takes {}, and this method gives {}",
            function.name,
            function.place,
            arguments(most),
            count(parameters.len()),
        );
        match parameters.get(most) {
            Some(extra) => mistake(
                &extra.ident,
                wrong,
                format!("remove `{}`, or take it in the script", extra.name),
            ),
            None => mistake(&method.operation.ident, wrong, "remove the last ones"),
        }
    }
}

fn arguments(count: usize) -> String {
    match count {
        0 => "no argument".to_owned(),
        1 => "1 argument".to_owned(),
        more => format!("{more} arguments"),
    }
}

fn count(given: usize) -> String {
    match given {
        0 => "none".to_owned(),
        more => more.to_string(),
    }
}

fn it(missing: usize) -> &'static str {
    if missing == 1 { "it" } else { "them" }
}
