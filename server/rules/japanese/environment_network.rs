//! The Japanese words of the rules about the network of an environment.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "env.managed-subnet-cidr",
        messages: &["VPC を Copilot が作成するため、このサブネットには `cidr` が必要です。"],
        doc: "`network.vpc.cidr` を指定すると、Copilot が VPC とそのサブネットを作成します。\
              サブネットには、それぞれ固有のアドレス範囲が必要です。",
    },
    Words {
        id: "env.managed-az-sets",
        messages: &["パブリックサブネットとプライベートサブネットは、同じ\
             アベイラビリティーゾーンになければなりません。片方にしか書かれていないゾーン: {zones}。"],
        doc: "Copilot は、パブリックサブネットとプライベートサブネットをゾーンごとに組み合わせます。\
              すべてのサブネットに両側で同じゾーンを指定するか、`az` をすべて省略してください。",
    },
    Words {
        id: "env.managed-az-minimum",
        messages: &[
            "すべてのサブネットが 1 つのゾーン {zones} を指定しています。Copilot には少なくとも 2 つの\
             ゾーンが必要です。または `az` をすべて省略してください。",
        ],
        doc: "ゾーンを指定する場合は 2 つ以上でなければなりません。ロードバランサーに 2 つ\
              必要なためです。",
    },
    Words {
        id: "env.managed-az-count",
        messages: &["{zones} 個のゾーンのそれぞれに `cidr` が 1 つずつ必要ですが、ここには異なる `cidr` が \
             {count} 個あります。"],
        doc: "ゾーンを指定する場合、各ゾーンにはパブリックサブネットとプライベートサブネットがちょうど \
              1 つずつ割り当てられます。Copilot は異なるアドレス範囲を数え、ゾーンの数と比べます。",
    },
    Words {
        id: "env.managed-uneven",
        messages: &[
            "パブリックサブネットが {public} 個、プライベートサブネットが {private} 個あります。\
             Copilot はこれらを組み合わせるときにクラッシュします。両側を同じ数にしてください。",
            "パブリックサブネットが {public} 個、プライベートサブネットが {private} 個あります。\
             Copilot は、組み合わせるパブリックサブネットがないプライベートサブネットを破棄します。\
             両側を同じ数にしてください。",
        ],
        doc: "Copilot はテンプレートを書き出すときに、パブリックサブネットのそれぞれを\
              プライベートサブネットと組み合わせます。プライベートサブネットのほうが少ないと\
              クラッシュし、多いと最後の余りが省かれます。",
    },
    Words {
        id: "env.cidr-format",
        messages: &[
            "{value} は IPv4 のアドレス範囲ではありません。`10.0.0.0/16` のように書いてください。\
             Copilot はこの値をそのまま渡し、AWS が拒否します。",
            "AWS が作成するネットワークは `/16` から `/28` までに限られ、{value} はその範囲外です。",
        ],
        doc: "アドレス範囲は CIDR 表記で、IPv4 アドレス、スラッシュ、ネットワークのビット数の順に\
              書きます。Copilot は内容を確認しないため、間違いは CloudFormation が失敗して\
              初めてわかります。VPC とそのサブネットは `/16` から `/28` まででなければなりません。",
    },
    Words {
        id: "env.cidr-containment",
        messages: &[
            "{value} は VPC の範囲 {other} に収まっていません。AWS はこのサブネットを拒否します。",
            "{value} は別のサブネットの {other} と重なっています。AWS はこれを拒否します。",
        ],
        doc: "サブネットの範囲は VPC の範囲を分割したものです。各サブネットは VPC の範囲に収まり、\
              互いにアドレスを共有してはなりません。それ以外を AWS は拒否します。",
    },
    Words {
        id: "env.security-group-cidr-missing",
        messages: &["このルールには `cidr`、つまり対象となるアドレスが必要です (例: `10.0.0.0/8`)。"],
        doc: "環境のセキュリティグループの各ルールには、アドレス (`cidr`)、プロトコル (`ip_protocol`)、\
              `ports` を指定します。どれにも既定値はありません。",
    },
    Words {
        id: "env.security-group-protocol-missing",
        messages: &["このルールには `ip_protocol` が必要です。たとえば `tcp` を、すべてを対象とする場合は \
             `-1` を指定してください。"],
        doc: "環境のセキュリティグループの各ルールにはプロトコルを指定します。`tcp`、`udp`、`icmp`、\
              `icmpv6`、プロトコル番号、またはすべてを表す `-1` です。",
    },
    Words {
        id: "env.security-group-ports-missing",
        messages: &["このルールには `ports` が必要です。`80` のような 1 つのポート、または `80-90` のような\
             範囲を指定してください。"],
        doc: "環境のセキュリティグループの各ルールには、ポートまたはポートの範囲を指定します。\
              指定がないと、Copilot はマニフェストを受け付けません。",
    },
    Words {
        id: "env.security-group-ports-format",
        messages: &["{value} はポートでも範囲でもありません。引用符なしの数値 (`80`) または `from-to` \
             (`80-90`) の形式で書いてください。"],
        doc: "`ports` は、引用符なしの 1 つの数値、またはハイフンで区切った 2 つの数値です。1 つの\
              ポートを引用符で囲むと範囲とみなされ、受け付けられません。",
    },
    Words {
        id: "env.security-group-ports-order",
        messages: &["範囲 {value} の始まりが終わりより大きくなっています。小さいほうのポートを先に\
             書いてください。"],
        doc: "ポートの範囲は、小さいほうから大きいほうへ書きます。逆の順序を Copilot は受け付けません。",
    },
    Words {
        id: "env.security-group-ports-list",
        messages: &[
            "`ports` は 1 つのポートまたは 1 つの範囲ですが、{found} になっています。ポートや範囲ごとに\
             ルールを 1 つずつ書いてください。",
            "`ports` は 1 つのポートまたは 1 つの範囲ですが、{found} になっています。Copilot はこの値を\
             破棄します。",
            "`ports` は 1 つのポートまたは 1 つの範囲で、マップではありません。",
        ],
        doc: "環境のセキュリティグループのルールには、ポートまたは範囲を 1 つだけ指定します。複数ある\
              場合は、その分のルールを書いてください。",
    },
    Words {
        id: "env.security-group-protocol-value",
        messages: &[
            "{value} は IP プロトコルではありません。`tcp`、`udp`、`icmp`、`icmpv6`、プロトコル番号、\
             またはすべてを表す `-1` を書いてください。それ以外を AWS は拒否します。",
        ],
        doc: "`ip_protocol` は IP プロトコルの名前または番号で、サービスの名前ではありません。\
              `https` は、ポート 443 の `tcp` です。Copilot はこの語をそのまま渡し、AWS が拒否します。",
    },
    Words {
        id: "env.vpc-id-cidr",
        messages: &["`id` は既存の VPC を使い、`cidr` は Copilot に VPC を作成させます。Copilot は両方を\
             同時には受け付けません。どちらか一方を残してください。"],
        doc: "環境は、すでにある VPC (`network.vpc.id`) か、指定したアドレス範囲で Copilot が作成する \
              VPC (`network.vpc.cidr`) のどちらかに置かれます。この 2 つは同時に指定できません。",
    },
    Words {
        id: "env.import-no-subnets",
        messages: &["`id` でインポートする VPC には `subnets` が必要です。パブリックサブネットまたは\
             プライベートサブネットを 2 つ以上指定してください。"],
        doc: "Copilot は、自分で作成していない VPC のサブネットを選べません。パブリックサブネットまたは\
              プライベートサブネットの ID を、使う種類ごとに 2 つ以上列挙してください。",
    },
    Words {
        id: "env.import-one-public",
        messages: &[
            "パブリックサブネット 1 つでは足りません。ロードバランサーには 2 つ以上必要です。もう 1 つ\
             追加するか、すべてなくしてください。",
        ],
        doc: "ロードバランサーは少なくとも 2 つのアベイラビリティーゾーンにまたがるため、Copilot は\
              パブリックサブネットが 1 つもないか、少なくとも 2 つあることを求めます。",
    },
    Words {
        id: "env.import-one-private",
        messages: &["プライベートサブネット 1 つでは足りません。Copilot には 2 つ以上必要です。もう 1 つ\
             追加するか、すべてなくしてください。"],
        doc: "インポートした VPC のプライベートサブネットは、1 つもないか、少なくとも 2 つであることを \
              Copilot は求めます。",
    },
    Words {
        id: "env.import-subnet-id",
        messages: &["VPC がインポートされているため、このサブネットには `id` が必要です。"],
        doc: "インポートした VPC (`network.vpc.id`) では何も作成されないため、サブネットはすべて \
              `id` で指定します。`cidr` と `az` は、Copilot が作成する VPC のための設定です。",
    },
    Words {
        id: "env.subnet-id-cidr",
        messages: &[
            "サブネットに指定できるのは `id` (既存のもの) か `cidr` (Copilot が作成するもの) のどちらか\
             一方で、両方は指定できません。",
        ],
        doc: "`id` は既存のサブネットを指定し、`cidr` は Copilot が作成するサブネットを定義します。\
              Copilot は両方を同時には受け付けません。",
    },
    Words {
        id: "env.subnet-id-az",
        messages: &[
            "`id` を持つサブネットのゾーンはすでに決まっています。Copilot は `id` と並ぶ `az` を受け\
             付けません。",
        ],
        doc: "`az` は、Copilot が `cidr` から作成するサブネットのアベイラビリティーゾーンを選びます。\
              `id` で指定したサブネットはすでに存在し、その場所は変わりません。",
    },
    Words {
        id: "env.subnets-without-id-or-cidr",
        messages: &["VPC の `id` も `cidr` もない場合、Copilot はこれらのサブネットを無視し、既定の\
             ネットワークを作成します。"],
        doc: "Copilot が `subnets` を見るのは、VPC をインポートする場合 (`network.vpc.id`) か、調整する\
              場合 (`network.vpc.cidr`) だけです。単独では効果がありません。",
    },
    Words {
        id: "env.flow-logs-false",
        messages: &[
            "`false` でもフローログは有効になり、14 日間保持されます。Copilot はキーがあるかどうかしか\
             見ません。無効にするにはキーを削除してください。",
        ],
        doc: "`network.vpc.flow_logs` では、`false` も含め、どのブール値もフローログを\
              求めるものとみなされます。フローログが不要な場合はキーを省略してください。",
    },
    Words {
        id: "env.flow-logs-shape",
        messages: &[
            "`flow_logs` は true または `retention` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこのマニフェストを受け付けません。",
            "`flow_logs` は true または `retention` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
            "`flow_logs` で認識されるキーは `retention` だけです。Copilot はこのマップを受け\
             付けません。",
        ],
        doc: "`flow_logs: true` と書くと、フローログは 14 日間保持されます。`retention` を持つ\
              マップでは別の日数を選べます。",
    },
    Words {
        id: "env.flow-logs-retention",
        messages: &["CloudWatch Logs ではログの保持期間を {value} 日にできません。使用できる値: {allowed}。"],
        doc: "CloudWatch Logs で選べる日数は決まっています。それ以外の数値では、環境のデプロイが\
              失敗します。",
    },
];
