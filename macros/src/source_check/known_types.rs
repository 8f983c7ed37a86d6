use apps_script_source::{Field, Obstacle, Project, Type};

/// How deep unions are opened: types of a script may name themselves.
const DEPTH: usize = 8;

/// What the script's own names for types stand for.
pub(super) struct KnownTypes<'p> {
    project: &'p Project,
}

impl<'p> KnownTypes<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        Self { project }
    }

    /// What keeps every value of a type from travelling.
    pub(super) fn obstacle(&self, ty: &Type) -> Option<Obstacle> {
        self.project.obstacle(ty)
    }

    /// Whether a record may be without a field: JSON leaves out what is undefined.
    pub(super) fn may_be_missing(&self, field: &Field) -> bool {
        field.optional || self.members(&field.ty).contains(&&Type::Undefined)
    }

    /// The members of a union, and of the unions in it; of any other type, itself.
    pub(super) fn members<'t>(&self, ty: &'t Type) -> Vec<&'t Type>
    where
        'p: 't,
    {
        let mut members = Vec::new();
        self.gather(ty, 0, &mut members);
        members
    }

    fn gather<'t>(&self, ty: &'t Type, depth: usize, members: &mut Vec<&'t Type>)
    where
        'p: 't,
    {
        match self.project.resolve(ty) {
            Type::Union(parts) if depth < DEPTH => {
                parts
                    .iter()
                    .for_each(|part| self.gather(part, depth + 1, members));
            }
            // An empty record is what TypeScript calls `{}`: anything at all.
            Type::Record(fields) if fields.is_empty() => members.push(&Type::Any),
            resolved => members.push(resolved),
        }
    }
}

/// Whether a type is null or nothing at all.
pub(super) fn is_nothing(ty: &Type) -> bool {
    matches!(ty, Type::Null | Type::Undefined)
}
