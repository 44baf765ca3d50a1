//! Other words for the keys of Copilot, from other tools and older versions, and the change to the right one.

use crate::locale::Phrase;
use crate::manifest::shape::{Form, Shape};
use crate::nearest::Word;
use crate::rules::fixes::Fix;
use crate::rules::fixes::edit;
use crate::yaml::{NodeData, NodeId, Tree};
use std::sync::Arc;

/// A word and the keys of Copilot that it may stand for; the first that the map knows counts.
const WORDS: [(&[&str], &[&str]); 17] = [
    (&["environment", "env", "envs", "environment_variables", "environmentVariables"], &["variables"]),
    (&["portMappings", "port_mappings", "ports", "containerPort", "container_port"], &["port"]),
    (&["volumes", "mounts", "mountPoints", "volumeMounts"], &["mount_points"]),
    (&["containerPath", "container_path", "mountPath", "mount_path"], &["path"]),
    (&["sourceVolume"], &["source_volume"]),
    (&["readOnly", "readonly"], &["read_only"]),
    (&["dependsOn"], &["depends_on"]),
    (&["logConfiguration", "firelensConfiguration"], &["logging"]),
    (&["ulimits"], &["taskdef_overrides"]),
    (&["credentialParameter", "credential_parameter", "credentials_parameter"], &["credentialsParameter"]),
    (&["credentials"], &["credentialsParameter"]),
    (&["configFile", "config_file", "config_file_path"], &["configFilePath"]),
    (&["require_approval", "requireApproval", "approval", "manual_approval"], &["requires_approval"]),
    (&["policy_document", "policyDocument", "policy"], &["PolicyDocument"]),
    (&["security_groups"], &["security_group"]),
    (&["from_vpc"], &["vpc"]),
    (&["sslPolicy", "ssl_Policy"], &["ssl_policy"]),
];

/// The key that was meant, if it is one of this map: another word for it, or the same in another writing.
pub fn of<'s>(key: &str, value: NodeId, container: &'s Shape, tree: &Tree) -> Option<&'s str> {
    let fields = container.fields()?;
    let known = |word: &str| fields.get_key_value(word).map(|(name, _)| name.as_str());
    if key == "environment" && is_map_of_maps(value, tree) {
        return known("environments");
    }
    // The word of Docker Compose for the command of a health check.
    if key == "test" && fields.contains_key("start_period") {
        return known("command");
    }
    let words = WORDS.iter().filter(|(others, _)| others.contains(&key));
    let by_word = words.flat_map(|(_, words)| *words).find_map(|word| known(word));
    by_word.or_else(|| {
        let word = Word::new(key);
        let same = |name: &&str| word.is_same(name);
        let names = || fields.keys().map(String::as_str).filter(same);
        let current =
            |name: &&str| fields.get(*name).is_some_and(|field| field.fact("x-deprecated").is_none());
        names().find(current).or_else(|| names().next())
    })
}

/// A map per environment, where `environment` holds no variables.
fn is_map_of_maps(value: NodeId, tree: &Tree) -> bool {
    let entries = tree.entries(value);
    let is_map = |id: NodeId| matches!(tree.node(tree.resolve(id)).data, NodeData::Mapping { .. });
    !entries.is_empty() && entries.iter().all(|entry| is_map(entry.value))
}

/// The value has a form that the field takes, so that the new key would not be refused for it.
pub fn fits(field: &Arc<Shape>, value: NodeId, tree: &Tree, depth: usize) -> bool {
    const DEEPEST: usize = 8;
    if depth > DEEPEST {
        return false;
    }
    match (&field.form, &tree.node(tree.resolve(value)).data) {
        (Form::Union { long, short, .. }, _) => {
            fits(long, value, tree, depth + 1) || fits(short, value, tree, depth + 1)
        }
        (Form::Scalar { .. } | Form::Struct { .. } | Form::Map { .. }, NodeData::Scalar { value, .. })
            if value.is_empty() =>
        {
            true
        }
        (Form::Scalar { .. }, NodeData::Scalar { .. }) => true,
        (Form::Struct { fields, .. }, NodeData::Mapping { entries, .. }) => entries
            .iter()
            .any(|entry| tree.scalar(entry.key).is_some_and(|(key, _)| fields.contains_key(key))),
        (Form::Map { value: inner, .. }, NodeData::Mapping { entries, .. }) => {
            entries.iter().all(|entry| fits(inner, entry.value, tree, depth + 1))
        }
        (Form::List(inner), NodeData::Sequence { items, .. }) => {
            items.iter().all(|item| fits(inner, *item, tree, depth + 1))
        }
        _ => false,
    }
}

/// Changes a key to another word, unless that stands in the map already, or the map is too long to look.
pub fn rename(key: NodeId, word: &str, tree: &Tree) -> Option<Fix> {
    const LONGEST: usize = 500;
    let map = tree.node(key).parent?;
    let NodeData::Mapping { entries, .. } = &tree.node(map).data else { return None };
    let taken = entries.len() > LONGEST || tree.entry(map, word).is_some();
    (!taken).then(|| {
        edit(
            Phrase::new(format!("Rename to `{word}`"), format!("`{word}` に名前を変える")),
            tree.node(key).span,
            word,
        )
    })
}
