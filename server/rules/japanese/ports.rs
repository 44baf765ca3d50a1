//! The Japanese words of the rules about the ports of containers.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "sidecar.port-number",
        messages: &["{value} はサイドカーのポートではありません。0 から 65535 までの数値を 1 つ書き、tcp \
             以外の場合はスラッシュの後にプロトコルを書いてください (例: `53/udp`)。"],
        doc: "サイドカーが公開するポートは 1 つで、数値とオプションのプロトコルで書きます。範囲、\
              リスト、2 つ目のスラッシュは受け付けられません。",
    },
    Words {
        id: "sidecar.port-protocol",
        messages: &["{protocol} はコンテナのポートのプロトコルではありません。\
             スラッシュの後に使用できるのは tcp または udp です。"],
        doc: "コンテナは TCP または UDP を受け付けます。TLS は、コンテナの中または `nlb` \
              のリスナーで終端します。",
    },
    Words {
        id: "sidecar.port-conflict",
        messages: &["コンテナ {other} がすでにポート {port} を公開しています。タスクのコンテナは 1 \
             つのネットワークを共有するため、Copilot は 2 つ目を受け付けません。"],
        doc: "タスクのすべてのコンテナは、1 台のホスト上のプロセスのように 1 \
              つのネットワークを共有します。メインコンテナも含め、2 \
              つのコンテナが同じポートで待ち受けることはできません。",
    },
    Words {
        id: "http.port-conflict",
        messages: &["ポート {port} は {container} ではなくコンテナ {other} のものです。Copilot \
             はこのルールを受け付けません。`target_container` または `target_port` \
             を変更してください。"],
        doc: "`target_port` は、ターゲットのコンテナのポートを開きます。\
              タスクのすべてのコンテナは 1 つのネットワークを共有するため、\
              別のコンテナが公開しているポートをもう一度開くことはできません。",
    },
    Words {
        id: "http.port-protocol-conflict",
        messages: &["コンテナ {other} はポート {port} を UDP で公開していますが、Application Load \
             Balancer は TCP を使います。別の `target_port` を選択してください。"],
        doc: "HTTP には TCP が必要です。サイドカーが `/udp` を付けて宣言しているポートに、\
              ルールからリクエストを送ることはできません。",
    },
    Words {
        id: "nlb.port-protocol-conflict",
        messages: &[
            "このリスナーはコンテナ {other} のポート {port} を {protocol} で使いますが、\
             このポートはすでに {used} で公開されています。別の `target_port` を選択してください。",
            "このリスナーはコンテナ {container} のポート {port} に送りますが、このポートは \
             {other} のものです。`target_container` または `target_port` を変更してください。",
        ],
        doc: "タスクのポートは、1 つのコンテナと 1 つのプロトコルに属します。\
              複数のリスナーが同じポートを共有できるのは、その両方が一致する場合だけです。\
              `target_port` を省略すると、リスナーは自身が開くポートと同じ番号のポートに送ります。",
    },
    Words {
        id: "nlb.udp-healthcheck",
        messages: &["このリスナーのヘルスチェックは、UDP で公開されているポート {port} に送られますが、\
             ヘルスチェックには TCP が必要です。`healthcheck.port` にコンテナの TCP \
             ポートを指定してください。"],
        doc: "Network Load Balancer のヘルスチェックは TCP 接続を開きます。`healthcheck.port` \
              がない場合は、トラフィックを受け取るポートに送られますが、そのポートが UDP であれば \
              TCP 接続を受け付けません。",
    },
    Words {
        id: "http.healthcheck-port-udp",
        messages: &["このルールのヘルスチェックは、{other} が UDP で公開しているポート {port} \
             に送られますが、ヘルスチェックには TCP が必要です。`healthcheck.port` にコンテナの \
             TCP ポートを指定してください。"],
        doc: "Application Load Balancer は HTTP でタスクの状態を確認するため、ポートは TCP \
              を受け付けなければなりません。使われるのは `healthcheck.port`、なければ \
              `target_port`、それもなければ `image.port` です。",
    },
    Words {
        id: "http.healthcheck-port-not-exposed",
        messages: &["このマニフェストには、ポート {port} を公開するコンテナがありません。\
             公開していなくても何かがそのポートで待ち受けていない限り、ヘルスチェックは失敗します。\
             公開されているポートは {exposed} です。"],
        doc: "Copilot は、ヘルスチェックに任意のポートを受け付けます。通常は、\
              コンテナが公開するポート、つまり `image.port`、サイドカーの `port`、または \
              `target_port` を使います。",
    },
];
