//! The Japanese words of the rules about the conditions and fields of `http`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "http.source-ip-cidr",
        messages: &[
            "{value} はアドレスの範囲ではありません。`10.0.0.0/16` のように CIDR \
             表記で書いてください。",
            "{value} は単一のアドレスです。アドレスが 1 つだけの範囲として {cidr} \
             と書いてください。",
        ],
        doc: "`allowed_source_ips` には、アドレスの範囲を CIDR 表記で列挙します。単一の IPv4 \
              アドレスは `/32`、単一の IPv6 アドレスは `/128` を付けた範囲になります。",
    },
    Words {
        id: "http.hosted-zone-without-alias",
        messages: &["`hosted_zone` には、同じルールの中に `alias` (ゾーンに追加する名前) が必要です。"],
        doc: "`hosted_zone` は、そのルールのエイリアスのレコードを追加する Route 53 のゾーンです。\
              エイリアスがなければ追加するものがないため、Copilot はマニフェストを受け付けません。",
    },
    Words {
        id: "http.alias-shape",
        messages: &[
            "`alias` には、文字列、文字列のリスト、または `name` と `hosted_zone` \
             を持つマップのリストを指定してください。{found} は指定できません。",
            "`alias` には、文字列、文字列のリスト、またはマップのリストを指定してください。\
             {found} は Copilot に無視されます。",
            "`alias` には、文字列、文字列のリスト、または `name` と `hosted_zone` \
             を持つマップのリストを指定してください。",
        ],
        doc: "エイリアスが 1 つなら文字列、複数ならリストで書きます。\
              エイリアスごとにホストゾーンを指定するには、`name` と `hosted_zone` \
              を持つマップのリストを書きます。リストに入れない単独のマップは受け付けられません。",
    },
    Words {
        id: "http.alias-name-missing",
        messages: &["このエイリアスには `name` (ドメイン名そのもの) が必要です。"],
        doc: "マップのリストでは、各エイリアスに `name` が必要です。`hosted_zone` は任意です。",
    },
    Words {
        id: "http.conditions-limit",
        messages: &["このルールにはエイリアスと送信元アドレスが合わせて {count} 個あります。Copilot は 4 \
             個を超えると受け付けません。`additional_rules` に分けてください。"],
        doc: "ロードバランサーのルールに設定できる条件は 5 つで、パスもその 1 つです。そのため \
              Copilot は、エイリアスと送信元アドレスが合わせて 5 個以上あるルールを受け付けません。\
              同じパスのルールを増やして分けてください。",
    },
    Words {
        id: "http.conditions-limit-path",
        messages: &["このルールにはエイリアスと送信元アドレスが合わせて {count} 個あり、\
             さらにパスが条件を 2 つ使います。ロードバランサーは 5 つを超える条件を受け付けません。\
             1 つを別のルールに移してください。"],
        doc: "ロードバランサーのルールに設定できる条件は 5 つです。パス `/` はそのうち 1 つ、\
              それ以外のパスは 2 つ (そのパス自体とその配下すべて) を使います。Copilot は 2 \
              つ目を数えないため、デプロイが失敗します。",
    },
    Words {
        id: "http.conditions-limit-internal",
        messages: &["このルールには送信元アドレスが {count} 個あります。パスと Copilot が追加する 2 \
             つのホスト名を除くと、残りは {room} 個です。ロードバランサーは 5 \
             つを超える条件を受け付けません。"],
        doc: "内部ロードバランサーのルールにエイリアスがない場合、Copilot が 2 \
              つのホスト名を追加します。パスの条件 (`/` は 1 つ、それ以外のパスは 2 つ) \
              と合わせると、ルールに設定できる 5 つの条件のうち、送信元アドレスに使えるのは 2 \
              つまたは 1 つです。",
    },
    Words {
        id: "http.rule-hosted-zone-ignored",
        messages: &["Copilot がレコードを追加するのは、メインのルールのエイリアスだけです。この \
             `hosted_zone` にはレコードが追加されません。"],
        doc: "マニフェストで指定したホストゾーンのレコードは、`http.alias` と `http.hosted_zone` \
              だけから作成されます。このようなエイリアスはメインのルールに移すか、\
              自分でレコードを追加してください。",
    },
    Words {
        id: "http.backend-boolean",
        messages: &[
            "Backend Service の `http` にはマップを指定してください。{found} は指定できません。\
             ロードバランサーを使わない場合は、`http` を書かないでください。",
            "Backend Service の `http` にはマップを指定してください。{found} は Copilot \
             に無視されます。",
            "Backend Service の `http` には、次のキーのいずれかを持つマップを指定してください: \
             {known}。",
        ],
        doc: "`http: false` と書けるのは Load Balanced Web Service だけです。Backend Service \
              の内部ロードバランサーは任意で、`http` を書かなければ作成されません。",
    },
    Words {
        id: "http.scalar",
        messages: &[
            "`http` には、`path` を持つマップまたは `false` を指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`http` には、`path` を持つマップまたは `false` を指定してください。{found} は \
             Copilot に無視されます。",
            "この `http` には Copilot の設定が 1 つもないため、Copilot \
             はマニフェストを受け付けません。`path` を書くか、Application Load Balancer \
             を使わない場合は `http: false` と書いてください。",
        ],
        doc: "`http` は設定のマップまたはブール値です。文字列はどちらでもありません。\
              ルールのフィールドを 1 つも持たないマップ (空のマップ、未知のキーだけのマップ、`alb` \
              だけのマップ) も受け付けられません。",
    },
    Words {
        id: "http.target-port-type",
        messages: &[
            "`target_port` には 0 から 65535 までの数値を指定してください。{found} \
             は指定できません。",
            "`target_port` には 0 から 65535 までの数値を指定してください。{found} は、Copilot \
             によって警告なしにポート 0 として扱われます。",
        ],
        doc: "Load Balanced Web Service では、Copilot は `http` の中の型の誤りを報告しません。\
              引用符で囲んだポートは拒否されずにポート 0 になり、\
              ロードバランサーからどこにも到達できなくなります。\
              引用符を付けずに数値を書いてください。",
    },
    Words {
        id: "http.type-error-zeroed",
        messages: &[
            "{key} には{expected}を指定してください。{found} は指定できません。",
            "{key} には{expected}を指定してください。{found} は、Copilot \
             によって警告なしに「なし」(0s、false、または空の文字列) として読み取られます。",
            "{key} には{expected}を指定してください。{found} は Copilot \
             に警告なしで無視されるため、制限がなくなり、\
             ロードバランサーに到達できる人なら誰でもサービスに到達できます。",
        ],
        doc: "Load Balanced Web Service では、Copilot は `http` の中の型の誤りを報告せず、\
              フィールドのゼロ値のまま処理を続けます。`deregistration_delay: 50` は 0s になり、\
              `redirect_to_https: \"false\"` は偶然 false になり、`stickiness: maybe` は false \
              になります。",
    },
    Words {
        id: "http.partial-path",
        messages: &[
            "`path` には文字列を指定してください。{found} は指定できません。",
            "`path` には文字列を指定してください。{found} は、Copilot によって空のパス、つまり \
             `/` として扱われます。",
        ],
        doc: "Load Balanced Web Service では、Copilot は `http` の中の型の誤りを、\
              必須フィールドであっても報告しません。リストやマップを書いたパスは「指定されているが\
              空」とみなされるため、そのルールはすべてのリクエストを受け取ります。",
    },
    Words {
        id: "http.backend-type-error",
        messages: &[
            "{key} には{expected}を指定してください。{found} は指定できません。Copilot \
             はマニフェストを受け付けません。",
            "{key} には{expected}を指定してください。{found} は Copilot に警告なしで無視されます。",
        ],
        doc: "Backend Service の `http` は厳密に読み取られ、\
              フィールドと異なる型の値は受け付けられません。期間には単位が必要で、\
              数値とブール値は引用符で囲まないでください。",
    },
    Words {
        id: "http.version-value",
        messages: &["{value} はロードバランサーのプロトコルバージョンではありません。使用できる値は \
             {allowed} です (大文字と小文字は区別されません)。"],
        doc: "`version` は、ロードバランサーとコンテナの間のプロトコルです。既定値は HTTP/1.1 で、\
              HTTP/2 または gRPC も指定できます。",
    },
    Words {
        id: "http.alb-empty",
        messages: &["`alb` が空のため、ロードバランサーが見つかりません。名前または ARN を書いてください。\
             Copilot が管理するロードバランサーを使う場合は、このキーを書かないでください。"],
        doc: "`alb` には既存のロードバランサーを指定します。そのロードバランサーには、リスナーが \
              1 つ、または HTTP と HTTPS の 2 つのリスナーが必要です。",
    },
    Words {
        id: "http.alb-in-rule",
        messages: &["{key} は、すべてのルールの設定として `http` の直下に書きます。個々のルールの中では \
             Copilot に無視されます。"],
        doc: "サービスのルールはすべて 1 つのロードバランサーに属します。そのため `alb` は `http` \
              のフィールドであり、`additional_rules` の項目のフィールドではありません。",
    },
    Words {
        id: "http.redirect-backend",
        messages: &["Backend Service では `redirect_to_https` は無視されます。リクエストは、\
             環境がプライベート証明書をインポートしている場合にリダイレクトされます。"],
        doc: "内部ロードバランサーが HTTPS にリダイレクトするかどうかは、\
              環境のマニフェストの証明書で決まります。この設定は Load Balanced Web Service \
              だけのものです。",
    },
    Words {
        id: "http.deregistration-delay-range",
        messages: &["`deregistration_delay` は 0s から 3600s (1h) までの範囲で指定してください。\
             ロードバランサーはこれを超える値を受け付けません。"],
        doc: "タスクをサービスから切り離す前に、開いている接続のためにロードバランサーが待つ時間で\
              す。既定値は 60s です。",
    },
];
