//! The Japanese words of the rules about the load balancers and the CDN of an environment.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "env.cdn-shape",
        messages: &[
            "`cdn` は true、false、または {known} を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこのマニフェストを受け付けません。",
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot は\
             警告なしにこの値を破棄します。",
            "`cdn` のマップには {known} のうち少なくとも 1 つが必要です。空のマップや、Copilot の\
             知っているキーが 1 つもないマップは受け付けられません。",
        ],
        doc: "`cdn: true` と書くと、パブリックロードバランサーの前に CloudFront が置かれます。\
              マップでは、証明書、TLS を CloudFront で終端するかどうか、静的アセットを設定します。",
    },
    Words {
        id: "env.cdn-certificate-arn",
        messages: &[
            "{value} は ARN ではありません。`arn:aws:acm:us-east-1:<account>:certificate/<id>` の形式で\
             書いてください。",
        ],
        doc: "CDN の証明書は、Certificate Manager での完全な ARN で指定します。それ以外の値を \
              Copilot は受け付けません。",
    },
    Words {
        id: "env.cdn-certificate-region",
        messages: &[
            "CloudFront で使えるのは `us-east-1` の証明書だけですが、この証明書は {region} のものです。",
        ],
        doc: "環境がどのリージョンにあっても、CloudFront は us-east-1 リージョンの証明書だけを読み\
              込みます。us-east-1 で証明書をリクエストするか、インポートしてください。",
    },
    Words {
        id: "env.cdn-certificate-needs-tls",
        messages: &["この証明書だけを指定する場合、TLS は CloudFront で終端する必要があります。\
             `terminate_tls: true` を設定するか、`http.public.certificates` でロードバランサーにも\
             証明書を指定してください。"],
        doc: "証明書が CDN にしかない場合、その後ろのロードバランサーには証明書がなく、HTTP でしか\
              アクセスできません。Copilot はそのことを `terminate_tls: true` で明示するよう求めます。",
    },
    Words {
        id: "env.cdn-needs-certificate",
        messages: &["CDN を使う環境で `http.public.certificates` を指定する場合は、`cdn.certificate` \
             (`us-east-1` の証明書) も必要です。"],
        doc: "ロードバランサーに独自の証明書を指定する場合は、その前にある CloudFront にも証明書が\
              必要です。us-east-1 の証明書を `cdn.certificate` に指定してください。",
    },
    Words {
        id: "env.cdn-static-assets-incomplete",
        messages: &[
            "`static_assets` には `alias`、`location`、`path` が必要です。不足しているもの: {missing}。",
        ],
        doc: "CDN の後ろに置く静的アセットは、ドメイン (`alias`)、バケット (`location`)、パスの\
              パターン (`path`) という、一組になった 3 つのフィールドで指定します。",
    },
    Words {
        id: "env.cdn-static-location-format",
        messages: &["CloudFront にはバケットのドメイン `<bucket>.s3.<region>.amazonaws.com` が必要ですが、\
             {value} はその形式ではありません。"],
        doc: "`location` は S3 バケットのリージョン別ドメイン名です。Copilot はこの値を確認しません。\
              バケット名だけを書くと、CloudFront はそこに何も見つけられません。",
    },
    Words {
        id: "env.source-ip-cidr",
        messages: &["{value} はアドレス範囲ではありません。`{example}` のように CIDR 表記で書いてください。"],
        doc: "`source_ips` には、アドレス範囲を CIDR 表記で列挙します。単一のアドレスは全ビットを\
              固定した範囲として、IPv4 では `/32`、IPv6 では `/128` を付けて書きます。",
    },
    Words {
        id: "env.ingress-both",
        messages: &["`security_groups.ingress` は `ingress` の古い書き方で、Copilot は両方を同時には受け\
             付けません。`ingress` を残してください。"],
        doc: "v1.23 以降、ロードバランサーへのアクセスは `ingress` で設定します。以前の \
              `security_groups.ingress` は、単独なら今も使えますが、`ingress` と\
              併用することはできません。",
    },
    Words {
        id: "env.public-from-vpc",
        messages: &[
            "`from_vpc` は内部ロードバランサー (`http.private`) のための設定です。Copilot はここでは\
             受け付けません。",
        ],
        doc: "パブリックロードバランサーには VPC からもともとアクセスできるため、Copilot は \
              `http.public` の `from_vpc` を受け付けません。",
    },
    Words {
        id: "env.private-restrict",
        messages: &["`restrict_to` はパブリックロードバランサー (`http.public`) のための設定です。\
             Copilot はここでは受け付けません。"],
        doc: "内部ロードバランサーはインターネットに公開されておらず、制限するものがないため、\
              Copilot は `http.private` の `restrict_to` を受け付けません。",
    },
    Words {
        id: "env.cdn-ingress-without-cdn",
        messages: &["ここではロードバランサーへのアクセスを CloudFront だけに許可していますが、`cdn` が\
             無効です。`cdn: true` を設定してください。"],
        doc: "`ingress.cdn: true` は、CloudFront 以外からロードバランサーへのアクセスを閉じます。\
              CDN がある場合にだけ意味を持つため、Copilot は `cdn` が有効であることを求めます。",
    },
    Words {
        id: "legacy.env-ingress",
        messages: &["`security_groups.ingress` は v1.23 から非推奨です。`{instead}` を使ってください。"],
        doc: "v1.23 以降、ロードバランサーへのアクセスは `http.public.ingress` (`cdn`、\
              `source_ips`) と `http.private.ingress` (`vpc`) で設定します。`restrict_to` と \
              `from_vpc` を使う以前の `security_groups.ingress` は今も動作しますが、非推奨です。",
    },
    Words {
        id: "env.security-group-plural",
        messages: &["Copilot はここにある {key} を無視します。環境にあるのは 1 つの `security_group` で、\
             `ingress` と `egress` のルールを持つマップです。"],
        doc: "ワークロードのマニフェストでは、`network.vpc.security_groups` にアタッチするグループを\
              列挙します。環境には固有のグループ `network.vpc.security_group` が 1 つだけあり、そこに\
              ルールを追加します。",
    },
    Words {
        id: "env.public-ingress-vpc",
        messages: &["Copilot はここにある {key} を無視します。`vpc` は `http.private.ingress` に、`cdn` と \
             `source_ips` は `http.public.ingress` に書きます。"],
        doc: "パブリックロードバランサーは、CloudFront (`cdn`) または一部のアドレス (`source_ips`) \
              以外からのアクセスを閉じることができ、内部ロードバランサーは VPC (`vpc`) に対して\
              開くことができます。これらのキーを反対側のロードバランサーに書くと破棄されるため、\
              ロードバランサーの開閉状態は元のまま変わりません。",
    },
    Words {
        id: "env.access-logs-private",
        messages: &["Copilot はここにある {key} を無視します。アクセスログを書き込めるのは\
             パブリックロードバランサー (`http.public`) だけです。"],
        doc: "Copilot がアクセスログを設定するのはパブリックロードバランサーだけです。`http.private` に\
              書いたキーは破棄されます。",
    },
    Words {
        id: "env.http-certificates-level",
        messages: &["Copilot はここにある {key} を無視します。`http.public` または `http.private` の下に\
             書いてください。"],
        doc: "証明書はロードバランサーごとに、`http.public.certificates` と \
              `http.private.certificates` に指定します。Copilot のドキュメントには 1 つ上の階層に書いた\
              例がありますが、そこでは破棄されます。",
    },
    Words {
        id: "env.no-environments-block",
        messages: &["環境のマニフェストには、上書きのための {key} がありません。Copilot はこのセクションを\
             無視します。中の設定は最上位に書いてください。"],
        doc: "環境によって内容が変わるのはワークロードだけです。環境にはそれぞれ固有の\
              マニフェストがあるため、Copilot は環境のマニフェストでは `environments` を認識しません。",
    },
    Words {
        id: "env.certificate-arn",
        messages: &["{value} は ARN ではありません。Certificate Manager の証明書の \
             `arn:aws:acm:<region>:<account>:certificate/<id>` を書いてください。"],
        doc: "ロードバランサーの証明書は完全な ARN で指定します。名前、ドメイン、ID だけの指定を \
              Copilot は受け付けません。",
    },
    Words {
        id: "env.private-subnets-not-imported",
        messages: &["内部ロードバランサーのサブネットを選べるのは、インポートした VPC の場合だけです。\
             `network.vpc.id` がありません。"],
        doc: "`http.private.subnets` は、`network.vpc.id` でインポートした VPC のサブネットから一部を\
              選びます。Copilot が作成する VPC では、選べるものがありません。",
    },
    Words {
        id: "env.private-subnets-unknown",
        messages: &[
            "{value} は `network.vpc.subnets` のどのサブネットでもありません。内部ロードバランサーが\
             使えるのは、そこにあるサブネットだけです。",
            "{value} がここに 2 回書かれています。Copilot はこのリストを受け付けません。一方を\
             削除してください。",
        ],
        doc: "`http.private.subnets` の各 ID は、`network.vpc.subnets` でインポートした\
              サブネットのいずれかでなければならず、それぞれ 1 回だけ書けます。",
    },
    Words {
        id: "env.access-logs-shape",
        messages: &[
            "`access_logs` は true、false、または `bucket_name` か `prefix` を持つ\
             マップでなければなりませんが、{found} になっています。",
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot は\
             警告なしにこの値を破棄します。",
            "`access_logs` には `bucket_name` または `prefix` が必要です。Copilot は、知っているキーが \
             1 つもないマップを受け付けません。",
        ],
        doc: "`access_logs: true` と書くと、パブリックロードバランサーのログが、Copilot の作成する\
              バケットに書き込まれます。マップではバケット (`bucket_name`) と `prefix` を選べます。",
    },
    Words {
        id: "env.container-insights-type",
        messages: &[
            "`container_insights` は引用符なしの true または false でなければなりませんが、\
             {found} になっています。Copilot はこのマニフェストを受け付けません。",
            "`container_insights` は引用符なしの true または false でなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "`observability.container_insights` はオンとオフを切り替える設定です。引用符で囲むと\
              文字列になり、Copilot は受け付けません。",
    },
];
