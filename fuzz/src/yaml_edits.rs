//! Changes of a text as people and their tools make them: lines moved, keys renamed, values replaced, styles changed.

use crate::random::Random;

/// What is put in anywhere.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    ":",
    ": ",
    "- ",
    "? ",
    "#",
    " # ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!!binary ",
    "!",
    "%",
    "@",
    "`",
    "\\",
    "${",
    "${X}",
    "\\${X}",
    "{{ x }}",
    "---\n",
    "...\n",
    "%YAML 1.2\n---\n",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "\u{200b}",
    "\u{202e}",
    "\0",
    "日本",
    "😀",
    "é",
    "👨‍👩‍👧",
    "~",
    "=",
    ".",
    "/",
    "*",
    "environments:\n  test:\n",
    "# copilot-manifest-ls-disable-next-line\n",
];

/// What is put in place of a value.
const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "true",
    "false",
    "yes",
    "0",
    "-1",
    "1",
    "80",
    "65536",
    "99999999999999999999",
    "1e400",
    ".inf",
    ".nan",
    "0x1F",
    "0o17",
    "1_000",
    "1.5",
    "\"\"",
    "''",
    "' '",
    "[]",
    "{}",
    "[[]]",
    "[{}]",
    "{a: }",
    "{\"a\": 1}",
    "[a, b]",
    "*a",
    "&a x",
    "!!int 5",
    "!Sub x",
    "10s",
    "1h30m",
    "-5m",
    "@daily",
    "rate(1 minute)",
    "cron(0 9 * * ? *)",
    "0 9 * * *",
    "1-10",
    "10-1",
    "10.0.0.0/8",
    "::/0",
    "/",
    "/a/../b",
    "C:\\x",
    "https://x.example",
    "nginx",
    "a.b.c",
    "80/tcp",
    "443/tls",
    "2012-01-01",
    "|",
    ">-",
    "|2",
    "\"\\ud83d\"",
    "\"\\x\"",
    "日本語",
    "😀",
    "${COPILOT_ENVIRONMENT_NAME}",
    "\"${X}\"",
    "*",
    "@",
    "arn:aws:iam::123456789012:role/x",
    "linux/amd64",
    "windows/x86_64",
    "Environment",
    "Load Balanced Web Service",
    "Backend Service",
    "Worker Service",
    "Scheduled Job",
    "Request-Driven Web Service",
    "Static Site",
    "!!binary aGk=",
    "[1, x, ~]",
    "{from_cfn: x}",
    "{path: /}",
    "9223372036854775807",
];

/// One change; `other` lends lines.
pub fn edited(text: &str, other: &str, random: &mut Random) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = random.below(lines.len());
    let end = block_end(&lines, at);
    match random.below(16) {
        0 => without(&lines, at, end),
        1 => without(&lines, at, (at + 1).min(lines.len())),
        2 => with(&lines, random.below(lines.len() + 1), &lines[at.min(end)..end].concat()),
        3 | 4 => lent(&lines, other, random),
        5 | 6 => {
            let value: &&str = random.pick(VALUES);
            with_value(&lines, at, value)
        }
        7 => with_key(&lines, at, other, random),
        8 => indented(&lines, at, end, random),
        9 => in_environment(text, &lines, at, end),
        10 => whole_text(text, random),
        11 => marked(&lines, at, random),
        12 => cut(text, random),
        _ => put_in(text, random),
    }
}

/// The line after the last one that belongs to the line `at`, by indentation.
fn block_end(lines: &[&str], at: usize) -> usize {
    let Some(first) = lines.get(at) else { return lines.len() };
    let depth = indentation(first);
    let inner = |line: &&&str| line.trim().is_empty() || indentation(line) > depth;
    at + 1 + lines[at + 1..].iter().take_while(inner).count()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn without(lines: &[&str], from: usize, to: usize) -> String {
    lines[..from.min(to)].concat() + &lines[to..].concat()
}

fn with(lines: &[&str], at: usize, new: &str) -> String {
    lines[..at].concat() + new + &lines[at..].concat()
}

fn replaced(lines: &[&str], at: usize, new: &str) -> String {
    lines[..at].concat() + new + &lines[(at + 1).min(lines.len())..].concat()
}

/// A block of another text, at the indentation of where it comes to stand.
fn lent(lines: &[&str], other: &str, random: &mut Random) -> String {
    let others: Vec<&str> = other.split_inclusive('\n').collect();
    let from = random.below(others.len());
    let to = block_end(&others, from);
    let at = random.below(lines.len() + 1);
    let depth = lines.get(at).map_or(0, |line| indentation(line));
    let own = others.get(from).map_or(0, |line| indentation(line));
    let block =
        others[from.min(to)..to].iter().map(|line| " ".repeat(depth) + line.get(own..).unwrap_or(line));
    with(lines, at, &block.collect::<String>())
}

fn with_value(lines: &[&str], at: usize, value: &str) -> String {
    let Some(line) = lines.get(at) else { return value.to_owned() };
    let content = line.trim_end_matches(['\n', '\r']);
    let ending = &line[content.len()..];
    let head = match (content.find(": "), content.find("- ")) {
        (Some(colon), _) => &content[..colon + 2],
        (None, Some(dash)) => &content[..dash + 2],
        _ if content.ends_with(':') => return replaced(lines, at, &format!("{content} {value}{ending}")),
        _ => content,
    };
    replaced(lines, at, &format!("{head}{value}{ending}"))
}

/// The key of a line of the other text.
fn with_key(lines: &[&str], at: usize, other: &str, random: &mut Random) -> String {
    let others: Vec<&str> = other.lines().collect();
    let lender = others.get(random.below(others.len())).copied().unwrap_or_default();
    let key = lender.split(':').next().unwrap_or_default().trim_start_matches([' ', '-']);
    let line = lines.get(at).copied().unwrap_or_default();
    let depth = line.len() - line.trim_start_matches([' ', '-']).len();
    let rest = line.find(':').map_or(":\n", |colon| &line[colon..]);
    replaced(lines, at, &format!("{}{key}{rest}", line.get(..depth).unwrap_or_default()))
}

fn indented(lines: &[&str], from: usize, to: usize, random: &mut Random) -> String {
    let deeper = !random.once_in(2);
    let moved = lines[from.min(to)..to].iter().map(|line| match deeper {
        true => format!("  {line}"),
        false => line.strip_prefix("  ").unwrap_or(line).to_owned(),
    });
    lines[..from.min(to)].concat() + &moved.collect::<String>() + &lines[to..].concat()
}

/// The block once more, in an environment.
fn in_environment(text: &str, lines: &[&str], from: usize, to: usize) -> String {
    let block = &lines[from.min(to)..to];
    let depth = block.first().map_or(0, |line| indentation(line));
    let moved = block.iter().map(|line| format!("    {}", line.get(depth..).unwrap_or(line)));
    let head = if text.contains("environments:\n") { "" } else { "environments:\n" };
    format!("{text}{head}  test:\n{}", moved.collect::<String>())
}

fn whole_text(text: &str, random: &mut Random) -> String {
    match random.below(6) {
        0 => text.replace('\n', "\r\n"),
        1 => text.replace('\n', "\r"),
        2 => text.replace("\r\n", "\n"),
        3 => text.replace("  ", "    "),
        4 => text.trim_end().to_owned(),
        _ => text.replacen("  ", "\t", 1 + random.below(3)),
    }
}

/// An anchor, an alias, a tag or quotes at a value.
fn marked(lines: &[&str], at: usize, random: &mut Random) -> String {
    let line = lines.get(at).copied().unwrap_or_default();
    let Some((key, value)) = line.split_once(':') else { return replaced(lines, at, line) };
    let (content, ending) = (value.trim(), &value[value.trim_end().len()..]);
    let new = match random.below(6) {
        0 => format!("{key}: &a {content}{ending}"),
        1 => format!("{key}: *a{ending}"),
        2 => format!("{key}: \"{content}\"{ending}"),
        3 => format!("{key}: '{content}'{ending}"),
        4 => format!("{key}: [{content}]{ending}"),
        _ => format!("{key}: {{<<: *a, b: {content}}}{ending}"),
    };
    replaced(lines, at, &new)
}

/// The place of a character.
fn place(text: &str, random: &mut Random) -> usize {
    floor(text, random.below(text.len() + 1))
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn cut(text: &str, random: &mut Random) -> String {
    let from = place(text, random);
    let to = floor(text, from + random.below(12)).max(from);
    text[..from].to_owned() + &text[to..]
}

fn put_in(text: &str, random: &mut Random) -> String {
    let at = place(text, random);
    format!("{}{}{}", &text[..at], random.pick(PIECES), &text[at..])
}
