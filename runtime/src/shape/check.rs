//! What contradicts: first for what a method returns, then for what it takes.

use super::{
    Field, Member, ScriptField, ScriptValue, Structure,
    message::Message,
    names::{is_alike, is_same},
};

/// Fails to compile, at the caller's place, if the struct contradicts what the script says.
#[track_caller]
#[expect(
    clippy::panic,
    reason = "it is evaluated at compile time, where a panic is an error of the compiler's"
)]
pub const fn check_shape(structure: Option<&Structure>, value: &ScriptValue) {
    let Some(structure) = structure else { return };
    if let Some(message) = contradiction(structure, value) {
        panic!("{}", message.as_str());
    }
}

const fn contradiction(structure: &Structure, value: &ScriptValue) -> Option<Message> {
    match value.fields {
        _ if structure.is_grid => grid(structure, value),
        None if value.is_map => None,
        None => Some(not_both(structure, "an object", value)),
        Some(_) if value.is_answer && value.nullable => Some(maybe_null(structure, value)),
        Some(fields) if value.is_answer => {
            let reading = Reading {
                structure,
                fields,
                value,
            };
            match reading.members(structure.members, false) {
                None => reading.unknown_field(),
                found => found,
            }
        }
        Some(fields) => sending(structure, fields, fields, value),
    }
}

/// A struct that is read from a record.
struct Reading<'a> {
    structure: &'a Structure,
    fields: &'a [ScriptField],
    value: &'a ScriptValue,
}

impl Reading<'_> {
    const fn members(&self, mut members: &[Member], optional: bool) -> Option<Message> {
        while let [member, rest @ ..] = members {
            let found = match member {
                Member::Field(field) => self.field(field, optional),
                Member::Flattened {
                    structure: Some(inner),
                    optional: this,
                } => self.members(inner.members, optional || *this),
                Member::Flattened { .. } => None,
            };
            if found.is_some() {
                return found;
            }
            members = rest;
        }
        None
    }

    const fn field(&self, field: &Field, optional: bool) -> Option<Message> {
        let [name, ..] = field.read else { return None };
        let needed = field.required && !optional;
        match find_one_of(self.fields, field.read) {
            Some(found) if needed && found.optional => Some(self.may_be_missing(field)),
            Some(_) => None,
            None => match self.unread_alike(name) {
                Some(alike) => Some(self.other_name(field, alike)),
                None if needed => Some(self.missing(field)),
                None => None,
            },
        }
    }

    /// A field of the record that has nearly this name, and that the struct does not read by its own.
    const fn unread_alike(&self, name: &str) -> Option<&ScriptField> {
        let mut fields = self.fields;
        while let [field, rest @ ..] = fields {
            if is_alike(field.name, name) && !reads(self.structure.members, field.name) {
                return Some(field);
            }
            fields = rest;
        }
        None
    }

    /// Of a struct that denies unknown fields.
    const fn unknown_field(&self) -> Option<Message> {
        let mut fields = self.fields;
        while let [field, rest @ ..] = fields {
            if self.structure.strict && !reads(self.structure.members, field.name) {
                let message = of(self.structure)
                    .with(" denies unknown fields, and what ")
                    .with(self.value.function)
                    .with(" returns has `")
                    .with(field.name)
                    .with("`\nhelp: add the field, or remove `#[serde(deny_unknown_fields)]`");
                return Some(message);
            }
            fields = rest;
        }
        None
    }

    const fn may_be_missing(&self, field: &Field) -> Message {
        of(self.structure)
            .with(" needs the field `")
            .with(field.name)
            .with("`, which may be missing in what ")
            .with(self.value.function)
            .with(" returns\nhelp: make it an `Option`, or say in the script that it is always there")
    }

    const fn other_name(&self, field: &Field, script: &ScriptField) -> Message {
        of(self.structure)
            .with(" reads the field `")
            .with(field.name)
            .with("` by another name than what ")
            .with(self.value.function)
            .with(" returns\nhelp: write `#[serde(rename = \"")
            .with(script.name)
            .with("\")]` on it, or a `rename_all` on the struct")
    }

    const fn missing(&self, field: &Field) -> Message {
        let message = of(self.structure)
            .with(" needs the field `")
            .with(field.name)
            .with("`, which is not in what ")
            .with(self.value.function)
            .with(" returns\nhelp: there is ");
        listed(message, self.fields).with("; rename the field, or make it an `Option`")
    }
}

/// A struct that is sent where the script takes a record; `left` holds the fields that are still to be compared.
const fn sending(
    structure: &Structure,
    all: &[ScriptField],
    left: &[ScriptField],
    value: &ScriptValue,
) -> Option<Message> {
    let [field, rest @ ..] = left else { return None };
    match find_sent(structure.members, field.name) {
        Sent::Always => {}
        Sent::Unknown if is_open(structure.members) => {}
        Sent::Unless if field.optional => {}
        Sent::Unless => {
            let message = taken(field, value)
                .with(", and `")
                .with(structure.name)
                .with("` may leave it out\nhelp: remove `skip_serializing_if`, or say in the script that it is optional");
            return Some(message);
        }
        Sent::Unknown => match sent_alike(structure.members, all, field.name) {
            Some(alike) => {
                let message = taken(field, value)
                    .with(", and `")
                    .with(structure.name)
                    .with("` sends `")
                    .with(alike)
                    .with("`\nhelp: write `#[serde(rename = \"")
                    .with(field.name)
                    .with("\")]` on that field, or a `rename_all` on the struct");
                return Some(message);
            }
            None if field.optional => {}
            None => {
                let message = taken(field, value).with(", and `").with(structure.name).with(
                    "` does not send it\nhelp: add the field, or say in the script that it is optional",
                );
                return Some(message);
            }
        },
    }
    sending(structure, all, rest, value)
}

/// How a struct sends a field.
enum Sent {
    Always,
    /// Not if a condition of the struct's holds.
    Unless,
    /// By this name, as far as is known, never.
    Unknown,
}

const fn find_sent(mut members: &[Member], name: &str) -> Sent {
    while let [member, rest @ ..] = members {
        match member {
            Member::Field(Field {
                sent: Some(sent),
                left_out,
                ..
            }) if is_same(sent, name) => return if *left_out { Sent::Unless } else { Sent::Always },
            Member::Flattened {
                structure: Some(inner),
                optional,
            } => match find_sent(inner.members, name) {
                Sent::Unknown => {}
                Sent::Always if !*optional => return Sent::Always,
                _ => return Sent::Unless,
            },
            _ => {}
        }
        members = rest;
    }
    Sent::Unknown
}

/// The name of a field that is nearly this one, and that the script does not take by its own.
const fn sent_alike<'m>(mut members: &'m [Member], all: &[ScriptField], name: &str) -> Option<&'m str> {
    while let [member, rest @ ..] = members {
        match member {
            Member::Field(Field { sent: Some(sent), .. })
                if is_alike(sent, name) && find(all, sent).is_none() =>
            {
                return Some(sent);
            }
            _ => {}
        }
        members = rest;
    }
    None
}

/// Whether there may be fields of which nothing is known.
const fn is_open(mut members: &[Member]) -> bool {
    while let [member, rest @ ..] = members {
        match member {
            Member::Flattened { structure: None, .. } => return true,
            Member::Flattened {
                structure: Some(inner),
                ..
            } if is_open(inner.members) => return true,
            _ => {}
        }
        members = rest;
    }
    false
}

/// Whether a struct reads a field of this name, or may do so.
const fn reads(mut members: &[Member], name: &str) -> bool {
    while let [member, rest @ ..] = members {
        let found = match member {
            Member::Field(field) => is_one_of(name, field.read),
            Member::Flattened { structure: None, .. } => true,
            Member::Flattened {
                structure: Some(inner),
                ..
            } => reads(inner.members, name),
        };
        if found {
            return true;
        }
        members = rest;
    }
    false
}

const fn is_one_of(name: &str, mut names: &[&str]) -> bool {
    while let [other, rest @ ..] = names {
        if is_same(name, other) {
            return true;
        }
        names = rest;
    }
    false
}

const fn find<'f>(mut fields: &'f [ScriptField], name: &str) -> Option<&'f ScriptField> {
    while let [field, rest @ ..] = fields {
        if is_same(field.name, name) {
            return Some(field);
        }
        fields = rest;
    }
    None
}

const fn find_one_of<'f>(fields: &'f [ScriptField], mut names: &[&str]) -> Option<&'f ScriptField> {
    while let [name, rest @ ..] = names {
        if let Some(found) = find(fields, name) {
            return Some(found);
        }
        names = rest;
    }
    None
}

const fn grid(structure: &Structure, value: &ScriptValue) -> Option<Message> {
    if !value.may_be_grid {
        return Some(not_both(structure, "a list of lists", value));
    }
    if value.is_answer && value.nullable {
        return Some(maybe_null(structure, value));
    }
    None
}

/// `what`: what the structure travels as, and the script's value never is.
const fn not_both(structure: &Structure, what: &str, value: &ScriptValue) -> Message {
    let (is, does) = if value.is_answer {
        (" is read from ", " returns ")
    } else {
        (" is sent as ", " takes ")
    };
    of(structure)
        .with(is)
        .with(what)
        .with(", and ")
        .with(value.function)
        .with(does)
        .with(value.description)
        .with("\nhelp: write a type that fits, or correct the type in the script")
}

const fn maybe_null(structure: &Structure, value: &ScriptValue) -> Message {
    of(structure)
        .with(" cannot be read from null, and ")
        .with(value.function)
        .with(" returns ")
        .with(value.description)
        .with("\nhelp: write `Option<")
        .with(structure.name)
        .with(">`, or say in the script that it is never null")
}

const fn of(structure: &Structure) -> Message {
    Message::new().with("`").with(structure.name).with("`")
}

const fn taken(field: &ScriptField, value: &ScriptValue) -> Message {
    Message::new()
        .with(value.function)
        .with(" takes an object with the field `")
        .with(field.name)
        .with("`")
}

const fn listed(mut message: Message, mut fields: &[ScriptField]) -> Message {
    let mut separator = "";
    while let [field, rest @ ..] = fields {
        message = message.with(separator).with("`").with(field.name).with("`");
        separator = ", ";
        fields = rest;
    }
    message
}

#[cfg(test)]
mod tests {
    use super::{Field, Member, ScriptField, ScriptValue, Structure, contradiction};

    const PLAIN: Field = Field {
        name: "price",
        sent: Some("price"),
        left_out: false,
        read: &["price"],
        required: true,
    };
    const OPTIONAL: Field = Field {
        left_out: true,
        required: false,
        ..PLAIN
    };
    const SKIPPED: Field = Field {
        sent: None,
        read: &[],
        ..PLAIN
    };
    const ALIAS: Field = Field {
        sent: Some("Price"),
        read: &["cost", "price"],
        ..PLAIN
    };
    const OTHER_CASE: Field = Field {
        sent: Some("PRICE"),
        read: &["PRICE"],
        ..OPTIONAL
    };

    const fn structure(members: &'static [Member]) -> Structure {
        Structure {
            name: "Item",
            strict: false,
            is_grid: false,
            members,
        }
    }

    const INNER: Structure = structure(&[Member::Field(PLAIN)]);
    const INSIDE: Member = Member::Flattened {
        structure: Some(&INNER),
        optional: false,
    };
    const PERHAPS_INSIDE: Member = Member::Flattened {
        structure: Some(&INNER),
        optional: true,
    };
    const ANYTHING: Member = Member::Flattened {
        structure: None,
        optional: false,
    };

    /// Whether a struct contradicts a record when it is read from it, and when it is sent as it.
    fn contradicts(members: &'static [Member], fields: &'static [ScriptField]) -> (bool, bool) {
        let one_way = |is_answer| {
            let value = ScriptValue {
                function: "`f` (Code.gs:1)",
                description: "an object",
                is_answer,
                nullable: false,
                is_map: false,
                may_be_grid: false,
                fields: Some(fields),
            };
            contradiction(&structure(members), &value).is_some()
        };
        (one_way(true), one_way(false))
    }

    #[test]
    fn only_what_contradicts_is_found() {
        const NEEDED: &[ScriptField] = &[ScriptField {
            name: "price",
            optional: false,
        }];
        const POSSIBLE: &[ScriptField] = &[ScriptField {
            name: "price",
            optional: true,
        }];
        const OTHER: &[ScriptField] = &[ScriptField {
            name: "sku",
            optional: false,
        }];
        type Case = (
            &'static str,
            &'static [Member],
            &'static [ScriptField],
            (bool, bool),
        );
        let cases: [Case; 16] = [
            ("needed by both", &[Member::Field(PLAIN)], NEEDED, (false, false)),
            ("may be missing", &[Member::Field(PLAIN)], POSSIBLE, (true, false)),
            ("not there", &[Member::Field(PLAIN)], OTHER, (true, true)),
            ("optional", &[Member::Field(OPTIONAL)], NEEDED, (false, true)),
            (
                "optional for both",
                &[Member::Field(OPTIONAL)],
                POSSIBLE,
                (false, false),
            ),
            (
                "optional, not there",
                &[Member::Field(OPTIONAL)],
                OTHER,
                (false, true),
            ),
            ("skipped", &[Member::Field(SKIPPED)], NEEDED, (false, true)),
            (
                "skipped, not needed",
                &[Member::Field(SKIPPED)],
                POSSIBLE,
                (false, false),
            ),
            ("by an alias", &[Member::Field(ALIAS)], NEEDED, (false, true)),
            (
                "in another case",
                &[Member::Field(OTHER_CASE)],
                POSSIBLE,
                (true, true),
            ),
            ("flattened", &[INSIDE], NEEDED, (false, false)),
            ("flattened, may be missing", &[INSIDE], POSSIBLE, (true, false)),
            ("flattened option", &[PERHAPS_INSIDE], POSSIBLE, (false, false)),
            (
                "flattened option, needed",
                &[PERHAPS_INSIDE],
                NEEDED,
                (false, true),
            ),
            ("flattened map", &[ANYTHING], NEEDED, (false, false)),
            ("nothing", &[], POSSIBLE, (false, false)),
        ];
        for (case, members, fields, expected) in cases {
            assert_eq!(contradicts(members, fields), expected, "{case}");
        }
    }
}
