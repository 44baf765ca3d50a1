//! Examples of rules and pages: fragments made whole.

use copilot_manifest_ls::manifest::kind::Kind;

/// The path and the whole text of an example: fragments begin with `# <kind>`, whole files may begin with `# <path>`.
pub fn whole(example: &str) -> (String, String) {
    let first = example.lines().next().unwrap_or_default().trim_start_matches("# ");
    if first.starts_with("copilot/") {
        return (first.to_owned(), example.to_owned());
    }
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == first) else {
        return ("copilot/api/manifest.yml".to_owned(), example.to_owned());
    };
    let path = match kind {
        Kind::Environment => "copilot/environments/test/manifest.yml",
        Kind::Pipeline => "copilot/pipelines/main/manifest.yml",
        _ => "copilot/api/manifest.yml",
    };
    let mut text = example.to_owned();
    for (key, section) in required(kind) {
        let given = example.lines().any(|line| line.starts_with(&format!("{key}:")));
        let left_out = example.contains(&format!("# (no {key} key)"));
        if !given && !left_out {
            text = if matches!(key, "name" | "type") {
                section + &text
            } else {
                format!("{}\n{section}", text.trim_end())
            };
        }
    }
    (path.to_owned(), text)
}

/// What a manifest of this kind can't do without.
fn required(kind: Kind) -> Vec<(&'static str, String)> {
    let name = if kind == Kind::Environment { "test" } else { "api" };
    let mut sections = vec![("name", format!("name: {name}\n"))];
    let image =
        |port: &str| ("image", format!("image:\n  location: public.ecr.aws/nginx/nginx:1.27\n{port}"));
    match kind {
        Kind::Pipeline => {
            sections.push(("version", "version: 1\n".to_owned()));
            let source =
                "source:\n  provider: GitHub\n  properties:\n    repository: https://github.com/o/r\n";
            sections.push(("source", source.to_owned()));
            sections.push(("stages", "stages:\n  - name: test\n".to_owned()));
            return sections;
        }
        Kind::LoadBalancedWebService => {
            sections.push(image("  port: 8080\n"));
            sections.push(("http", "http:\n  path: /\n".to_owned()));
        }
        Kind::RequestDrivenWebService => sections.push(image("  port: 8080\n")),
        Kind::BackendService => sections.push(image("  port: 8080\n")),
        Kind::WorkerService => sections.push(image("")),
        Kind::ScheduledJob => {
            sections.push(image(""));
            sections.push(("on", "on:\n  schedule: \"@daily\"\n".to_owned()));
        }
        Kind::StaticSite => sections.push(("files", "files:\n  - source: dist\n".to_owned())),
        Kind::Environment => {}
    }
    sections.push(("type", format!("type: {}\n", kind.name())));
    sections
}
