//! The Japanese words of the rules about health checks of containers.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "healthcheck.command-string",
        messages: &[
            "ヘルスチェックの `command` は `[\"CMD-SHELL\", \"curl -f http://localhost/\"]` のような\
             リストでなければなりませんが、{found} になっています。Copilot はマニフェストを\
             受け付けません。",
        ],
        doc: "コンテナのコマンドとは異なり、ヘルスチェックのコマンドは常に文字列のリストです。\
              最初の項目は、残りの項目の実行方法を示します。",
    },
    Words {
        id: "healthcheck.command-prefix",
        messages: &[
            "最初の項目は `CMD` (単語をそのまま実行) または `CMD-SHELL` (1 つの文字列をシェルで\
             実行) でなければなりません。ECS は {value} を受け付けません。",
            "ヘルスチェックの `command` が空です。ECS には、`CMD` または `CMD-SHELL` と、\
             実行する内容が必要です。",
            "`CMD-SHELL` がシェルで実行するのは、直後の項目だけです。コマンドライン全体を 1 つの\
             文字列にまとめるか、`CMD` を使用してください。",
        ],
        doc: "ECS は、最初の項目をチェックの実行方法とみなします。`CMD` は引数付きのプログラム、\
              `CMD-SHELL` はコンテナのシェルで実行する 1 つのコマンドラインです。Copilot はこの\
              項目を検証しません。",
    },
    Words {
        id: "healthcheck.duration-number",
        messages: &[
            "{key} は `10s` のような単位付きの時間でなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "{key} は `10s` のような単位付きの時間でなければなりませんが、{found} になっています。\
             Copilot は何も通知せずにこの値を破棄します。",
        ],
        doc: "時間は Go の表記による文字列で、数値と単位 (`ns`、`us`、`ms`、`s`、`m`、\
              `h`) で指定します。",
    },
    Words {
        id: "healthcheck.interval-range",
        messages: &["ヘルスチェックの `interval` は 5s～300s でなければなりません。Copilot はこの値を\
             受け入れますが、ECS は受け付けません。"],
        doc: "ECS は 5～300 秒ごとにコンテナのヘルスチェックを実行します。Copilot は秒未満の端数を切り\
              捨てるだけで、それ以外は検証しません。",
    },
    Words {
        id: "healthcheck.timeout-range",
        messages: &["ヘルスチェックの `timeout` は 2s～60s でなければなりません。Copilot はこの値を\
             受け入れますが、ECS は受け付けません。"],
        doc: "ECS はコンテナのヘルスチェックを 2～60 秒待機します。Copilot は秒未満の端数を切り\
              捨てるだけで、それ以外は検証しません。",
    },
    Words {
        id: "healthcheck.retries-range",
        messages: &["ヘルスチェックの再試行回数に指定できるのは {allowed} で、{value} は指定できません。\
             Copilot はこの数値を受け入れますが、ECS は受け付けません。"],
        doc: "ECS は、1～10 回連続して失敗したコンテナを異常とみなします。Copilot はこの\
              数値を検証しません。",
    },
    Words {
        id: "healthcheck.start-period-range",
        messages: &["ヘルスチェックの `start_period` は 0s～300s でなければなりません。Copilot はこの値を\
             受け入れますが、ECS は受け付けません。"],
        doc: "開始期間中の失敗はカウントされません。ECS では最大 5 分まで指定できます。\
              Copilot はこの値を検証しません。",
    },
    Words {
        id: "healthcheck.default-command-curl",
        messages: &["`command` がないと、Copilot は `curl -f http://localhost/` でチェックします。\
             コンテナに curl がない場合や、ポート 80 で応答しない場合は、コンテナが異常とみなされます。"],
        doc: "ヘルスチェックにフィールドが 1 つでもあると、残りには既定値が使用されます。\
              コマンドも同様で、コンテナ内のポート 80 への curl によるリクエストになります。\
              イメージに合ったコマンドを指定してください。",
    },
    Words {
        id: "healthcheck.http-fields",
        messages: &["コンテナのヘルスチェックに {key} はなく、Copilot は無視します。このキーは\
             ロードバランサーのヘルスチェックである `http.healthcheck` に属します。"],
        doc: "ヘルスチェックは 2 種類あります。コンテナのヘルスチェックはコンテナ内でコマンドを実行し、\
              ロードバランサーのヘルスチェックはリクエストを送信します。パス、ポート、成功コード、\
              しきい値、猶予期間は、後者にしかありません。",
    },
    Words {
        id: "healthcheck.empty",
        messages: &["空の `healthcheck` は何も設定しません。チェックは行われず、コンテナが正常な\
             状態になることはありません。"],
        doc: "Copilot がヘルスチェックを追加するのは、少なくとも 1 つのフィールドが指定されている\
              場合だけです。ヘルスチェックがないと、`healthy` を待機する依存関係は失敗します。",
    },
];
