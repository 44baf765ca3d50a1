//! The Japanese words of the rules about `image` of the main container.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "image.build-xor-location",
        messages: &["`image` に `build` と `location` の両方があるため、Copilot はマニフェストを\
             受け付けません。どちらか一方だけを残してください。"],
        doc: "イメージは、Copilot がビルドするか (`build`)、レジストリからプルするか \
              (`location`) のどちらかです。1 つのブロックに両方があると、ファイルの読み込み時点で\
              受け付けられません。環境で、ベースの一方をもう一方に置き換えることはできます。",
    },
    Words {
        id: "image.build-or-location-missing",
        messages: &["`image` には `build` (Dockerfile) または `location` (既存のイメージ) \
             のどちらかが必要です。"],
        doc: "`build` も `location` もないと、Copilot はどのイメージを実行すればよいか\
              判断できず、マニフェストを受け付けません。`build` が空の文字列の場合は、\
              指定されていないものとみなされます。",
    },
    Words {
        id: "image.scalar",
        messages: &["`image` は `build` または `location` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。"],
        doc: "メインコンテナの `image` は常にマップです。イメージを単なる文字列で指定できるのは\
              サイドカーだけです。メインコンテナでは、同じ文字列を `image.location` に指定します。",
    },
    Words {
        id: "image.build-shape",
        messages: &[
            "`build` は Dockerfile のパスまたはマップでなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "`build` は Dockerfile のパスまたはマップでなければなりませんが、{found} になっています。\
             Copilot は何も通知せずにこの値を破棄します。",
            "この `build` には Copilot の認識できるキーが 1 つもないため、受け付けられません。\
             使用できるキーは {known} です。",
        ],
        doc: "`build` は Dockerfile のパス、または `dockerfile`、`context`、`args`、`target`、\
              `cache_from` のうち少なくとも 1 つを持つマップです。それ以外は受け付けられません。",
    },
    Words {
        id: "image.build-partial-type-error",
        messages: &[
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot はこの \
             `build` を受け付けません。",
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot は何も\
             通知せず、この値なしでビルドします。",
        ],
        doc: "`build` のキーが 1 つでも正しければ、Copilot は他のキーの型エラーを無視します。\
              よくあるのは、Compose のリスト形式の `args` です。Copilot ではマップが必要です。",
    },
    Words {
        id: "image.port-missing",
        messages: &["`image.port` がありません。{kind} には、コンテナがリッスンするポートが必要です。"],
        doc: "Load Balanced Web Service と Request-Driven Web Service はトラフィックを受信するため、\
              Copilot はメインコンテナのポートを知る必要があります。",
    },
    Words {
        id: "image.port-type",
        messages: &[
            "`port` は引用符なしの 1～65535 の数値 1 つでなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "`port` は引用符なしの 1～65535 の数値 1 つでなければなりませんが、{found} になっています。\
             Copilot は何も通知せずにこの値を破棄します。",
        ],
        doc: "メインコンテナのポートは 1 つで、引用符もプロトコルも付けない整数です (`53/udp` のような\
              値を指定できるのはサイドカーだけです)。",
    },
    Words {
        id: "image.port-zero",
        messages: &["ポート {value} は使用できません。Copilot は受け入れますが、コンテナのポートは \
             1～65535 の数値です。"],
        doc: "Copilot はポート 0 をそのまま渡し、サービスのデプロイ時にロードバランサーまたは ECS が\
              受け付けません。",
    },
    Words {
        id: "image.port-ignored",
        messages: &["{kind} に `image.port` はありません。Copilot はこのキーを無視し、何も公開されません。"],
        doc: "Worker Service と Scheduled Job はトラフィックを受信しないため、イメージにポートを\
              指定できません。Copilot は何も通知せずにこのキーを破棄します。",
    },
    Words {
        id: "image.rdws-location-registry",
        messages: &["App Runner は {value} をプルできません。使用できるのは `public.ecr.aws/` と \
             `<account>.dkr.ecr.<region>.amazonaws.com/` のイメージだけです。"],
        doc: "Request-Driven Web Service は App Runner で実行されます。App Runner がプルできるのは \
              Amazon ECR と ECR Public のイメージだけで、Copilot はテンプレートのレンダリング時に\
              停止します。Docker Hub のイメージの多くは ECR Public にコピーがあります。",
    },
    Words {
        id: "image.rdws-ignored-fields",
        messages: &["`image` の {key} は {kind} では効果がありません。その内容は App Runner \
             にまったく渡されません。"],
        doc: "App Runner は、サイドカーなしで 1 つのコンテナを実行します。イメージの `credentials`、\
              `labels`、`depends_on`、`healthcheck` はレンダリングされません。サービスの\
              ヘルスチェックは `http.healthcheck` です。",
    },
    Words {
        id: "image.location-windows-platform",
        messages: &["{value} は {other} 用のイメージのようですが、タスクは {platform} で実行されます。\
             `platform: {wanted}` を設定してください。"],
        doc: "`platform` で別の指定をしない限り、Copilot はタスクを `linux/x86_64` で実行します。\
              イメージの中身は調べません。既定のプラットフォームでは、Windows や ARM の\
              イメージは起動しません。",
    },
    Words {
        id: "image.credentials-arn",
        messages: &["{value} はシークレットの ARN ではありません。`credentials` は \
             `arn:aws:secretsmanager:<region>:<account>:secret:<name>` でなければなりません。"],
        doc: "プライベートレジストリの認証情報は、AWS Secrets Manager のシークレットに保存します。\
              Copilot はこの文字列をそのままタスク定義にコピーするため、シークレットの ARN でなければ\
              イメージをプルできません。",
    },
    Words {
        id: "image.depends-on-list",
        messages: &[
            "`depends_on` は、`nginx: start` のようなコンテナから条件へのマップでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
        ],
        doc: "`depends_on` の各エントリは、コンテナの名前と、そのコンテナが到達している必要がある状態 \
              (`start`、`healthy`、`complete`、`success`) を指定します。Docker Compose のリスト形式は\
              受け付けられません。",
    },
];
