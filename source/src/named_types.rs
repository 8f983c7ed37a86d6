use std::collections::{HashMap, HashSet};

use crate::{
    type_building::PARTIAL,
    types::{Field, Type},
};

/// Interfaces that extend one another are followed so far.
const ANCESTORS: usize = 50;

/// What a name is declared as.
#[derive(Debug)]
pub(crate) enum Declared {
    /// By `@typedef`, `@callback`, alias or enum.
    Type(Type),
    /// By an interface, or by an alias that is an intersection of such.
    Interface(Interface),
}

/// An interface, before it is known what it extends.
#[derive(Debug, Default)]
pub(crate) struct Interface {
    pub(crate) fields: Vec<Field>,
    /// The names of what it extends.
    pub(crate) extends: Vec<String>,
    /// What `[key: string]: T` says, or that it has what this model does not know.
    pub(crate) values: Vec<Type>,
}

/// The types that the files of a project give names to.
#[derive(Debug, Default)]
pub(crate) struct NamedTypes {
    declared: HashMap<String, Declared>,
}

impl NamedTypes {
    /// Interfaces of one name are one interface; else the later declaration wins.
    pub(crate) fn add(&mut self, name: String, declared: Declared) {
        match (self.declared.get_mut(&name), declared) {
            (Some(Declared::Interface(earlier)), Declared::Interface(more)) => {
                earlier.fields.extend(more.fields);
                earlier.extends.extend(more.extends);
                earlier.values.extend(more.values);
            }
            (_, declared) => {
                self.declared.insert(name, declared);
            }
        }
    }

    /// The types by their names, now that all are known.
    pub(crate) fn into_types(self) -> HashMap<String, Type> {
        let types: HashMap<String, Type> = self
            .declared
            .iter()
            .map(|(name, declared)| (name.clone(), self.type_of(declared)))
            .collect();
        let with_partials = types
            .iter()
            .map(|(name, ty)| (name.clone(), known(ty.clone(), &types)));
        with_partials.collect()
    }

    fn type_of(&self, declared: &Declared) -> Type {
        match declared {
            Declared::Type(ty) => ty.clone(),
            Declared::Interface(interface) if !interface.values.is_empty() => {
                let values = if interface.fields.is_empty() && interface.extends.is_empty() {
                    Type::union_of(interface.values.clone())
                } else {
                    Type::Any
                };
                Type::Map(Box::new(values))
            }
            Declared::Interface(interface) => {
                let mut inherited = Inherited::default();
                match inherited.take(interface, &self.declared, 0) {
                    Some(()) => Type::Record(inherited.fields),
                    None => Type::Any,
                }
            }
        }
    }
}

/// The fields of an interface and of all that it extends.
#[derive(Default)]
struct Inherited<'d> {
    fields: Vec<Field>,
    names: HashSet<&'d str>,
    /// The interfaces whose fields are taken.
    seen: HashSet<&'d str>,
}

impl<'d> Inherited<'d> {
    /// Nothing if something that it extends is not known.
    fn take(
        &mut self,
        interface: &'d Interface,
        all: &'d HashMap<String, Declared>,
        depth: usize,
    ) -> Option<()> {
        if depth == ANCESTORS {
            return None;
        }
        self.take_fields(&interface.fields);
        for name in &interface.extends {
            if !self.seen.insert(name) {
                continue;
            }
            match all.get(name)? {
                Declared::Interface(parent) if parent.values.is_empty() => {
                    self.take(parent, all, depth + 1)?
                }
                Declared::Type(Type::Record(fields)) => self.take_fields(fields),
                _ => return None,
            }
        }
        Some(())
    }

    /// A field hides the field of its name that it is extended from.
    fn take_fields(&mut self, fields: &'d [Field]) {
        let new = fields.iter().filter(|field| self.names.insert(&field.name));
        self.fields.extend(new.cloned());
    }
}

/// A type without [`PARTIAL`], now that the names are known.
pub(crate) fn known(ty: Type, types: &HashMap<String, Type>) -> Type {
    ty.with_names(&|name| match name.strip_prefix(PARTIAL) {
        None => Type::Named(name),
        Some(whole) => match types.get(whole.trim_end_matches('>')) {
            Some(Type::Record(fields)) => Type::Record(fields.clone()).into_partial(),
            _ => Type::Any,
        },
    })
}
