use crate::{project::Project, types::Type};

/// Aliases of aliases are followed so far.
const ALIASES: usize = 100;

impl Project {
    /// The types that a value of `ty` may have: aliases are followed and unions opened.
    ///
    /// None of them is a union, and none a name that the project itself gives to a type. [`Type::Null`] and
    /// [`Type::Undefined`] come last. A type that says nothing, such as an alias of itself, is [`Type::Any`].
    ///
    /// ```
    /// # fn main() -> Result<(), apps_script_source::ReadError> {
    /// use apps_script_source::{Project, Type};
    ///
    /// let code = "/** @typedef {?string} Note */ /** @returns {Note|number} */ function note() {}";
    /// let project = Project::from_files([("Code.gs", code)])?;
    /// if let Some(returned) = project.function("note").and_then(|note| note.returns.as_ref()) {
    ///     assert_eq!(project.members(returned), [&Type::String, &Type::Number, &Type::Null]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn members<'t>(&'t self, ty: &'t Type) -> Vec<&'t Type> {
        let Members {
            values,
            nullable,
            undefined,
            aliases: _,
        } = Members::of(ty, self);
        let values = values.into_iter().map(|value| self.resolve(value));
        let null = nullable.then_some(&Type::Null);
        let undefined = undefined.then_some(&Type::Undefined);
        values.chain(null).chain(undefined).collect()
    }
}

/// What a value of a type may be: aliases are followed and unions opened, and null stands apart.
pub(super) struct Members<'t> {
    /// Different from each other. A name among them is that of a record, or an unknown one.
    pub(super) values: Vec<&'t Type>,
    pub(super) nullable: bool,
    /// Whether it may be missing.
    pub(super) undefined: bool,
    /// The aliases that led to the values.
    pub(super) aliases: Vec<&'t str>,
}

impl<'t> Members<'t> {
    pub(super) fn of(ty: &'t Type, project: &'t Project) -> Self {
        let mut members = Self {
            values: Vec::new(),
            nullable: false,
            undefined: false,
            aliases: Vec::new(),
        };
        members.gather(ty, project, &mut Vec::new());
        let says_nothing = members.values.is_empty() && !members.nullable && !members.undefined;
        if says_nothing {
            members.add(&Type::Any);
        }
        members
    }

    /// `open` are the aliases that are being followed: one that leads back to itself may be anything.
    fn gather(&mut self, ty: &'t Type, project: &'t Project, open: &mut Vec<&'t str>) {
        match ty {
            Type::Null => self.nullable = true,
            Type::Undefined => self.undefined = true,
            Type::Union(types) => types.iter().for_each(|ty| self.gather(ty, project, open)),
            // An empty record is what TypeScript calls `{}`: anything at all.
            Type::Record(fields) if fields.is_empty() => self.add(&Type::Any),
            Type::Named(name) => match project.named_type(name) {
                Some(Type::Record(fields)) if !fields.is_empty() => self.add(ty),
                Some(_) if open.len() == ALIASES || open.contains(&name.as_str()) => self.add(&Type::Any),
                Some(_) if self.aliases.contains(&name.as_str()) => {}
                Some(alias) => {
                    self.aliases.push(name);
                    open.push(name);
                    self.gather(alias, project, open);
                    open.pop();
                }
                None => self.add(ty),
            },
            _ => self.add(ty),
        }
    }

    fn add(&mut self, ty: &'t Type) {
        if !self.values.contains(&ty) {
            self.values.push(ty);
        }
    }
}
