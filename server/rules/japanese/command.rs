//! The Japanese words of the rules about `entrypoint` and `command`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "command.shape",
        messages: &[
            "{key} は文字列または文字列のリストでなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "{key} は文字列または文字列のリストでなければなりませんが、{found} になっています。\
             Copilot は何も通知せずにこの値を破棄します。",
        ],
        doc: "`entrypoint` と `command` は、文字列 (Copilot が単語に分割します) または\
              単語のリストです。",
    },
    Words {
        id: "command.rdws-list",
        messages: &["Request-Driven Web Service の `command` は 1 つの文字列でなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。"],
        doc: "App Runner は開始コマンドを 1 つの文字列として受け取ります。",
    },
    Words {
        id: "command.unbalanced-quote",
        messages: &[
            "{key} の引用符またはバックスラッシュが閉じられていません。Copilot はデプロイ時にこの値を\
             単語に分割できません。",
        ],
        doc: "Copilot は、文字列形式の値をシェルと同じように単語に分割します。閉じられていない引用符や\
              末尾のバックスラッシュがあると、テンプレートのレンダリング時に停止します。",
    },
    Words {
        id: "command.no-shell",
        messages: &["この {key} はシェルでは実行されません。{word} はそのまま渡されます。`sh -c \"...\"` で\
             囲んでください。"],
        doc: "Copilot は文字列を単語に分割するだけです。パイプ、`&&`、リダイレクト、シェル変数には\
              シェルが必要で、最初の単語がそのシェルでなければなりません。`&&` のような単語は、\
              テンプレートを壊すことさえあります。",
    },
    Words {
        id: "command.item-not-quoted-in-template",
        messages: &["Copilot は {value} を引用符なしで CloudFormation テンプレートに書き込むため、\
             YAML では別の値として読み取られます。この値はスクリプトに移してください。"],
        doc: "`entrypoint` と `command` の単語は、そのままテンプレートに書き込まれます。\
              `: ` や ` #` を含む文字列、複数行の文字列、`*`、`&`、`[`、`{` などで始まる文字列は、\
              途中で切れたり、マップになったり、テンプレートを壊したりします。",
    },
    Words {
        id: "command.empty-list",
        messages: &["空の {key} では何も変わらず、イメージ自体の設定が使用されます。削除してください。"],
        doc: "空のリストに対して Copilot は何もレンダリングしないため、イメージ自体のコマンドがそのまま\
              使用されます。空のリストが役立つのは、環境でベースのコマンドを取り除く場合だけです。",
    },
];
