//! The Japanese words of the rules about `deployment`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "deployment.rolling-value",
        messages: &["{value} はデプロイ戦略ではありません。Copilot で使用できる値は {allowed} です。"],
        doc: "`default` は、古いタスクが停止する前に新しいタスクを開始します。`recreate` は、\
              古いタスクを先に停止します。ほかの戦略はありません。",
    },
    Words {
        id: "deployment.rollback-alarms-shape",
        messages: &[
            "`rollback_alarms` には、アラーム名のリストまたはしきい値のマップを指定してください。\
             {found} は指定できません。Copilot は受け付けません。",
            "`rollback_alarms` には、アラーム名のリストまたはしきい値のマップを指定してください。\
             {found} は Copilot に無視されます。",
            "この `rollback_alarms` には Copilot の知っているしきい値が 1 つもないため、Copilot \
             はこのマップを受け付けません。使用できるキーは {known} です。",
        ],
        doc: "既存のアラームの名前を列挙するか、Copilot \
              がアラームを作成するためのしきい値を指定します。名前が 1 つの場合も、項目が 1 \
              つのリストで書きます。空のマップや未知のキーだけのマップは受け付けられません。",
    },
    Words {
        id: "deployment.rollback-alarms-percent",
        messages: &["{key} には、引用符も `%` も付けない数値を指定してください。{found} は指定できません。\
             Copilot はマニフェストを受け付けません。"],
        doc: "ロールバックアラームのしきい値は、パーセントを表す単なる数値です。",
    },
    Words {
        id: "deployment.doc-slash-comment",
        messages: &["YAML では `//` はコメントになりません。{key} は文字列になり、Copilot \
             は受け付けません。`#` と書いてください。"],
        doc: "Copilot のドキュメントのサンプルには、しきい値の後ろに `//` \
              のコメントが書かれています。YAML はこれを値の一部とみなすため、\
              値は数値ではなくなります。",
    },
    Words {
        id: "deployment.rollback-alarms-range",
        messages: &["{value} パーセントでは意味がありません。このようなアラームは、常に発生するか、\
             決して発生しません。{allowed} の値を使ってください。"],
        doc: "CPU とメモリの使用率は 0 パーセントから 100 パーセントまでです。Copilot \
              はしきい値を確認しません。100 を超えるとアラームは決して発生せず、0 \
              以下では常に発生します。",
    },
    Words {
        id: "deployment.messages-delayed-not-worker",
        messages: &["{kind} にはキューがないため、{key} は Copilot に無視されます。このキーは Worker \
             Service だけのものです。"],
        doc: "遅延メッセージの数は、Worker Service のキューのメトリクスです。ほかのサービスでは \
              Copilot はこのしきい値を無視し、マップにほかに何もない場合はマップを受け付けません。",
    },
    Words {
        id: "deployment.job",
        messages: &["{kind} に {key} はなく、Copilot に無視されます。\
             トリガーされるたびに最新のバージョンが開始されます。"],
        doc: "ジョブには、デプロイで置き換える実行中のタスクがありません。そのため、\
              このセクションはジョブにはありません。",
    },
];
