//! The Japanese words of the rules about `env_file` and `variables`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "env-file.extension",
        messages: &["{value} は `.env` で終わる必要があります。Copilot はそれ以外の環境ファイルを\
             受け付けません。"],
        doc: "ECS が受け入れる環境ファイルは、拡張子が小文字の `.env` のものだけです。`.env` という\
              名前のファイルは使用できますが、`.env.prod` は使用できません。",
    },
    Words {
        id: "env-file.windows",
        messages: &["ECS は、Fargate の Windows コンテナでは環境ファイルをサポートしていません。\
             `variables` を使用してください。"],
        doc: "ドキュメントによると、Fargate の Windows コンテナでは環境ファイルは\
              サポートされていません。値は `variables` に書いてください。",
    },
    Words {
        id: "env-file.key-camel",
        messages: &["Copilot は {key} を認識せず、無視します。正しいキーは `env_file` です。"],
        doc: "環境ファイルのキーは、アンダースコアを使った `env_file` です。それ以外の表記は何も\
              通知されずに破棄されます。",
    },
    Words {
        id: "variables.value-shape",
        messages: &[
            "{key} の値は文字列、数値、ブール値、または `from_cfn` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "{key} の値は文字列、または `from_cfn` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
            "変数に指定できるマップは `from_cfn: <name of an export>` だけです。Copilot は\
             マニフェストを受け付けません。",
        ],
        doc: "変数は単一の値です。リストやその他のマップは受け付けられません。これらはリテラルブロック \
              (`|`) に JSON の文字列として書いてください。`from_cfn` は、別の CloudFormation スタックの\
              エクスポートから値を取得します。",
    },
    Words {
        id: "variables.list-form",
        messages: &[
            "`variables` はマップ (`NAME: value`) でなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "`variables` はマップ (`NAME: value`) でなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "変数は、名前から値へのマップです。Docker Compose の `NAME=value` のリストは\
              受け付けられません。",
    },
    Words {
        id: "variables.json-array-value",
        messages: &["Copilot は、文字列の JSON リストになっているテキストを YAML のリストに変換し、\
             ここではそれを受け付けません。リテラルブロックで書いてください。コロンの後に `|` を置き、\
             次の行にテキストをインデントして書きます。"],
        doc: "Copilot は `${NAME}` を置換するときに、文字列の JSON リストとして読み取れる\
              テキストをすべてリストに変換します。変換されないのはリテラルブロック (`|`) だけです。",
    },
    Words {
        id: "variables.null",
        messages: &["{name} には値がないため、Copilot は空の文字列に設定します。それが意図どおりの場合は \
             `\"\"` と書き、そうでない場合は値を指定してください。"],
        doc: "値のない変数は、省略されるのではなく、空の文字列に設定されます。2 つの引用符を書くと、\
              意図したものであることが明確になります。",
    },
    Words {
        id: "variables.from-cfn-empty",
        messages: &[
            "`from_cfn` には CloudFormation スタックのエクスポートの名前を指定する必要があります。\
             Copilot は空の名前を受け付けません。",
            "`from_cfn` には CloudFormation スタックのエクスポートの名前を文字列で指定する\
             必要があります。Copilot はこの値を空として読み取り、受け付けません。",
        ],
        doc: "`from_cfn` は、同じリージョンの別のスタックのエクスポートから値を取得するため、\
              その名前が必要です。",
    },
    Words {
        id: "variables.from-cfn-empty-elsewhere",
        messages: &["`from_cfn` には CloudFormation スタックのエクスポートの名前を指定する必要があります。\
             Copilot はここでは検証しませんが、CloudFormation は空の名前を受け付けません。"],
        doc: "Copilot が検証するのは、メインコンテナの変数だけです。シークレット、サイドカー、\
              `logging`、App Runner では、空の名前がそのまま CloudFormation に渡され、\
              デプロイに失敗します。",
    },
    Words {
        id: "variables.from-cfn-null",
        messages: &["`from_cfn` に値がありません。CloudFormation スタックのエクスポートの名前を\
             指定してください。Copilot はマニフェストを受け付けません。"],
        doc: "`from_cfn` が空だと、マップには Copilot が理解できる内容がなく、文字列として\
              読み取ることもできません。",
    },
    Words {
        id: "variables.reserved-copilot",
        messages: &["{name} は Copilot 自身が設定するため、タスク定義に同じ名前の変数が 2 つ入ります。\
             別の名前にしてください。"],
        doc: "Copilot は、すべてのコンテナに `COPILOT_` で始まる名前の変数をいくつか設定します。同じ\
              名前の変数を独自に指定しても、置き換えられるのではなく、並んで存在することになります。",
    },
    Words {
        id: "variables.reserved-fluent",
        messages: &["`logging` がこのコンテナのログをログルーターに送信するため、ECS 自身が {name} を\
             設定します。別の名前にしてください。"],
        doc: "ログルーターがある場合、ECS はその接続先を `FLUENT_HOST` と `FLUENT_PORT` で\
              メインコンテナに伝えます。独自に指定した値はこれらと衝突します。",
    },
    Words {
        id: "variables.apprunner-prefix",
        messages: &[
            "`AWSAPPRUNNER` で始まる名前は App Runner が予約しているため、{name} は受け付けられません。",
        ],
        doc: "App Runner は、`AWSAPPRUNNER` で始まる名前の環境変数を受け付けません。\
              Copilot はこれを検証しません。",
    },
    Words {
        id: "variables.looks-secret",
        messages: &["{name} は認証情報のようです。ここに書くと、リポジトリやテンプレートで\
             読み取れてしまいます。`secrets` に移してください。"],
        doc: "`variables` の値は、リポジトリ、CloudFormation テンプレート、コンソールに平文で残ります。\
              パスワード、トークン、キーはパラメータストアまたは Secrets Manager に保存し、\
              その名前を `secrets` に指定してください。",
    },
];
