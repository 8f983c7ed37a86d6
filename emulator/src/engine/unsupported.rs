use std::{borrow::Cow, fmt};

/// The letters of a name that are shown.
const NAME: usize = 60;

/// A value that cannot travel, and its way from what was returned: `result[1][4] is a Date`.
pub(super) struct Unsupported {
    /// The innermost first.
    steps: Vec<Step>,
    what: Cow<'static, str>,
}

enum Step {
    Element(u32),
    Field(String),
}

impl Unsupported {
    pub(super) fn of(what: impl Into<Cow<'static, str>>) -> Self {
        Self {
            steps: Vec::new(),
            what: what.into(),
        }
    }

    pub(super) fn in_element(mut self, place: u32) -> Self {
        self.steps.push(Step::Element(place));
        self
    }

    pub(super) fn in_field(mut self, name: &str) -> Self {
        self.steps.push(Step::Field(name.chars().take(NAME).collect()));
        self
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("result")?;
        for step in self.steps.iter().rev() {
            match step {
                Step::Element(place) => write!(f, "[{place}]")?,
                Step::Field(name) if is_identifier(name) => write!(f, ".{name}")?,
                Step::Field(name) => write!(f, "[{name:?}]")?,
            }
        }
        write!(f, " is {}", self.what)
    }
}

fn is_identifier(name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    name.chars().all(is_part) && name.starts_with(|letter: char| is_part(letter) && !letter.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::Unsupported;

    #[test]
    fn names_the_way_from_the_result() {
        let cell = Unsupported::of("a Date").in_element(4).in_element(1);
        assert_eq!(cell.to_string(), "result[1][4] is a Date");
        let field = Unsupported::of("a function").in_field("a b").in_field("rows");
        assert_eq!(field.to_string(), r#"result.rows["a b"] is a function"#);
        assert_eq!(Unsupported::of("NaN").to_string(), "result is NaN");
    }
}
