//! The Japanese words of the rules about the order in which containers start and stop.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "depends-on.condition",
        messages: &[
            "{value} は有効な条件ではありません。コンテナが待機できるのは、他のコンテナの `start`、\
             `healthy`、`complete`、`success` です。",
            "{value} には条件 (`start`、`healthy`、`complete`、`success` のいずれか) が必要です。\
             条件が空の場合、Copilot は受け付けません。",
        ],
        doc: "依存関係では、他のコンテナが到達している必要がある状態を指定します。`start` (開始した)、\
              `healthy` (ヘルスチェックに合格した)、`complete` (終了した)、`success` (終了コード 0 で\
              終了した) のいずれかです。大文字で書いても構いません。",
    },
    Words {
        id: "depends-on.unknown-container",
        messages: &["タスクに {name} というコンテナはありません。タスクのコンテナは {known} です。"],
        doc: "依存関係には、同じタスクのコンテナを指定する必要があります。指定できるのは、\
              ワークロードと同じ名前を持つメインコンテナか、サイドカーです。ここで他のサービスを\
              待機することはできません。",
    },
    Words {
        id: "depends-on.essential-complete",
        messages: &[
            "サイドカー {name} は必須コンテナで、終了してはならないため、使用できる条件は `start` と \
             `healthy` だけです。終了することを想定している場合は、サイドカーに `essential: false` を\
             指定してください。",
        ],
        doc: "必須コンテナが終了するとタスク全体が停止するため、その終了を待機することはできません。\
              サイドカーは、`essential: false` を指定しない限り必須コンテナです。",
    },
    Words {
        id: "depends-on.main-complete",
        messages: &["{name} は常に必須であるメインコンテナです。サイドカーが待機できるのは、\
             その `start` または `healthy` だけです。"],
        doc: "タスクはメインコンテナとともに終了するため、その後にサイドカーを実行することはできませ\
              ん。メインコンテナに対して使用できる条件は `start` と `healthy` だけです。",
    },
    Words {
        id: "depends-on.self",
        messages: &["コンテナ {name} が自分自身を待機しているため、Copilot はマニフェストを受け付けません。"],
        doc: "コンテナは自分自身を待機できません。このエントリを削除するか、本来意図したコンテナの\
              名前を指定してください。",
    },
    Words {
        id: "depends-on.cycle",
        messages: &["これらのコンテナは互いを循環して待機しています ({cycle})。Copilot はマニフェストを\
             受け付けません。"],
        doc: "循環の中の各コンテナが次のコンテナを待機すると、どのコンテナも開始できません。\
              依存関係のどれか 1 つを削除してください。",
    },
    Words {
        id: "depends-on.healthy-without-healthcheck",
        messages: &["{name} にはマニフェストに `healthcheck` がないため、正常な状態になることがなく、\
             ECS はタスク定義を受け付けません。Dockerfile の `HEALTHCHECK` は対象になりません。"],
        doc: "`healthy` を使用するには、タスク定義のヘルスチェック、つまりサイドカーまたは `image` の \
              `healthcheck` が必要です。ECS はイメージの中身を調べず、Copilot はまったく調べません。",
    },
    Words {
        id: "depends-on.firelens-without-logging",
        messages: &["このタスクに {name} はありません。`logging` がこのコンテナを追加するのは、\
             `retention` 以外のフィールド (`destination` など) がある場合だけです。"],
        doc: "ログルーターは、`logging` に `retention` 以外のフィールドが少なくとも 1 つある場合にだけ\
              存在します。それがないと、依存関係は存在しないコンテナを指すことになります。",
    },
    Words {
        id: "depends-on.firelens-condition",
        messages: &["ログルーターはタスクと同じ期間実行されるため、ECS はその終了の待機を受け付けません。\
             `start` と指定してください。"],
        doc: "Copilot は `complete` と `success` を通しますが、ECS にとってログルーターは\
              必須コンテナです。ヘルスチェックもないため、機能する条件は `start` だけです。",
    },
    Words {
        id: "depends-on.otel-collector",
        messages: &["{name} は `observability.tracing` によって追加されるコンテナで、Copilot は他の\
             コンテナがこれに依存することを許可しません。"],
        doc: "Copilot がコレクターを追加するのはテンプレートだけで、依存関係を検証した後です。\
              コンテナがコレクターを待機する必要がある場合は、独自のコレクターをサイドカーとして\
              用意してください。",
    },
    Words {
        id: "pattern.init-essential",
        messages: &["{other} は {name} が終了するまで待機するため、{name} は必須コンテナにできません。\
             `essential: false` を指定してください。指定しないと Copilot はマニフェストを\
             受け付けません。"],
        doc: "何かを準備して終了するサイドカーには、`essential: false` が必要です。これがないと、\
              サイドカーの終了によってタスクが停止することになるため、Copilot はそのサイドカーに\
              対する `complete` と `success` を受け付けません。",
    },
];
