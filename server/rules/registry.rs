//! All rules and all checks: one line for each section.

use super::check::Check;
use super::judge::Document;
use super::report::Report;
use super::rule::Rule;
use super::sections::unknown_keys::Dropped;
use super::sections::*;

/// The rules, section by section.
pub static RULES: &[&[&Rule]] = &[
    apprunner::RULES,
    command::RULES,
    count::RULES,
    depends_on::RULES,
    deployment::RULES,
    document::RULES,
    environment::cdn::RULES,
    environment::ingress::RULES,
    environment::keys::RULES,
    environment::load_balancer::RULES,
    environment::managed::RULES,
    environment::security_group::RULES,
    environment::vpc::RULES,
    environments::RULES,
    exec::RULES,
    healthcheck::RULES,
    http::RULES,
    image::RULES,
    interpolation::RULES,
    job::RULES,
    legacy::RULES,
    logging::RULES,
    manifest::RULES,
    network::RULES,
    nlb::RULES,
    patterns::RULES,
    pipeline::RULES,
    pipeline::actions::RULES,
    pipeline::keys::RULES,
    pipeline::source::RULES,
    pipeline::stages::RULES,
    platform::RULES,
    ports::RULES,
    publish::RULES,
    schema::RULES,
    sidecars::RULES,
    static_site::RULES,
    storage::RULES,
    subscribe::RULES,
    task::RULES,
    taskdef_overrides::RULES,
    unknown_keys::RULES,
    variables::RULES,
    yaml_hints::RULES,
];

/// The checks of an effective manifest, section by section.
pub static CHECKS: &[&[fn(&mut Check<'_>)]] = &[
    manifest::CHECKS,
    apprunner::CHECKS,
    command::CHECKS,
    count::CHECKS,
    depends_on::CHECKS,
    deployment::CHECKS,
    environment::cdn::CHECKS,
    environment::ingress::CHECKS,
    environment::load_balancer::CHECKS,
    environment::managed::CHECKS,
    environment::security_group::CHECKS,
    environment::vpc::CHECKS,
    exec::CHECKS,
    healthcheck::CHECKS,
    http::CHECKS,
    image::CHECKS,
    job::CHECKS,
    logging::CHECKS,
    network::CHECKS,
    nlb::CHECKS,
    patterns::CHECKS,
    pipeline::CHECKS,
    pipeline::actions::CHECKS,
    pipeline::source::CHECKS,
    pipeline::stages::CHECKS,
    platform::CHECKS,
    ports::CHECKS,
    publish::CHECKS,
    sidecars::CHECKS,
    static_site::CHECKS,
    storage::CHECKS,
    subscribe::CHECKS,
    task::CHECKS,
    taskdef_overrides::CHECKS,
    variables::CHECKS,
];

/// The keys that Copilot drops and that have a rule of their own.
pub static DROPPED: &[&[Dropped]] = &[environment::keys::DROPPED, legacy::DROPPED, pipeline::keys::DROPPED];

/// What is said of the text as it is written, whatever the environments.
pub static ONCE: &[fn(&Document<'_>) -> Vec<Report>] = &[
    document::check,
    environments::check,
    interpolation::once,
    legacy::once,
    pipeline::once,
    unknown_keys::check,
    yaml_hints::once,
];

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|section| section.iter().copied())
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
