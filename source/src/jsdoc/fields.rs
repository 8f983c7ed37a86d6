use crate::types::{Field, Type};

/// Paths such as `order.customer.name` that are longer than this are not read.
const SEGMENTS: usize = 20;

/// The fields that `@property` and dotted `@param` tags list, in order.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Listed>);

#[derive(Debug)]
struct Listed {
    field: Field,
    below: Fields,
}

impl Fields {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the field at a path such as `customer.name` or `items[].price`.
    pub(super) fn add(&mut self, path: &str, field: Field) {
        let segments: Vec<&str> = path.split('.').map(|name| name.trim_end_matches("[]")).collect();
        if segments.len() <= SEGMENTS && segments.iter().all(|name| !name.is_empty()) {
            self.add_at(&segments, field);
        }
    }

    fn add_at(&mut self, path: &[&str], field: Field) {
        let Some((name, rest)) = path.split_first() else {
            return;
        };
        let at = self.0.iter().position(|listed| listed.field.name == *name);
        match (at.and_then(|at| self.0.get_mut(at)), rest.is_empty()) {
            (Some(listed), true) => {
                listed.field = Field {
                    name: (*name).to_owned(),
                    ..field
                }
            }
            (Some(listed), false) => listed.below.add_at(rest, field),
            (None, true) => self.0.push(Listed {
                field: Field {
                    name: (*name).to_owned(),
                    ..field
                },
                below: Self::default(),
            }),
            // The object itself is not listed.
            (None, false) => {
                let mut below = Self::default();
                below.add_at(rest, field);
                let field = Field {
                    name: (*name).to_owned(),
                    ty: Type::Any,
                    optional: true,
                    description: None,
                };
                self.0.push(Listed { field, below });
            }
        }
    }

    pub(super) fn into_fields(self) -> Vec<Field> {
        let fields = self.0.into_iter().map(|Listed { mut field, below }| {
            if !below.is_empty() {
                field.ty = field.ty.with_fields(below.into_fields());
            }
            field
        });
        fields.collect()
    }
}
