//! The two spellings of a task definition: `containerDefinitions` as the API and `ContainerDefinitions` as CloudFormation
//! writes it.

use serde_json::{Map, Value};

/// The type of a task definition among the resources of a template.
pub(super) const RESOURCE: &str = "AWS::ECS::TaskDefinition";

/// The keys that do not differ in their first letter only: API, CloudFormation.
const ODD: [(&str, &str); 5] = [
    ("efsVolumeConfiguration", "EFSVolumeConfiguration"),
    ("fsxWindowsFileServerVolumeConfiguration", "FSxWindowsFileServerVolumeConfiguration"),
    ("iam", "IAM"),
    ("fileSystemId", "FilesystemId"),
    ("properties", "ProxyConfigurationProperties"),
];

/// Maps whose keys are the user's own, in the spelling of the API.
pub(super) fn is_map_of_texts(key: &str) -> bool {
    matches!(key, "options" | "dockerLabels" | "labels" | "driverOpts")
}

/// Everything in the spelling of the API.
pub(super) fn as_in_api(value: Value) -> Value {
    match value {
        Value::Object(map) if is_function(&map) => Value::Object(map),
        Value::Object(map) => {
            let entry = |(key, value): (String, Value)| {
                let key = api_key(&key);
                let value = if is_map_of_texts(&key) { value } else { as_in_api(value) };
                (key, value)
            };
            Value::Object(map.into_iter().map(entry).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(as_in_api).collect()),
        other => other,
    }
}

/// `{"Ref": ...}`, `{"Fn::Sub": ...}`.
pub(super) fn is_function(map: &Map<String, Value>) -> bool {
    map.len() == 1 && map.keys().all(|key| key == "Ref" || key.starts_with("Fn::"))
}

fn api_key(key: &str) -> String {
    match ODD.iter().find(|(_, other)| *other == key) {
        Some((api, _)) => (*api).to_owned(),
        None => with_first(key, |first| first.to_ascii_lowercase()),
    }
}

/// A field of the API in the spelling of CloudFormation.
pub(super) fn key(api: &str) -> String {
    match ODD.iter().find(|(known, _)| *known == api) {
        Some((_, other)) => (*other).to_owned(),
        None => with_first(api, |first| first.to_ascii_uppercase()),
    }
}

fn with_first(key: &str, change: impl Fn(char) -> char) -> String {
    let mut signs = key.chars();
    signs.next().map(change).into_iter().chain(signs).collect()
}

/// The value of a field of the API as CloudFormation takes it.
pub(super) fn value(api: &str, value: &Value) -> Value {
    match value {
        Value::Object(map) if is_function(map) || is_map_of_texts(api) => Value::Object(map.clone()),
        Value::Object(map) => {
            // FSx is the one service that writes the key like any other.
            let spelled = |name: &String| match name.as_str() {
                "fileSystemId" if api.starts_with("fsx") => "FileSystemId".to_owned(),
                name => key(name),
            };
            Value::Object(map.iter().map(|(name, below)| (spelled(name), self::value(name, below))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| self::value(api, item)).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn there_and_back() {
        let api = json!({
            "dockerLabels": { "com.Example": "A" },
            "efsVolumeConfiguration": { "fileSystemId": "fs-1", "authorizationConfig": { "iam": "ENABLED" } },
            "value": { "Fn::Sub": "${App}" },
        });
        let template = json!({
            "DockerLabels": { "com.Example": "A" },
            "EFSVolumeConfiguration": { "FilesystemId": "fs-1", "AuthorizationConfig": { "IAM": "ENABLED" } },
            "Value": { "Fn::Sub": "${App}" },
        });
        assert_eq!(value("", &api), template);
        assert_eq!(as_in_api(template), api);
    }
}
