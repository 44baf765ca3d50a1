"""The files of releases agree with each other. usage: check.py ROOT

Needs PyYAML, which pre-commit brings. Prints TAP; exit status 1 when a check failed.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

root = Path(sys.argv[1])
WORKFLOWS = sorted((root / ".github/workflows").glob("*.yml"))
PIN = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def text(file):
    return (root / file).read_text(encoding="utf-8")


def workflow(name):
    return yaml.safe_load(text(f".github/workflows/{name}"))


def targets():
    """The platforms that a release builds for."""
    return {entry["target"] for entry in workflow("release.yml")["jobs"]["build"]["strategy"]["matrix"]["include"]}


def archive(target):
    return f"copilot-manifest-ls-{target}" + (".zip" if "windows" in target else ".tar.gz")


def every_action_is_pinned_by_its_whole_hash():
    uses = []
    for file in [*WORKFLOWS, root / "action.yml"]:
        uses += re.findall(r"^\s*(?:- )?uses: (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(uses) > 10, uses
    loose = [use for use in uses if not PIN.match(use)]
    assert not loose, loose
    hashes = {}
    for use in uses:
        action, rest = use.split("@")
        hashes.setdefault(action, set()).add(rest)
    twice = {action: found for action, found in hashes.items() if len(found) > 1}
    assert not twice, twice


def workflows_get_no_rights_but_those_that_a_job_names():
    for file in WORKFLOWS:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert content["permissions"] == {}, file
        for name, job in content["jobs"].items():
            assert "permissions" in job and "timeout-minutes" in job, f"{file.name}: {name}"
            for step in job["steps"]:
                if step.get("uses", "").startswith("actions/checkout@"):
                    assert step["with"]["persist-credentials"] is False, f"{file.name}: {name}"
    rights = {right for job in workflow("release.yml")["jobs"].values() for right, kind in job["permissions"].items() if kind == "write"}
    assert rights == {"contents", "id-token", "attestations"}, rights


def a_release_is_made_of_tags_only():
    assert workflow("release.yml")[True] == {"push": {"tags": ["v[0-9]+.[0-9]+.[0-9]+"]}}  # YAML 1.1 reads `on` as true


def no_text_of_an_event_is_pasted_into_a_script():
    steps = [step for file in WORKFLOWS for job in workflow(file.name)["jobs"].values() for step in job["steps"]]
    steps += yaml.safe_load(text("action.yml"))["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) > 8, scripts
    assert not [script for script in scripts if "${{" in script]


def everybody_names_the_archives_that_a_release_has():
    wanted = targets()
    assert len(wanted) == 6, wanted
    mason = yaml.safe_load(text("packaging/mason/package.yaml"))["source"]["asset"]
    assert {asset["file"] for asset in mason} == set(map(archive, wanted))
    for asset in mason:
        assert asset["bin"].startswith(re.sub(r"\.(zip|tar\.gz)$", "/", asset["file"])), asset
    for file in ["packaging/install.sh", "scripts/package-extensions.sh"]:
        named = set(re.findall(r"(?:x86_64|aarch64)-[a-z]+-[a-z]+(?:-[a-z]+)?", text(file)))
        assert named == wanted, f"{file}: {named}"
    binstall = tomllib.loads(text("Cargo.toml"))["package"]["metadata"]["binstall"]
    assert binstall["pkg-url"].endswith("/v{ version }/{ name }-{ target }.tar.gz"), binstall
    assert binstall["overrides"]['cfg(target_os = "windows")']["pkg-url"].endswith("-{ target }.zip"), binstall


def the_schemas_of_the_catalogue_exist():
    schemas = json.loads(text("packaging/schemastore.json"))["schemas"]
    assert len(schemas) > 1
    for schema in schemas:
        _, _, file = schema["url"].partition("/schemas/")
        assert (root / "schemas" / file).is_file() and schema["fileMatch"] and schema["description"], schema


def the_crate_holds_what_it_is_built_from():
    command = ["cargo", "package", "--list", "--allow-dirty", "--offline"]
    listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, timeout=120).stdout.split("\n")
    held = {line.replace("\\", "/") for line in listed}
    used = [path.relative_to(root).as_posix() for path in (root / "server").rglob("*") if path.is_file()]
    used += [path.relative_to(root).as_posix() for path in (root / "docs/reference").glob("*/*.md")]
    missing = [file for file in [*used, "README.md", "LICENSE-MIT", "LICENSE-APACHE"] if file not in held]
    assert len(used) > 100 and not missing, missing
    extra = [file for file in held if file.split("/")[0] in ("editors", "examples", "tests", "scripts", ".github")]
    assert not extra, extra


CHECKS = [
    every_action_is_pinned_by_its_whole_hash,
    workflows_get_no_rights_but_those_that_a_job_names,
    a_release_is_made_of_tags_only,
    no_text_of_an_event_is_pasted_into_a_script,
    everybody_names_the_archives_that_a_release_has,
    the_schemas_of_the_catalogue_exist,
    the_crate_holds_what_it_is_built_from,
]
failures = 0
for check in CHECKS:
    name = f"packaging: {check.__name__.replace('_', ' ')}"
    try:
        check()
    except (AssertionError, KeyError, subprocess.SubprocessError) as reason:
        failures += 1
        print(f"not ok - {name}\n# {type(reason).__name__}: {reason}")
    else:
        print(f"ok - {name}")
sys.exit(1 if failures else 0)
