//! The Japanese words of the rules about `network`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "network.placement-value",
        messages: &[
            "{value} という配置はありません。使用できるのは {allowed} (小文字)、または `subnets` を持つ\
             マップです。",
        ],
        doc: "タスクは、環境のパブリックサブネットまたはプライベートサブネットで実行されます。\
              サブネットを個別に選ぶにはマップを書いてください。",
    },
    Words {
        id: "network.placement-rdws-public",
        messages: &["Request-Driven Web Service に指定できる配置は {allowed}、または `subnets` を持つ\
             マップだけで、{value} は指定できません。VPC へのアクセスが不要な場合は `network` を\
             省略してください。"],
        doc: "App Runner のサービスは VPC の外にあり、もともと公開されています。`placement` は\
              サービスをプライベートサブネットに接続する設定のため、`public` は意味を持ちません。",
    },
    Words {
        id: "network.placement-shape",
        messages: &[
            "`placement` は文字列または `subnets` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこのマニフェストを受け付けません。",
            "`placement` は文字列または `subnets` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
            "`placement` は文字列または `subnets` を持つマップでなければなりません。ここではほかの\
             キーは認識されず、Copilot はこのマニフェストを受け付けません。",
        ],
        doc: "サブネットのリストは 1 つ下の階層の `placement.subnets` に書きます。",
    },
    Words {
        id: "network.subnet-id-format",
        messages: &["{value} はサブネットの ID (`subnet-0a1b2c3d`) のように見えません。AWS はサブネットを\
             名前ではなく ID で識別します。タグで選ぶには `from_tags` を使ってください。"],
        doc: "`subnets` には ID を指定します。名前はタグであり、`from_tags` で検索します。",
    },
    Words {
        id: "network.security-groups-shape",
        messages: &[
            "`security_groups` は ID のリスト、または `groups` と `deny_default` を持つ\
             マップでなければなりませんが、{found} になっています。",
            "`security_groups` は ID のリスト、または `groups` と `deny_default` を持つ\
             マップでなければなりませんが、{found} になっています。Copilot はこの値を破棄します。",
            "`security_groups` は ID のリスト、または {known} のうち少なくとも 1 つのキーを持つ\
             マップでなければなりません。",
        ],
        doc: "セキュリティグループが 1 つの場合は、項目が 1 つのリストとして書きます。マップ形式では、\
              Copilot が自動的に追加するグループを外すこともできます。",
    },
    Words {
        id: "network.security-group-format",
        messages: &["{value} はセキュリティグループの ID (`sg-12345678`) のように見えません。AWS は\
             セキュリティグループを名前ではなく ID で識別します。別のスタックのグループは \
             `from_cfn: <export>` で指定します。"],
        doc: "セキュリティグループは、ID、または `from_cfn` に書く CloudFormation のエクスポート名で\
              指定します。",
    },
    Words {
        id: "network.deny-default-alone",
        messages: &[
            "`deny_default` は環境のセキュリティグループを外しますが、代わりのグループが `groups` に\
             指定されていません。アドオンが用意しない限り、タスクには、タスクへのアクセスを許可する\
             グループがなくなります。",
        ],
        doc: "タスクは環境のセキュリティグループに属し、このグループによって、サービスと\
              ロードバランサーは互いにアクセスできます。これを外す場合は、別のグループを `groups` に\
              指定するか、アドオンで出力してください。",
    },
    Words {
        id: "network.deny-default-job",
        messages: &[
            "Scheduled Job には常に環境のセキュリティグループが割り当てられるため、`deny_default` に\
             効果はありません。",
        ],
        doc: "ジョブのステートマシンは、`deny_default` の値に関係なく、環境のセキュリティグループを\
              使ってタスクを開始します。",
    },
    Words {
        id: "network.rdws-security-groups",
        messages: &["{kind} に {key} はありません。Copilot はこれを無視します。VPC への接続には環境の\
             セキュリティグループが使われます。"],
        doc: "App Runner について Copilot が認識するのは `placement` だけです。セキュリティグループは、\
              ECS のサービスとジョブのための設定です。",
    },
    Words {
        id: "network.security-groups-top-level",
        messages: &["{key} は `network.vpc` の下に書きます。Copilot はここにあるものを無視します。"],
        doc: "Copilot のドキュメントには `security_groups` を最上位に書いた例がありますが、そこでは\
              メッセージなしに破棄されます。これは `network.vpc` の設定です。",
    },
    Words {
        id: "network.connect-shape",
        messages: &[
            "`connect` は true、false、または `alias` を持つマップでなければなりませんが、\
             {found} になっています。",
            "`connect` は true、false、または `alias` を持つマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
            "`connect` は true、false、または `alias` とその名前を持つマップでなければなりません。\
             Copilot はこのマニフェストを受け付けません。",
        ],
        doc: "`connect: true` と書くとサービス名で、`alias` を書くと別の名前で、Service Connect に\
              参加します。",
    },
    Words {
        id: "network.connect-alias-no-port",
        messages: &["エイリアスは、ほかのサービスが呼び出すための名前ですが、このサービスはポートを\
             公開していないため、Copilot は受け付けません。`image.port` または \
             `http.target_container` を設定するか、ほかのサービスを呼び出すだけなら `connect: true` と\
             書いてください。"],
        doc: "`network.connect.alias` を指定すると、ほかのサービスがこのサービスにアクセスするため、\
              `image.port` または `http.target_container` が必要です。サイドカーのポートだけでは\
              足りません。",
    },
    Words {
        id: "network.connect-alias-worker",
        messages: &["Worker Service はポートを公開しないため、Copilot はエイリアスを受け付けません。ほかの\
             サービスを呼び出すには `connect: true` と書いてください。"],
        doc: "Worker Service はキューを読み取るもので、呼び出されることはありません。`connect: true` と\
              書くと、ほかのサービスをエイリアスで呼び出せます。",
    },
    Words {
        id: "network.connect-job",
        messages: &["Scheduled Job はサービスではないため、Copilot は `connect` を無視します。"],
        doc: "Service Connect は ECS サービス同士をつなぎます。ジョブは単独のタスクとして実行され、\
              Copilot はそのためのテンプレートに Service Connect の設定を出力しません。",
    },
    Words {
        id: "network.connect-rdws",
        messages: &[
            "Service Connect は ECS のサービス間で動作します。Copilot は {kind} の {key} を無視します。",
        ],
        doc: "App Runner のサービスは Service Connect に参加できません。ほかのサービスには、その\
              ロードバランサーを通じてアクセスします。",
    },
    Words {
        id: "network.connect-backend-no-port",
        messages: &["このサービスはポートを公開していないため、Service Connect ではほかのサービスを呼び\
             出すことしかできません。名前でアクセスされるには `image.port` が必要です。"],
        doc: "`image.port` がなく、`http` の転送先のコンテナもない場合、Backend Service は\
              クライアントとしてのみ Service Connect に参加します。名前でこのサービスに\
              アクセスすることはできません。",
    },
];
