//! The schema of the model, compiled: what the decoder, the merge, completion and hover walk along.

use super::kind::Kind;
use super::model;
use crate::locale::Phrase;
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A Go type of a scalar, or the raw node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// `*string`, or `string` where `plain`.
    Str,
    /// `*int`, `*int64`.
    Int,
    /// `*uint16`.
    Uint16,
    /// `*uint32`.
    Uint32,
    /// `*float64`.
    Float,
    /// `*bool`.
    Bool,
    /// `*time.Duration`.
    Duration,
    /// `interface{}`, `yaml.Node`.
    Any,
}

/// How Copilot decodes a union (see `types`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Long form first; swallows type errors; failure refuses the manifest.
    Lenient,
    /// As `Lenient`; failure is an ordinary type error.
    Soft,
    /// As `Lenient`; merged without clearing the long form.
    Kept,
    /// Short form first; nothing swallowed.
    Strict,
    /// Short form first; its errors swallowed.
    First,
}

/// What an override does to the other fields of its struct in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusive {
    /// When the override sets one of these,
    pub when: Vec<String>,
    /// these of the base are gone.
    pub clears: Vec<String>,
}

/// The form of a value.
#[derive(Debug)]
pub enum Form {
    /// A scalar; `plain` is a Go value instead of a pointer: its zero counts as not given.
    Scalar {
        /// The Go type.
        scalar: Scalar,
        /// Not a pointer.
        plain: bool,
    },
    /// A list.
    List(Arc<Shape>),
    /// A map with free keys; `pointer`: merged entry by entry, null entries are nil pointers.
    Map {
        /// What each entry holds.
        value: Arc<Shape>,
        /// `map[string]*T`.
        pointer: bool,
    },
    /// A map with known keys.
    Struct {
        /// The fields in the order of the model.
        fields: Known,
        /// What setting one field clears in a base.
        exclusive: Vec<Exclusive>,
    },
    /// A long and a short form.
    Union {
        /// How it is decoded.
        mode: Mode,
        /// The map or list form.
        long: Arc<Shape>,
        /// The scalar or list form.
        short: Arc<Shape>,
    },
}

impl Form {
    fn is_constrained(&self) -> bool {
        match self {
            Form::Scalar { .. } => false,
            Form::List(item) => item.constrained,
            Form::Map { value, .. } => value.constrained,
            Form::Struct { fields, .. } => fields.values().any(|field| field.constrained),
            Form::Union { long, short, .. } => long.constrained || short.constrained,
        }
    }
}

/// The fields of a map by name, in the order of the model.
pub type Known = IndexMap<String, Arc<Shape>, ahash::RandomState>;

/// A place of the model: the form of its value and what is known about it.
#[derive(Debug)]
pub struct Shape {
    /// The form.
    pub form: Form,
    /// The keywords of the schema (`default`, `enum`, `minimum`, `x-rules`, ...), without the structural ones.
    pub facts: serde_json::Map<String, Json>,
    /// A rule names what an enumeration, a range or a pattern excludes, here or within.
    pub constrained: bool,
}

impl Shape {
    fn new(form: Form, facts: serde_json::Map<String, Json>) -> Arc<Shape> {
        let own = facts.get("x-rules").and_then(Json::as_object).into_iter().flatten();
        let constrained = own.into_iter().any(|(keyword, _)| keyword != "type") || form.is_constrained();
        Arc::new(Shape { form, facts, constrained })
    }

    /// The shape of a whole manifest of this kind; compiled at first use.
    pub fn of(kind: Kind) -> &'static Arc<Shape> {
        static SHAPES: [OnceLock<Arc<Shape>>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        SHAPES[kind as usize].get_or_init(|| Compiler::new(model::schema(kind)).root())
    }

    /// The same place citing the documentation of the place around it, if it cites none.
    pub fn cited_like(self: &Arc<Shape>, around: &Shape) -> Arc<Shape> {
        match around.facts.get("x-docs") {
            Some(docs) if !self.cites() => {
                with_facts(self, [("x-docs".to_owned(), docs.clone())].into_iter().collect())
            }
            _ => self.clone(),
        }
    }

    /// It or a form of its union cites documentation.
    fn cites(&self) -> bool {
        self.facts.contains_key("x-docs")
            || matches!(&self.form, Form::Union { long, short, .. } if long.cites() || short.cites())
    }

    /// A fact of the model as text.
    pub fn fact(&self, name: &str) -> Option<&str> {
        self.facts.get(name).and_then(Json::as_str)
    }

    /// The rule that names a violation of `keyword` here (`type`, `enum`, `range`, `pattern`).
    pub fn rule(&self, keyword: &str) -> Option<&str> {
        self.facts.get("x-rules")?.get(keyword)?.as_str()
    }

    /// The fields of the map form, if it has one with known keys.
    pub fn fields(&self) -> Option<&Known> {
        match &self.form {
            Form::Struct { fields, .. } => Some(fields),
            Form::Union { long, short, .. } => long.fields().or_else(|| short.fields()),
            _ => None,
        }
    }

    /// What stands under `key`, of whichever form has keys.
    pub fn field(&self, key: &str) -> Option<&Arc<Shape>> {
        match &self.form {
            Form::Struct { fields, .. } => fields.get(key),
            Form::Map { value, .. } => Some(value),
            Form::Union { long, short, .. } => long.field(key).or_else(|| short.field(key)),
            _ => None,
        }
    }

    /// What a list here holds, of whichever form is a list.
    pub fn item(&self) -> Option<&Arc<Shape>> {
        match &self.form {
            Form::List(item) => Some(item),
            Form::Union { long, short, .. } => long.item().or_else(|| short.item()),
            _ => None,
        }
    }

    /// The forms in words: `an integer`, `a string or a map`.
    pub fn expected(&self) -> Phrase {
        let mut words = Vec::new();
        self.collect_words(&mut words);
        Phrase::any(&words)
    }

    fn collect_words(&self, words: &mut Vec<Phrase>) {
        if let Form::Union { long, short, .. } = &self.form {
            short.collect_words(words);
            long.collect_words(words);
            return;
        }
        let word = self.word();
        if !words.contains(&word) {
            words.push(word);
        }
    }

    fn word(&self) -> Phrase {
        match &self.form {
            Form::Scalar { scalar, .. } => scalar.word(),
            Form::List(item) => match &item.form {
                Form::Scalar { scalar: Scalar::Str, .. } => {
                    Phrase::new("a list of strings", "文字列のリスト")
                }
                Form::Struct { .. } => Phrase::new("a list of maps", "マップのリスト"),
                _ => Phrase::new("a list", "リスト"),
            },
            Form::Map { .. } | Form::Struct { .. } => Phrase::new("a map", "マップ"),
            Form::Union { .. } => self.expected(),
        }
    }
}

impl Scalar {
    /// The type in words.
    pub fn word(self) -> Phrase {
        let (en, ja) = match self {
            Scalar::Str => ("a string", "文字列"),
            Scalar::Int => ("an integer", "整数"),
            Scalar::Uint16 => ("an integer from 0 to 65535", "0～65535 の整数"),
            Scalar::Uint32 => ("an integer from 0 to 4294967295", "0～4294967295 の整数"),
            Scalar::Float => ("a number", "数値"),
            Scalar::Bool => ("true or false", "true か false"),
            Scalar::Duration => ("a duration such as 30s or 5m", "30s や 5m のような期間"),
            Scalar::Any => ("any value", "任意の値"),
        };
        Phrase::new(en, ja)
    }

    fn from_go(name: &str) -> (Scalar, bool) {
        let plain = !name.starts_with('*');
        let scalar = match name.trim_start_matches('*') {
            "string" => Scalar::Str,
            "int" => Scalar::Int,
            "uint16" => Scalar::Uint16,
            "uint32" => Scalar::Uint32,
            "float64" => Scalar::Float,
            "bool" => Scalar::Bool,
            "time.Duration" => Scalar::Duration,
            _ => Scalar::Any,
        };
        (scalar, plain)
    }
}

/// The keywords that say the form; everything else is a fact.
const STRUCTURAL: [&str; 9] =
    ["$ref", "$defs", "type", "properties", "required", "items", "additionalProperties", "anyOf", "x-go"];

/// Turns a schema with definitions into shared shapes.
struct Compiler {
    schema: Json,
    definitions: HashMap<String, Arc<Shape>>,
}

impl Compiler {
    fn new(schema: Json) -> Self {
        Compiler { schema, definitions: HashMap::new() }
    }

    fn root(mut self) -> Arc<Shape> {
        let schema = std::mem::take(&mut self.schema);
        let definitions = schema.get("$defs").cloned().unwrap_or_default();
        self.schema = definitions;
        self.compile(&schema)
    }

    fn compile(&mut self, schema: &Json) -> Arc<Shape> {
        let facts: serde_json::Map<String, Json> = schema
            .as_object()
            .map(|object| {
                let own = object.iter().filter(|(key, _)| !STRUCTURAL.contains(&key.as_str()));
                own.map(|(key, value)| (key.clone(), value.clone())).collect()
            })
            .unwrap_or_default();
        let Some(name) = schema.get("$ref").and_then(Json::as_str) else {
            return Shape::new(self.form(schema), facts);
        };
        let target = self.definition(name.rsplit('/').next().unwrap_or(name));
        if facts.is_empty() { target } else { with_facts(&target, facts) }
    }

    fn definition(&mut self, name: &str) -> Arc<Shape> {
        if let Some(done) = self.definitions.get(name) {
            return done.clone();
        }
        let schema = self.schema.get(name).cloned().unwrap_or_default();
        let shape = self.compile(&schema);
        self.definitions.insert(name.to_owned(), shape.clone());
        shape
    }

    fn form(&mut self, schema: &Json) -> Form {
        if let Some(go) = schema.get("x-go").and_then(Json::as_str) {
            let (scalar, plain) = Scalar::from_go(go);
            return Form::Scalar { scalar, plain };
        }
        if let Some([long, short]) = schema.get("anyOf").and_then(Json::as_array).map(Vec::as_slice) {
            let mode = mode(schema.get("x-union").and_then(Json::as_str).unwrap_or_default());
            return Form::Union { mode, long: self.compile(long), short: self.compile(short) };
        }
        if let Some(items) = schema.get("items") {
            return Form::List(self.compile(items));
        }
        match schema.get("properties") {
            Some(properties) => self.structure(properties, schema),
            None => {
                let pointer = schema.get("x-map").and_then(Json::as_str) == Some("pointer");
                let value = schema.get("additionalProperties").cloned().unwrap_or_default();
                Form::Map { value: self.compile(&value), pointer }
            }
        }
    }

    fn structure(&mut self, properties: &Json, schema: &Json) -> Form {
        let fields = properties.as_object().into_iter().flatten();
        let fields = fields.map(|(name, field)| (name.clone(), self.compile(field))).collect();
        let exclusive = schema.get("x-exclusive").and_then(Json::as_array).into_iter().flatten();
        let exclusive = exclusive
            .map(|entry| Exclusive { when: strings(entry.get("when")), clears: strings(entry.get("clears")) })
            .collect();
        Form::Struct { fields, exclusive }
    }
}

fn strings(list: Option<&Json>) -> Vec<String> {
    let items = list.and_then(Json::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn mode(name: &str) -> Mode {
    match name {
        "soft" => Mode::Soft,
        "kept" => Mode::Kept,
        "strict" => Mode::Strict,
        "first" => Mode::First,
        _ => Mode::Lenient,
    }
}

/// The same form with more facts: a field that refers to a shared definition and says more about itself.
fn with_facts(shape: &Arc<Shape>, facts: serde_json::Map<String, Json>) -> Arc<Shape> {
    let mut all = shape.facts.clone();
    all.extend(facts);
    let form = match &shape.form {
        Form::Scalar { scalar, plain } => Form::Scalar { scalar: *scalar, plain: *plain },
        Form::List(item) => Form::List(item.clone()),
        Form::Map { value, pointer } => Form::Map { value: value.clone(), pointer: *pointer },
        Form::Struct { fields, exclusive } => {
            Form::Struct { fields: fields.clone(), exclusive: exclusive.clone() }
        }
        Form::Union { mode, long, short } => {
            Form::Union { mode: *mode, long: long.clone(), short: short.clone() }
        }
    };
    Shape::new(form, all)
}
