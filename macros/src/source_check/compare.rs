//! Holds a Rust type against a type of the script: only what contradicts for certain is found.

use apps_script_source::{Field, Project, Type as ScriptType};
use syn::Type;

use crate::json_type::{JsonType, Kind};

/// How deep types are held against each other.
const DEPTH: usize = 16;

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Into the script.
    Argument,
    /// Out of it.
    Answer,
}

/// Two types of which no value fits both, or a null that the other side does not know.
pub(super) struct Contradiction<'a> {
    pub(super) rust: &'a JsonType<'a>,
    pub(super) script: &'a ScriptType,
    pub(super) kind: ContradictionKind,
    /// Whether it stands inside of the type, not at its top.
    pub(super) nested: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContradictionKind {
    /// A string against a number, a list against an object, and so on.
    Kinds,
    /// The script says null, and the Rust type reads none.
    NullIsReturned,
    /// `None` is sent as null, and the script says that it takes none.
    NullIsSent,
}

/// A Rust type that the macro cannot see into, where the script says what stands there.
pub(super) struct Meeting<'a> {
    pub(super) ty: &'a Type,
    /// What the script says.
    pub(super) script: &'a ScriptType,
    /// Its fields, if it is a record.
    pub(super) fields: Option<&'a [Field]>,
    /// Whether the script says that it may be null.
    pub(super) nullable: bool,
    /// Whether it is an object with fields that the script does not name.
    pub(super) is_map: bool,
    /// Whether it may be a list of lists.
    pub(super) may_be_grid: bool,
}

/// One comparison: what it knows, and what it has come by.
pub(super) struct Comparison<'a> {
    project: &'a Project,
    direction: Direction,
    pub(super) meetings: Vec<Meeting<'a>>,
}

type Verdict<'a> = Result<(), Contradiction<'a>>;

impl<'a> Comparison<'a> {
    pub(super) fn new(project: &'a Project, direction: Direction) -> Self {
        Self {
            project,
            direction,
            meetings: Vec::new(),
        }
    }

    /// Holds the whole of a type against what the script says; `omitted`: a `None` is left out of the call.
    pub(super) fn whole(
        &mut self,
        rust: &'a JsonType<'a>,
        script: &'a ScriptType,
        omitted: bool,
    ) -> Verdict<'a> {
        match &rust.kind {
            // Whatever a function returns, `()` drops it.
            Kind::Unit if self.direction == Direction::Answer => Ok(()),
            Kind::Nullable(inner) if omitted => self.at(inner, script, 0),
            _ => self.at(rust, script, 0),
        }
    }

    fn at(&mut self, rust: &'a JsonType<'a>, script: &'a ScriptType, depth: usize) -> Verdict<'a> {
        let members = self.project.members(script);
        if depth > DEPTH || members.iter().any(|member| says_nothing(member)) {
            return Ok(());
        }
        let (nothing, values): (Vec<_>, Vec<_>) = members.into_iter().partition(|member| is_nothing(member));
        let said = Said {
            script,
            values,
            nullable: !nothing.is_empty(),
            depth,
        };
        self.against(rust, &said)
    }

    fn against(&mut self, rust: &'a JsonType<'a>, said: &Said<'a>) -> Verdict<'a> {
        let only_nothing = said.values.is_empty();
        match &rust.kind {
            Kind::Unknown if only_nothing => Ok(()),
            Kind::Unknown => {
                self.meet(rust, said);
                Ok(())
            }
            Kind::Unit | Kind::Nullable(_) if only_nothing => Ok(()),
            Kind::Unit if said.nullable => Ok(()),
            Kind::Nullable(_) if self.direction == Direction::Argument && said.refuses_null() => {
                Err(said.contradiction(rust, ContradictionKind::NullIsSent))
            }
            Kind::Nullable(inner) => self.against(inner, &said.without_null()),
            _ if said.nullable && !only_nothing && self.direction == Direction::Answer => {
                Err(said.contradiction(rust, ContradictionKind::NullIsReturned))
            }
            _ => self.any_of(rust, said),
        }
    }

    /// One of the script's types must fit; of a single one, the contradiction inside of it is told.
    fn any_of(&mut self, rust: &'a JsonType<'a>, said: &Said<'a>) -> Verdict<'a> {
        if let [value] = said.values.as_slice() {
            return self.one(rust, value, said);
        }
        let met = self.meetings.len();
        let fits = said
            .values
            .iter()
            .any(|value| self.one(rust, value, said).is_ok());
        self.meetings.truncate(met);
        if fits {
            Ok(())
        } else {
            Err(said.contradiction(rust, ContradictionKind::Kinds))
        }
    }

    /// Against one type that is neither a union nor null.
    fn one(&mut self, rust: &'a JsonType<'a>, value: &'a ScriptType, said: &Said<'a>) -> Verdict<'a> {
        let deeper = said.depth + 1;
        match (&rust.kind, value) {
            (Kind::Text, ScriptType::String)
            | (Kind::Number, ScriptType::Number)
            | (Kind::Boolean, ScriptType::Boolean) => Ok(()),
            (Kind::List(element), ScriptType::Array(of)) => self.at(element, of, deeper),
            (Kind::Tuple(elements), ScriptType::Array(of)) => elements
                .iter()
                .try_for_each(|element| self.at(element, of, deeper)),
            // A list is an object, too.
            (Kind::List(_) | Kind::Tuple(_), ScriptType::Map(of)) if matches!(**of, ScriptType::Any) => {
                Ok(())
            }
            (Kind::Map(value), ScriptType::Map(of)) => self.at(value, of, deeper),
            (Kind::Map(value), ScriptType::Record(fields)) => fields
                .iter()
                .filter(|field| !field.optional)
                .try_for_each(|field| self.at(value, &field.ty, deeper)),
            _ => Err(said.contradiction(rust, ContradictionKind::Kinds)),
        }
    }

    /// Only a path can lead to a struct with named fields.
    fn meet(&mut self, rust: &'a JsonType<'a>, said: &Said<'a>) {
        let ([value], Type::Path(_)) = (said.values.as_slice(), rust.ty) else {
            return;
        };
        let fields = match value {
            ScriptType::Record(fields) => Some(fields.as_slice()),
            // A list is an object, too.
            ScriptType::Map(of) if says_nothing(of) => return,
            _ => None,
        };
        self.meetings.push(Meeting {
            ty: rust.ty,
            script: said.script,
            fields,
            nullable: said.nullable,
            is_map: matches!(value, ScriptType::Map(_)),
            may_be_grid: self.may_be_grid(value),
        });
    }

    /// Whether a value of this type may be a list of lists, which is what a table travels as.
    fn may_be_grid(&self, value: &ScriptType) -> bool {
        let ScriptType::Array(row) = value else {
            return false;
        };
        let is_row = |member: &&ScriptType| match member {
            ScriptType::Array(_) => true,
            // A list is an object, too.
            ScriptType::Map(of) => says_nothing(of),
            member => says_nothing(member),
        };
        self.project.members(row).iter().any(is_row)
    }
}

/// What the script says of a value.
struct Said<'a> {
    /// As it is written there.
    script: &'a ScriptType,
    /// The members of the union that it is, without null.
    values: Vec<&'a ScriptType>,
    nullable: bool,
    depth: usize,
}

impl<'a> Said<'a> {
    fn without_null(&self) -> Self {
        Self {
            script: self.script,
            values: self.values.clone(),
            nullable: false,
            depth: self.depth,
        }
    }

    /// Objects and lists are nullable for some readers of JSDoc; texts, numbers and booleans are not.
    fn refuses_null(&self) -> bool {
        let is_scalar = |value: &&ScriptType| {
            matches!(
                value,
                ScriptType::Boolean | ScriptType::Number | ScriptType::String
            )
        };
        !self.nullable && self.values.iter().all(is_scalar)
    }

    fn contradiction(&self, rust: &'a JsonType<'a>, kind: ContradictionKind) -> Contradiction<'a> {
        Contradiction {
            rust,
            script: self.script,
            kind,
            nested: self.depth > 0,
        }
    }
}

/// Whether a type is null or nothing at all.
pub(super) fn is_nothing(ty: &ScriptType) -> bool {
    matches!(ty, ScriptType::Null | ScriptType::Undefined)
}

/// What says nothing, or nothing that is known.
fn says_nothing(script: &ScriptType) -> bool {
    !matches!(
        script,
        ScriptType::Undefined
            | ScriptType::Null
            | ScriptType::Boolean
            | ScriptType::Number
            | ScriptType::String
            | ScriptType::Array(_)
            | ScriptType::Map(_)
            | ScriptType::Record(_)
    )
}
