//! The Japanese words of the rules about the `overrides` folders.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "overrides.nothing-to-apply",
        messages: &[
            "{folder} に `cfn.patches.yml` も `cdk.json` もないため、Copilot はデプロイを中止します。\
             ディレクトリを削除するか、`copilot svc override` などで作り直してください。",
            "Copilot はこのファイルを読み込まず、デプロイを中止します。YAML パッチのファイル名は `cfn.patches.yml` です。\
             {name} の名前を変えてください。",
        ],
        doc: "`overrides` ディレクトリには、YAML パッチの `cfn.patches.yml` か、`cdk.json` を持つ CDK アプリケーションを置きます。\
              ディレクトリがあってもどちらもなければ、Copilot はデプロイを中止します。",
    },
    Words {
        id: "overrides.patch-shape",
        messages: &[
            "ファイルはパッチのリストでなければなりません。各パッチには `op`、`path`、削除以外では `value` を書きます。\
             Copilot はデプロイを中止します。",
            "パッチは `op`、`path`、`value` を持つマップでなければなりません。Copilot はデプロイを中止します。",
            "{key} は文字列でなければなりません。Copilot はデプロイを中止します。",
            "キー {key} がこのパッチに 2 つあるため、Copilot はデプロイを中止します。別のパッチはハイフンで始めてください。",
        ],
        doc: "`overrides/cfn.patches.yml` にはリストを書きます。各項目は JSON パッチで、`op` に操作、`path` に場所、`value` に\
              書き込む値を指定します。",
    },
    Words {
        id: "overrides.patch-operation",
        messages: &[
            "{word} という操作はないため、Copilot はデプロイを中止します。使える操作は {known} です。",
            "このパッチには `op` がないため、Copilot はデプロイを中止します。使える操作は {known} です。",
        ],
        doc: "JSON パッチの操作のうち、Copilot が扱えるのは `add`、`remove`、`replace` の 3 つです。`move`、`copy`、`test` は\
              受け付けられません。",
    },
    Words {
        id: "overrides.patch-path",
        messages: &[
            "パスは `/Resources/TaskRole` のように `/` で始め、要素の間も `/` で区切ります。最初の `/` より前の部分は Copilot が\
             読み飛ばします。",
            "このパッチには `path` がないため、テンプレート全体が対象になります。`/Resources/TaskRole` のように場所を書いてください。",
            "テンプレートに {section} というセクションはないため、デプロイに失敗します。セクションは {known} です。",
            "`-` はリストの末尾を表し、`add` の最後の要素にだけ使えます。項目の番号を 0 から数えて書いてください。",
            "パスに空の要素があるため、デプロイに失敗します。余分な `/` を取り除いてください。",
        ],
        doc: "パスは JSON ポインターです。CloudFormation テンプレートの先頭から始まり、各要素の前に `/` を置きます。名前の中の `/` は \
              `~1` と書きます。リストの項目は 0 から数え、`add` では `-` で末尾に追加できます。リストと名前は、`copilot svc package` \
              が出力するテンプレートのものです。",
    },
    Words {
        id: "overrides.patch-value-missing",
        messages: &["{operation} には `value` が必要です。Copilot はデプロイを中止します。"],
        doc: "`add` と `replace` は `value` を書き込みます。値には文字列、リスト、マップを使え、`!Ref` などの関数も書けます。",
    },
    Words {
        id: "overrides.patch-unknown-key",
        messages: &["パッチに {key} というキーはないため、Copilot は無視します。使えるキーは {known} です。"],
        doc: "パッチのキーは `op`、`path`、`value` です。ほかの JSON パッチで使う `from` も含め、それ以外のキーを Copilot は\
              メッセージなしに読み飛ばします。",
    },
];
