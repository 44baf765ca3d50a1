//! The reasons why something can't be renamed, and what to know of what can.

use crate::assist::linked::Symbol;
use crate::assist::names::NameKind;
use crate::locale::Phrase;
use crate::rules::check::FIRELENS;

/// What a name stands for.
fn thing(kind: NameKind) -> (&'static str, &'static str) {
    match kind {
        NameKind::Container => ("a container", "コンテナ"),
        NameKind::Volume => ("a volume", "ボリューム"),
        NameKind::Environment => ("an environment", "環境"),
        NameKind::Workload => ("a workload", "ワークロード"),
        NameKind::Topic => ("a topic", "トピック"),
        NameKind::Pipeline => ("a pipeline", "パイプライン"),
        NameKind::Deployment => ("a deployment of this stage", "このステージのデプロイ"),
        NameKind::Action => ("an action of this stage", "このステージのアクション"),
        NameKind::Variable => {
            ("a variable or secret of this container", "このコンテナの変数またはシークレット")
        }
        NameKind::Anchor => ("an anchor", "アンカー"),
    }
}

pub(super) fn log_router() -> Phrase {
    Phrase::new(
        format!("Copilot itself names the log router `{FIRELENS}`: it can't have another name."),
        format!("ログルーターの名前 `{FIRELENS}` は Copilot が決めるため、変更できません。"),
    )
}

pub(super) fn undeclared(kind: NameKind, name: &str) -> Phrase {
    let (en, ja) = thing(kind);
    Phrase::new(
        format!("No file of this workspace declares {en} named `{name}`: rename it where it is declared."),
        format!(
            "このワークスペースには{ja} `{name}` の宣言がありません。宣言されている場所で名前を変更してください。"
        ),
    )
}

pub(super) fn ambiguous(kind: NameKind, name: &str) -> Phrase {
    let (en, ja) = thing(kind);
    Phrase::new(
        format!("Several files declare {en} named `{name}`, so it is unknown which one is meant elsewhere."),
        format!(
            "{ja} `{name}` が複数のファイルで宣言されているため、他の場所でどれを指すのかがわかりません。"
        ),
    )
}

pub(super) fn unread(file: &str) -> Phrase {
    Phrase::new(
        format!("`{file}` can't be read, so it is unknown whether it says the name."),
        format!("`{file}` を読み込めないため、この名前が使われているかどうかがわかりません。"),
    )
}

pub(super) fn written_otherwise(name: &str, file: &str, line: usize) -> Phrase {
    Phrase::new(
        format!(
            "In line {line} of `{file}` the name `{name}` comes from a block of text or an alias: write it there first."
        ),
        format!(
            "`{file}` の {line} 行目では、名前 `{name}` がブロックスカラーまたはエイリアスで書かれています。先に名前を直接書いてください。"
        ),
    )
}

pub(super) fn folder_stays(folder: &str) -> Phrase {
    Phrase::new(
        format!(
            "The folder `{folder}` must have the same name, and this editor renames no folders for a language server."
        ),
        format!(
            "フォルダー `{folder}` も同じ名前にする必要がありますが、このエディターは言語サーバーからのフォルダー名の変更に対応していません。"
        ),
    )
}

pub(super) fn folder_exists(folder: &str) -> Phrase {
    Phrase::new(format!("`{folder}` exists already."), format!("`{folder}` はすでに存在します。"))
}

pub(super) fn taken(kind: NameKind, name: &str) -> Phrase {
    let (en, ja) = thing(kind);
    Phrase::new(
        format!("There is {en} named `{name}` already."),
        format!("`{name}` はすでに{ja}の名前として使われています。"),
    )
}

pub(super) fn reserved(name: &str) -> Phrase {
    Phrase::new(
        format!("Copilot gives the name `{name}` to a container of its own."),
        format!("`{name}` は Copilot が自身のコンテナに付ける名前です。"),
    )
}

pub(super) fn unusable(name: &str) -> Phrase {
    Phrase::new(
        format!("`{name}` can't be written as a name here."),
        format!("`{name}` はここでは名前として書けません。"),
    )
}

/// What files can't change.
pub(super) fn caution(symbols: &[Symbol], old: &str, new: &str) -> Option<Phrase> {
    let has = |kind| symbols.iter().any(|symbol| symbol.kind == kind);
    let phrase = |en: String, ja: String| Some(Phrase::new(en, ja));
    if has(NameKind::Workload) {
        return phrase(
            format!(
                "Only files change: what is deployed as `{old}` stays until it is deleted, and Copilot takes `{new}` for a new workload. Scripts such as buildspecs may say the old name."
            ),
            format!(
                "変わるのはファイルだけです。`{old}` としてデプロイ済みのものは削除するまで残り、Copilot は `{new}` を新しいワークロードとみなします。buildspec などのスクリプトに古い名前が残っている可能性があります。"
            ),
        );
    }
    if has(NameKind::Environment) {
        return phrase(
            format!(
                "Only files change: an environment that exists as `{old}` stays with all that runs in it, and Copilot takes `{new}` for a new one. Scripts such as buildspecs may say the old name."
            ),
            format!(
                "変わるのはファイルだけです。`{old}` として作成済みの環境は、そこで動いているものとともに残り、Copilot は `{new}` を新しい環境とみなします。buildspec などのスクリプトに古い名前が残っている可能性があります。"
            ),
        );
    }
    if has(NameKind::Pipeline) {
        return phrase(
            format!(
                "Only the file changes: a pipeline that is deployed as `{old}` stays until it is deleted."
            ),
            format!(
                "変わるのはファイルだけです。`{old}` としてデプロイ済みのパイプラインは削除するまで残ります。"
            ),
        );
    }
    if has(NameKind::Topic) {
        return phrase(
            format!(
                "The next deployment makes a new topic `{new}` in the place of `{old}`: deploy the publisher before its subscribers."
            ),
            format!(
                "次のデプロイで `{old}` の代わりに新しいトピック `{new}` が作成されます。サブスクライバーより先にパブリッシャーをデプロイしてください。"
            ),
        );
    }
    has(NameKind::Variable).then(|| {
        Phrase::new(
            format!("The program in the container reads `{old}` by its name: change it there too."),
            format!(
                "コンテナ内のプログラムは `{old}` を名前で読み取ります。プログラム側も変更してください。"
            ),
        )
    })
}
