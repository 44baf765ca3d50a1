//! What tasks must be allowed to send logs, traces and metrics to AWS, and the template of `addons/` that allows it.
//!
//! Copilot gives the role of a task no permission for such a destination. A template in `addons/` that makes an
//! `AWS::IAM::ManagedPolicy` and refers to it in an output does: Copilot attaches the policy to the role.

use std::fmt::Write;

/// What one destination needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Need {
    /// Its name, of which those of file and policy are made.
    pub id: &'static str,
    /// The plugins of Fluent Bit that need it, where nothing else can allow it.
    pub plugins: &'static [&'static str],
    /// The actions of IAM.
    pub actions: &'static [&'static str],
    /// On what, as `Fn::Sub` takes it; `{key}` is an option of the plugin.
    pub resource: &'static str,
    /// Where the facts stand (read 2026-11).
    pub source: &'static str,
}

/// All of them.
pub static NEEDS: [Need; 8] = [
    Need {
        id: "cloudwatch-logs",
        plugins: &["cloudwatch", "cloudwatch_logs"],
        actions: &[
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:DescribeLogStreams",
            "logs:PutLogEvents",
        ],
        resource: "arn:${AWS::Partition}:logs:{region}:${AWS::AccountId}:log-group:{log_group_name}:*",
        source: "Fluent Bit, Amazon CloudWatch; Service Authorization Reference, CloudWatch Logs",
    },
    Need {
        id: "firehose",
        plugins: &["firehose", "kinesis_firehose"],
        actions: &["firehose:PutRecordBatch"],
        resource: "arn:${AWS::Partition}:firehose:{region}:${AWS::AccountId}:deliverystream/{delivery_stream}",
        source: "Fluent Bit, Amazon Data Firehose; Service Authorization Reference, Firehose",
    },
    Need {
        id: "kinesis",
        plugins: &["kinesis", "kinesis_streams"],
        actions: &["kinesis:PutRecords"],
        resource: "arn:${AWS::Partition}:kinesis:{region}:${AWS::AccountId}:stream/{stream}",
        source: "Fluent Bit, Amazon Kinesis Data Streams; Service Authorization Reference, Kinesis Data Streams",
    },
    Need {
        id: "s3",
        plugins: &["s3"],
        actions: &["s3:PutObject"],
        resource: "arn:${AWS::Partition}:s3:::{bucket}/*",
        source: "Fluent Bit, Amazon S3; Service Authorization Reference, S3",
    },
    Need {
        id: "opensearch",
        // The access policy of the domain can allow it too.
        plugins: &[],
        actions: &["es:ESHttp*"],
        resource: "arn:${AWS::Partition}:es:*:${AWS::AccountId}:domain/*",
        source: "Fluent Bit, OpenSearch; Service Authorization Reference, OpenSearch Service",
    },
    Need {
        id: "xray",
        plugins: &[],
        actions: &[
            "xray:PutTraceSegments",
            "xray:PutTelemetryRecords",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:GetSamplingStatisticSummaries",
        ],
        resource: "*",
        source: "templates/workloads/partials/cf/taskrole.yml; AWS managed policy AWSXRayDaemonWriteAccess",
    },
    Need {
        id: "cloudwatch-metrics",
        plugins: &[],
        actions: &["cloudwatch:PutMetricData"],
        resource: "*",
        source: "AWS managed policy CloudWatchAgentServerPolicy",
    },
    Need {
        id: "prometheus",
        plugins: &[],
        actions: &["aps:RemoteWrite"],
        resource: "arn:${AWS::Partition}:aps:*:${AWS::AccountId}:workspace/*",
        source: "AWS managed policy AmazonPrometheusRemoteWriteAccess",
    },
];

/// What sends traces to X-Ray.
pub static XRAY: &Need = &NEEDS[5];

/// The need of this name.
pub fn find(id: &str) -> Option<&'static Need> {
    NEEDS.iter().find(|need| need.id == id)
}

/// What a plugin of Fluent Bit needs (`Name` of a destination, in any case).
pub fn of_plugin(name: &str) -> Option<&'static Need> {
    NEEDS.iter().find(|need| need.plugins.iter().any(|plugin| plugin.eq_ignore_ascii_case(name)))
}

impl Need {
    /// What it is needed on, with the options of a destination; anything of its kind where an option is not known.
    pub fn resource(&self, option: impl Fn(&str) -> Option<String>) -> String {
        let mut resource = String::new();
        let mut rest = self.resource;
        while let Some(at) = rest.find('{') {
            let end = rest[at..].find('}').map_or(rest.len(), |length| at + length + 1);
            let is_ours = !rest[..at].ends_with('$');
            resource.push_str(&rest[..at]);
            let inner = &rest[at..end];
            let known = || option(inner.trim_matches(['{', '}'])).and_then(|text| in_sub(&text));
            if is_ours {
                resource.push_str(&known().unwrap_or_else(|| "*".to_owned()));
            } else {
                resource.push_str(inner);
            }
            rest = &rest[end..];
        }
        resource.push_str(rest);
        resource
    }
}

/// The logical id of the policy for a name in lower case with hyphens: `CloudwatchLogsPolicy`.
pub fn policy_name(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.chain(["Policy".to_owned()]).collect()
}

/// The text of an option in `Fn::Sub`, where it is a plain name in which at most Copilot's variables stand.
fn in_sub(text: &str) -> Option<String> {
    let text = text.replace("${COPILOT_APPLICATION_NAME}", "${App}");
    let text = text.replace("${COPILOT_ENVIRONMENT_NAME}", "${Env}");
    let plain = text.replace("${App}", "").replace("${Env}", "");
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '/' | '#');
    (!text.is_empty() && plain.chars().all(is_name)).then_some(text)
}

/// A policy that allows some needs, as a template of `addons/`.
#[derive(Debug)]
pub struct Policy<'p> {
    /// Its logical id, which no other template of the folder may have; the output has `Arn` behind it.
    pub name: &'p str,
    /// The parameters to declare: those of Copilot that no other template of the folder declares.
    pub parameters: &'p [&'p str],
    /// What it allows, each on a resource as [`Need::resource`] gives it.
    pub allows: &'p [(&'p Need, String)],
}

impl Policy<'_> {
    /// The template.
    pub fn template(&self, line_break: &str) -> String {
        let mut text = String::new();
        if !self.parameters.is_empty() {
            text.push_str("Parameters:\n");
        }
        for parameter in self.parameters {
            // Writing to a text never fails.
            let _ = writeln!(text, "  {parameter}:\n    Type: String");
        }
        let name = self.name;
        let _ = writeln!(
            text,
            "Resources:\n  {name}:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        \
             Version: \"2012-10-17\"\n        Statement:"
        );
        for (need, resource) in self.allows {
            text.push_str("          - Effect: Allow\n            Action:\n");
            for action in need.actions {
                let _ = writeln!(text, "              - {action}");
            }
            let tag = if resource.contains("${") { "!Sub " } else { "" };
            let _ = writeln!(text, "            Resource: {tag}\"{resource}\"");
        }
        let _ = writeln!(text, "Outputs:\n  {name}Arn:\n    Value: !Ref {name}");
        text.replace('\n', line_break)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::template::{Target, Template};
    use crate::yaml::Tree;
    use std::collections::HashSet;

    #[test]
    fn names_and_plugins_are_unique() {
        let ids: HashSet<&str> = NEEDS.iter().map(|need| need.id).collect();
        let plugins: Vec<&str> = NEEDS.iter().flat_map(|need| need.plugins).copied().collect();
        assert_eq!((ids.len(), plugins.iter().collect::<HashSet<_>>().len()), (NEEDS.len(), plugins.len()));
        assert_eq!(XRAY.id, "xray");
        assert_eq!(of_plugin("Kinesis_Firehose").map(|need| need.id), Some("firehose"));
        assert_eq!(policy_name("cloudwatch-logs"), "CloudwatchLogsPolicy");
    }

    #[test]
    fn a_resource_names_what_the_destination_names() {
        let logs = |group: &str| {
            let option = |key: &str| (key == "log_group_name").then(|| group.to_owned());
            find("cloudwatch-logs").map(|need| need.resource(option)).unwrap_or_default()
        };
        let arn =
            |group: &str| format!("arn:${{AWS::Partition}}:logs:*:${{AWS::AccountId}}:log-group:{group}:*");
        assert_eq!(
            logs("/copilot/${COPILOT_APPLICATION_NAME}-${COPILOT_ENVIRONMENT_NAME}-api"),
            arn("/copilot/${App}-${Env}-api")
        );
        for unknown in ["", "$(ecs_cluster)", "${TEAM}/logs", "a\"b", "日本", "${App", "a b"] {
            assert_eq!(logs(unknown), arn("*"), "{unknown}");
        }
    }

    #[test]
    fn a_template_makes_a_policy_that_copilot_attaches() {
        for need in &NEEDS {
            let allows = [(need, need.resource(|_| None))];
            let policy = Policy { name: "NewPolicy", parameters: &["App", "Env", "Name"], allows: &allows };
            for line_break in ["\n", "\r\n"] {
                let text = policy.template(line_break);
                assert_eq!(text.matches('\n').count(), text.matches(line_break).count());
                let tree = Tree::parse(&text);
                assert!(tree.errors.is_empty(), "{text}");
                let template = Template::of(&tree);
                assert_eq!(template.type_of("NewPolicy"), Some("AWS::IAM::ManagedPolicy"));
                assert_eq!(template.outputs[0].target, Some(Target::Ref("NewPolicy".to_owned())));
                assert_eq!(template.parameters.len(), 3);
            }
        }
    }
}
