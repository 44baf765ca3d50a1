//! The Japanese words of the rules about `taskdef_overrides`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "taskdef-overrides.deprecated",
        messages: &["`taskdef_overrides` は非推奨です。YAML パッチ (`copilot svc override`、\
             `overrides/cfn.patches.yml`) で同じこと、さらにそれ以上のことができます。"],
        doc: "マニフェストでのタスク定義の上書きは引き続き機能しますが、非推奨です。\
              `copilot/<name>/overrides/cfn.patches.yml` の YAML パッチは、\
              テンプレート全体を対象にできます。",
    },
    Words {
        id: "taskdef-overrides.forbidden-path",
        messages: &["Copilot は {path} の上書きを受け付けません。`Family` とコンテナの名前は Copilot \
             が管理します。"],
        doc: "`Family` と `ContainerDefinitions[<n>].Name` は、\
              タスク定義をテンプレートのほかの部分と結び付けているため、上書きできません。",
    },
    Words {
        id: "taskdef-overrides.path-syntax",
        messages: &[
            "{segment} はパスの要素ではありません。`Key`、`Key[0]`、`Key[-]` \
             をドットで区切って書いてください。Copilot はデプロイ時にこれを拒否します。",
            "`path` がないか、空です。Copilot はデプロイ時にこのルールを拒否します。",
        ],
        doc: "パスは、タスク定義のプロパティから順に下へたどり、ドットで区切ります。マップには \
              `Key`、リストの項目には `Key[0]`、項目の追加には `Key[-]` を使います。YAML \
              パッチのスラッシュは受け付けられません。",
    },
    Words {
        id: "taskdef-overrides.index-out-of-range",
        messages: &["{list} に項目 {index} はありません (全部で {length} 個)。Copilot \
             はデプロイ時にこのパスを拒否します。追加するには `[-]` を使ってください。"],
        doc: "インデックスは、テンプレートにすでにある項目を指さなければなりません。`Ulimits` \
              のように Copilot がレンダリングしないリストは、`[-]` から始めます。",
    },
    Words {
        id: "taskdef-overrides.shape",
        messages: &[
            "`taskdef_overrides` には、`path` と `value` のリストを指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`taskdef_overrides` には、`path` と `value` のリストを指定してください。{found} は \
             Copilot に無視されます。",
        ],
        doc: "上書きはリストです。各項目はダッシュで始まり、`path` と `value` を持ちます。",
    },
    Words {
        id: "taskdef-overrides.value-missing",
        messages: &["このルールには `value` がありません。Copilot はタスク定義に空の値を書き込みます。"],
        doc: "各上書きには、パスに書き込む `value` が必要です。これがないと、\
              テンプレートに空のノードが入ります。",
    },
];
