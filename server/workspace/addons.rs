//! An `addons` folder: its templates make one stack, its parameters file gives values to it.

use crate::manifest::source::Source;
use crate::manifest::template::{Output, Target, Template, variable_name};
use std::collections::HashMap;
use std::sync::Arc;

/// The files of one `addons` folder, in the order of their names.
#[derive(Debug, Default)]
pub struct Stack<'w> {
    /// The templates, which Copilot merges.
    pub templates: Vec<(&'w Arc<Source>, &'w Arc<Template>)>,
    /// `addons.parameters.yml` and `.yaml`: one of them at most is right.
    pub parameters: Vec<&'w Arc<Source>>,
    /// Some of its files are there and can't be read.
    pub has_unread: bool,
}

impl Stack<'_> {
    /// All outputs.
    pub fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.templates.iter().flat_map(|(_, template)| &template.outputs)
    }

    /// The `Type` of a resource of any of the templates.
    pub fn type_of(&self, resource: &str) -> Option<&str> {
        self.templates.iter().find_map(|(_, template)| template.type_of(resource))
    }

    /// The `Type` of what an output refers to in the form that Copilot recognises.
    pub fn type_behind(&self, output: &Output) -> Option<&str> {
        match &output.target {
            Some(Target::Ref(name)) => self.type_of(name),
            _ => None,
        }
    }

    /// The outputs that containers get, by the names of their variables: managed policies are attached instead.
    pub fn injected(&self) -> HashMap<String, &Output> {
        let is_given = |it: &&Output| self.type_behind(it) != Some("AWS::IAM::ManagedPolicy");
        self.outputs().filter(is_given).map(|it| (variable_name(&it.name), it)).collect()
    }

    /// An output is a security group, which the tasks get.
    pub fn gives_security_group(&self) -> bool {
        self.outputs().any(|it| self.type_behind(it) == Some("AWS::EC2::SecurityGroup"))
    }

    /// What is written may not be all: a file can't be read, a text is no YAML, or macros add to it.
    pub fn is_partly_known(&self) -> bool {
        self.has_unread
            || self
                .templates
                .iter()
                .any(|(source, template)| !source.tree().errors.is_empty() || template.has_macros)
    }
}
