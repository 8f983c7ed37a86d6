//! Any value of serde's data model arrives as it was, or is refused by name.

use proptest::{collection::vec, prelude::*};
use serde::{
    Deserialize, Serialize, Serializer,
    de::DeserializeOwned,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleVariant,
    },
};
use serde_json::Value as Json;

use crate::{decode, encode::Parameters, error::Error};

/// A value of the data model, kind by kind.
#[derive(Clone, Debug)]
enum Model {
    Bool(bool),
    I8(i8),
    I16(i16),
    I32(i32),
    I64(i64),
    I128(i128),
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    U128(u128),
    F32(f32),
    F64(f64),
    Char(char),
    Str(String),
    Bytes(Vec<u8>),
    None,
    Some(Box<Model>),
    Unit,
    UnitStruct,
    UnitVariant,
    NewtypeStruct(Box<Model>),
    NewtypeVariant(Box<Model>),
    Seq(Vec<Model>),
    Tuple(Vec<Model>),
    TupleVariant(Vec<Model>),
    Map(Vec<(Model, Model)>),
    Struct(Box<Model>, Box<Model>),
    StructVariant(Box<Model>),
}

impl Serialize for Model {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::I8(value) => serializer.serialize_i8(*value),
            Self::I16(value) => serializer.serialize_i16(*value),
            Self::I32(value) => serializer.serialize_i32(*value),
            Self::I64(value) => serializer.serialize_i64(*value),
            Self::I128(value) => serializer.serialize_i128(*value),
            Self::U8(value) => serializer.serialize_u8(*value),
            Self::U16(value) => serializer.serialize_u16(*value),
            Self::U32(value) => serializer.serialize_u32(*value),
            Self::U64(value) => serializer.serialize_u64(*value),
            Self::U128(value) => serializer.serialize_u128(*value),
            Self::F32(value) => serializer.serialize_f32(*value),
            Self::F64(value) => serializer.serialize_f64(*value),
            Self::Char(value) => serializer.serialize_char(*value),
            Self::Str(value) => serializer.serialize_str(value),
            Self::Bytes(value) => serializer.serialize_bytes(value),
            Self::None => serializer.serialize_none(),
            Self::Some(value) => serializer.serialize_some(value),
            Self::Unit => serializer.serialize_unit(),
            Self::UnitStruct => serializer.serialize_unit_struct("UnitStruct"),
            Self::UnitVariant => serializer.serialize_unit_variant("Enum", 0, "Unit"),
            Self::NewtypeStruct(value) => serializer.serialize_newtype_struct("NewtypeStruct", value),
            Self::NewtypeVariant(value) => serializer.serialize_newtype_variant("Enum", 1, "Newtype", value),
            Self::Seq(values) => {
                let mut seq = serializer.serialize_seq(None)?;
                values.iter().try_for_each(|value| seq.serialize_element(value))?;
                seq.end()
            }
            Self::Tuple(values) => {
                let mut tuple = serializer.serialize_tuple(values.len())?;
                values
                    .iter()
                    .try_for_each(|value| tuple.serialize_element(value))?;
                tuple.end()
            }
            Self::TupleVariant(values) => {
                let mut variant = serializer.serialize_tuple_variant("Enum", 2, "Tuple", values.len())?;
                values
                    .iter()
                    .try_for_each(|value| variant.serialize_field(value))?;
                variant.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries
                    .iter()
                    .try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
            Self::Struct(first, second) => {
                let mut fields = serializer.serialize_struct("Struct", 2)?;
                fields.serialize_field("first", first)?;
                fields.skip_field("skipped")?;
                fields.serialize_field("second", second)?;
                fields.end()
            }
            Self::StructVariant(value) => {
                let mut fields = serializer.serialize_struct_variant("Enum", 3, "Struct", 1)?;
                fields.serialize_field("field", value)?;
                fields.end()
            }
        }
    }
}

/// Why a value cannot travel: a word that the refusal must hold.
type Refused = &'static str;

const SAFE: u128 = (1 << 53) - 1;

impl Model {
    /// What a script must see, told without serde.
    fn expected(&self) -> Result<Json, Refused> {
        let integer = |magnitude: u128, text: String| {
            if magnitude > SAFE {
                Err("2^53")
            } else {
                Ok(text.parse().unwrap_or_default())
            }
        };
        let tagged = |tag: &str, value: Json| Json::Object([(tag.to_owned(), value)].into_iter().collect());
        match self {
            Self::Bool(value) => Ok(Json::Bool(*value)),
            Self::I8(value) => Ok((*value).into()),
            Self::I16(value) => Ok((*value).into()),
            Self::I32(value) => Ok((*value).into()),
            Self::U8(value) => Ok((*value).into()),
            Self::U16(value) => Ok((*value).into()),
            Self::U32(value) => Ok((*value).into()),
            Self::I64(value) => integer(value.unsigned_abs().into(), value.to_string()),
            Self::I128(value) => integer(value.unsigned_abs(), value.to_string()),
            Self::U64(value) => integer((*value).into(), value.to_string()),
            Self::U128(value) => integer(*value, value.to_string()),
            Self::F32(value) if value.is_finite() => Ok(shortest(*value).into()),
            Self::F64(value) if value.is_finite() => Ok((*value).into()),
            Self::F32(_) | Self::F64(_) => Err("JSON has no number"),
            Self::Char(value) => Ok(value.to_string().into()),
            Self::Str(value) => Ok(value.clone().into()),
            Self::Bytes(value) => Ok(value.clone().into()),
            Self::None | Self::Unit | Self::UnitStruct => Ok(Json::Null),
            Self::Some(value) | Self::NewtypeStruct(value) => value.expected(),
            Self::UnitVariant => Ok("Unit".into()),
            Self::NewtypeVariant(value) => Ok(tagged("Newtype", value.expected()?)),
            Self::Seq(values) | Self::Tuple(values) => array(values),
            Self::TupleVariant(values) => Ok(tagged("Tuple", array(values)?)),
            Self::Map(entries) => object(entries),
            Self::Struct(first, second) => {
                let fields = [
                    ("first".to_owned(), first.expected()?),
                    ("second".to_owned(), second.expected()?),
                ];
                Ok(Json::Object(fields.into_iter().collect()))
            }
            Self::StructVariant(value) => Ok(tagged("Struct", tagged("field", value.expected()?))),
        }
    }

    /// The text of a map's key.
    fn key(&self) -> Result<String, Refused> {
        Ok(match self {
            Self::Bool(value) => value.to_string(),
            Self::I8(value) => value.to_string(),
            Self::I16(value) => value.to_string(),
            Self::I32(value) => value.to_string(),
            Self::I64(value) => value.to_string(),
            Self::I128(value) => value.to_string(),
            Self::U8(value) => value.to_string(),
            Self::U16(value) => value.to_string(),
            Self::U32(value) => value.to_string(),
            Self::U64(value) => value.to_string(),
            Self::U128(value) => value.to_string(),
            Self::Char(value) => value.to_string(),
            Self::Str(value) => value.clone(),
            Self::UnitVariant => "Unit".to_owned(),
            Self::NewtypeStruct(value) => return value.key(),
            _ => return Err("key"),
        })
    }
}

/// The decimal number that stands for an `f32`. Of two that are as short and as near, serde_json chooses.
fn shortest(value: f32) -> f64 {
    let text = serde_json::to_string(&value).unwrap_or_default();
    assert_eq!(text.parse::<f32>(), Ok(value));
    text.parse().unwrap_or_default()
}

fn array(values: &[Model]) -> Result<Json, Refused> {
    values
        .iter()
        .map(Model::expected)
        .collect::<Result<Vec<_>, _>>()
        .map(Json::Array)
}

fn object(entries: &[(Model, Model)]) -> Result<Json, Refused> {
    let mut fields = serde_json::Map::new();
    for (key, value) in entries {
        if fields.insert(key.key()?, value.expected()?).is_some() {
            return Err("two entries");
        }
    }
    Ok(Json::Object(fields))
}

fn scalar() -> impl Strategy<Value = Model> {
    prop_oneof![
        any::<bool>().prop_map(Model::Bool),
        any::<i8>().prop_map(Model::I8),
        any::<i16>().prop_map(Model::I16),
        any::<i32>().prop_map(Model::I32),
        prop_oneof![any::<i64>(), -(1 << 53)..=1_i64 << 53].prop_map(Model::I64),
        prop_oneof![any::<i128>(), -(1 << 53)..=1_i128 << 53].prop_map(Model::I128),
        any::<u8>().prop_map(Model::U8),
        any::<u16>().prop_map(Model::U16),
        any::<u32>().prop_map(Model::U32),
        prop_oneof![any::<u64>(), 0..=1_u64 << 53].prop_map(Model::U64),
        prop_oneof![any::<u128>(), 0..=1_u128 << 53].prop_map(Model::U128),
        prop::num::f32::ANY.prop_map(Model::F32),
        prop::num::f64::ANY.prop_map(Model::F64),
        any::<char>().prop_map(Model::Char),
        any::<String>().prop_map(Model::Str),
        vec(any::<u8>(), 0..8).prop_map(Model::Bytes),
        Just(Model::None),
        Just(Model::Unit),
        Just(Model::UnitStruct),
        Just(Model::UnitVariant),
    ]
}

/// Keys that JSON can hold, more often than not.
fn key() -> impl Strategy<Value = Model> {
    prop_oneof![
        4 => "[a-c]{0,2}".prop_map(Model::Str),
        2 => (0..9_i64).prop_map(Model::I64),
        2 => any::<u64>().prop_map(Model::U64),
        1 => any::<char>().prop_map(Model::Char),
        1 => Just(Model::NewtypeStruct(Box::new(Model::U8(1)))),
        1 => vec(any::<u8>(), 0..3).prop_map(Model::Bytes),
    ]
}

fn model() -> impl Strategy<Value = Model> {
    scalar().prop_recursive(5, 40, 5, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        prop_oneof![
            boxed().prop_map(Model::Some),
            boxed().prop_map(Model::NewtypeStruct),
            boxed().prop_map(Model::NewtypeVariant),
            vec(inner.clone(), 0..5).prop_map(Model::Seq),
            vec(inner.clone(), 0..5).prop_map(Model::Tuple),
            vec(inner.clone(), 0..5).prop_map(Model::TupleVariant),
            vec((key(), inner.clone()), 0..4).prop_map(Model::Map),
            (boxed(), boxed()).prop_map(|(first, second)| Model::Struct(first, second)),
            boxed().prop_map(Model::StructVariant),
        ]
    })
}

/// A value with every number as the double that JavaScript has.
fn in_javascript(value: Json) -> Json {
    match value {
        Json::Number(number) => number.as_f64().into(),
        Json::Array(elements) => elements.into_iter().map(in_javascript).collect(),
        Json::Object(fields) => fields
            .into_iter()
            .map(|(key, value)| (key, in_javascript(value)))
            .collect(),
        other => other,
    }
}

/// What a function returns that returns this JSON.
fn returned<T: DeserializeOwned>(json: &[u8]) -> Result<T, Error> {
    decode::value(200, &[br#"{"response":{"result":"#, json, b"}}"].concat())
}

/// What a script sees, which is what it returns again.
fn echoed<T: DeserializeOwned>(value: &impl Serialize) -> Result<T, String> {
    let mut parameters = Parameters::default();
    parameters.push(value).map_err(|fault| fault.to_string())?;
    returned(parameters.json()).map_err(|error| error.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn arrives_as_it_was_or_is_refused_by_name(model in model()) {
        let arrived = echoed(&model).map(in_javascript);
        match model.expected() {
            Ok(expected) => prop_assert_eq!(arrived, Ok(in_javascript(expected))),
            Err(_) => {
                let words = ["2^53", "JSON has no number", "key", "two entries"];
                prop_assert!(
                    arrived.as_ref().is_err_and(|message| words.iter().any(|word| message.contains(word))),
                    "{:?}", arrived
                );
            }
        }
    }

    #[test]
    fn a_scalar_is_refused_for_its_own_reason(model in scalar()) {
        match (model.expected(), echoed(&model).map(in_javascript)) {
            (Ok(expected), arrived) => prop_assert_eq!(arrived, Ok(in_javascript(expected))),
            (Err(word), Err(message)) => prop_assert!(message.contains(word), "{}", message),
            (Err(word), Ok(arrived)) => prop_assert!(false, "{} was expected, and {} arrived", word, arrived),
        }
    }

    #[test]
    fn typed_values_come_back(
        value in any::<(Option<i32>, String, Vec<(bool, char)>, std::collections::BTreeMap<String, u32>, f32)>()
    ) {
        prop_assume!(value.4.is_finite());
        prop_assert_eq!(echoed(&value), Ok(value));
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_serde_buffers_comes_back(integer in integer(), float in float()) {
        for value in [
            Buffered::Flattened { numbers: Numbers { integer, float }, rest: [("x".to_owned(), integer)].into() },
            Buffered::Tagged(Tagged::Numbers { integer, float }),
            Buffered::Untagged(Untagged::Integer(integer)),
        ] {
            prop_assert_eq!(echoed(&value), Ok(value));
        }
        let expected = match float.fract() == 0.0 && float.abs() <= SAFE as f64 && float.to_bits() != (-0.0_f64).to_bits() {
            true => Untagged::Integer(float as i64),
            false => Untagged::Float(float),
        };
        prop_assert_eq!(echoed(&Untagged::Float(float)), Ok(expected));
    }

    #[test]
    fn a_number_is_one_in_every_spelling_and_for_every_type(float in prop_oneof![float(), integral()]) {
        let is_safe = float.fract() == 0.0 && float.abs() <= SAFE as f64;
        for text in [format!("{float}"), format!("{float:?}"), format!("{float:e}"), format!("{float:E}")] {
            let json = text.as_bytes();
            let integer = is_safe.then_some(float as i64);
            prop_assert_eq!(returned::<i64>(json).ok(), integer, "{}", text);
            prop_assert_eq!(returned::<i128>(json).ok(), integer.map(i128::from), "{}", text);
            prop_assert_eq!(returned::<IntegerAlone>(json).ok(), integer.map(IntegerAlone::Integer), "{}", text);
            let natural = integer.and_then(|integer| u64::try_from(integer).ok());
            prop_assert_eq!(returned::<u64>(json).ok(), natural, "{}", text);
            prop_assert_eq!(returned::<f64>(json).unwrap().to_bits(), float.to_bits(), "{}", text);
            let tagged = format!(r#"{{"kind": "Numbers", "integer": 0, "float": {text}}}"#);
            let Tagged::Numbers { float: arrived, .. } = returned(tagged.as_bytes()).unwrap();
            prop_assert_eq!(arrived.to_bits(), float.to_bits(), "{}", text);
            prop_assert_eq!(returned::<Json>(json).unwrap().as_f64().map(f64::to_bits), Some(float.to_bits()));
        }
    }
}

fn float() -> impl Strategy<Value = f64> {
    any::<f64>().prop_filter("JSON has finite numbers alone", |float| float.is_finite())
}

fn integer() -> impl Strategy<Value = i64> {
    -(SAFE as i64)..=SAFE as i64
}

/// Integral floats about the greatest integer, and about zero.
fn integral() -> impl Strategy<Value = f64> {
    prop_oneof![-(1_i64 << 54)..1_i64 << 54, -9..9_i64].prop_map(|integer| integer as f64)
}

/// Types that serde reads by way of a buffer.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
enum Buffered {
    Flattened {
        #[serde(flatten)]
        numbers: Numbers,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<String, i64>,
    },
    Tagged(Tagged),
    Untagged(Untagged),
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
struct Numbers {
    integer: i64,
    float: f64,
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind")]
enum Tagged {
    Numbers { integer: i64, float: f64 },
}

#[derive(Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
enum Untagged {
    Integer(i64),
    Float(f64),
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(untagged)]
enum IntegerAlone {
    Integer(i64),
}
