//! Holds one method against the function that it calls.

use apps_script_source::{Field, Function, Parameter as ScriptParameter, ParameterKind, Project, Type};
use proc_macro2::TokenStream;
use quote::ToTokens;

use super::{
    arity::Arity,
    compare::{Comparison, Contradiction, ContradictionKind, Direction, Meeting},
    shapes::ShapeCheck,
    wording,
};
use crate::{
    errors::{Errors, mistake},
    interface::{Method, Parameter},
    json_type::{JsonType, Kind},
};

/// A method, and what the script says of its function.
pub(super) struct Pair<'a> {
    pub(super) method: &'a Method,
    pub(super) function: &'a Function,
    pub(super) project: &'a Project,
}

impl<'a> Pair<'a> {
    pub(super) fn new(method: &'a Method, function: &'a Function, project: &'a Project) -> Self {
        Self {
            method,
            function,
            project,
        }
    }

    /// Notes what contradicts; what comes back can be compared only when the fields of a struct are known.
    pub(super) fn check(&self, errors: &Errors) -> Vec<ShapeCheck> {
        Arity::of(self.function).check(self.method, self.function, errors);
        let mut shapes = Vec::new();
        for (place, parameter) in self.placed_parameters() {
            if let Some(script) = parameter_at(self.function, place) {
                shapes.extend(self.parameter(parameter, script, errors));
            }
        }
        shapes.extend(self.output(errors));
        shapes
    }

    /// The parameters whose place is certain: those behind a conditional one may stand in one of two.
    fn placed_parameters(&self) -> impl Iterator<Item = (usize, &'a Parameter)> {
        let parameters = &self.method.operation.parameters;
        let certain = parameters
            .iter()
            .position(|parameter| !parameter.cfgs.is_empty())
            .map_or(parameters.len(), |first| first + 1);
        parameters.iter().enumerate().take(certain)
    }

    fn parameter(&self, parameter: &Parameter, script: &ScriptParameter, errors: &Errors) -> Vec<ShapeCheck> {
        let Some(ty) = &script.ty else { return Vec::new() };
        let conditions = self.conditions(Some(parameter));
        if let Some(obstacle) = self.project.obstacle(ty) {
            let error = mistake(
                &parameter.ident,
                format!(
                    "{} cannot travel to the script, and {} takes one as {}",
                    obstacle.what,
                    self.name(),
                    quoted(script)
                ),
                format!("let the function {}", obstacle.instead_taken),
            );
            errors.push_under(conditions, error);
            return Vec::new();
        }
        let seen = JsonType::of(&parameter.ty);
        let mut comparison = Comparison::new(self.project, Direction::Argument);
        let omitted = parameter.omit_none && (script.optional || self.function.reads_arguments);
        match comparison.whole(&seen, ty, omitted) {
            Ok(()) => self.shapes(&comparison.meetings, Direction::Argument, &conditions),
            Err(found) => {
                errors.push_under(conditions, self.of_parameter(parameter, script, &found));
                Vec::new()
            }
        }
    }

    fn of_parameter(
        &self,
        parameter: &Parameter,
        script: &ScriptParameter,
        found: &Contradiction<'_>,
    ) -> syn::Error {
        let takes = format!(
            "{} takes {} {} {}",
            self.name(),
            wording::describe(found.script, self.project),
            if found.nested { "in" } else { "as" },
            quoted(script)
        );
        let rust = written(found.rust.at);
        match found.kind {
            ContradictionKind::NullIsSent if parameter.omit_none && !found.nested => mistake(
                &parameter.ident,
                format!("`{}` may be left out, and {takes}", parameter.name),
                format!(
                    "give {} a default in the script, or mark it there as optional; or take no `Option`",
                    quoted(script)
                ),
            ),
            ContradictionKind::NullIsSent if script.optional && !found.nested => mistake(
                found.rust.at,
                format!("`None` is sent as null, and {takes}"),
                format!(
                    "write `#[parameter(omit_none)] {}: {rust}`, which leaves a `None` out",
                    parameter.name
                ),
            ),
            ContradictionKind::NullIsSent => mistake(
                found.rust.at,
                format!("`None` is sent as null, and {takes}"),
                "take no `Option`, or say in the script that it may be null",
            ),
            _ if script.kind == ParameterKind::Rest && is_list(found.rust) => mistake(
                found.rust.at,
                format!("`{rust}` is sent as one list, and {takes}"),
                format!(
                    "each of {} is an argument of its own: write a parameter for each",
                    quoted(script)
                ),
            ),
            _ => mistake(
                found.rust.at,
                format!(
                    "`{rust}` is sent as {}, and {takes}",
                    wording::describe_rust(found.rust)
                ),
                self.mend(found.script, Direction::Argument),
            ),
        }
    }

    fn output(&self, errors: &Errors) -> Vec<ShapeCheck> {
        let Some(ty) = &self.function.returns else {
            return Vec::new();
        };
        let operation = &self.method.operation;
        let conditions = self.conditions(None);
        if let Some(obstacle) = self.project.obstacle(ty) {
            let error = mistake(
                &operation.output,
                format!(
                    "{} cannot travel from the script, and {} returns one",
                    obstacle.what,
                    self.name()
                ),
                format!("let the function {}", obstacle.instead_returned),
            );
            errors.push_under(conditions, error);
            return Vec::new();
        }
        let Some(seen) = JsonType::of_output(&operation.output) else {
            return Vec::new();
        };
        let mut comparison = Comparison::new(self.project, Direction::Answer);
        match comparison.whole(&seen, ty, false) {
            Ok(()) => self.shapes(&comparison.meetings, Direction::Answer, &conditions),
            Err(found) => {
                errors.push_under(conditions, self.of_output(&found));
                Vec::new()
            }
        }
    }

    fn of_output(&self, found: &Contradiction<'_>) -> syn::Error {
        let rust = written(found.rust.at);
        let returns = format!(
            "{} returns {}{}",
            self.name(),
            wording::describe(found.script, self.project),
            if found.nested { " here" } else { "" }
        );
        match found.kind {
            ContradictionKind::NullIsReturned => mistake(
                found.rust.at,
                format!("`{rust}` cannot be read from null, and {returns}"),
                format!("write `Option<{rust}>`, or say in the script that it is never null"),
            ),
            _ => mistake(
                found.rust.at,
                format!(
                    "`{rust}` is read from {}, and {returns}",
                    wording::describe_rust(found.rust)
                ),
                self.mend(found.script, Direction::Answer),
            ),
        }
    }

    /// The type to write, if it is plain which one.
    fn mend(&self, script: &Type, direction: Direction) -> String {
        match wording::suggest(script, self.project, direction) {
            Some(suggested) => format!("write `{suggested}`, or correct the type in the script"),
            None => "write a type that fits, or correct the type in the script".to_owned(),
        }
    }

    fn shapes(
        &self,
        meetings: &[Meeting<'_>],
        direction: Direction,
        conditions: &[TokenStream],
    ) -> Vec<ShapeCheck> {
        meetings
            .iter()
            .map(|meeting| ShapeCheck {
                ty: meeting.ty.clone(),
                conditions: conditions.to_vec(),
                is_answer: direction == Direction::Answer,
                function: self.name(),
                script: wording::describe(meeting.script, self.project),
                fields: meeting.fields.map(|fields| {
                    fields
                        .iter()
                        .map(|field| (field.name.clone(), self.may_be_missing(field)))
                        .collect()
                }),
                nullable: meeting.nullable,
                is_map: meeting.is_map,
                may_be_grid: meeting.may_be_grid,
            })
            .collect()
    }

    /// Whether a record may be without a field: JSON leaves out what is undefined.
    fn may_be_missing(&self, field: &Field) -> bool {
        field.optional || self.project.members(&field.ty).contains(&&Type::Undefined)
    }

    /// When the method is there, and the parameter in it.
    fn conditions(&self, parameter: Option<&Parameter>) -> Vec<TokenStream> {
        let of_parameter = parameter.into_iter().flat_map(|parameter| &parameter.cfgs);
        self.method
            .operation
            .cfgs
            .iter()
            .chain(of_parameter)
            .cloned()
            .collect()
    }

    /// `` `lowStock` (Stock.gs:7) ``
    fn name(&self) -> String {
        format!("`{}` ({})", self.function.name, self.function.place)
    }
}

/// What the script says of the argument at a place; every argument behind a rest parameter belongs to it.
fn parameter_at(function: &Function, place: usize) -> Option<&ScriptParameter> {
    function.parameters.get(place).or_else(|| {
        function
            .parameters
            .last()
            .filter(|last| last.kind == ParameterKind::Rest)
    })
}

fn is_list(rust: &JsonType<'_>) -> bool {
    matches!(rust.kind, Kind::List(_))
}

fn quoted(parameter: &ScriptParameter) -> String {
    match &parameter.name {
        Some(name) => format!("`{name}`"),
        None => "its object of options".to_owned(),
    }
}

/// A type as its author wrote it, more or less: tokens know no blanks.
fn written(ty: &syn::Type) -> String {
    let mut text = ty.to_token_stream().to_string();
    for (spaced, close) in [
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" :: ", "::"),
        ("[ ", "["),
        (" ]", "]"),
        ("( ", "("),
        (" )", ")"),
    ] {
        text = text.replace(spaced, close);
    }
    text
}
