//! The Japanese words of the rules about `subscribe`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "subscribe.name-missing",
        messages: &["このサブスクリプションには `name` が必要です。発行元が書いたとおりのトピック名を\
             指定してください。"],
        doc: "サブスクリプションには、トピックとそれを発行するサービスを、どちらも発行元の\
              マニフェストのとおりに指定します。",
    },
    Words {
        id: "subscribe.service-missing",
        messages: &["このサブスクリプションには `service`、つまりトピックを発行するワークロードが必要です。"],
        doc: "トピックは、それを発行するワークロードに属し、2 つのワークロードが同じ名前を\
              使うこともあります。そのため、サブスクリプションではどのワークロードのものかを\
              指定します。",
    },
    Words {
        id: "subscribe.name-characters",
        messages: &["{value} はトピックの名前に使えません。使えるのは英字、数字、`_`、`-` です。`.fifo` は\
             書きません。"],
        doc: "名前は発行元のマニフェストにあるもので、英字、数字、アンダースコア、\
              ハイフンからなります。AWS が FIFO トピックに付ける末尾は、名前に含まれません。",
    },
    Words {
        id: "subscribe.service-format",
        messages: &[
            "{value} はワークロードの名前に使えません。名前は英小文字で始まり、その後に英小文字、数字、\
             連続しないハイフンが続く、2 文字以上でなければなりません。",
        ],
        doc: "`service` は、トピックを発行するワークロードの名前です。英小文字、数字、\
              ハイフンからなり、ハイフンを連続させることも、末尾に置くこともできません。",
    },
    Words {
        id: "subscribe.filter-policy-shape",
        messages: &[
            "`filter_policy` はマップでなければなりませんが、{found} になっています。JSON もそのまま\
             書けますが、引用符で囲まないでください。",
        ],
        doc: "フィルターポリシーは、属性から値のリストへのマップです。JSON は YAML でもあるため、ほかの\
              場所のポリシーをコピーできますが、文字列としては書けません。",
    },
    Words {
        id: "subscribe.filter-policy-values",
        messages: &["{key} には、値が 1 つの場合も値のリストが必要です。SNS はこのフィルターポリシーを\
             拒否します。"],
        doc: "フィルターポリシーの各属性には、許される値のリストを書きます。値は文字列、数値、または \
              `anything-but` などのマップです。",
    },
    Words {
        id: "subscribe.duplicate",
        messages: &[
            "前の項目が同じトピックをサブスクライブしています。どちらも同じリソースになり、デプロイが\
             失敗します。一方を削除してください。",
        ],
        doc: "Copilot は、`service` と `name` の英字と数字からサブスクリプションの ID を作ります。\
              同じものを持つ 2 つの項目は、CloudFormation で衝突します。",
    },
    Words {
        id: "subscribe.queue-shape",
        messages: &[
            "`subscribe.queue` はマップでなければなりませんが、{found} になっています。このキューは常に\
             存在し、有効と無効を切り替えられるのはトピックのキューだけです。",
        ],
        doc: "どの Worker Service にも、すべてのトピックのためのキューがあり、`subscribe.queue` で\
              設定します。`queue: true` は、固有のキューを持たせる `topics` の項目に書きます。",
    },
    Words {
        id: "subscribe.topic-queue-shape",
        messages: &[
            "トピックの `queue` は true、false、またはマップでなければなりませんが、\
             {found} になっています。",
            "トピックの `queue` は true、false、またはマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
            "トピックの `queue` は true、false、または {known} のうち少なくとも 1 つのキーを持つ\
             マップでなければなりません。",
        ],
        doc: "`queue: true` または設定のマップを書くと、トピックは共有のキューとは別に固有のキューを\
              持ちます。",
    },
    Words {
        id: "subscribe.duration-day",
        messages: &["{key} は h、m、s を使った時間でなければなりませんが、{found} になっています。日の\
             単位はありません。4 日は `96h` です。"],
        doc: "時間は Go の形式で、`h`、`m`、`s` またはそれより小さい単位の付いた数値です。日や週の\
              単位はありません。",
    },
    Words {
        id: "subscribe.topic-queue-duration-zeroed",
        messages: &[
            "{key} は h、m、s を使った時間でなければなりませんが、{found} になっています。日の\
             単位はありません。5 日は `120h` です。",
            "{key} は h、m、s を使った時間でなければなりませんが、{found} になっています。\
             Copilot はこれを警告なしに 0 にします。日の単位はありません。5 日は `120h` です。",
        ],
        doc: "個々のトピックのキューでは、Copilot は型の誤りを表に出さず、読み取れない時間は \
              0 になります。Copilot のドキュメントにはここに `5d` と書いた例がありますが、その結果 \
              0 になった保持期間を SQS は拒否します。",
    },
    Words {
        id: "subscribe.delay-range",
        messages: &["`delay` は 0s から 15m まででなければなりません。それ以外を SQS は拒否します。"],
        doc: "新しいメッセージを読めるようになるまでの時間です。既定では待ち時間はありません。",
    },
    Words {
        id: "subscribe.retention-range",
        messages: &["`retention` は 60s から 336h (14 日) まででなければなりません。それ以外を SQS は\
             拒否します。"],
        doc: "読まれていないメッセージが失われるまでの時間で、既定値は 96h (4 日) です。",
    },
    Words {
        id: "subscribe.timeout-range",
        messages: &["`timeout` は 0s から 12h まででなければなりません。それ以外を SQS は拒否します。"],
        doc: "メッセージを読んだ側に与えられる時間で、過ぎるとほかの読み手に再び見えるようになります。\
              既定値は 30s です。",
    },
    Words {
        id: "subscribe.dead-letter-type",
        messages: &[
            "`tries` は引用符なしの 0 から 65535 までの数値でなければなりませんが、\
             {found} になっています。",
            "`tries` は引用符なしの 0 から 65535 までの数値でなければなりませんが、\
             {found} になっています。Copilot はこれを警告なしに 0 にします。",
        ],
        doc: "`dead_letter.tries` は、メッセージが何回失敗するとデッドレターキューに移されるかを\
              表します。",
    },
    Words {
        id: "subscribe.dead-letter-range",
        messages: &["SQS は試行回数 {value} を受け付けません。使用できる値: {allowed}。"],
        doc: "SQS は、1 回から 1000 回の失敗の後にメッセージをデッドレターキューへ移します。この\
              キューが不要な場合は `dead_letter` を省略してください。",
    },
    Words {
        id: "subscribe.fifo-shape",
        messages: &[
            "`fifo` は true、false、またはマップでなければなりませんが、{found} になっています。",
            "`fifo` は true、false、またはマップでなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
            "`fifo` は true、false、または {known} のうち少なくとも 1 つのキーを持つ\
             マップでなければなりません。",
        ],
        doc: "`fifo: true` と書くと、メッセージの順序を保つキューになります。マップ形式では、\
              スループットと重複排除を設定します。",
    },
    Words {
        id: "subscribe.fifo-high-throughput-exclusive",
        messages: &[
            "`high_throughput` は `throughput_limit` と `deduplication_scope` を自動的に設定します。\
             Copilot は、false の場合も {other} との併用を受け付けません。",
        ],
        doc: "`high_throughput` は、`throughput_limit` と `deduplication_scope` を最も速い組み\
              合わせにするものです。これか、その 2 つのどちらかを書き、併用はしないでください。",
    },
    Words {
        id: "subscribe.fifo-deduplication-scope",
        messages: &["{value} という重複排除の範囲はありません。使用できる値 (表記もこのとおり): {allowed}。"],
        doc: "重複は、キュー全体またはメッセージグループごとに検出されます。",
    },
    Words {
        id: "subscribe.fifo-throughput-limit",
        messages: &[
            "{value} というスループットの制限はありません。使用できる値 (表記もこのとおり): {allowed}。",
        ],
        doc: "1 秒あたりのメッセージ数の制限は、キュー全体またはメッセージグループごとに適用されます。",
    },
    Words {
        id: "subscribe.fifo-scope-limit",
        messages: &["`deduplication_scope: queue` の場合、制限は `perQueue` でなければなりません。\
             グループごとの制限には、範囲 `messageGroup` が必要です。"],
        doc: "重複をキュー全体で検出するキューでは、メッセージグループごとにスループットを\
              数えることができません。",
    },
];
