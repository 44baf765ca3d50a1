//! The Japanese words of the rules about `publish`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "publish.name-missing",
        messages: &["このトピックには `name` が必要です。"],
        doc: "Copilot は `publish.topics` の項目ごとに SNS トピックを 1 つ作成します。トピックの\
              名前は、アプリケーション、環境、ワークロードの名前で始まり、この名前で終わります。",
    },
    Words {
        id: "publish.name-characters",
        messages: &["{value} はトピックの名前に使えません。使えるのは英字、数字、`_`、`-` です。`.fifo` は \
             Copilot が自動的に付けます。"],
        doc: "トピックの名前に使えるのは、英字、数字、アンダースコア、ハイフンです。AWS が FIFO \
              トピックに求める末尾は書きません。`fifo: true` と書くと付けられます。",
    },
    Words {
        id: "publish.item-shape",
        messages: &["トピックは `name` を持つマップでなければなりませんが、{found} になっています。\
             Copilot はこのマニフェストを受け付けません。"],
        doc: "`publish.topics` の各項目は、`name` と、必要に応じて `fifo` を持つマップです。",
    },
    Words {
        id: "publish.fifo-shape",
        messages: &[
            "`fifo` は true、false、または `content_based_deduplication` を持つ\
             マップでなければなりませんが、{found} になっています。",
            "`fifo` は true、false、または `content_based_deduplication` を持つ\
             マップでなければなりませんが、{found} になっています。Copilot はこの値を破棄します。",
            "`fifo` は true、false、または `content_based_deduplication` を持つ\
             マップでなければなりません。ここではほかのキーは認識されず、Copilot はこのマニフェストを\
             受け付けません。",
        ],
        doc: "`fifo: true` と書くと、順序付きのトピックになります。マップ形式は、コンテンツベースの\
              重複排除のためだけのものです。",
    },
    Words {
        id: "publish.duplicate",
        messages: &["{name} と {other} は CloudFormation では同じリソースになり、デプロイが失敗します。\
             名前のうち英字と数字しか区別されないためです。どちらかのトピックの名前を変更してください。"],
        doc: "Copilot は、トピックの名前の英字と数字からリソースの ID を作ります。`-` と `_` だけが\
              異なる名前や、まったく同じ名前は衝突します。",
    },
    Words {
        id: "publish.static-site",
        messages: &["{kind} は発行するコードを実行しないため、Copilot は {key} を無視します。"],
        doc: "静的サイトは CDN の後ろにあるファイルです。トピックは、そこへ送信するサービスに書きます。",
    },
];
