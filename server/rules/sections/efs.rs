//! `storage.volumes.<name>.efs`: file systems, managed by Copilot or existing.

use crate::finding::{Origin, Severity};
use crate::locale::Phrase;
use crate::manifest::value::Value;
use crate::rules::check::Check;
use crate::rules::fixes::{change_to, insert, remove_value, unsafely};
use crate::rules::report::{Place, Report};
use crate::rules::rule::Rule;
use crate::rules::sections::storage::volumes_of;
use crate::rules::values::{in_order, is_blank};
use crate::rules::words::quoted;
use std::sync::Arc;

/// The rules of this section.
pub const RULES: &[&Rule] = &[
    &SHAPE,
    &TYPE_ERROR_ZEROED,
    &UID_WITH_ID,
    &UID_GID_PAIR,
    &UID_ZERO,
    &MANAGED_TWICE,
    &ACCESS_POINT_ROOT,
    &ACCESS_POINT_IAM,
    &IAM_NOT_EXPLICIT,
    &ID_MISSING,
    &ROOT_DIR_CHARACTERS,
    &ID_FORMAT,
];

/// The checks of an effective manifest.
pub const CHECKS: &[fn(&mut Check<'_>)] = &[owners, managed_twice, access_points, ids];

/// The checks of a block as written.
pub const BLOCK_CHECKS: &[fn(&mut Check<'_>)] = &[both_groups];

/// `efs` of another form.
pub const SHAPE: Rule = Rule {
    id: "storage.efs-shape",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`efs` must be `true`, `false` or a map, not {found}. For an existing file system write its `id` below `efs`.",
        "`efs` must be `true`, `false` or a map, not {found}: Copilot drops it.",
        "Copilot knows none of the keys of this `efs` and refuses it. It takes {known}.",
    ],
    doc: "`efs: true` lets Copilot make and manage a file system. A map describes an existing one (`id`, `root_dir`, \
          `auth`) or the owner of a managed one (`uid`, `gid`). The id alone as a text is refused.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs: fs-12345678\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n",
    source: "EFSConfigOrBool.UnmarshalYAML in internal/pkg/manifest/storage.go",
};

/// A wrong type that becomes zero.
pub const TYPE_ERROR_ZEROED: Rule = Rule {
    id: "storage.efs-type-error-zeroed",
    severity: Severity::Warning,
    origin: Origin::Style,
    messages: &[
        "{key} must be {expected}, not {found}: Copilot refuses this `efs`.",
        "{key} must be {expected}, not {found}: Copilot does not complain but reads it as empty, 0 or `false`.",
    ],
    doc: "In the map form of `efs` Copilot swallows type errors and goes on with a zero value: `iam: \"true\"` in \
          quotes turns IAM authorization off, `uid: \"1000\"` is read as 0.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          iam: \"true\"\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          iam: true\n",
    source: "EFSConfigOrBool.UnmarshalYAML in internal/pkg/manifest/storage.go",
};

/// Managed and existing at once.
pub const UID_WITH_ID: Rule = Rule {
    id: "storage.efs-uid-with-id",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`uid` and `gid` belong to a managed file system, `id`, `root_dir` and `auth` to an existing one: Copilot refuses both in one `efs`.",
    ],
    doc: "A file system is either managed by Copilot (with an owner in `uid` and `gid`) or an existing one (`id`, \
          `root_dir`, `auth`). Both groups in one block are refused while the file is read.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        uid: 1000\n        gid: 1000\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        uid: 1000\n        gid: 1000\n",
    source: "EFSVolumeConfiguration.isValid in internal/pkg/manifest/storage.go",
};

/// One of `uid` and `gid`.
pub const UID_GID_PAIR: Rule = Rule {
    id: "storage.efs-uid-gid-pair",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{key} needs {other} beside it: Copilot refuses one without the other."],
    doc: "The owner of a managed file system is a user and a group: write both `uid` and `gid`, or neither.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        uid: 1000\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        uid: 1000\n        gid: 1000\n",
    source: "EFSVolumeConfiguration.validate in internal/pkg/manifest/validate.go",
};

/// Owned by root.
pub const UID_ZERO: Rule = Rule {
    id: "storage.efs-uid-zero",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "`uid` must be 1 or more: Copilot refuses root as the owner.",
        "Copilot reads this `uid` as 0, because it is no unquoted number from 0 to 4294967295, and refuses 0.",
    ],
    doc: "A managed file system can't belong to root: `uid` must not be 0 (`gid` may be). A quoted or negative number \
          is read as 0 and refused too.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        uid: 0\n        gid: 1000\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        uid: 1000\n        gid: 0\n",
    source: "EFSVolumeConfiguration.validate in internal/pkg/manifest/validate.go",
};

/// Two managed file systems.
pub const MANAGED_TWICE: Rule = Rule {
    id: "storage.efs-managed-twice",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "{other} is a managed volume already: a workload can have only one with `efs: true` or `uid` and `gid`.",
    ],
    doc: "Copilot keeps one directory per workload in the managed file system of the environment, so only one volume \
          can be managed. Use sub-directories, or an existing file system for the other.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /a, efs: true}\n    b: {path: /b, efs: true}\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    a: {path: /a, efs: true}\n    b: {path: /b, read_only: false}\n",
    source: "Storage.validate in internal/pkg/manifest/validate.go",
};

/// An access point with a directory.
pub const ACCESS_POINT_ROOT: Rule = Rule {
    id: "storage.efs-access-point-root",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "With `access_point_id` the `root_dir` must be empty or `/`: the access point says which directory it is.",
    ],
    doc: "An access point leads to a directory of its own. Beside it `root_dir` must be left out, empty or `/`.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        root_dir: /app\n        auth:\n          access_point_id: fsap-12345678\n          iam: true\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          access_point_id: fsap-12345678\n          iam: true\n",
    source: "EFSVolumeConfiguration.validate in internal/pkg/manifest/validate.go",
};

/// An access point without IAM.
pub const ACCESS_POINT_IAM: Rule = Rule {
    id: "storage.efs-access-point-iam",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &[
        "With `access_point_id` IAM authorization can't be off: Copilot refuses `iam: false`.",
        "With `access_point_id` IAM authorization can't be off. Copilot reads this value as `false`, because it is no switch, and refuses it.",
    ],
    doc: "Copilot wants IAM authorization for an access point. `iam` must be `true`, or left out.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          access_point_id: fsap-12345678\n          iam: false\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          access_point_id: fsap-12345678\n          iam: true\n",
    source: "EFSVolumeConfiguration.validate in internal/pkg/manifest/validate.go",
};

/// An access point that leaves IAM open.
pub const IAM_NOT_EXPLICIT: Rule = Rule {
    id: "storage.efs-iam-not-explicit",
    severity: Severity::Hint,
    origin: Origin::Style,
    messages: &[
        "IAM authorization stays off for this access point, whatever the documentation says of the default: write `iam: true`.",
    ],
    doc: "Copilot renders IAM authorization as enabled only where `iam: true` is written. An access point usually comes \
          with a policy that asks for it.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          access_point_id: fsap-12345678\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        auth:\n          access_point_id: fsap-12345678\n          iam: true\n",
    source: "convertEFSConfiguration in internal/pkg/deploy/cloudformation/stack/transformers.go",
};

/// A map that names no file system.
pub const ID_MISSING: Rule = Rule {
    id: "storage.efs-id-missing",
    severity: Severity::Error,
    origin: Origin::Aws,
    messages: &[
        "This `efs` names no file system: add its `id`. Copilot lets it pass, but ECS refuses a volume without one.",
    ],
    doc: "`root_dir` and `auth` speak of an existing file system, which `id` must name. Copilot does not check it and \
          renders an empty id.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        root_dir: /app\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        root_dir: /app\n",
    source: "docs/include/storage#id",
};

/// A directory with other characters.
pub const ROOT_DIR_CHARACTERS: Rule = Rule {
    id: "storage.efs-root-dir-characters",
    severity: Severity::Error,
    origin: Origin::Copilot,
    messages: &["{value} is no `root_dir`: only letters, digits and `.`, `-`, `_`, `/` are allowed."],
    doc: "Copilot takes only `a-z`, `A-Z`, `0-9`, `.`, `-`, `_` and `/` in the paths of volumes.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        root_dir: \"/my dir\"\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-12345678\n        root_dir: /my-dir\n",
    source: "validateVolumePath in internal/pkg/manifest/validate.go",
};

/// No id of a file system.
pub const ID_FORMAT: Rule = Rule {
    id: "storage.efs-id-format",
    severity: Severity::Warning,
    origin: Origin::Aws,
    messages: &["{value} does not look like the id of a file system: `fs-` and hexadecimal digits."],
    doc: "ECS wants the id of the file system, such as `fs-0123456789abcdef0`, not its name or its ARN. An id that \
          another stack exports can be taken over with `from_cfn`.",
    bad: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: my-filesystem\n",
    good: "# Backend Service\nstorage:\n  volumes:\n    data:\n      path: /data\n      efs:\n        id: fs-0123456789abcdef0\n",
    source: "ECS API, EFSVolumeConfiguration",
};

/// The maps of `efs`.
fn configurations<'m>(check: &Check<'m>) -> impl Iterator<Item = &'m Arc<Value>> + use<'m> {
    volumes_of(check).filter_map(|(_, volume)| volume.get("efs")).filter(|efs| efs.is_map())
}

fn first_of<'m>(efs: &'m Value, keys: &[&str]) -> Option<&'m Arc<Value>> {
    efs.entries().find(|(key, _)| keys.contains(key)).map(|(_, value)| value)
}

fn both_groups(check: &mut Check<'_>) {
    for efs in configurations(check) {
        let existing = efs.entries().find(|(key, value)| match *key {
            "id" | "root_dir" => true,
            "auth" => value.entries().next().is_some(),
            _ => false,
        });
        let (Some((_, existing)), Some(owner)) = (existing, first_of(efs, &["uid", "gid"])) else { continue };
        let (first, second) = in_order(existing, owner);
        check.report(
            Report::new(&UID_WITH_ID, Place::key(second))
                .related(first, Phrase::new("the other kind", "もう一方の種類の設定")),
        );
    }
}

fn owners(check: &mut Check<'_>) {
    for efs in configurations(check) {
        let lone = match (efs.get("uid"), efs.get("gid")) {
            (Some(uid), None) => Some(("`uid`", "`gid`", uid)),
            (None, Some(gid)) => Some(("`gid`", "`uid`", gid)),
            _ => None,
        };
        if let Some((key, other, value)) = lone {
            let report = Report::new(&UID_GID_PAIR, Place::key(value)).arg("key", key);
            check.report(report.arg("other", other));
        }
        if let Some(uid) = efs.get("uid").filter(|uid| uid.zeroed) {
            check.report(Report::new(&UID_ZERO, Place::value(uid)).message(1));
        }
    }
}

fn managed_twice(check: &mut Check<'_>) {
    let mut first: Option<(&str, &Arc<Value>)> = None;
    for (name, volume) in volumes_of(check) {
        let Some(efs) = volume.get("efs").filter(|efs| is_managed(efs)) else { continue };
        match first {
            None => first = Some((name, efs)),
            Some((other, cause)) => {
                let report = Report::new(&MANAGED_TWICE, Place::key(volume)).arg("other", quoted(other));
                check.report(report.because(efs).because(cause).related(
                    cause,
                    Phrase::new("the other managed volume", "もう一方のマネージドボリューム"),
                ));
            }
        }
    }
}

fn is_managed(efs: &Value) -> bool {
    efs.bool() == Some(true) || first_of(efs, &["uid", "gid"]).is_some()
}

fn access_points(check: &mut Check<'_>) {
    for efs in configurations(check) {
        let Some(auth) = efs.get("auth") else { continue };
        let Some(access_point) = auth.get("access_point_id") else { continue };
        let root = efs.get("root_dir");
        if let Some(root) = root.filter(|root| root.text().is_some_and(|text| !matches!(text, "" | "/"))) {
            let report = Report::new(&ACCESS_POINT_ROOT, Place::value(root)).because(access_point);
            let report = report.related(access_point, Phrase::new("the access point", "アクセスポイント"));
            check.report(report.fix(remove_value(check, root)));
        }
        match auth.get("iam") {
            None => {
                let report = Report::new(&IAM_NOT_EXPLICIT, Place::missing_in(auth)).because(access_point);
                check.report(report.fix(insert(
                    check,
                    Phrase::new("Turn IAM authorization on", "IAM 認可を有効にする"),
                    auth,
                    "iam: true",
                )));
            }
            Some(iam) if iam.bool() == Some(false) => {
                let report = Report::new(&ACCESS_POINT_IAM, Place::value(iam)).because(access_point);
                check.report(
                    report.message(usize::from(iam.zeroed)).fix(change_to(iam, "true").map(unsafely)),
                );
            }
            Some(_) => {}
        }
    }
}

fn ids(check: &mut Check<'_>) {
    for efs in configurations(check).filter(|efs| first_of(efs, &["uid", "gid"]).is_none()) {
        let id = efs.get("id");
        let name = id.and_then(|id| id.get("from_cfn")).or(id);
        if is_blank(name) {
            check.report(Report::new(&ID_MISSING, Place::missing_in(efs)));
            continue;
        }
        let Some((id, text)) = id.and_then(|id| Some((id, id.text().filter(|_| !id.zeroed)?))) else {
            continue;
        };
        let digits = text.strip_prefix("fs-").unwrap_or_default();
        if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            check.report(Report::new(&ID_FORMAT, Place::value(id)).arg("value", quoted(text)));
        }
    }
}
