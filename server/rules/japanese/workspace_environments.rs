//! The Japanese words of the rules that hold services against their environments and permissions.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "http.alias-required-with-certs",
        messages: &[
            "環境 {environment} は証明書をインポートしているため、このルールには `alias` が必要です。ないと \
             Copilot はデプロイを停止します。",
        ],
        doc: "証明書をインポートする環境 (`http.public.certificates` または `cdn.certificate`、Backend Service では \
              `http.private.certificates`) は、自分では名前を付けられません。そこで動くサービスは、固有の\
              ロードバランサー (`http.alb`) を使わない限り、ルールごとに `alias` を指定します。",
    },
    Words {
        id: "http.alias-backend-needs-certs",
        messages: &[
            "環境 {environment} は内部ロードバランサー用の証明書をインポートしていません。Backend Service が \
             `alias` を持てるのは `http.private.certificates` がある場合だけなので、Copilot はデプロイを停止します。",
        ],
        doc: "Backend Service のエイリアスは、環境が `http.private.certificates` でインポートする証明書によって\
              証明されます。証明書がなければエイリアスを省いてください。サービスには内部の名前が自動的に\
              付きます。",
    },
    Words {
        id: "http.alias-hosted-zone-needs-certs",
        messages: &[
            "環境 {environment} は証明書をインポートしていません。エイリアスに `hosted_zone` を指定できるのは証明書が\
             ある場合だけなので、Copilot はデプロイを停止します。",
            "環境 {environment} には CDN があり、その場合エイリアスに `hosted_zone` は指定できないため、Copilot は\
             デプロイを停止します。",
        ],
        doc: "`hosted_zone` は、環境がインポートした証明書のエイリアスについて、レコードの書き込み先を示します。\
              証明書がなければ Copilot はアプリケーションのドメインを使い、CDN がある場合のレコードは CDN の\
              ものになります。",
    },
    Words {
        id: "http.grpc-domain",
        messages: &[
            "gRPC には HTTPS が必要ですが、環境 {environment} の内部ロードバランサーで HTTPS を使えるのは \
             `http.private.certificates` がある場合だけです。",
        ],
        doc: "ロードバランサーが gRPC を話すのは、HTTPS リスナーの後ろだけです。Load Balanced Web Service では\
              アプリケーションのドメインまたはインポートした証明書、Backend Service では \
              `http.private.certificates` の証明書が必要です。",
    },
    Words {
        id: "nlb.alias-runtime",
        messages: &[
            "環境 {environment} は証明書をインポートしており、`nlb.alias` はアプリケーションのドメインでしか使えない\
             ため、Copilot はデプロイを停止します。",
        ],
        doc: "Network Load Balancer のエイリアスには、アプリケーションに属するドメインが必要です。証明書を\
              インポートする環境は、そのようなドメインを使いません。",
    },
    Words {
        id: "nlb.tls-needs-domain",
        messages: &[
            "TLS リスナーはアプリケーションのドメインの証明書を使いますが、証明書をインポートする環境 {environment} は\
             そのようなドメインを使わないため、CloudFormation はリスナーを拒否します。",
        ],
        doc: "Copilot は TLS リスナーの証明書をアプリケーションのドメイン用に取得します。ドメインがない場合や、\
              環境が証明書をインポートする場合は取得しません。`tcp` を使い、コンテナで TLS を扱ってください。",
    },
    Words {
        id: "logging.firelens-port-open",
        messages: &[
            "このルールは、{services} のログルーターが待ち受けるポート 24224 を {cidr} に開いています。そこからは誰でも\
             ログに書き込めるため、このポートを除いてください。",
        ],
        doc: "FireLens はタスクのポート 24224 で、送信元を確かめずにログを受け取ります。環境のセキュリティグループ\
              では、外部からそこへ入れないようにしてください。",
    },
    Words {
        id: "env.cdn-alias-required",
        messages: &[
            "アプリケーションのドメインで CDN を使う場合、その後ろのすべてのサービスに `http.alias` が必要ですが、\
             {services} にはありません。そのサービスが動いていると、Copilot は環境のデプロイを拒否します。",
        ],
        doc: "CDN がある場合、すべてのサービスのレコードは CDN を指すため、Copilot はその名前を知る必要があります。\
              環境の Load Balanced Web Service はそれぞれ `http.alias` を設定します。アプリケーションにドメインが\
              あることは、ほかのサービスのエイリアスから判断しています。",
    },
    Words {
        id: "env.cdn-terminate-tls-redirect",
        messages: &[
            "`terminate_tls` を使うと CDN は平文の HTTP でロードバランサーに接続しますが、{services} ではそれが HTTPS に\
             リダイレクトされるため、到達できません。そちらで `http.redirect_to_https: false` を設定してください。",
        ],
        doc: "TLS を終端する CDN は、平文の HTTP を送ります。HTTP を HTTPS へリダイレクトするサービスは、CDN に何度も\
              リダイレクトを返します。ロードバランサーに CDN からしか入れない場合、Copilot はこれを拒否し、ほかからも\
              入れる場合は警告します。",
    },
    Words {
        id: "storage.managed-efs-private-subnets",
        messages: &[
            "Copilot はファイルシステムを環境のプライベートサブネットに置きますが、{environment} がインポートする VPC には\
             それがありません。",
        ],
        doc: "マネージドのファイルシステムのマウントターゲットは、環境のプライベートサブネットに作られます。VPC を\
              インポートする環境では、`network.vpc.subnets.private` で指定します。",
    },
    Words {
        id: "logging.iam-permission",
        messages: &[
            "タスクには {name} に書き込む権限がないため、ログは何の警告もなく失われます。{folder} のテンプレートが作って\
             出力する管理ポリシーで、{actions} を許可する必要があります。",
        ],
        doc: "ログルーターはタスクのロールで動きますが、Copilot はそこに送信先への権限を与えません。`addons/` の\
              テンプレートで、必要なアクションを許可する `AWS::IAM::ManagedPolicy` を作り、出力から参照すると、\
              Copilot がロールにアタッチします。",
    },
    Words {
        id: "addons.firelens-permission",
        messages: &[
            "{folder} のアドオンは {name} に必要なものを何も許可していないため、ログは何の警告もなく失われます。\
             必要なアクション: {actions}。",
        ],
        doc: "ログルーターはタスクのロールで動きます。送信先のプラグインが行う操作をアドオンの管理ポリシーが許可して\
              いなければ、ログを届けられません。",
    },
    Words {
        id: "addons.xray-permission",
        messages: &[
            "{name} は X-Ray にトレースを送りますが、タスクにその権限がありません。{folder} の管理ポリシーで {actions} を\
             許可する必要があります。`observability.tracing: awsxray` を使うと、権限を備えたコレクターが用意されます。",
        ],
        doc: "自分で追加したサイドカーとして動くコレクターに、Copilot は権限を与えません。`addons/` の管理ポリシーで\
              権限を与えるか、`observability.tracing: awsxray` で Copilot にコレクターを動かさせてください。",
    },
    Words {
        id: "static-site.source-not-found",
        messages: &[
            "{path} はワークスペースにないため、アップロードするものがなく、デプロイが停止します。パスは `copilot/` の\
             あるフォルダーから始まります。",
        ],
        doc: "`source` は、ワークスペースのルート、つまり `copilot/` のあるフォルダーから見たファイルまたは\
              ディレクトリです。Git が無視するディレクトリはビルドで作られることがあるため、指摘しません。",
    },
];
