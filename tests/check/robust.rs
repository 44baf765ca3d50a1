//! What happens to files and messages when something goes wrong.

use super::folder::{Folder, RIGHT, Said};
use std::fs;
use std::process::Stdio;

const API: &str = "copilot/api/manifest.yml";

/// A manifest that `--fix` changes.
const MENDABLE: &str = "variabels: {}\n";

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_alone_and_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("read-only")
        .with_api(MENDABLE)
        .with("copilot/web/manifest.yml", format!("{}{MENDABLE}", RIGHT.replace("api", "web")));
    fs::set_permissions(folder.0.join(API), fs::Permissions::from_mode(0o444)).unwrap();
    let said = folder.check(&["--fix"]);
    assert_eq!(said.status, Some(2));
    assert!(
        said.stderr
            .contains("copilot/api/manifest.yml: not changed, because it is read-only. Make it writable"),
        "{}",
        said.stderr
    );
    assert_eq!(folder.api(), format!("{RIGHT}{MENDABLE}"));
    assert!(folder.read("copilot/web/manifest.yml").contains("variables"), "the others are mended");
    said.has(&[
        "warning[manifest.unknown-key]",
        "1 finding mended in 1 file",
        "copilot/api/manifest.yml:5:1",
    ]);
    assert_eq!(folder.names("copilot/api"), ["manifest.yml"]);
    let japanese = folder.check(&["--fix", "--locale", "ja"]);
    assert!(japanese.stderr.contains("読み取り専用のため変更していません"), "{}", japanese.stderr);
}

/// A limit of the size of files stands for a full disk: the system refuses the first byte in both cases.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = Folder::new("full").with_api(MENDABLE);
    let binary = env!("CARGO_BIN_EXE_copilot-manifest-ls");
    let script = format!("trap '' XFSZ; ulimit -f 0; exec '{binary}' check --fix");
    let mut command = std::process::Command::new("sh");
    let output = command.args(["-c", &script]).current_dir(&folder.0).env("LC_ALL", "C").output().unwrap();
    let said = Said::of(output);
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(
        said.stderr
            .contains("copilot/api/manifest.yml: not changed, because no new file can be written beside it"),
        "{said:?}"
    );
    assert!(said.stderr.contains("Check the space on the disk"), "{said:?}");
    assert_eq!(folder.api(), format!("{RIGHT}{MENDABLE}"));
    assert_eq!(folder.names("copilot/api"), ["manifest.yml"]);
}

/// Nobody but root may write into such a folder, so the test lays its rights down where it is root.
#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_file_is_told() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let folder = Folder::new("locked").with_api(MENDABLE);
    let place = folder.0.join("copilot/api");
    fs::set_permissions(folder.0.join(API), fs::Permissions::from_mode(0o666)).unwrap();
    fs::set_permissions(&place, fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = folder.command(&["--fix"]);
    if fs::metadata(&place).unwrap().uid() == 0 {
        command.uid(65534);
    }
    let said = Said::of(command.output().unwrap());
    fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(
        said.stderr
            .contains("copilot/api/manifest.yml: not changed, because no new file can be written beside it"),
        "{said:?}"
    );
    assert_eq!(folder.api(), format!("{RIGHT}{MENDABLE}"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_can_not_be_written_is_told() {
    let folder = Folder::new("report").with_api(MENDABLE);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let said = Said::of(folder.command(&[]).stdout(full).output().unwrap());
    assert_eq!(said.status, Some(2));
    assert!(said.stderr.contains("the report can't be written: No space left on device"), "{said:?}");
    let said = folder.check(&["--output", "/dev/full"]);
    assert_eq!(said.status, Some(2));
    assert!(said.stderr.contains("/dev/full: the report can't be written"), "{said:?}");
    let said = folder.check(&["--output", "no/such/folder.txt"]);
    assert_eq!(said.status, Some(2));
    assert!(said.stderr.contains("no/such/folder.txt: the report can't be written"), "{said:?}");
    let said = folder.check(&["--fix", "--diff", "--output", "/dev/null"]);
    assert_eq!(said.status, Some(1), "{said:?}");
}

/// The reader has gone: nothing is said, and the status is that of the findings.
#[test]
fn a_broken_pipe_is_no_error() {
    let folder = Folder::new("pipe").with_api(&"memory: 2GB\n".repeat(2000));
    for args in [&[] as &[&str], &["--format", "json"], &["--format", "sarif"], &["--format", "junit"]] {
        let mut child = folder.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let said = Said::of(child.wait_with_output().unwrap());
        assert_eq!((said.status, said.stderr.as_str()), (Some(1), ""), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_can_not_be_read_is_told_with_its_reason() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder =
        Folder::new("unreadable").with_api("").with("copilot/web/manifest.yml", RIGHT.replace("api", "web"));
    let secret = folder.0.join(API);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = folder.command(&[]);
    if fs::read(&secret).is_ok() {
        command.uid(65534);
    }
    let said = Said::of(command.output().unwrap());
    assert_eq!(said.status, Some(1));
    said.has(&[
        "error[file.unreadable]: The file can't be read: Permission denied",
        "--> copilot/api/manifest.yml",
        "2 manifests checked",
    ]);
}

/// Every manifest is wholly mended or not at all, whenever the signal comes, and nothing is left beside them.
#[cfg(unix)]
#[test]
fn an_interrupted_fix_leaves_whole_files() {
    use std::os::unix::process::ExitStatusExt;
    const COUNT: usize = 300;
    let path = |index: usize| format!("copilot/s{index:03}/manifest.yml");
    let wrong = |index: usize| {
        format!("name: s{index:03}\ntype: Backend Service\nimage:\n  location: nginx\n{MENDABLE}")
    };
    let mut interrupted = 0;
    for (round, signal) in ["INT", "TERM", "HUP", "INT"].into_iter().enumerate() {
        let folder = Folder::new(&format!("interrupt-{round}"));
        (0..COUNT).for_each(|index| folder.write(&path(index), wrong(index)));
        let mut child =
            folder.command(&["--fix"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        // The first file is mended: the others are under way.
        let first = folder.0.join(path(round * 20));
        while fs::read_to_string(&first).unwrap().contains("variabels") && child.try_wait().unwrap().is_none()
        {
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        let mut kill = std::process::Command::new("kill");
        let _ = kill.args([&format!("-{signal}"), &child.id().to_string()]).stderr(Stdio::null()).status();
        let output = child.wait_with_output().unwrap();
        let mended = |index: &usize| {
            let text = folder.read(&path(*index));
            assert_eq!(folder.names(&format!("copilot/s{index:03}")), ["manifest.yml"]);
            assert!(
                text == wrong(*index) || text == wrong(*index).replace("variabels", "variables"),
                "{text}"
            );
            text != wrong(*index)
        };
        let count = (0..COUNT).filter(mended).count();
        if let Some(number) = output.status.signal() {
            let expected = match signal {
                "INT" => 2,
                "TERM" => 15,
                _ => 1,
            };
            assert_eq!(number, expected);
            let text = String::from_utf8(output.stderr).unwrap();
            assert!(text.contains(&format!("interrupted: {count} of {COUNT} files are mended")), "{text}");
            interrupted += usize::from(count < COUNT);
        } else {
            assert_eq!(count, COUNT, "it was quicker than the signal");
        }
    }
    assert!(interrupted > 0, "no signal came in time");
}

/// Nothing is written where an editor was quicker.
#[test]
fn the_same_file_by_two_names_is_one() {
    let folder = Folder::new("twice").with_api(MENDABLE);
    let said = folder.check(&[".", "./copilot/api/manifest.yml", "copilot/api/manifest.yml"]);
    said.has(&["1 manifest checked: 0 errors, 1 warning"]);
}
