//! The Japanese words of the rules about spellings of other times and of other tools.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "legacy.target-container-camel",
        messages: &["`targetContainer` は古い表記です。`target_container` と書いてください。"],
        doc: "Copilot は今も Load Balanced Web Service の `http.targetContainer` を受け入れますが、\
              現在のキーは `target_container` で、ドキュメントに記載されているのはこちらだけです。",
    },
    Words {
        id: "legacy.target-container-camel-backend",
        messages: &["Backend Service では `targetContainer` は効果がなく、リクエストはメインコンテナに\
             送信されます。`target_container` と書いてください。"],
        doc: "古い表記を今も理解するのは Load Balanced Web Service だけです。Backend Service はこの\
              キーを読み取るだけで使用しないため、名前が間違っていても気付かれません。",
    },
    Words {
        id: "legacy.target-container-camel-rule",
        messages: &["Copilot は追加のルールの {key} を無視するため、リクエストはメインコンテナに\
             送信されます。{advice}"],
        doc: "古い表記の `targetContainer` は、`http.additional_rules` では認識されたことがありません。\
              そこで使用するキーは `target_container` です。",
    },
    Words {
        id: "legacy.credential-parameter",
        messages: &[
            "Copilot はここでは {key} を無視するため、イメージは認証情報なしでプルされます。{advice}",
        ],
        doc: "プライベートレジストリの認証情報を含むシークレットは、サイドカーでは \
              `credentialsParameter` (メインコンテナでは `image.credentials`) に指定します。\
              それ以外の表記は破棄されます。",
    },
    Words {
        id: "legacy.config-file",
        messages: &["Copilot は {key} を無視するため、この設定は使用されません。{advice}"],
        doc: "ログルーターのイメージ内にある設定ファイルのパスは、`logging.configFilePath` で\
              指定します。古い `configFile` は破棄されます。",
    },
    Words {
        id: "legacy.ecs-task-definition-key",
        messages: &["{key} は ECS タスク定義のキーです。Copilot はこのキーを認識せず、無視します。{advice}"],
        doc: "マニフェストは同じものを記述しますが、ECS のタスク定義ではありません。Copilot の\
              キーはアンダースコアを使用し、形式も異なることがよくあります。`depends_on` はマップ、\
              `port` は単一の数値、`variables` はマップです。Copilot にキーがないものは、\
              `taskdef_overrides` またはテンプレートの上書きで設定できます。",
    },
    Words {
        id: "legacy.doc-template-braces",
        messages: &[
            "二重の波括弧はサンプルのプレースホルダーを示すものです。YAML ではマップの中の\
             マップになり、Copilot はこれを受け付けません。実際の値を書いてください。",
            "二重の波括弧はサンプルのプレースホルダーを示すものです。YAML ではマップの中の\
             マップになり、Copilot はこれを破棄します。実際の値を書いてください。",
        ],
        doc: "一部のサンプルでは、記入すべき箇所が二重の波括弧で示されています。YAML はこれを、\
              別のマップのキーになっているマップとして読み取るため、文字列も変数も渡されません。",
    },
];
