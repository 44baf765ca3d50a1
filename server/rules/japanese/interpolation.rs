//! The Japanese words of the rules about `${NAME}`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "interpolation.undefined",
        messages: &["{name} は Copilot を実行するシェルに設定されている必要があります。設定がないと、\
             デプロイはここで停止します。"],
        doc: "Copilot は `${NAME}` を、Copilot を実行するシェルまたはパイプラインの環境変数で置き換え、\
              その名前が設定されていなければ停止します。Copilot 自身が設定するのは \
              `COPILOT_APPLICATION_NAME` と `COPILOT_ENVIRONMENT_NAME` だけです。",
    },
    Words {
        id: "interpolation.unknown-copilot-name",
        messages: &["{name} はマニフェストを読み込む時点では存在しないため、デプロイはここで停止します。\
             Copilot が認識するのは `COPILOT_APPLICATION_NAME` と `COPILOT_ENVIRONMENT_NAME` です。"],
        doc: "`COPILOT_SERVICE_NAME` などの変数は、コンテナの中にしか存在しません。マニフェストで \
              Copilot 自身が置き換える名前は、`COPILOT_APPLICATION_NAME` と \
              `COPILOT_ENVIRONMENT_NAME` の 2 つです。",
    },
    Words {
        id: "interpolation.default-syntax",
        messages: &["Copilot には既定値の構文がありません。{text} は書かれたまま値に残ります。"],
        doc: "シェルでは `${NAME:-default}` と書けますが、Copilot が置き換えるのは単純な \
              `${NAME}` だけで、ほかの形式はそのまま残します。既定値は、変数を設定する場所で\
              指定してください。",
    },
    Words {
        id: "interpolation.bare-dollar",
        messages: &["Copilot が置き換えるのは中括弧付きの変数だけです。{text} は書かれたまま残ります。"],
        doc: "Copilot にとって `$NAME` は変数ではなく、`${NAME}` だけが変数です。コマンドの中では、\
              コンテナのシェルが置き換えることがあります。",
    },
    Words {
        id: "interpolation.double-dollar",
        messages: &[
            "`$` を重ねてもエスケープにはならず、Copilot は {name} を置き換えます。代わりに `$` の前に\
             バックスラッシュを書いてください。",
        ],
        doc: "Compose ファイルでは、`$$` は単なるドル記号を表します。Copilot ではバックスラッシュで\
              エスケープし、`\\${NAME}` と書くと `${NAME}` として渡されます。二重引用符の中では、\
              バックスラッシュ自体を 2 つ書きます。",
    },
    Words {
        id: "interpolation.key",
        messages: &["Copilot はキーの中の変数を置き換えません。{name} は書かれたまま残ります。"],
        doc: "`${NAME}` が置き換えられるのは値の中だけです。キーの文字列は変わりません。",
    },
    Words {
        id: "interpolation.bad-escape",
        messages: &[
            "二重引用符の中では、YAML に `\\$` というエスケープはありません。バックスラッシュを 2 つ\
             書くか、一重引用符を使ってください。",
        ],
        doc: "`\\${NAME}` と書くと、Copilot は変数を置き換えません。二重引用符の中では YAML が先に\
              バックスラッシュを読むため、`\"\\\\${NAME}\"` のように 2 つ書く必要があります。\
              一重引用符の中と引用符なしの場合は 1 つで足ります。",
    },
];
