//! `http`: rules of the application load balancer.

mod conditions;
pub mod form;
mod healthcheck;
mod presence;
mod target;

pub use conditions::alias_names;
pub use target::{Target, describe, is_main_of_lbws, judge, judge_name, with_fix};

use super::unknown_keys::Dropped;
use crate::manifest::is_set;
use crate::manifest::kind::Kind;
use crate::manifest::shape::{Form, Shape};
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::rule::Rule;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &presence::MISSING,
    &presence::BOTH_DISABLED,
    &presence::TRUE,
    &presence::PATH_MISSING,
    &presence::RULE_PATH_MISSING,
    &presence::PATH_DUPLICATE,
    &form::BACKEND_BOOLEAN,
    &form::SCALAR,
    &form::TARGET_PORT_TYPE,
    &form::TYPE_ERROR_ZEROED,
    &form::PARTIAL_PATH,
    &form::BACKEND_TYPE_ERROR,
    &form::VERSION_VALUE,
    &form::ALB_EMPTY,
    &form::ALB_IN_RULE,
    &form::REDIRECT_BACKEND,
    &form::DEREGISTRATION_DELAY_RANGE,
    &target::UNKNOWN,
    &target::NO_PORT,
    &target::BOTH_SPELLINGS,
    &conditions::SOURCE_IP_CIDR,
    &conditions::HOSTED_ZONE_WITHOUT_ALIAS,
    &conditions::ALIAS_SHAPE,
    &conditions::ALIAS_NAME_MISSING,
    &conditions::LIMIT,
    &conditions::LIMIT_PATH,
    &conditions::LIMIT_INTERNAL,
    &conditions::RULE_HOSTED_ZONE_IGNORED,
    &healthcheck::SHAPE,
    &healthcheck::EMPTY_STRING,
    &healthcheck::THRESHOLD_RANGE,
    &healthcheck::INTERVAL_RANGE,
    &healthcheck::TIMEOUT_INTERVAL,
    &healthcheck::SUCCESS_CODES,
    &healthcheck::RULE_GRACE_PERIOD,
    &healthcheck::BACKEND_RULE_GRACE_PERIOD,
    &healthcheck::GRACE_PERIOD_TWICE,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[
    presence::check,
    presence::duplicate_paths,
    form::check,
    target::check,
    conditions::check,
    healthcheck::check,
    healthcheck::grace_period_twice,
];

/// Keys that Copilot drops here.
pub const DROPPED: &[Dropped] = &[Dropped {
    rule: &form::ALB_IN_RULE,
    kinds: &[Kind::LoadBalancedWebService, Kind::BackendService],
    parent: &["http", "additional_rules", "*"],
    keys: &["alb"],
}];

/// A rule of the listener: the main one is `http` itself.
#[derive(Debug, Clone, Copy)]
pub struct RoutingRule<'m> {
    /// The map.
    pub body: &'m Arc<Value>,
    /// It is the main rule.
    pub main: bool,
}

/// `http` of an effective manifest with an application load balancer, where it is a map that counts as given
/// (`HTTP.IsEmpty` in Copilot's code).
pub fn given<'m>(check: &Check<'m>) -> Option<&'m Arc<Value>> {
    let balanced = matches!(check.kind, Kind::LoadBalancedWebService | Kind::BackendService);
    let http = check.section("http").filter(|http| balanced && http.is_map())?;
    let shape = Shape::of(check.kind).field("http")?;
    is_set_map(http, shape).then_some(http)
}

/// The rules in the order of their priority.
pub fn routing_rules<'m>(check: &Check<'m>) -> Vec<RoutingRule<'m>> {
    let Some(http) = given(check) else { return Vec::new() };
    let main = RoutingRule { body: http, main: true };
    let more = http.get("additional_rules").into_iter().flat_map(|rules| rules.items());
    let more = more.filter(|rule| rule.is_map()).map(|body| RoutingRule { body, main: false });
    std::iter::once(main).chain(more).collect()
}

/// A field of the map counts as given.
pub fn has(check: &Check<'_>, section: &str, body: &Value, key: &str) -> bool {
    let shape = Shape::of(check.kind).field(section).and_then(|section| section.field(key));
    body.get(key).zip(shape).is_some_and(|(value, shape)| is_set(value, shape))
}

/// The map form of a section counts as given.
pub fn is_set_map(value: &Value, shape: &Shape) -> bool {
    match &shape.form {
        Form::Union { long, .. } => is_set(value, long),
        _ => is_set(value, shape),
    }
}
