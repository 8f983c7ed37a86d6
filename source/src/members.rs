use crate::{project::Project, types::Type};

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
        members.gather(ty, project);
        let says_nothing = members.values.is_empty() && !members.nullable && !members.undefined;
        if says_nothing {
            members.add(&Type::Any);
        }
        members
    }

    /// An alias may stand for itself.
    fn gather(&mut self, ty: &'t Type, project: &'t Project) {
        match ty {
            Type::Null => self.nullable = true,
            Type::Undefined => self.undefined = true,
            Type::Union(types) => types.iter().for_each(|ty| self.gather(ty, project)),
            // An empty record is what TypeScript calls `{}`: anything at all.
            Type::Record(fields) if fields.is_empty() => self.add(&Type::Any),
            Type::Named(name) => match project.named_type(name) {
                Some(Type::Record(fields)) if !fields.is_empty() => self.add(ty),
                Some(_) if self.aliases.contains(&name.as_str()) => {}
                Some(alias) => {
                    self.aliases.push(name);
                    self.gather(alias, project);
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
