//! What Copilot and Docker read from a Dockerfile, as far as manifests depend on it.

/// The instructions of a Dockerfile that matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dockerfile {
    /// The ports of all `EXPOSE` lines; `None` where one of them can't be read, as with a variable.
    pub exposed: Option<Vec<u16>>,
    /// The names of the stages (`FROM image AS name`), in lower case.
    pub stages: Vec<String>,
    /// How many stages there are: a target may be the number of one.
    pub stage_count: usize,
    /// The names that `ARG` declares, in all stages.
    pub arguments: Vec<String>,
    /// The last `HEALTHCHECK`, unless it is `NONE`.
    pub health_check: Option<HealthCheck>,
}

/// A `HEALTHCHECK`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthCheck {
    /// `CMD` with its arguments, or `CMD-SHELL` with a line for the shell.
    pub command: Vec<String>,
    /// The options that are written, as in `("interval", "30s")`.
    pub options: Vec<(String, String)>,
}

/// The arguments that Docker knows without an `ARG`.
pub const PREDEFINED_ARGUMENTS: [&str; 13] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "FTP_PROXY",
    "ftp_proxy",
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
    "SOURCE_DATE_EPOCH",
    "BUILDKIT_INLINE_CACHE",
    "BUILDKIT_SYNTAX",
];

impl Dockerfile {
    /// Reads a text. Instructions that nobody asks for are passed over.
    pub fn parse(text: &str) -> Dockerfile {
        let mut file = Dockerfile { exposed: Some(Vec::new()), ..Dockerfile::default() };
        for line in instructions(text) {
            let (name, arguments) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
            match name.to_ascii_uppercase().as_str() {
                "FROM" => file.from(arguments),
                "EXPOSE" => file.expose(arguments),
                "ARG" => file.argument(arguments),
                "HEALTHCHECK" => file.health_check = health_check(arguments),
                _ => {}
            }
        }
        file
    }

    fn from(&mut self, arguments: &str) {
        self.stage_count += 1;
        let words: Vec<&str> = arguments.split_whitespace().filter(|word| !word.starts_with("--")).collect();
        if let [_, keyword, name, ..] = words.as_slice()
            && keyword.eq_ignore_ascii_case("as")
        {
            self.stages.push(name.to_lowercase());
        }
    }

    fn expose(&mut self, arguments: &str) {
        let found = ports(arguments);
        match (&mut self.exposed, found) {
            (Some(ports), Some(more)) => ports.extend(more),
            (exposed, _) => *exposed = None,
        }
    }

    fn argument(&mut self, arguments: &str) {
        let names = arguments.split_whitespace().map(|word| word.split('=').next().unwrap_or_default());
        self.arguments.extend(names.map(str::to_owned));
    }

    /// A stage has this name or this number.
    pub fn has_stage(&self, target: &str) -> bool {
        let number = target.parse::<usize>().ok();
        number.is_some_and(|number| number < self.stage_count) || self.stages.contains(&target.to_lowercase())
    }
}

/// Each instruction on one line: comments and empty lines are left out, continuation lines are joined.
fn instructions(text: &str) -> Vec<String> {
    let escape = escape(text);
    let mut joined: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let content = line.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (content, goes_on) =
            content.strip_suffix(escape).map_or((content, false), |rest| (rest.trim_end(), true));
        match joined.last_mut().filter(|_| is_open) {
            Some(last) => {
                last.push(' ');
                last.push_str(content);
            }
            None => joined.push(content.to_owned()),
        }
        is_open = goes_on;
    }
    joined
}

/// The character that joins lines: a backslash, unless a directive at the top says otherwise.
fn escape(text: &str) -> char {
    let directives = text.lines().map_while(|line| line.trim().strip_prefix('#'));
    let values = directives.filter_map(|line| line.split_once('='));
    let escape = values.filter(|(name, _)| name.trim().eq_ignore_ascii_case("escape"));
    escape.filter_map(|(_, value)| value.trim().chars().next()).next().unwrap_or('\\')
}

/// `<digits>[/<word>]`, wherever they stand (Copilot's `parseExpose`); a range is two of them. Docker's ranges stand for
/// all ports between.
fn ports(arguments: &str) -> Option<Vec<u16>> {
    let mut ports = Vec::new();
    for word in arguments.split_whitespace().take_while(|word| !word.starts_with('#')) {
        let number = word.split('/').next().unwrap_or_default();
        let (first, last) = number.split_once('-').unwrap_or((number, number));
        let (first, last) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
        if first == 0 {
            return None;
        }
        ports.extend(first..=last);
    }
    (!ports.is_empty()).then_some(ports)
}

fn health_check(arguments: &str) -> Option<HealthCheck> {
    let mut options = Vec::new();
    let mut rest = arguments.trim();
    while let Some(option) = rest.strip_prefix("--") {
        let (option, after) = option.split_once(char::is_whitespace)?;
        let (name, value) = option.split_once('=')?;
        options.push((name.to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    let (keyword, line) = rest.split_once(char::is_whitespace)?;
    let line = line.trim();
    if !keyword.eq_ignore_ascii_case("CMD") || line.is_empty() {
        return None;
    }
    let command = match serde_json::from_str::<Vec<String>>(line) {
        Ok(words) => std::iter::once("CMD".to_owned()).chain(words).collect(),
        Err(_) => vec!["CMD-SHELL".to_owned(), line.to_owned()],
    };
    Some(HealthCheck { command, options })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_read_as_copilot_reads_them() {
        let exposed = |text: &str| Dockerfile::parse(text).exposed;
        assert_eq!(exposed("FROM a\nEXPOSE 80 443/tcp\nexpose 8080/udp"), Some(vec![80, 443, 8080]));
        assert_eq!(exposed("FROM a\nEXPOSE 80 \\\n  # why\n  81"), Some(vec![80, 81]));
        assert_eq!(exposed("EXPOSE 3000-3002"), Some(vec![3000, 3001, 3002]));
        assert_eq!(exposed("FROM a"), Some(vec![]));
        for unreadable in ["EXPOSE $PORT", "EXPOSE 80\nEXPOSE ${P}", "EXPOSE 70000", "EXPOSE 0", "EXPOSE"] {
            assert_eq!(exposed(unreadable), None, "{unreadable}");
        }
    }

    #[test]
    fn stages_have_names_and_numbers() {
        let file =
            Dockerfile::parse("FROM --platform=linux/amd64 go:1 AS Build\nRUN x\nfrom scratch as prod\n");
        assert_eq!(file.stages, ["build", "prod"]);
        for target in ["build", "BUILD", "prod", "0", "1"] {
            assert!(file.has_stage(target), "{target}");
        }
        assert!(!file.has_stage("2") && !file.has_stage("test"));
    }

    #[test]
    fn arguments_of_all_stages() {
        let file = Dockerfile::parse("ARG A\nFROM x\nARG B=1 C\n# ARG D\n");
        assert_eq!(file.arguments, ["A", "B", "C"]);
    }

    #[test]
    fn a_health_check_is_a_command_with_options() {
        let check = |text: &str| Dockerfile::parse(text).health_check;
        let shell =
            check("HEALTHCHECK --interval=5m --timeout=3s \\\n  CMD curl -f http://localhost/ || exit 1");
        let shell = shell.unwrap();
        assert_eq!(shell.command, ["CMD-SHELL", "curl -f http://localhost/ || exit 1"]);
        assert_eq!(shell.options[0], ("interval".to_owned(), "5m".to_owned()));
        assert_eq!(check("HEALTHCHECK CMD [\"a\", \"b\"]").unwrap().command, ["CMD", "a", "b"]);
        assert_eq!(check("HEALTHCHECK CMD a\nHEALTHCHECK NONE"), None);
        for broken in ["HEALTHCHECK", "HEALTHCHECK --interval", "HEALTHCHECK CMD", "HEALTHCHECK --a=b"] {
            assert_eq!(check(broken), None, "{broken}");
        }
    }

    #[test]
    fn another_escape_character() {
        let file = Dockerfile::parse("# escape=`\nFROM a\nEXPOSE 80 `\n  81\n");
        assert_eq!(file.exposed, Some(vec![80, 81]));
    }
}
