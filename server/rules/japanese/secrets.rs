//! The Japanese words of the rules about `secrets`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "secrets.value-shape",
        messages: &[
            "シークレット {key} は、パラメータの名前もしくは ARN、または `secretsmanager` か \
             `from_cfn` を持つマップでなければなりませんが、{found} になっています。Copilot は\
             マニフェストを受け付けません。",
            "シークレット {key} は、パラメータの名前もしくは ARN、または `secretsmanager` か \
             `from_cfn` を持つマップでなければなりませんが、{found} になっています。Copilot はこの\
             値を破棄します。",
            "シークレットに指定できるマップは `secretsmanager: <name>` または \
             `from_cfn: <name of an export>` だけです。SSM のパラメータは単なる文字列で指定します。\
             Copilot はマニフェストを受け付けません。",
        ],
        doc: "シークレットは、SSM パラメータの名前または ARN (単なる文字列)、Secrets Manager の\
              シークレットの ARN、または `secretsmanager` か `from_cfn` を持つマップです。\
              その他のマップとリストは受け付けられません。",
    },
    Words {
        id: "secrets.both-forms",
        messages: &["`secretsmanager` があるため、Copilot は {key} を無視します。意図したほうだけを\
             残してください。"],
        doc: "シークレットの取得元は 1 つです。`secretsmanager` と `from_cfn` の両方が書かれていると、\
              Copilot は前者を使用し、何も通知せずに後者を破棄します。",
    },
    Words {
        id: "secrets.null",
        messages: &[
            "シークレット {name} は何も参照していません。Copilot は通しますが、デプロイに失敗します。",
        ],
        doc: "値のないシークレットは、タスク定義で空の参照になり、受け付けられません。これによって\
              環境からシークレットが取り除かれるわけでもありません。",
    },
    Words {
        id: "secrets.literal-value",
        messages: &["{value} はパラメータの名前になりえません。シークレットには、その値そのものではなく、\
             保存場所の名前または ARN を書きます。"],
        doc: "`secrets` には、値そのものではなく、値の保存場所を指定します。SSM パラメータの名前に\
              使用できるのは、英字、数字と `.`、`-`、`_`、`/` だけです。",
    },
    Words {
        id: "secrets.secretsmanager-arn",
        messages: &[
            "`secretsmanager` にはシークレットの名前を指定します。ARN は Copilot が組み立てるため、ここ\
             に ARN を書くと壊れた ARN になります。ARN は、シークレットの値として直接書いてください。",
        ],
        doc: "Copilot は、`secretsmanager` の名前の前にパーティション、リージョン、アカウントを\
              付けます。完全な ARN は、`secretsmanager` を使わず、シークレットの名前の直後に書きます。",
    },
    Words {
        id: "secrets.secretsmanager-json-key",
        messages: &["シークレット内のキーを指定するには、コロンがすべて必要です。引用符を付けて \
             `\"{name}:{key}::\"` と書いてください。"],
        doc: "シークレットの名前の後には、JSON キー、バージョンステージ、バージョン ID を、それぞれ\
              コロンに続けて指定できます。3 つのコロンはすべて必要です。また、引用符のない YAML の値は\
              コロンで終われないため、引用符も必要です。",
    },
    Words {
        id: "secrets.cross-environment-path",
        messages: &["このパラメータは環境 {name} のもので、他の環境からは読み取れません。環境名の部分には \
             {variable} と書いてください。"],
        doc: "`copilot secret init` は、パスに環境の名前を含むパラメータを環境ごとに作成します。\
              それを読み取れるのは、その環境だけです。`${COPILOT_APPLICATION_NAME}` と \
              `${COPILOT_ENVIRONMENT_NAME}` を使用すると、各環境がそれぞれのパラメータを参照します。",
    },
    Words {
        id: "variables.secret-duplicate",
        messages: &["{name} がこのコンテナの `variables` と `secrets` の両方にあるため、ECS はタスク定義を\
             受け付けません。"],
        doc: "コンテナには変数とシークレットが並んで渡されるため、1 つの名前を使用できるのはどちらか\
              一方だけです。Copilot は両者を比較しないため、デプロイに失敗します。",
    },
];
