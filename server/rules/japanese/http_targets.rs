//! The Japanese words of the rules about `http`: its presence, health checks and target containers.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "http.healthcheck-shape",
        messages: &[
            "{key} には{expected}を指定してください。{found} は指定できません。Copilot \
             はマニフェストを受け付けません。",
            "{key} には{expected}を指定してください。{found} は Copilot に警告なしで無視されます。",
            "`healthcheck` には、パス、または次のキーを少なくとも 1 \
             つ持つマップを指定してください: {known}。",
        ],
        doc: "`healthcheck` はパスまたはマップです。\
              マップの値はすべて正しい型でなければなりません。期間には単位を付け、\
              数値は引用符で囲まないでください。",
    },
    Words {
        id: "http.healthcheck-empty-string",
        messages: &["空の `healthcheck` は受け付けられません。パスを書くか、`/` \
             をチェックする場合はこのキーを書かないでください。"],
        doc: "`healthcheck` にはパスとマップの 2 つの形式がありますが、Copilot \
              は空の文字列をそのどちらとしても扱いません。",
    },
    Words {
        id: "http.healthcheck-threshold-range",
        messages: &["{value} はロードバランサーがしきい値として受け付けません。使用できる値は {allowed} \
             です。"],
        doc: "この回数だけ同じ応答が連続すると、タスクは正常または異常と判定されます。2～10 \
              を指定できます。",
    },
    Words {
        id: "http.healthcheck-interval-range",
        messages: &["`interval` は 5s から 300s までの範囲で指定してください。\
             ロードバランサーはそれ以外の値を受け付けません。"],
        doc: "ヘルスチェックの間隔です。既定値は 30s です。",
    },
    Words {
        id: "http.healthcheck-timeout-interval",
        messages: &[
            "タイムアウト {timeout}s が間隔 {interval}s より短くないため、\
             ロードバランサーは受け付けません。",
            "`timeout` は 2s から 120s までの範囲で指定してください。\
             ロードバランサーはそれ以外の値を受け付けません。",
        ],
        doc: "ヘルスチェックは、次のヘルスチェックが始まる前に終わらなければなりません。\
              タイムアウトの既定値は 5s、間隔の既定値は 30s です。一方を変更すると、\
              もう一方の変更も必要になることがあります。",
    },
    Words {
        id: "http.healthcheck-success-codes",
        messages: &["{value} はロードバランサーに受け付けられません。`200,301` や `200-299` のように、200 \
             から 499 までのコードまたは範囲を書いてください。"],
        doc: "正常とみなす HTTP ステータスコードです。単一のコード、コンマ区切りのリスト、\
              または範囲を、いずれも 200 から 499 までの値で指定します。既定値は 200 です。",
    },
    Words {
        id: "http.rule-grace-period",
        messages: &["`grace_period` はサービス全体に適用されるため、Copilot \
             は追加のルールでの指定を受け付けません。`http.healthcheck` に書いてください。"],
        doc: "猶予期間は、新しいタスクのヘルスチェックの結果が考慮されるまでの時間です。ECS \
              ではサービスごとに 1 つだけなので、メインのルールからのみ読み取られます。",
    },
    Words {
        id: "http.backend-rule-grace-period",
        messages: &["`grace_period` はサービス全体に適用されるため、追加のルールでは Copilot \
             に無視されます。`http.healthcheck` に書いてください。"],
        doc: "猶予期間はメインのルールからのみ読み取られます。追加のルールに猶予期間があっても、\
              Backend Service では何も報告されません。Load Balanced Web Service \
              では受け付けられません。",
    },
    Words {
        id: "http.grace-period-twice",
        messages: &["`grace_period` はサービス全体に適用されるため、Copilot は `http` と `nlb` \
             の両方での指定を受け付けません。どちらか一方を削除してください。"],
        doc: "どのロードバランサーを使う場合でも、ECS の猶予期間はサービスごとに 1 つだけです。\
              `http.healthcheck` または `nlb.healthcheck` のどちらかで指定してください。",
    },
    Words {
        id: "http.missing",
        messages: &["`http` がありません。Copilot では `nlb` を使う場合でも `http` が必須です。\
             Application Load Balancer を使わない場合は `http: false` と書いてください。"],
        doc: "Load Balanced Web Service は、Application Load Balancer、Network Load Balancer、\
              またはその両方の背後で動作します。前者は `http` で設定します。`http` は必須で、\
              `path` を持つマップか、`nlb` だけを使う場合は `false` を書きます。",
    },
    Words {
        id: "http.both-disabled",
        messages: &["`http` が無効で、`nlb` もありません。サービスにロードバランサーがなくなるため、\
             Copilot は受け付けません。どちらか一方を設定してください。"],
        doc: "`http: false` の Load Balanced Web Service には、`nlb` で設定する Network Load \
              Balancer が必要です。ロードバランサーを持たないサービスは Backend Service です。",
    },
    Words {
        id: "http.true",
        messages: &["`true` ではルールが定義されません。Copilot は受け付けますが、\
             ロードバランサーはサービスに何も送信しません。`path` を持つマップを書いてください。"],
        doc: "`http` にはマップまたはブール値を指定できますが、意味があるのは `false` だけです。\
              `true` ではリスナールールが作成されません。少なくとも `path` を書いてください。",
    },
    Words {
        id: "http.path-missing",
        messages: &["`http` には `path` が必要です。このサービスに送るリクエストのパスを指定してください。\
             たとえば `/` はすべてのリクエストを表します。"],
        doc: "ロードバランサーの各ルールは、1 つのパスへのリクエストを転送します。\
              `additional_rules` だけを使いたい場合でも、メインのルールのパスは省略できません。",
    },
    Words {
        id: "http.rule-path-missing",
        messages: &["このルールには `path` が必要です。Copilot はほかのルールのパスを引き継ぎません。"],
        doc: "`additional_rules` の各項目は独立したルールであり、それぞれに `path` を指定します。",
    },
    Words {
        id: "http.path-duplicate",
        messages: &["前のルールに、同じ条件のパス {path} があります。2 つのうち一方しか使われません。"],
        doc: "ロードバランサーは、リクエストに一致する最初のルールを使用します。パス、エイリアス、\
              送信元アドレスがすべて同じ 2 つ目のルールには、リクエストが届きません。",
    },
    Words {
        id: "http.target-container-unknown",
        messages: &["このマニフェストにコンテナ {name} はありません。使用できるコンテナは {allowed} です。"],
        doc: "ルールは、サービスと同じ名前のメインコンテナ、\
              またはサイドカーにリクエストを送ります。環境でサイドカーを変更した後も、\
              この名前は正しいものでなければなりません。",
    },
    Words {
        id: "http.target-container-no-port",
        messages: &["コンテナ {name} はポートを公開していません。`target_port` の値にかかわらず、Copilot \
             はこのコンテナをターゲットとして受け付けません。{field} を指定してください。"],
        doc: "ルールのターゲットはポートを開いていなければなりません。サイドカーでは `port`、\
              メインコンテナでは `image.port` を指定します。`target_port` \
              はその代わりになりません。",
    },
    Words {
        id: "http.target-container-both-spellings",
        messages: &["`targetContainer` は `target_container` の古い書き方です。Copilot \
             は両方が同時にあるマニフェストを受け付けません。`target_container` \
             だけを残してください。"],
        doc: "Copilot では以前 `targetContainer` と書いていました。\
              古いキーも引き続き読み取られますが、現在のキーと同時には使えません。",
    },
];
