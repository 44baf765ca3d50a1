//! The Japanese words of the rules about `nlb`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "nlb.port-missing",
        messages: &["このリスナーには `port` が必要です。リスナーが開くポートを `443/tls` \
             のように指定してください。"],
        doc: "リスナーはそれぞれ 1 つのポートを開きます。メインのリスナーは `nlb` に、\
              ほかのリスナーは `additional_listeners` の各項目に書きます。\
              スラッシュの後のプロトコルは tcp、udp、tls のいずれかで、省略すると tcp になります。",
    },
    Words {
        id: "nlb.port-protocol",
        messages: &["{protocol} は Network Load Balancer のプロトコルではありません。\
             スラッシュの後に使用できるのは tcp、udp、tls です。"],
        doc: "Network Load Balancer は、HTTP を解釈せずに接続を転送します。背後で HTTP \
              を使う場合は tcp と書き、ロードバランサーで暗号化を終端する場合は tls \
              と書いてください。",
    },
    Words {
        id: "nlb.port-format",
        messages: &["{value} はリスナーのポートではありません。0 から 65535 までの数値を書き、\
             スラッシュの後にプロトコルを書いてください (例: `443/tls`)。"],
        doc: "リスナーの `port` は、数値とオプションのプロトコルです。名前、範囲、2 \
              つ目のスラッシュは受け付けられません。",
    },
    Words {
        id: "nlb.target-container-unknown",
        messages: &[
            "このマニフェストにコンテナ {name} はありません。使用できるコンテナは {allowed} です。",
            "コンテナ {name} はポートを公開していません。Copilot \
             はこのコンテナをターゲットとして受け付けません。{field} を指定してください。",
        ],
        doc: "リスナーは、サービスと同じ名前のメインコンテナ、または `port` \
              を持つサイドカーに接続を送ります。",
    },
    Words {
        id: "nlb.duplicate-listener-port",
        messages: &["ポート {port} は別のリスナーがすでに開いています。プロトコルが違っていても、\
             ロードバランサーは同じポートの 2 つ目のリスナーを受け付けません。"],
        doc: "Network Load Balancer のリスナーには、それぞれ固有のポートが必要です。\
              複数のリスナーから、コンテナの同じポートに送ることはできます。",
    },
    Words {
        id: "nlb.tls-stickiness",
        messages: &["TLS リスナーではスティッキーセッションを使えません。Copilot は `stickiness` \
             を設定に含めません。"],
        doc: "Network Load Balancer は、自身で暗号化を終端する場合、クライアントを 1 \
              つのターゲットに固定できません。この設定は tcp と udp で機能します。",
    },
    Words {
        id: "nlb.ssl-policy-not-tls",
        messages: &["`ssl_policy` を使うのは TLS リスナーだけです。Copilot はこれを設定に含めません。\
             ポートの後に `tls` を書くか、このキーを削除してください。"],
        doc: "`ssl_policy` は、暗号化を終端するリスナーの暗号スイートを選択します。そのため \
              `443/tls` のようなポートが必要です。",
    },
    Words {
        id: "nlb.additional-grace-period",
        messages: &["`grace_period` はサービス全体に適用されるため、Copilot \
             は追加のリスナーでの指定を受け付けません。`nlb.healthcheck` に書いてください。"],
        doc: "猶予期間は、新しいタスクのヘルスチェックの結果が考慮されるまでの時間です。ECS \
              ではサービスごとに 1 つだけなので、メインのリスナーからのみ読み取られます。",
    },
    Words {
        id: "nlb.boolean",
        messages: &["`nlb` には `port` を持つマップを指定してください。{found} は指定できません。Network \
             Load Balancer を使わない場合は、`nlb` を書かないでください。"],
        doc: "`http` と異なり、`nlb` を切り替えるスイッチはありません。\
              セクションを書くか書かないかのどちらかです。",
    },
    Words {
        id: "nlb.healthcheck-string",
        messages: &["Network Load Balancer の `healthcheck` にはマップを指定してください。{found} \
             は指定できません。このヘルスチェックは TCP 接続を開くだけで、パスを扱いません。"],
        doc: "Network Load Balancer は、ポートが接続を受け付けるかどうかを確認します。\
              `healthcheck` は `port`、しきい値、時間を持つマップです。パスを書く短い形式は `http` \
              のものです。",
    },
    Words {
        id: "nlb.healthcheck-http-fields",
        messages: &["{key} は `http.healthcheck` の設定です。Network Load Balancer は TCP で確認するため、\
             Copilot はこれを無視します。"],
        doc: "`path` と `success_codes` は HTTP ヘルスチェックの設定です。Network Load Balancer \
              のヘルスチェックは接続を開くだけです。",
    },
    Words {
        id: "nlb.alias-hosted-zone",
        messages: &["`hosted_zone` は Network Load Balancer では使えず、Copilot は受け付けません。\
             エイリアスを単なる文字列で書いてください。"],
        doc: "`http` のエイリアスにはホストゾーンを指定できますが、`nlb` \
              のエイリアスには指定できません。`nlb` のエイリアスは、\
              アプリケーションのドメインに属していなければなりません。",
    },
    Words {
        id: "nlb.threshold-range",
        messages: &["{value} はロードバランサーがしきい値として受け付けません。使用できる値は {allowed} \
             です。"],
        doc: "この回数だけ同じ結果のチェックが連続すると、タスクは正常または異常と判定されます。\
              2～10 を指定でき、既定値は 3 です。",
    },
];
