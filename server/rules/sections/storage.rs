//! `storage`: disk and volumes. File systems stand in [`super::efs`].

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::insert;
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::values::{is_blank, is_container_name, named, repeated};
use crate::rules::words::quoted;
use std::collections::HashSet;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &EPHEMERAL_RANGE,
    &VOLUMES_LIST,
    &VOLUME_NULL,
    &PATH_MISSING,
    &PATH_CHARACTERS,
    &PATH_LENGTH,
    &PATH_DUPLICATE,
    &VOLUME_NAME,
    &SCRATCH_READ_ONLY,
    &READONLY_FS_EXEC,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[volumes, lengths, duplicates, scratch, exec];

/// Out of range.
pub const EPHEMERAL_RANGE: Rule = Rule {
    id: "storage.ephemeral-range",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} GiB are not possible: Fargate offers {allowed} GiB of ephemeral storage."],
    doc: "A task has 20 GiB of ephemeral storage by default. `ephemeral` raises it, up to 200 GiB.",
    bad: "# Backend Service\nstorage:\n  ephemeral: 10\n",
    good: "# Backend Service\nstorage:\n  ephemeral: 100\n",
    source: "Storage.validate in internal/pkg/manifest/validate.go",
};

/// `volumes` of another form.
pub const VOLUMES_LIST: Rule = Rule {
    id: "storage.volumes-list",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`volumes` must be a map with the name of each volume as key, not {found}: Copilot refuses the manifest.",
        "`volumes` must be a map with the name of each volume as key, not {found}: Copilot drops it.",
    ],
    doc: "Volumes are a map: the key is the name of the volume, its settings stand below. A list, as in Docker \
          Compose or a task definition, is refused.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    - name: data\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n",
    source: "Storage in internal/pkg/manifest/storage.go",
};

/// A volume without a body.
pub const VOLUME_NULL: Rule = Rule {
    id: "storage.volume-null",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The volume {name} has no body: Copilot crashes on it. Give it at least a `path`."],
    doc: "Copilot looks into every volume without asking whether it is there, and dies on an empty one.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n",
    source: "Volume.validate in internal/pkg/manifest/validate.go",
};

/// No path.
pub const PATH_MISSING: Rule = Rule {
    id: "storage.path-missing",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["The volume {name} needs a `path`: where the main container sees it."],
    doc: "Every volume is mounted in the main container, so each needs a `path` there. An environment may add a \
          volume only with its path.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      efs: true\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: true\n",
    source: "MountPointOpts.validate in internal/pkg/manifest/validate.go",
};

/// A path with other characters.
pub const PATH_CHARACTERS: Rule = Rule {
    id: "storage.path-characters",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no path for a volume: only letters, digits and `.`, `-`, `_`, `/` are allowed."],
    doc: "Copilot takes only `a-z`, `A-Z`, `0-9`, `.`, `-`, `_` and `/` in the paths of volumes, so that no path can \
          carry a command.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data$1\n      efs: true\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data_1\n      efs: true\n",
    source: "validateVolumePath in internal/pkg/manifest/validate.go",
};

/// A path that is too long.
pub const PATH_LENGTH: Rule = Rule {
    id: "storage.path-length",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "This path has {length} characters, {key} may have fewer than {limit}. Copilot does not check it, the deployment fails.",
    ],
    doc: "The path of a volume must have fewer than 242 characters, the `root_dir` of a file system fewer than 255.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /srv/level01/level02/level03/level04/level05/level06/level07/level08/level09/level10/level11/level12/level13/level14/level15/level16/level17/level18/level19/level20/level21/level22/level23/level24/level25/level26/level27/level28/level29/level30\n      efs: true\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /srv/level01\n      efs: true\n",
    source: "docs/include/storage#path",
};

/// Two volumes at one path.
pub const PATH_DUPLICATE: Rule = Rule {
    id: "storage.path-duplicate",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["The volume {other} is mounted at {path} already: ECS refuses the task definition."],
    doc: "All volumes are mounted in the main container, each at its own `path`. Copilot does not compare them; the \
          deployment fails.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /data, efs: true}\n    b: {path: /data, read_only: false}\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /data, efs: true}\n    b: {path: /more, read_only: false}\n",
    source: "ECS RegisterTaskDefinition",
};

/// A name that ECS refuses.
pub const VOLUME_NAME: Rule = Rule {
    id: "storage.volume-name",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &["{name} is no volume name for ECS: use up to 255 letters, digits, hyphens and underscores."],
    doc: "The key of a volume becomes its name in the task definition. ECS takes letters, digits, hyphens and \
          underscores, at most 255 of them.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    \"my data\":\n      path: /data\n      efs: true\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    my-data:\n      path: /data\n      efs: true\n",
    source: "ECS RegisterTaskDefinition, Volume",
};

/// A scratch volume that nobody can write.
pub const SCRATCH_READ_ONLY: Rule = Rule {
    id: "storage.scratch-read-only",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "No container may write to {name}, so this scratch volume stays empty: `read_only` is true by default. Write `read_only: false`.",
    ],
    doc: "A volume without `efs` begins empty with each task. It is read-only in every container that mounts it, \
          unless one of them has `read_only: false`: the volume for the main container, or a sidecar's mount point.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    scratch:\n      path: /var/scratch\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    scratch:\n      path: /var/scratch\n      read_only: false\n",
    source: "convertMountPoint in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// ECS Exec with a read-only root.
pub const READONLY_FS_EXEC: Rule = Rule {
    id: "storage.readonly-fs-exec",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &[
        "`exec` needs a writable root file system: with `readonly_fs: true` no shell can be opened in the container.",
    ],
    doc: "ECS Exec puts files of its agent into the container, which a read-only root file system does not allow. \
          Use one of the two.",
    bad: "# Backend Service\nexec: true\nstorage:\n  readonly_fs: true\n",
    good: "# Backend Service\nexec: false\nstorage:\n  readonly_fs: true\n",
    source: "ECS developer guide, ECS Exec considerations",
};

/// The volumes that have a body, by name.
pub fn volumes_of<'m>(check: &Check<'m>) -> impl Iterator<Item = (&'m str, &'m Arc<Value>)> + use<'m> {
    check.entries(&["storage", "volumes"]).filter(|(_, volume)| volume.is_map())
}

fn volumes(check: &mut Check<'_>) {
    for (name, volume) in check.entries(&["storage", "volumes"]) {
        let new = |rule, place| Report::new(rule, place).arg("name", quoted(name));
        if volume.is_null() {
            check.report(new(&VOLUME_NULL, Place::key(volume)));
            continue;
        }
        if volume.is_map() && is_blank(volume.get("path")) {
            check.report(new(&PATH_MISSING, Place::missing_in(volume)));
        }
        if !is_container_name(name) {
            check.report(new(&VOLUME_NAME, Place::key(volume)));
        }
    }
}

fn lengths(check: &mut Check<'_>) {
    const PATH: usize = 242;
    const ROOT_DIR: usize = 255;
    for (_, volume) in volumes_of(check) {
        let paths =
            [("`path`", volume.get("path"), PATH), ("`root_dir`", volume.at(&["efs", "root_dir"]), ROOT_DIR)];
        for (key, path, limit) in paths {
            let Some(path) = path else { continue };
            let length = path.text().map_or(0, |text| text.chars().count());
            if length >= limit {
                let report = Report::new(&PATH_LENGTH, Place::value(path)).arg("key", key);
                check.report(report.arg("length", length).arg("limit", limit));
            }
        }
    }
}

fn duplicates(check: &mut Check<'_>) {
    let paths = volumes_of(check).filter_map(|(name, volume)| {
        let (text, path) = named(volume.get("path")?)?;
        Some((text, (name, path)))
    });
    for (text, (other, first), (_, path)) in repeated(paths) {
        let report = Report::new(&PATH_DUPLICATE, Place::value(path)).because(first);
        let report = report.arg("path", quoted(text)).arg("other", quoted(other));
        check.report(report.related(first, Phrase::new("the other volume", "もう一方のボリューム")));
    }
}

fn scratch(check: &mut Check<'_>) {
    let writes =
        |value: &Value| value.get("read_only").is_some_and(|read_only| read_only.bool() == Some(false));
    let points = check.sidecars().flat_map(|(_, sidecar)| {
        sidecar.get("mount_points").map(|points| points.items()).unwrap_or_default()
    });
    // The volumes that are written to; `None` for a point that may mount any.
    let written: HashSet<Option<&str>> = points
        .filter(|point| writes(point))
        .map(|point| point.get("source_volume").and_then(|source| source.text()))
        .collect();
    for (name, volume) in volumes_of(check) {
        let empty = volume.get("efs").is_none_or(|efs| efs.bool() == Some(false) && !efs.zeroed);
        let is_written = written.contains(&None) || written.contains(&Some(name));
        if empty && !writes(volume) && !is_written {
            let place =
                volume.get("read_only").map_or_else(|| Place::missing_in(volume), |_| Place::key(volume));
            let report = Report::new(&SCRATCH_READ_ONLY, place).arg("name", quoted(name));
            let fix = insert(
                check,
                Phrase::new("Make the volume writable", "ボリュームを書き込み可能にする"),
                volume,
                "read_only: false",
            );
            check.report(report.fix(fix.filter(|_| volume.get("read_only").is_none())));
        }
    }
}

fn exec(check: &mut Check<'_>) {
    let Some(exec) = check.at(&["exec"]) else { return };
    let Some(readonly) = check.at(&["storage", "readonly_fs"]) else { return };
    let enabled = exec.bool() == Some(true) || exec.get("enable").is_some();
    if enabled && readonly.bool() == Some(true) {
        let report = Report::new(&READONLY_FS_EXEC, Place::key(readonly)).because(exec);
        check.report(report.related(exec, Phrase::new("`exec` is on here", "`exec` はここで有効です")));
    }
}
