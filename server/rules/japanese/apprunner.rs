//! The Japanese words of the rules about Request-Driven Web Services.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "rdws.alias-shape",
        messages: &["Request-Driven Web Service の `alias` は 1 つだけで、文字列で指定します。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。"],
        doc: "App Runner のサービスが持てる独自の名前は 1 つです。\
              ロードバランサーを使うサービスのようなリスト形式は受け付けられません。",
    },
    Words {
        id: "rdws.alias-domain",
        messages: &["{value} は、アプリケーションのドメインのちょうど 1 ラベル下の名前にはなり得ません。\
             Copilot はデプロイできません。"],
        doc: "App Runner サービスのエイリアスは、`example.com` に対する `www.example.com` \
              のように、アプリケーションのドメインの 1 ラベル下でなければなりません。\
              ドメインそのものは、サービスのデプロイ時に拒否されます。報告されるのは、ラベルが 3 \
              つ未満のエイリアスだけです。これらは、どのドメインであっても誤りになります。",
    },
    Words {
        id: "rdws.private-shape",
        messages: &[
            "`private` には、`true`、`false`、または `endpoint` を持つマップを指定してください。\
             {found} は指定できません。Copilot はマニフェストを受け付けません。",
            "`private` には、`true`、`false`、または `endpoint` を持つマップを指定してください。\
             {found} は Copilot に警告なしで無視されます。",
            "この `private` には Copilot の知っているキーが 1 つもないため、Copilot \
             は受け付けません。使用できるキーは {known} です。",
        ],
        doc: "`http.private` を指定すると、サービスには VPC 内からのみ到達できるようになります。\
              マップの場合は、既存の VPC エンドポイントを指定します。",
    },
    Words {
        id: "rdws.http-path",
        messages: &["{kind} にはロードバランサーがないため、`http` の中の {key} は Copilot \
             に無視されます。"],
        doc: "App Runner は、サービスへのすべてのリクエストを 1 つのコンテナに送ります。パス、\
              ターゲットのコンテナ、スティッキーセッションなど、\
              ロードバランサーのオプションは警告なしに無視されます。",
    },
    Words {
        id: "rdws.http-boolean",
        messages: &["Request-Driven Web Service の `http` にはマップを指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。"],
        doc: "App Runner のサービスは常に HTTP を提供します。その `http` \
              はオプションのマップであり、無効にはできません。",
    },
    Words {
        id: "rdws.healthcheck-ignored",
        messages: &["App Runner のヘルスチェックに {key} はありません。Copilot は受け付けますが、\
             使用しません。"],
        doc: "App Runner は、サービスのポートで `path` を確認します。別のポート、成功コード、\
              猶予期間は、ロードバランサーだけのものです。",
    },
    Words {
        id: "rdws.healthcheck-threshold-range",
        messages: &["{value} は、App Runner のチェックの連続回数として使用できません。使用できる値は \
             {allowed} です。"],
        doc: "App Runner がサービスを正常または異常と判定するまでのチェックの回数は、1 から 20 \
              までの範囲です。Copilot は値を確認しないため、デプロイが失敗します。",
    },
    Words {
        id: "rdws.healthcheck-duration-range",
        messages: &["App Runner の {key} に使用できるのは 1s から 20s までです。\
             この値ではデプロイが失敗します。"],
        doc: "App Runner のヘルスチェックの間隔とタイムアウトは、1 秒から 20 秒までの範囲です。\
              Copilot は値を確認しないため、デプロイが失敗します。",
    },
    Words {
        id: "rdws.ignored-sections",
        messages: &["{kind} に {key} はなく、Copilot に無視されます。ECS のサービスでは使えます。"],
        doc: "App Runner は、サイドカー、ボリューム、ログルーティング、\
              独自のローリングデプロイを使わずに、1 つのコンテナを実行します。Copilot \
              はこれらのセクションを警告なしに無視します。",
    },
];
