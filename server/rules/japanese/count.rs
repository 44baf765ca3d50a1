//! The Japanese words of the rules about `count`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "count.shape",
        messages: &[
            "`count` には、引用符で囲まない整数またはマップを指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`count` には、引用符で囲まない整数またはマップを指定してください。{found} は Copilot \
             に警告なしで無視されます。",
            "この `count` には Copilot の知っているキーが 1 つもないため、Copilot \
             は受け付けません。使用できるキーは {known} です。",
        ],
        doc: "`count` は、タスクの数、または Spot やオートスケーリングのオプションを持つマップで\
              す。文字列は受け付けられません。`range` の中に書かれていない `min` と `max` \
              のように、Copilot の知っているキーが 1 つもないマップも受け付けられません。",
    },
    Words {
        id: "count.job-autoscaling",
        messages: &["{kind} はスケールできないため、Copilot はマップの `count` を受け付けません。\
             削除してください。"],
        doc: "ジョブは、トリガーされるたびにタスクを 1 つ開始します。Copilot は、ジョブでは Spot \
              とオートスケーリングのオプションを受け付けません。",
    },
    Words {
        id: "count.job-ignored",
        messages: &["{kind} では `count` の効果はありません。トリガーされるたびにタスクが 1 \
             つ実行されます。"],
        doc: "Copilot はジョブにもタスクの数を受け付けますが、\
              ジョブのテンプレートではどこにも使われません。",
    },
    Words {
        id: "count.rdws-string",
        messages: &["Request-Driven Web Service の `count` には、App Runner \
             の自動スケーリング設定の名前を指定してください。{found} は指定できません。Copilot \
             はマニフェストを受け付けません。"],
        doc: "App Runner は自身でスケールします。`count` は、その自動スケーリング設定の 1 つを \
              `<name>/<revision>` の形で指定するだけです。マップは受け付けられません。",
    },
    Words {
        id: "count.rdws-number",
        messages: &["{value} は App Runner の自動スケーリング設定ではありません。`count` には、\
             インスタンスの数ではなく `<name>/<revision>` を指定してください。"],
        doc: "数値は App Runner の自動スケーリング設定の名前として読み取られ、AWS \
              では見つかりません。インスタンスの数は、その設定の中で指定します。",
    },
    Words {
        id: "count.negative",
        messages: &["{value} 個のタスクは実行できません。Copilot はこの数値を受け付けますが、ECS \
             は受け付けません。使用できる値は {allowed} です。"],
        doc: "Copilot は `count` と `count.spot` の符号を確認しません。負のタスク数は、\
              サービスのデプロイ時に ECS に拒否されます。",
    },
    Words {
        id: "count.windows-spot",
        messages: &["Fargate Spot は Linux のタスク向けですが、このタスクは Windows で実行されます。\
             Copilot はこれを確認しません。"],
        doc: "Copilot が Spot キャパシティを拒否するのは ARM の場合だけです。AWS \
              のドキュメントでは Fargate Spot は Linux のタスク向けとされているため、Spot \
              を要求する Windows のサービスは開始しないことがあります。",
    },
    Words {
        id: "count.percentage-range",
        messages: &["{value} はパーセンテージではありません。Copilot で使用できる値は {allowed} です。"],
        doc: "`cpu_percentage` と `memory_percentage` は、サービスが目標とする平均使用率で、0 \
              から 100 までの値です。",
    },
    Words {
        id: "count.percentage-string",
        messages: &[
            "パーセンテージには、引用符も `%` も付けない整数を指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "パーセンテージには、引用符も `%` も付けない整数を指定してください。{found} は、\
             Copilot によって 0 として扱われます。",
            "このパーセンテージのマップには、Copilot の知っているキーが 1 つもありません。\
             使用できるキーは {known} です。",
        ],
        doc: "`cpu_percentage` と `memory_percentage` は整数です。`70%` ではなく `70` と書きます。\
              長い形式は、`value` と `cooldown` を持つマップです。",
    },
    Words {
        id: "count.metric-map-without-value",
        messages: &[
            "{key} に `cooldown` はありますが、`value` がありません。Copilot がクラッシュします。",
            "{key} に `cooldown` はありますが、`value` がありません。Copilot は受け付けますが、\
             このメトリクスではスケールしません。",
        ],
        doc: "メトリクスの長い形式では、目標値を `value` に指定する必要があります。`value` \
              がないと、パーセンテージでは Copilot が異常終了し、\
              ほかのメトリクスは警告なしに無視されます。",
    },
    Words {
        id: "count.response-time-number",
        messages: &[
            "`response_time` には、`2s` のように単位を付けた期間を指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`response_time` には、`2s` のように単位を付けた期間を指定してください。{found} は、\
             Copilot によって 0 として扱われます。",
            "この `response_time` のマップには、Copilot の知っているキーが 1 つもありません。\
             使用できるキーは {known} です。",
        ],
        doc: "応答時間は、`500ms` や `2s` のように数値に単位を付けた Go 形式の期間です。",
    },
    Words {
        id: "count.queue-delay-incomplete",
        messages: &["`queue_delay` には {missing} も必要です。これがないと、Copilot \
             はマニフェストを受け付けません。"],
        doc: "Copilot は、許容できるレイテンシーと 1 つのメッセージの処理にかかる時間から、\
              タスクごとに待機できるメッセージの数を計算します。その両方が必要です。",
    },
    Words {
        id: "count.queue-delay-cooldown-only",
        messages: &["`queue_delay` に `cooldown` だけがあると、Copilot がクラッシュします。\
             `acceptable_latency` と `msg_processing_time` を追加してください。"],
        doc: "`cooldown` があると、Copilot は `queue_delay` の 2 つの時間もあるものとして扱い、\
              それらがなければ異常終了します。",
    },
    Words {
        id: "count.queue-delay-zero",
        messages: &["{key} に 0 は指定できません。Copilot はマニフェストを受け付けません。"],
        doc: "Copilot は、許容できるレイテンシーを 1 つのメッセージの処理にかかる時間で割ります。\
              どちらも 0 にはできません。",
    },
    Words {
        id: "count.queue-delay-order",
        messages: &["`msg_processing_time` が `acceptable_latency` より長くなっています。Copilot \
             はマニフェストを受け付けません。"],
        doc: "メッセージの処理に許容できるレイテンシーより長い時間がかかると、\
              その時間内に処理を終えることはできません。",
    },
    Words {
        id: "count.range-format",
        messages: &["{value} は範囲ではありません。`1-10` のように、空白を入れずに数字で `<min>-<max>` \
             と書いてください。"],
        doc: "範囲の短い形式は、ハイフンでつないだ 2 つの数値だけで書きます。長い形式は、`min` と \
              `max` を持つマップです。",
    },
    Words {
        id: "count.range-order",
        messages: &["タスクの最小数 ({min}) が最大数 ({max}) より大きくなっています。Copilot \
             はマニフェストを受け付けません。"],
        doc: "範囲の 1 つ目の数値 (`min`) は、2 つ目の数値 (`max`) を超えてはなりません。",
    },
    Words {
        id: "count.range-map-incomplete",
        messages: &["`range` には `min` と `max` の両方が必要です。{missing} がないため、Copilot \
             はマニフェストを受け付けません。"],
        doc: "マップ形式の範囲には、タスクの最小数と最大数が必要です。`spot_from` は任意です。",
    },
    Words {
        id: "count.range-negative",
        messages: &["{value} はタスクの数ではありません。Copilot は `range` で 0 \
             未満の数値を受け付けません。"],
        doc: "`min`、`max`、`spot_from` はタスクの数であり、負の値にはできません。",
    },
    Words {
        id: "count.range-partial-type-error",
        messages: &[
            "{key} には{expected}を指定してください。{found} は指定できません。Copilot はこの \
             `range` を受け付けません。",
            "{key} には{expected}を指定してください。{found} は指定できません。Copilot \
             は警告なしに 0 として扱います。",
        ],
        doc: "マップ形式のキーが 1 つでもあると、Copilot はその中の型の誤りを報告しません。\
              引用符で囲んだ数値は 0 とみなされます。",
    },
    Words {
        id: "count.spot-from-above-max",
        messages: &["`spot_from` ({value}) が `max` ({max}) を超えています。Spot \
             に配置されるタスクはありません。"],
        doc: "`spot_from` は、Spot キャパシティで実行される最初のタスクの番号です。\
              サービスのタスクが `max` を超えることはありません。",
    },
    Words {
        id: "count.spot-from-below-min",
        messages: &["`spot_from` ({value}) が `min` ({min}) を下回っています。すべてのタスクが Spot \
             で実行され、通常の Fargate で実行されるタスクはありません。"],
        doc: "Copilot が通常の Fargate タスクをベースとして確保するのは、`spot_from` が `min` \
              以上の場合だけです。それを下回ると、すべてのタスクが同時に中断される可能性がありま\
              す。",
    },
    Words {
        id: "count.spot-with-autoscaling",
        messages: &["`spot` は、`range` やスケーリングのメトリクスと一緒には使えません。Copilot \
             はマニフェストを受け付けません。Spot でスケールするには `range.spot_from` \
             を使ってください。"],
        doc: "`spot` は、Spot キャパシティで実行する固定のタスク数です。オートスケーリングでは、\
              どのタスクから Spot を使うかをマップ形式の `range` で指定します。",
    },
    Words {
        id: "count.range-without-metric",
        messages: &["`range` には、スケーリングのメトリクスが必要です。{metrics} を追加してください。\
             これがないと、Copilot はマニフェストを受け付けません。"],
        doc: "タスクの範囲だけでは、いつタスクを増減するかが決まりません。Copilot では、\
              少なくとも 1 つのメトリクスを一緒に指定する必要があります。",
    },
    Words {
        id: "count.metric-without-range",
        messages: &["{key} には、`range: 1-10` のような `range` が一緒に必要です。これがないと、Copilot \
             はマニフェストを受け付けません。"],
        doc: "スケーリングのメトリクスには、タスクの最小数と最大数が必要です。",
    },
    Words {
        id: "count.cooldown-without-metric",
        messages: &["`cooldown` には、スケーリングのメトリクスが必要です。{metrics} を追加してください。\
             これがないと、Copilot はマニフェストを受け付けません。"],
        doc: "`count.cooldown` は、すべてのメトリクスに共通する既定の待機時間です。\
              メトリクスがなければ受け付けられません。",
    },
    Words {
        id: "count.metric-not-for-kind",
        messages: &["{kind} は {key} でスケールできません。Copilot はマニフェストを受け付けません。\
             使用できるメトリクスは {metrics} です。"],
        doc: "ロードバランサーを使うサービスはリクエスト数と応答時間で、Worker Service \
              はキューの遅延でスケールします。CPU とメモリはどのサービスでも使えます。",
    },
    Words {
        id: "count.requests-without-http",
        messages: &["{key} はロードバランサーで計測されます。Backend Service で使うには `http` \
             セクションが必要です。"],
        doc: "リクエスト数と応答時間は内部ロードバランサーのメトリクスです。Backend Service \
              に内部ロードバランサーがあるのは、`http` がある場合だけです。`http` がなければ、\
              Copilot はマニフェストを受け付けません。",
    },
    Words {
        id: "count.requests-http-disabled",
        messages: &["`http: false` では {key} を計測できません。Network Load Balancer \
             はリクエストを数えません。"],
        doc: "`http: false` のサービスには Network Load Balancer しかなく、\
              リクエスト数も応答時間も得られません。この場合、Copilot \
              はこれらのメトリクスを受け付けません。",
    },
];
