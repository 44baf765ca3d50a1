//! `sidecars.<name>.mount_points`: which volume a sidecar sees where.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::insert;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_blank, named, repeated};
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SOURCE_MISSING,
    &PATH_MISSING,
    &PATH_CHARACTERS,
    &VOLUME_UNKNOWN,
    &READ_ONLY_DEFAULT,
    &WRITE_WITHOUT_PERMISSION,
    &DUPLICATE_PATH,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[items, duplicates];

/// No volume.
pub const SOURCE_MISSING: Rule = Rule {
    id: "sidecar.mount-source-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`source_volume` is missing: name the volume of `storage.volumes` to mount."],
    doc: "A mount point brings a volume of `storage.volumes` into the sidecar, so it must name one in \
          `source_volume`. Copilot refuses the manifest without it.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - path: /data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: /data\n",
    source: "SidecarMountPoint.validate in internal/pkg/manifest/validate.go",
};

/// No path.
pub const PATH_MISSING: Rule = Rule {
    id: "sidecar.mount-path-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["`path` is missing: say where the sidecar sees the volume."],
    doc: "Each mount point has its own `path` inside the sidecar; the `path` of the volume speaks only of the main \
          container. Copilot refuses the manifest without it.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: /data\n",
    source: "MountPointOpts.validate in internal/pkg/manifest/validate.go",
};

/// A path with other characters.
pub const PATH_CHARACTERS: Rule = Rule {
    id: "sidecar.mount-path-characters",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no path for a volume: only letters, digits and `.`, `-`, `_`, `/` are allowed."],
    doc: "Copilot takes only `a-z`, `A-Z`, `0-9`, `.`, `-`, `_` and `/` in the paths of volumes, so that no path can \
          carry a command.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: \"/my data\"\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: /my-data\n",
    source: "validateVolumePath in internal/pkg/manifest/validate.go",
};

/// A volume that does not exist.
pub const VOLUME_UNKNOWN: Rule = Rule {
    id: "sidecar.mount-volume-unknown",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "`storage.volumes` has no {name}: ECS refuses a mount point without its volume.",
        "There is no volume {name}, because `storage.volumes` is empty: ECS refuses a mount point without its volume.",
    ],
    doc: "`source_volume` must be a key of `storage.volumes` once the environment's overrides are laid over the base. \
          Copilot does not check it; the deployment fails when the task definition is registered.",
    bad: "# Backend Service\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: /data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - source_volume: data\n        path: /data\n",
    source: "docs/developing/sidecars#mount-points-source-volume; ECS RegisterTaskDefinition",
};

/// A writable volume, a mount point that says nothing.
pub const READ_ONLY_DEFAULT: Rule = Rule {
    id: "sidecar.mount-read-only-default",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "The volume {name} is writable, but this mount point is not: `read_only` is true here unless you write `read_only: false`.",
    ],
    doc: "`read_only` of a mount point is true by default, whatever the volume itself says. Write `read_only: false` \
          where the sidecar has to write, or `read_only: true` to show that it only reads.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      read_only: false\nsidecars:\n  writer:\n    image: demo/w:1\n    mount_points:\n      - source_volume: data\n        path: /data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      read_only: false\nsidecars:\n  writer:\n    image: demo/w:1\n    mount_points:\n      - source_volume: data\n        path: /data\n        read_only: false\n",
    source: "convertMountPoint in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// Writes without the permission to.
pub const WRITE_WITHOUT_PERMISSION: Rule = Rule {
    id: "sidecar.mount-write-without-permission",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "The task role may only read the volume {name}, because the volume itself is read-only: this sidecar can't write. Set `read_only: false` on the volume too.",
    ],
    doc: "For an existing file system Copilot grants the right to write only where the volume in `storage.volumes` \
          has `read_only: false`. With IAM authorization a sidecar's own `read_only: false` is not enough.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-1234567\n        auth:\n          iam: true\nsidecars:\n  writer:\n    image: demo/w:1\n    mount_points:\n      - source_volume: data\n        path: /data\n        read_only: false\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      read_only: false\n      efs:\n        id: fs-1234567\n        auth:\n          iam: true\nsidecars:\n  writer:\n    image: demo/w:1\n    mount_points:\n      - source_volume: data\n        path: /data\n        read_only: false\n",
    source: "convertEFSPermissions in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// Two mount points at one path.
pub const DUPLICATE_PATH: Rule = Rule {
    id: "sidecar.mount-duplicate-path",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "Another volume of this sidecar is mounted at {path} already: ECS refuses the task definition.",
    ],
    doc: "Two volumes can't be mounted at the same path of one container. Copilot does not look; the deployment fails.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /a, efs: true}\n    b: {path: /b, read_only: false}\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - {source_volume: a, path: /data}\n      - {source_volume: b, path: /data}\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /a, efs: true}\n    b: {path: /b, read_only: false}\nsidecars:\n  nginx:\n    image: demo/n:1\n    mount_points:\n      - {source_volume: a, path: /data}\n      - {source_volume: b, path: /more}\n",
    source: "ECS RegisterTaskDefinition",
};

fn mount_points(sidecar: &Value) -> impl Iterator<Item = &Arc<Value>> {
    let items = sidecar.get("mount_points").map_or(&[][..], |points| points.items());
    items.iter().filter(|item| item.is_map())
}

fn items(check: &mut Check<'_>) {
    for (_, sidecar) in check.sidecars() {
        for item in mount_points(sidecar) {
            if is_blank(item.get("path")) {
                check.report(Report::new(&PATH_MISSING, Place::missing_in(item)));
            }
            match item.get("source_volume") {
                source if is_blank(source) => {
                    check.report(Report::new(&SOURCE_MISSING, Place::missing_in(item)));
                }
                Some(source) => volume(check, item, source),
                None => {}
            }
        }
    }
}

fn volume(check: &mut Check<'_>, item: &Arc<Value>, source: &Arc<Value>) {
    let Some(name) = source.text().filter(|_| !source.zeroed) else { return };
    let volumes = check.at(&["storage", "volumes"]);
    let Some(volume) = volumes.and_then(|volumes| volumes.get(name)) else {
        let none = volumes.is_none_or(|volumes| volumes.entries().next().is_none());
        let report = Report::new(&VOLUME_UNKNOWN, Place::value(source)).message(usize::from(none));
        check.report(report.arg("name", quoted(name)));
        return;
    };
    let writable = volume.get("read_only").filter(|read_only| read_only.bool() == Some(false));
    match (item.get("read_only"), writable) {
        (None, Some(writable)) => {
            let report = Report::new(&READ_ONLY_DEFAULT, Place::missing_in(item)).because(writable);
            let report = report.fix(insert(
                check,
                Phrase::new("Let the sidecar write", "サイドカーの書き込みを許可する"),
                item,
                "read_only: false",
            ));
            check.report(report.arg("name", quoted(name)));
        }
        (Some(own), None) if own.bool() == Some(false) && !own.zeroed && authorizes(volume) => {
            let report = Report::new(&WRITE_WITHOUT_PERMISSION, Place::value(own)).because(volume);
            check.report(
                report.arg("name", quoted(name)).related(volume, Phrase::new("the volume", "ボリューム")),
            );
        }
        _ => {}
    }
}

/// An existing file system that asks IAM for permission.
fn authorizes(volume: &Value) -> bool {
    let iam = volume.at(&["efs", "auth", "iam"]).and_then(|iam| iam.bool());
    volume.at(&["efs", "id"]).is_some() && iam == Some(true)
}

fn duplicates(check: &mut Check<'_>) {
    for (_, sidecar) in check.sidecars() {
        let paths = mount_points(sidecar).filter_map(|item| named(item.get("path")?));
        for (text, first, path) in repeated(paths) {
            let report = Report::new(&DUPLICATE_PATH, Place::value(path)).arg("path", quoted(text));
            check.report(
                report
                    .because(first)
                    .related(first, Phrase::new("the other mount point", "もう一方のマウントポイント")),
            );
        }
    }
}
