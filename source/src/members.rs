use crate::{project::Project, types::Type};

/// What a value of a type may be: aliases are followed and unions opened, and null stands apart.
pub(super) struct Members<'t> {
    /// Different from each other. A name among them is that of a record, or an unknown one.
    pub(super) values: Vec<&'t Type>,
    pub(super) nullable: bool,
    /// Whether it may be missing.
    pub(super) undefined: bool,
}

impl<'t> Members<'t> {
    pub(super) fn of(ty: &'t Type, project: &'t Project) -> Self {
        let mut members = Self {
            values: Vec::new(),
            nullable: false,
            undefined: false,
        };
        members.gather(ty, project, &mut Vec::new());
        members
    }

    /// `followed`: the aliases that led here, since one may stand for itself.
    fn gather(&mut self, ty: &'t Type, project: &'t Project, followed: &mut Vec<&'t str>) {
        match ty {
            Type::Null => self.nullable = true,
            Type::Undefined => self.undefined = true,
            Type::Union(types) => types.iter().for_each(|ty| self.gather(ty, project, followed)),
            // An empty record is what TypeScript calls `{}`: anything at all.
            Type::Record(fields) if fields.is_empty() => self.add(&Type::Any),
            Type::Named(name) => match project.named_type(name) {
                Some(Type::Record(fields)) if !fields.is_empty() => self.add(ty),
                Some(_) if followed.contains(&name.as_str()) => {}
                Some(alias) => {
                    followed.push(name);
                    self.gather(alias, project, followed);
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
