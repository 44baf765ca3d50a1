//! The Japanese words of the rules about `logging`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "logging.retention-value",
        messages: &["CloudWatch Logs でログを {value} 日間保持することはできません。指定できる日数は \
             {allowed} です。"],
        doc: "ロググループの保持期間は、決められた日数のいずれかです。Copilot はどの数値でもそのまま\
              渡し、CloudFormation がそれ以外の日数を受け付けません。",
    },
    Words {
        id: "logging.retention-type",
        messages: &[
            "`retention` は引用符なしの日数の数値でなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "`retention` は引用符なしの日数の数値でなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "保持期間は、引用符も単位も付けない日数の数値です。",
    },
    Words {
        id: "logging.image-shape",
        messages: &[
            "ログルーターのイメージは、場所を示す文字列でなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "ログルーターのイメージは、場所を示す文字列でなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "Copilot はログルーターのイメージをビルドしません。`logging.image` には、既存のイメージの\
              場所を単なる文字列で指定します。",
    },
    Words {
        id: "logging.env-file-extension",
        messages: &["{value} は `.env` で終わる必要があります。Copilot はそれ以外の環境ファイルを\
             受け付けません。"],
        doc: "ECS が受け入れる環境ファイルは、拡張子が小文字の `.env` のものだけです。ログルーターの\
              環境ファイルも同様です。",
    },
    Words {
        id: "logging.destination-value",
        messages: &[
            "オプション {key} は単一の値でなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "オプション {key} は単一の値でなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "`destination` のオプションは、名前と文字列しか扱えないログドライバーに渡されます。\
              数値とブール値は文字列になり、リストとマップは受け付けられません。",
    },
    Words {
        id: "logging.destination-name-missing",
        messages: &["`destination` に `Name` (先頭は大文字) がありません。Fluent Bit は使用する出力を\
             判断できず、ログはどこにも送信されません。"],
        doc: "`Name` では、Fluent Bit の出力プラグイン (`cloudwatch_logs` や `datadog` など) を\
              選択します。独自のファイル (`configFilePath`) で出力を定義しない限り必要です。",
    },
    Words {
        id: "logging.destination-missing",
        messages: &["この設定では、出力のないログルーターが追加されます。`destination` も `configFilePath` \
             もないため、ログはどこにも送信されません。"],
        doc: "`logging` に `retention` 以外のフィールドがあると、メインコンテナのログはログルーターに\
              送信されます。ログルーターからの送信先を `destination` (または独自のファイルである \
              `configFilePath`) で指定してください。",
    },
    Words {
        id: "logging.buffer-limit-range",
        messages: &["`log-driver-buffer-limit` は 0～536870912 バイト (512 MiB) でなければなりません。\
             {value} は指定できません。"],
        doc: "コンテナとログルーターの間のバッファは、最大 512 MiB です。ECS はそれより大きい制限値を\
              受け付けません。",
    },
    Words {
        id: "logging.buffer-limit-number",
        messages: &[
            "`log-driver-buffer-limit` は単位を付けないバイト数の数値です。{value} は指定できません。",
        ],
        doc: "バッファの制限値はバイト数です。ECS は `MB` などの単位を認識しません。",
    },
    Words {
        id: "logging.buffer-limit-memory",
        messages: &["{value} MiB のバッファでは、コンテナに残るメモリが少なすぎます。タスク全体のメモリは \
             {memory} MiB です。制限値を下げるか、`memory` を増やしてください。"],
        doc: "ログドライバーのバッファには、タスクのメモリが使用されます。コンテナに必要なメモリとの\
              合計が、タスクの `memory` を下回っている必要があります。",
    },
    Words {
        id: "logging.config-file-needs-image",
        messages: &["{value} はログルーターのイメージ内のファイルでなければなりませんが、既定のイメージには\
             含まれていません。`image` に、このファイルを含むイメージを指定してください。"],
        doc: "Fargate では、ログルーターは自身のイメージ内のファイルから設定を読み取ります。\
              既定のイメージに含まれるのは、AWS が `/fluent-bit` の下に用意したファイルだけです。\
              独自のファイルを使用するには、`logging.image` も設定してください。",
    },
    Words {
        id: "logging.snake-case-keys",
        messages: &["Copilot はここで {key} を認識せず、無視します。正しいキーは `enableMetadata`、\
             `secretOptions`、`configFilePath` です。"],
        doc: "マニフェストの大部分とは異なり、`logging` にはキャメルケースのキー `enableMetadata`、\
              `secretOptions`、`configFilePath` があります。それ以外の表記は何も\
              通知されずに破棄されます。",
    },
    Words {
        id: "logging.secret-options-in-variables",
        messages: &["{name} は認証情報のようです。ここに書くと、リポジトリやテンプレートで\
             読み取れてしまいます。同じ名前で `secretOptions` に移してください。"],
        doc: "`destination` のオプションは、タスク定義に平文で残ります。キーやトークンは \
              `secretOptions` に同じオプション名で指定し、値にはパラメータまたはシークレットの名前を\
              書いてください。",
    },
];
