/// The error that a cell shows in place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Null,
    DivisionByZero,
    Value,
    Reference,
    Name,
    Number,
    NotAvailable,
    /// The formula cannot be read or computed.
    Formula,
}

impl Fault {
    const ALL: [Self; 8] = [
        Self::Null,
        Self::DivisionByZero,
        Self::Value,
        Self::Reference,
        Self::Name,
        Self::Number,
        Self::NotAvailable,
        Self::Formula,
    ];

    /// What the cell shows.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Null => "#NULL!",
            Self::DivisionByZero => "#DIV/0!",
            Self::Value => "#VALUE!",
            Self::Reference => "#REF!",
            Self::Name => "#NAME?",
            Self::Number => "#NUM!",
            Self::NotAvailable => "#N/A",
            Self::Formula => "#ERROR!",
        }
    }

    /// What `ERROR.TYPE` says of it.
    pub(super) fn number(self) -> f64 {
        let place = Self::ALL.iter().position(|fault| *fault == self);
        place.map_or(8.0, |place| place as f64 + 1.0)
    }

    /// The error that a cell holds if it holds this text.
    pub(super) fn named(text: &str) -> Option<Self> {
        if !text.starts_with('#') {
            return None;
        }
        Self::ALL.into_iter().find(|fault| fault.name() == text)
    }

    /// The error that a text begins with.
    pub(super) fn starting(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| text.starts_with(fault.name()))
    }
}
