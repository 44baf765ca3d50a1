//! What is said of a definition.

use crate::locale::Phrase;
use crate::nearest::nearest;
use crate::rules::words::{any_quoted, quoted};
use serde_json::Value;

pub(super) fn no_definition() -> Phrase {
    Phrase::new(
        "the text has no ECS container definitions: a JSON list of containers, one container, or a task definition with \
         `containerDefinitions`, each container with `name` and `image`",
        "ECS のコンテナ定義が見つかりません。コンテナの JSON の配列、1 つのコンテナ、または `containerDefinitions` を含むタスク定義を指定してください。\
         コンテナには `name` と `image` が必要です",
    )
}

pub(super) fn no_container(name: &str, known: &[&str]) -> Phrase {
    let meant = nearest(name, known.iter().copied());
    any_quoted(known.iter().copied()).map(|locale, known| {
        let name = quoted(name);
        let meant = meant.map(|meant| {
            locale.pick(format!(" Did you mean `{meant}`?"), format!("。`{meant}` のことですか?"))
        });
        let meant = meant.unwrap_or_default();
        locale.pick(
            format!("the definition has no container {name}, only {known}.{meant}"),
            format!("定義にコンテナ {name} はありません。あるのは {known} です{meant}"),
        )
    })
}

/// A value that is not in the result, and why.
pub(super) fn lost(label: Option<&str>, key: &str, value: &Value, why: &Phrase) -> Phrase {
    // Without the backslashes that keep Copilot from replacing.
    let value = one_line(&value.to_string()).replace("\\\\${", "${");
    let of = label.map(one_line).unwrap_or_default();
    why.map(|locale, why| {
        let of =
            if of.is_empty() { String::new() } else { locale.pick(format!("`{of}`: "), format!("`{of}`: ")) };
        locale.pick(
            format!("{of}{key} {value} is left out: {why}"),
            format!("{of}{key} {value} は取り込んでいません。{why}"),
        )
    })
}

/// JSON in one line of a comment.
fn one_line(text: &str) -> String {
    let breaks = |sign: char| sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let sign =
        |sign: char| if breaks(sign) { format!("\\u{:04x}", u32::from(sign)) } else { sign.to_string() };
    text.chars().map(sign).collect()
}

pub(super) fn taken_as_main(label: &str) -> Phrase {
    let label = quoted(label);
    Phrase::new(
        format!("{label} is taken as the main container, because no other can be."),
        format!(
            "メインコンテナにできるのは {label} だけなので、{label} をメインコンテナとして取り込みました。"
        ),
    )
}

pub(super) fn too_long() -> Phrase {
    Phrase::new(
        "the text is too long for a task definition: ECS takes 64 KiB",
        "タスク定義としては長すぎるテキストです。ECS の上限は 64 KiB です",
    )
}

pub(super) fn name_of_main(label: &str) -> Phrase {
    let label = quoted(label);
    Phrase::new(
        format!("`depends_on` names the main container {label}: in Copilot it is called like the service."),
        format!(
            "`depends_on` にメインコンテナ {label} があります。Copilot では、メインコンテナの名前はサービスの名前と同じです。"
        ),
    )
}

pub(super) fn renamed(label: &str, name: &str) -> Phrase {
    let label = quoted(label);
    Phrase::new(
        format!("The container {label} is called `{name}` in the manifest."),
        format!("コンテナ {label} は、マニフェストでは `{name}` という名前になります。"),
    )
}

macro_rules! phrases {
    ($($name:ident: $en:literal, $ja:literal;)*) => {
        $(pub(super) fn $name() -> Phrase {
            Phrase::new($en, $ja)
        })*
    };
}

phrases! {
    around: "it is no part of a task definition.", "タスク定義の項目ではありません。";
    doubled: "the key stands twice, and the last one counts.", "同じキーが 2 回書かれているため、後の値を使います。";
    unknown: "it is no field of ECS in a form that is known here.", "ECS のフィールドとして認識できません。";
    fargate: "tasks on Fargate can't have it.", "Fargate のタスクでは使えません。";
    awsvpc: "tasks with the network mode awsvpc can't have it.", "ネットワークモードが awsvpc のタスクでは使えません。";
    host_port: "in the network mode awsvpc the port of the host is that of the container.", "ネットワークモード awsvpc では、ホストのポートはコンテナのポートと同じです。";
    port_name: "Copilot names ports by itself where `network.connect` is on.", "`network.connect` を有効にすると、Copilot がポートに名前を付けます。";
    image: "Copilot takes the address of an image only.", "Copilot が受け付けるのはイメージのアドレスだけです。";
    main_essential: "the main container is always essential.", "メインコンテナは常に essential です。";
    own_logs: "Copilot writes the logs of the container to the log group of the service.", "コンテナのログは、Copilot がサービスのロググループに書き込みます。";
    no_file_system: "the volumes of Copilot are scratch space or EFS.", "Copilot のボリュームは作業用の領域か EFS です。";
    host_volume: "there is no host with files of its own on Fargate.", "Fargate には、ファイルを置いたホストがありません。";
    in_transit: "Copilot always encrypts the traffic to EFS.", "EFS との通信は、Copilot が常に暗号化します。";
    transit_port: "Copilot leaves the port to EFS.", "ポートは EFS に任せています。";
    unmounted: "no container mounts the volume.", "ボリュームをマウントするコンテナがありません。";
    second_router: "the manifest has a log router already.", "マニフェストにはすでにログルーターがあります。";
    own_role: "Copilot makes a role of its own; permissions belong in an addon.", "ロールは Copilot が作成します。権限はアドオンで与えてください。";
    network_mode: "the tasks of Copilot have the network mode awsvpc.", "Copilot のタスクのネットワークモードは awsvpc です。";
    launch_type: "the tasks of Copilot run on Fargate.", "Copilot のタスクは Fargate で動きます。";
    not_a_number: "Copilot takes a number only.", "Copilot は数値だけを受け付けます。";
    iam_for_access_point: "With an access point Copilot demands IAM authorization for EFS, so it is on.", "アクセスポイントを使うときは IAM 認可が必須なので、有効にしました。";
    env_file_permission: "The execution role that Copilot makes may not read the environment file in S3: grant it, or keep the file in the workspace and write `env_file`.", "Copilot が作成する実行ロールには、S3 の環境変数ファイルを読む権限がありません。権限を与えるか、ファイルをワークスペースに置いて `env_file` を使ってください。";
    secret_tags: "The tasks can read only parameters and secrets with the tags `copilot-application` and `copilot-environment`.", "タスクが読めるのは、タグ `copilot-application` と `copilot-environment` が付いたパラメータとシークレットだけです。";
}

pub(super) fn registration(fields: &str) -> Phrase {
    Phrase::new(
        format!("Left out, because Copilot and ECS set them: {fields}."),
        format!("Copilot と ECS が設定するため取り込んでいません: {fields}"),
    )
}

pub(super) fn also_in_main(volume: &str) -> Phrase {
    Phrase::new(
        format!("Copilot mounts every volume in the main container too: `{volume}` at `/mnt/{volume}`."),
        format!(
            "Copilot はどのボリュームもメインコンテナにマウントします。`{volume}` のマウント先は `/mnt/{volume}` です。"
        ),
    )
}

pub(super) fn writable(volume: &str) -> Phrase {
    Phrase::new(
        format!(
            "The main container may write to `{volume}` too: Copilot lets no other container write otherwise."
        ),
        format!(
            "メインコンテナも `{volume}` に書き込めます。そうしないと、Copilot はほかのコンテナにも書き込みを許しません。"
        ),
    )
}

pub(super) fn volume_renamed(name: &str, new: &str) -> Phrase {
    let name = quoted(name);
    Phrase::new(
        format!("The volume {name} is called `{new}` in the manifest."),
        format!("ボリューム {name} は、マニフェストでは `{new}` という名前になります。"),
    )
}

/// The spelling of a list of fields.
pub(super) fn fields(fields: &[(String, Value)]) -> String {
    let field = |(key, value): &(String, Value)| format!("{key} {}", one_line(&value.to_string()));
    fields.iter().map(field).collect::<Vec<_>>().join(", ")
}
