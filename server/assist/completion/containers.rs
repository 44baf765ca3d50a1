//! The containers of the task: which may be waited for and how, which take requests, and on which ports.

use super::question::{Choice, Question};
use crate::rules::check::{Check, Container};
use crate::rules::sections::depends_on::choices::{Choice as Dependency, choices};
use crate::rules::sections::http::{Target, judge_name};
use crate::rules::sections::ports::{Port, of_container};
use crate::yaml::Segment;

/// The names with what is known of them that the container around the cursor may wait for.
pub(super) fn to_wait_for(question: &Question<'_>) -> Vec<(String, String)> {
    let Some(check) = question.check() else { return Vec::new() };
    let names = dependencies(question, &check).into_iter().map(|choice| choice.name);
    names.map(|name| (name.to_owned(), describe(question, &check, name))).collect()
}

/// The conditions that are legal for the container that the cursor's key names; `None` elsewhere.
pub(super) fn conditions(question: &Question<'_>) -> Option<Vec<&'static str>> {
    let [.., Segment::Key("depends_on"), Segment::Key(name)] = question.place.effective() else {
        return None;
    };
    let check = question.check()?;
    let known = dependencies(question, &check).into_iter().find(|choice| choice.name == *name);
    // Of a container that is not there yet nothing is known.
    known.map(|choice| choice.conditions)
}

fn dependencies<'m>(question: &Question<'_>, check: &Check<'m>) -> Vec<Dependency<'m>> {
    let waiting = match question.place.effective() {
        [Segment::Key("sidecars"), Segment::Key(name), ..] => *name,
        _ => check.name(),
    };
    choices(check, waiting)
}

/// The containers that a load balancer may send to.
pub(super) fn targets(question: &Question<'_>) -> Vec<Choice> {
    let Some(check) = question.check() else { return Vec::new() };
    let port = question.beside("target_port").and_then(|port| port.parse::<u16>().ok());
    let open = check.containers().into_iter().filter(|container| {
        !container.name.is_empty()
            && judge_name(&check, container.name) == Target::Right
            && port.is_none_or(|port| !belongs_to_another(&check, port, *container))
    });
    let choice = |(rank, container): (usize, Container<'_>)| Choice {
        detail: detail(question, container),
        is_default: container.main,
        rank,
        ..Choice::new(container.name)
    };
    open.enumerate().map(choice).collect()
}

/// All containers of a task share one network, so that a port belongs to one of them.
fn belongs_to_another(check: &Check<'_>, port: u16, container: Container<'_>) -> bool {
    let opens = |it: &Container<'_>| of_container(*it).is_some_and(|open| open.number == port);
    check.containers().iter().any(|it| it.name != container.name && opens(it))
}

/// The ports that the containers of the task open, or the container that is named beside the cursor.
pub(super) fn ports(question: &Question<'_>) -> Vec<Choice> {
    let Some(check) = question.check() else { return Vec::new() };
    let target = question.beside("target_container");
    let is_udp = |port: &str| port.to_lowercase().ends_with("/udp");
    // A listener of a network load balancer says its protocol; all others speak TCP.
    let protocol = if question.beside("port").is_some_and(is_udp) { "UDP" } else { "TCP" };
    let named = check.containers().into_iter().filter(|it| target.is_none_or(|name| name == it.name));
    let open = named.filter_map(|container| Some((of_container(container)?, container)));
    let open = open.filter(|(port, _)| port.protocol == protocol);
    let choice = |(rank, (port, container)): (usize, (Port, Container<'_>))| Choice {
        detail: container.name.to_owned(),
        rank,
        ..Choice::new(port.number.to_string())
    };
    open.enumerate().map(choice).collect()
}

fn describe(question: &Question<'_>, check: &Check<'_>, name: &str) -> String {
    let container = check.containers().into_iter().rfind(|container| container.name == name);
    match container {
        Some(container) => detail(question, container),
        None => question.locale().pick("log router of `logging`", "`logging` のログルーター").to_owned(),
    }
}

/// The image of a container and its port.
fn detail(question: &Question<'_>, container: Container<'_>) -> String {
    let locale = question.locale();
    let text = |keys: &[&str]| container.body?.at(keys)?.text().map(str::to_owned);
    let location = if container.main { text(&["location"]) } else { text(&["image"]) };
    let image = location.or_else(|| if container.main { None } else { text(&["image", "location"]) });
    let main = container.main.then(|| locale.pick("main container", "メインコンテナ").to_owned());
    let port = of_container(container).map(|port| {
        let protocol = if port.protocol == "UDP" { "/udp" } else { "" };
        locale.pick(format!("port {}{protocol}", port.number), format!("ポート {}{protocol}", port.number))
    });
    main.into_iter().chain(image).chain(port).collect::<Vec<_>>().join(locale.pick(", ", "、"))
}
