//! `${NAME}` in a value.

use super::Context;

/// The name of the variable around a byte of a text.
pub(super) fn at(text: &str, offset: usize) -> Option<&str> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find("${").map(|at| from + at) {
        let end = start + text[start..].find('}')?;
        if (start..=end).contains(&offset) {
            return Some(&text[start + 2..end]);
        }
        from = end + 1;
    }
    None
}

/// What replaces the variable when Copilot deploys.
pub(super) fn describe(name: &str, context: &Context<'_>) -> Option<String> {
    let locale = context.locale;
    let is_application = name == "COPILOT_APPLICATION_NAME";
    let workspace = is_application.then(|| context.around.workspace()).flatten();
    let application = workspace.as_ref().and_then(|workspace| workspace.application());
    let text = match (name, application) {
        ("COPILOT_APPLICATION_NAME", Some(application)) => locale.pick(
            format!("`${{{name}}}` is the name of the application: `{application}` (from `copilot/.workspace`)."),
            format!("`${{{name}}}` はアプリケーション名です: `{application}` (`copilot/.workspace` より)。"),
        ),
        ("COPILOT_APPLICATION_NAME", None) => locale.pick(
            format!("`${{{name}}}` is the name of the application."),
            format!("`${{{name}}}` はアプリケーション名です。"),
        ),
        ("COPILOT_ENVIRONMENT_NAME", _) => locale.pick(
            format!("`${{{name}}}` is the name of the environment that is deployed."),
            format!("`${{{name}}}` はデプロイ先の環境名です。"),
        ),
        _ => locale.pick(
            format!("`${{{name}}}` is replaced by the variable of the shell in which Copilot runs; the deployment stops where it is not set."),
            format!("`${{{name}}}` は Copilot を実行するシェルの環境変数に置き換えられます。未設定だとデプロイは失敗します。"),
        ),
    };
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn a_variable_is_found_around_the_cursor() {
        let text = "a${ONE}/${TWO}";
        assert_eq!(at(text, 3), Some("ONE"));
        assert_eq!(at(text, 10), Some("TWO"));
        assert_eq!(at(text, 0), None);
        assert_eq!(at("${open", 2), None);
    }
}
