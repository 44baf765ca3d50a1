//! The Japanese words of the rules about sidecar patterns that go wrong.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "pattern.one-shot-essential",
        messages: &[
            "{name} のコマンドはすぐに終了しますが、必須のサイドカーであるため、終了するとタスク全体が\
             停止します。`essential: false` と指定してください。",
        ],
        doc: "サイドカーは、別の指定がない限り必須コンテナです。1 つでも終了すると、ECS はタスクを\
              停止します。何かを準備するだけのサイドカーには、`essential: false` が必要です。",
    },
    Words {
        id: "pattern.otel-twice",
        messages: &["`observability.tracing` が追加するコレクターは、{name} と同じポートでリッスンします。\
             どちらか一方だけを残してください。"],
        doc: "`observability.tracing: awsxray` を指定すると、Copilot は OpenTelemetry コレクターを\
              追加します。サイドカーとして 2 つ目のコレクターがあると、同じポートを使用しようとします。\
              タスクのすべてのコンテナはポートを共有します。",
    },
    Words {
        id: "pattern.fluent-bit-as-plain-sidecar",
        messages: &[
            "通常のサイドカーである {name} には、ログが自動的に送られません。メインコンテナのログを \
             Fluent Bit に送信するのは `logging` だけです。",
        ],
        doc: "ECS がログを渡すのは、`logging` が設定するログルーターだけです。そのルーターのイメージ、\
              設定、変数、シークレットは、すべて `logging` に書くことができます。",
    },
    Words {
        id: "aws.sidecar-localhost",
        messages: &["タスクのコンテナは `localhost` で互いに通信します。Docker Compose とは異なり、\
             {name} はここではホスト名ではありません。"],
        doc: "タスクのすべてのコンテナは、1 つのネットワークを共有します。サイドカーには \
              `localhost` とそのポートでアクセスします。サイドカーの名前は解決できません。",
    },
    Words {
        id: "aws.windows-sidecar-image",
        messages: &["Windows タスクのすべてのコンテナには Windows イメージが必要ですが、{value} は Windows \
             イメージではないようです。"],
        doc: "プラットフォームはタスク全体の設定です。Windows の場合は、すべてのサイドカーも Windows \
              イメージを実行する必要があり、そうでないとタスクは起動しません。",
    },
];
