use super::{
    call::{Arguments, Call},
    evaluation::Evaluation,
    scalar::Computed,
    value::Evaluated,
};

/// A function of sheets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Function {
    least: usize,
    most: usize,
    pub(super) kind: Kind,
}

/// What a function is given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Single values, none of them an error.
    Scalars(OfScalars),
    /// Single values or errors.
    Checks(fn(&[Computed]) -> Computed),
    /// Its arguments as they are written.
    Whole(OfCall),
}

type OfScalars = fn(&dyn Evaluation<'_>, Arguments<'_>) -> Computed;
type OfCall = for<'c, 'b> fn(&Call<'c, 'b>) -> Evaluated<'b>;

impl Function {
    /// Whether it can be called with so many arguments.
    pub(super) fn takes(&self, count: usize) -> bool {
        (self.least..=self.most).contains(&count)
    }
}

/// Any number of arguments.
pub(super) const ANY: usize = usize::MAX;

pub(super) fn scalars(least: usize, most: usize, of: OfScalars) -> Function {
    Function {
        least,
        most,
        kind: Kind::Scalars(of),
    }
}

pub(super) fn checks(least: usize, most: usize, of: fn(&[Computed]) -> Computed) -> Function {
    Function {
        least,
        most,
        kind: Kind::Checks(of),
    }
}

pub(super) fn whole(least: usize, most: usize, of: OfCall) -> Function {
    Function {
        least,
        most,
        kind: Kind::Whole(of),
    }
}
