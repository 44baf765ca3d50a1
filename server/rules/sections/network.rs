//! `network`: placement, security groups, Service Connect.

use super::unknown_keys::Dropped;
use crate::finding::{Origin, Severity};
use crate::manifest::kind::Kind;
use crate::manifest::recognize::{Owner, Role};
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::remove_value;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &PLACEMENT_VALUE,
    &PLACEMENT_RDWS_PUBLIC,
    &PLACEMENT_SHAPE,
    &SUBNET_ID_FORMAT,
    &SECURITY_GROUPS_SHAPE,
    &SECURITY_GROUP_FORMAT,
    &DENY_DEFAULT_ALONE,
    &DENY_DEFAULT_JOB,
    &RDWS_SECURITY_GROUPS,
    &SECURITY_GROUPS_TOP_LEVEL,
    &CONNECT_SHAPE,
    &CONNECT_ALIAS_NO_PORT,
    &CONNECT_ALIAS_WORKER,
    &CONNECT_JOB,
    &CONNECT_RDWS,
    &CONNECT_BACKEND_NO_PORT,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[ids, deny_default, connect];

const ECS: &[Kind] = &Kind::ECS;
const RDWS: &[Kind] = &[Kind::RequestDrivenWebService];

/// Keys that Copilot drops here.
pub const DROPPED: &[Dropped] = &[
    Dropped {
        rule: &RDWS_SECURITY_GROUPS,
        kinds: RDWS,
        parent: &["network", "vpc"],
        keys: &["security_groups"],
    },
    Dropped { rule: &CONNECT_RDWS, kinds: RDWS, parent: &["network"], keys: &["connect"] },
    Dropped { rule: &SECURITY_GROUPS_TOP_LEVEL, kinds: ECS, parent: &[], keys: &["security_groups"] },
];

/// An unknown placement.
pub const PLACEMENT_VALUE: Rule = Rule {
    id: "network.placement-value",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no placement. Allowed, in lower case: {allowed}; or a map with `subnets`."],
    doc: "Tasks run in the public or in the private subnets of the environment. To choose subnets one by one write a map.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    placement: Private\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    placement: private\n",
    source: "docs/manifest/backend-service#network-vpc-placement; PlacementString.validate",
};

/// A placement that App Runner does not have.
pub const PLACEMENT_RDWS_PUBLIC: Rule = Rule {
    id: "network.placement-rdws-public",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A Request-Driven Web Service has only the placement {allowed}, or a map with `subnets`, not {value}. Without access to the VPC leave `network` out.",
    ],
    doc: "App Runner services stand outside the VPC and are public by nature. `placement` connects them to private \
          subnets, so `public` means nothing for them.",
    bad: "# Request-Driven Web Service\nnetwork:\n  vpc:\n    placement: public\n",
    good: "# Request-Driven Web Service\nnetwork:\n  vpc:\n    placement: private\n",
    source: "docs/manifest/rd-web-service#network-vpc-placement; RequestDrivenWebServiceConfig.validate",
};

/// A placement of another form.
pub const PLACEMENT_SHAPE: Rule = Rule {
    id: "network.placement-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`placement` must be a text or a map with `subnets`, not {found}: Copilot refuses the manifest.",
        "`placement` must be a text or a map with `subnets`: Copilot drops {found}.",
        "`placement` must be a text or a map with `subnets`: nothing else is known here, and Copilot refuses the manifest.",
    ],
    doc: "A list of subnets stands one level deeper, in `placement.subnets`.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    placement: [subnet-0a1b2c3d, subnet-4e5f6a7b]\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    placement:\n      subnets: [subnet-0a1b2c3d, subnet-4e5f6a7b]\n",
    source: "docs/manifest/backend-service#network-vpc-placement-subnets; PlacementArgOrString.UnmarshalYAML",
};

/// A subnet that is no id.
pub const SUBNET_ID_FORMAT: Rule = Rule {
    id: "network.subnet-id-format",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "{value} does not look like the id of a subnet (`subnet-0a1b2c3d`): AWS knows subnets by id, not by name. To choose them by tags write `from_tags`.",
    ],
    doc: "`subnets` takes ids. Names are tags, which `from_tags` looks for.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    placement:\n      subnets: [SubnetID1]\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    placement:\n      subnets: [subnet-0a1b2c3d]\n",
    source: "docs/manifest/backend-service#network-vpc-placement-subnets",
};

/// Security groups of another form.
pub const SECURITY_GROUPS_SHAPE: Rule = Rule {
    id: "network.security-groups-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`security_groups` must be a list of ids or a map with `groups` and `deny_default`, not {found}.",
        "`security_groups` must be a list of ids or a map with `groups` and `deny_default`: Copilot drops {found}.",
        "`security_groups` must be a list of ids or a map with at least one of these keys: {known}.",
    ],
    doc: "One security group is a list with one item. The map form also turns off the group that Copilot adds by itself.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    security_groups: sg-12345678\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    security_groups: [sg-12345678]\n",
    source: "docs/manifest/backend-service#network-vpc-security-groups; SecurityGroupsIDsOrConfig.UnmarshalYAML",
};

/// A security group that is no id.
pub const SECURITY_GROUP_FORMAT: Rule = Rule {
    id: "network.security-group-format",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "{value} does not look like the id of a security group (`sg-12345678`): AWS knows groups by id, not by name. One of another stack is `from_cfn: <export>`.",
    ],
    doc: "Security groups are named by id, or by the name of a CloudFormation export in `from_cfn`.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    security_groups: [default]\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    security_groups: [sg-12345678]\n",
    source: "docs/manifest/backend-service#network-vpc-security-groups",
};

/// No group of the environment, and none instead.
pub const DENY_DEFAULT_ALONE: Rule = Rule {
    id: "network.deny-default-alone",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "`deny_default` takes the security group of the environment away, and `groups` names none instead: unless an addon does, the tasks have no group that lets them be reached.",
    ],
    doc: "Tasks belong to the security group of their environment, which lets services and load balancers reach each \
          other. Who turns it off names other groups in `groups`, or in an addon that outputs one.",
    bad: "# Backend Service\nnetwork:\n  vpc:\n    security_groups:\n      deny_default: true\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    security_groups:\n      deny_default: true\n      groups: [sg-12345678]\n",
    source: "docs/manifest/backend-service#network-vpc-security-groups-deny-default; templates/workloads/partials/cf/service-base-properties.yml",
};

/// A job keeps the group of the environment.
pub const DENY_DEFAULT_JOB: Rule = Rule {
    id: "network.deny-default-job",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A Scheduled Job always gets the security group of its environment: `deny_default` has no effect.",
    ],
    doc: "The state machine of a job starts its tasks with the security group of the environment, whatever `deny_default` \
          says.",
    bad: "# Scheduled Job\nnetwork:\n  vpc:\n    security_groups:\n      deny_default: true\n      groups: [sg-12345678]\n",
    good: "# Scheduled Job\nnetwork:\n  vpc:\n    security_groups: [sg-12345678]\n",
    source: "templates/workloads/partials/cf/state-machine.yml",
};

/// Security groups of App Runner.
pub const RDWS_SECURITY_GROUPS: Rule = Rule {
    id: "network.rdws-security-groups",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "A {kind} has no {key}: Copilot ignores it. The connection to the VPC uses the group of the environment.",
    ],
    doc: "For App Runner Copilot knows `placement` alone. Security groups are for services and jobs on ECS.",
    bad: "# Request-Driven Web Service\nnetwork:\n  vpc:\n    placement: private\n    security_groups: [sg-12345678]\n",
    good: "# Request-Driven Web Service\nnetwork:\n  vpc:\n    placement: private\n",
    source: "docs/manifest/rd-web-service#network-vpc; rdwsVpcConfig in internal/pkg/manifest/rd_web_svc.go",
};

/// Security groups at the wrong place.
pub const SECURITY_GROUPS_TOP_LEVEL: Rule = Rule {
    id: "network.security-groups-top-level",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["{key} belongs under `network.vpc`: here Copilot ignores it."],
    doc: "A sample of Copilot's documentation has `security_groups` at the top level, where it is dropped without a \
          message. It is a setting of `network.vpc`.",
    bad: "# Backend Service\nsecurity_groups:\n  - from_cfn: my-export\n",
    good: "# Backend Service\nnetwork:\n  vpc:\n    security_groups:\n      - from_cfn: my-export\n",
    source: "docs/developing/addons/environment, sample; vpcConfig in internal/pkg/manifest/workload_ecs.go",
};

/// `connect` of another form.
pub const CONNECT_SHAPE: Rule = Rule {
    id: "network.connect-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`connect` must be true, false or a map with `alias`, not {found}.",
        "`connect` must be true, false or a map with `alias`: Copilot drops {found}.",
        "`connect` must be true, false or a map with `alias` and a name in it: Copilot refuses the manifest.",
    ],
    doc: "`connect: true` joins Service Connect under the name of the service, `alias` under another one.",
    bad: "# Backend Service\nnetwork:\n  connect:\n    alias:\n",
    good: "# Backend Service\nnetwork:\n  connect:\n    alias: api\n",
    source: "docs/manifest/backend-service#network-connect; ServiceConnectBoolOrArgs.UnmarshalYAML",
};

/// An alias for a service without a port.
pub const CONNECT_ALIAS_NO_PORT: Rule = Rule {
    id: "network.connect-alias-no-port",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "An alias is a name for others to call, but the service exposes no port: Copilot refuses it. Set `image.port` or `http.target_container`, or write `connect: true` only to call others.",
    ],
    doc: "With `network.connect.alias` other services reach this one, so it needs `image.port` or \
          `http.target_container`. The port of a sidecar alone is not enough.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\nnetwork:\n  connect:\n    alias: api\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\nnetwork:\n  connect:\n    alias: api\n",
    source: "BackendServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// An alias for a service that nobody calls.
pub const CONNECT_ALIAS_WORKER: Rule = Rule {
    id: "network.connect-alias-worker",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "A Worker Service exposes no port, so Copilot refuses an alias. Write `connect: true` to call other services.",
    ],
    doc: "Worker Services read from queues and are not called. With `connect: true` they can call others by their \
          aliases.",
    bad: "# Worker Service\nnetwork:\n  connect:\n    alias: worker\n",
    good: "# Worker Service\nnetwork:\n  connect: true\n",
    source: "WorkerServiceConfig.validate in internal/pkg/manifest/validate.go",
};

/// Service Connect for a job.
pub const CONNECT_JOB: Rule = Rule {
    id: "network.connect-job",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["A Scheduled Job is no service: Copilot ignores `connect`."],
    doc: "Service Connect joins ECS services. A job runs as a single task, for which Copilot renders nothing of it.",
    bad: "# Scheduled Job\nnetwork:\n  connect: true\n",
    good: "# Scheduled Job\nnetwork:\n  vpc:\n    placement: private\n",
    source: "ScheduledJob.Template in internal/pkg/deploy/cloudformation/stack/scheduled_job.go",
};

/// Service Connect for App Runner.
pub const CONNECT_RDWS: Rule = Rule {
    id: "network.connect-rdws",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &["Service Connect works between services on ECS: Copilot ignores {key} of a {kind}."],
    doc: "An App Runner service can't join Service Connect. It reaches other services through their load balancers.",
    bad: "# Request-Driven Web Service\nnetwork:\n  connect: true\n",
    good: "# Request-Driven Web Service\nnetwork:\n  vpc:\n    placement: private\n",
    source: "docs/developing/svc-to-svc-communication; RequestDrivenWebServiceNetworkConfig",
};

/// Service Connect for a service without a port.
pub const CONNECT_BACKEND_NO_PORT: Rule = Rule {
    id: "network.connect-backend-no-port",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "The service exposes no port, so with Service Connect it can only call others. To be reached by its name it needs `image.port`.",
    ],
    doc: "Without `image.port` and without a container behind `http`, a Backend Service joins Service Connect as a client \
          only: nobody can reach it by its name.",
    bad: "# Backend Service\nimage:\n  build: ./Dockerfile\nnetwork:\n  connect: true\n",
    good: "# Backend Service\nimage:\n  build: ./Dockerfile\n  port: 8080\nnetwork:\n  connect: true\n",
    source: "ServiceConnectTarget in internal/pkg/manifest/svc.go",
};

fn vpc<'m>(check: &Check<'m>) -> Option<&'m Arc<Value>> {
    check.at(&["network", "vpc"]).filter(|_| check.kind != Kind::Environment)
}

fn ids(check: &mut Check<'_>) {
    let Some(vpc) = vpc(check) else { return };
    format(check, vpc.at(&["placement", "subnets"]), "subnet-", &SUBNET_ID_FORMAT);
    let groups = vpc.get("security_groups").map(|groups| groups.get("groups").unwrap_or(groups));
    format(check, groups, "sg-", &SECURITY_GROUP_FORMAT);
}

fn format(check: &mut Check<'_>, list: Option<&Arc<Value>>, prefix: &str, rule: &'static Rule) {
    for item in list.map(|list| list.items()).unwrap_or_default() {
        let Some(text) = item.text().filter(|text| !item.zeroed && !text.starts_with(prefix)) else {
            continue;
        };
        check.report(Report::new(rule, Place::value(item)).arg("value", quoted(text)));
    }
}

fn deny_default(check: &mut Check<'_>) {
    let Some(groups) = vpc(check).and_then(|vpc| vpc.get("security_groups")) else { return };
    let Some(deny) = groups.get("deny_default").filter(|deny| deny.bool() == Some(true)) else { return };
    if check.kind == Kind::ScheduledJob {
        check.report(Report::new(&DENY_DEFAULT_JOB, Place::key(deny)).fix(remove_value(check, deny)));
        return;
    }
    let named = groups.get("groups");
    if named.is_none_or(|named| !named.unknown && named.items().is_empty()) && !addon_gives_group(check) {
        check.report(Report::new(&DENY_DEFAULT_ALONE, Place::key(deny)).because_of(named));
    }
}

/// An addon of the workload outputs a security group, or may do so.
fn addon_gives_group(check: &Check<'_>) -> bool {
    let (Role::Workload(name), Some(workspace)) = (check.document.role, &check.document.workspace) else {
        return false;
    };
    let stack = workspace.addons(&Owner::Workload(name.clone()));
    stack.gives_security_group() || stack.is_partly_known()
}

fn connect(check: &mut Check<'_>) {
    let Some(connect) = check.at(&["network", "connect"]) else { return };
    let alias = connect.get("alias");
    let on = alias.is_some() || connect.bool() == Some(true);
    let open = check.at(&["image", "port"]).is_some() || check.at(&["http", "target_container"]).is_some();
    let because = |report: Report| {
        report.because_of(["image", "http"].into_iter().filter_map(|key| check.section(key)))
    };
    let report = match (check.kind, alias) {
        (Kind::ScheduledJob, _) if on => {
            Report::new(&CONNECT_JOB, Place::key(connect)).fix(remove_value(check, connect))
        }
        (Kind::WorkerService, Some(alias)) => Report::new(&CONNECT_ALIAS_WORKER, Place::key(alias)),
        (Kind::BackendService, Some(alias)) if !open => {
            because(Report::new(&CONNECT_ALIAS_NO_PORT, Place::key(alias)))
        }
        (Kind::BackendService, None) if on && !open && check.at(&["http", "target_port"]).is_none() => {
            because(Report::new(&CONNECT_BACKEND_NO_PORT, Place::key(connect)))
        }
        _ => return,
    };
    check.report(report);
}
