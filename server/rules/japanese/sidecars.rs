//! The Japanese words of the rules about `sidecars`: names, images and forms.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "sidecar.null",
        messages: &[
            "サイドカー {name} には中身がないため、Copilot がクラッシュします。少なくとも `image` を\
             指定してください。",
        ],
        doc: "Copilot は、中身があるかどうかを確認せずにすべてのサイドカーを参照するため、\
              空のサイドカーがあると異常終了します。名前の下にサイドカーの設定を書くか、\
              名前を削除してください。",
    },
    Words {
        id: "sidecar.null-in-environment",
        messages: &[
            "サイドカー {name} はこの環境にしか存在せず、中身がありません。この環境へのデプロイ時に \
             Copilot がクラッシュします。",
        ],
        doc: "環境だけで指定するサイドカーは、その環境に完全な形で書く必要があります。空の\
              サイドカーがあると、Copilot が異常終了します (ベースのサイドカーに対する空の上書きでは、\
              何も変わりません)。",
    },
    Words {
        id: "sidecar.image-missing",
        messages: &["サイドカー {name} にはイメージがありません。`image: <location>`、または `build` か \
             `location` を持つ `image` を追加してください。"],
        doc: "すべてのサイドカーにはイメージが必要です。既存のイメージの場所を文字列で指定するか、\
              `build` (Dockerfile) または `location` を持つマップで指定します。",
    },
    Words {
        id: "sidecar.image-empty-string",
        messages: &[
            "イメージが空です。Copilot は気付きませんが、ECS はイメージのないコンテナを受け付けません。",
        ],
        doc: "Copilot が確認するのは、イメージが書かれているかどうかだけで、その内容ではありません。\
              空の文字列はタスク定義に入り、ECS がそれを受け付けません。",
    },
    Words {
        id: "sidecar.image-xor",
        messages: &["サイドカー {name} のイメージに `build` と `location` の両方があるため、Copilot は\
             マニフェストを受け付けません。どちらか一方だけを残してください。"],
        doc: "サイドカーのイメージは、ビルドするか (`build`)、プルするか (`location`) のどちらかです。\
              メインコンテナとは異なり、ベースに一方がある状態で環境にもう一方を書くと、\
              両方が指定されたことになります。",
    },
    Words {
        id: "sidecar.port-firelens",
        messages: &["ポート 24224 は `logging` がタスクに追加するログルーターのものです。このコンテナはこの\
             ポートでリッスンできません。"],
        doc: "タスクのすべてのコンテナはポートを共有します。`logging` に `retention` 以外のフィールド\
              があると、タスクに FireLens ログルーターが追加され、ポート 24224 でリッスンします。",
    },
    Words {
        id: "sidecar.port-otel",
        messages: &[
            "`observability.tracing` がタスクに追加するコレクターもポート {port} でリッスンするため、\
             両者が衝突する可能性があります。",
        ],
        doc: "`observability.tracing: awsxray` を指定すると、OpenTelemetry コレクターがコンテナと並んで\
              実行されます。既定では 4317 と 4318 (OTLP)、2000/udp (X-Ray) で受信し、タスクのすべての\
              コンテナはポートを共有します。",
    },
    Words {
        id: "sidecar.name-equals-main",
        messages: &["メインコンテナは、ワークロードの名前と同じ {name} という名前をすでに持っています。\
             ECS は同じ名前の 2 つのコンテナを受け付けません。"],
        doc: "メインコンテナの名前は、ワークロードの名前です。同じ名前のサイドカーがあると、\
              タスク定義で名前が重複し、ECS が受け付けません。Copilot 自体は検証しません。",
    },
    Words {
        id: "sidecar.name-firelens",
        messages: &[
            "`logging` が {name} という名前のコンテナを追加しますが、ECS は同じ名前の 2 つのコンテナを\
             受け付けません。`logging` で設定するか、サイドカーの名前を変更してください。",
        ],
        doc: "Copilot が `logging` のために追加するログルーターの名前は `firelens_log_router` です。\
              そのイメージ、変数、シークレットは、サイドカーではなく `logging` の設定です。",
    },
    Words {
        id: "sidecar.name-otel",
        messages: &[
            "`observability.tracing` が {name} という名前のコンテナを追加しますが、ECS は同じ名前の \
             2 つのコンテナを受け付けません。",
        ],
        doc: "`observability.tracing: awsxray` を指定すると、Copilot は `aws-otel-collector` という名前\
              のコレクターを追加します。独自のコレクターを実行するには、`tracing` を省略してください。",
    },
    Words {
        id: "sidecar.name-characters",
        messages: &["{name} は ECS のコンテナ名として無効です。255 文字以内の英字、数字、ハイフン、\
             アンダースコアを使用してください。"],
        doc: "サイドカーの名前はコンテナの名前になります。ECS で使用できるのは英字、数字、ハイフン、\
              アンダースコアで、最大 255 文字です。",
    },
    Words {
        id: "sidecar.name-logical-id-collision",
        messages: &["記号を除くと、{name} と {other} は CloudFormation では同じ名前になります。\
             テンプレートで 1 つのパラメータが重複し、受け付けられません。"],
        doc: "Copilot は、サイドカーごとに、名前から英字と数字以外をすべて取り除いてテンプレートの\
              パラメータを作成します。そのため、`log-router` と `log_router` は衝突します。",
    },
    Words {
        id: "sidecar.not-a-map",
        messages: &[
            "{key} は、各サイドカーの名前をキーとするマップでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "{key} は、各サイドカーの名前をキーとするマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "サイドカーはマップで指定します。キーがコンテナの名前で、その下に設定を書きます。\
              ECS タスク定義のような `name` キーを持つリストは受け付けられません。",
    },
    Words {
        id: "sidecar.image-empty-map",
        messages: &[
            "サイドカーのイメージは、場所を示す文字列、または `build` か `location` を持つ\
             マップでなければなりませんが、{found} になっています。",
            "サイドカーのイメージは、場所を示す文字列、または `build` か `location` を持つ\
             マップでなければなりません。Copilot は {found} を無視します。",
            "このイメージには `build` も `location` もないため、Copilot はマニフェストを\
             受け付けません。",
        ],
        doc: "サイドカーの `image` は、イメージの場所を示す単なる文字列、または `build` か \
              `location` を持つマップです。どちらもないマップは受け付けられません。",
    },
    Words {
        id: "sidecar.image-ignored-fields",
        messages: &["サイドカーの `image` の下で Copilot が認識するのは `build` と `location` だけで、\
             {key} は無視されます。このような設定は 1 つ上のレベルに書きます (`credentials` は \
             `credentialsParameter` とします)。"],
        doc: "メインコンテナでは、ポート、ヘルスチェック、ラベル、依存関係を `image` の下に\
              書きますが、サイドカーでは `image` と同じレベルに書きます。`image` の下に書くと、\
              何も通知されずに破棄されます。",
    },
    Words {
        id: "sidecar.port-list",
        messages: &[
            "サイドカーの `port` は 1 つ (`443` または `53/udp` の形式) でなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "サイドカーの `port` は 1 つ (`443` または `53/udp` の形式) でなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "サイドカーが開くポートは 1 つで、スラッシュの後にプロトコルを付けることもできます。\
              それ以外のポートは、`http` のルールまたは `nlb` のリスナーが `target_container` と \
              `target_port` で指定すると、自動的に開かれます。",
    },
    Words {
        id: "sidecar.essential-type",
        messages: &[
            "`essential` は引用符なしの `true` または `false` でなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "`essential` は引用符なしの `true` または `false` でなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "`essential` は、このサイドカーが停止したときにタスク全体を停止するかどうかを指定します。\
              値はブール値です。引用符付きの `\"false\"` は文字列であり、受け付けられません。",
    },
    Words {
        id: "sidecar.env-file-extension",
        messages: &["{value} は `.env` で終わる必要があります。Copilot はそれ以外の環境ファイルを\
             受け付けません。"],
        doc: "ECS が受け入れる環境ファイルは、拡張子が小文字の `.env` のものだけです。パスは、\
              ワークスペースのルートからの相対パスです。",
    },
    Words {
        id: "sidecar.mount-points-shape",
        messages: &[
            "`mount_points` は `source_volume` と `path` を持つマップのリストでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "`mount_points` は `source_volume` と `path` を持つマップのリストでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "`mount_points` の各項目はマップです。`source_volume` で `storage.volumes` のボリュームの\
              名前を、`path` でサイドカーから見える場所を指定します。ボリュームごとのマップや \
              Docker の `name:/path` は受け付けられません。",
    },
    Words {
        id: "sidecar.labels-shape",
        messages: &[
            "`labels` は名前から文字列へのマップでなければなりませんが、{found} になっています。\
             Copilot はマニフェストを受け付けません。",
            "`labels` は名前から文字列へのマップでなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "Docker ラベルは、サイドカーでもメインコンテナでもマップです。Compose のリスト形式 (`- \
              a=b`) は受け付けられません。",
    },
    Words {
        id: "sidecar.volumes-key",
        messages: &["サイドカーに {key} はなく、Copilot は無視します。ボリュームには `mount_points`、\
             環境変数には `variables` を使用し、`port` は 1 つです。それ以外の設定にはすべて YAML \
             パッチが必要です。"],
        doc: "Docker Compose や ECS タスク定義のキーは、ここでは意味を持たず、何も通知されずに\
              破棄されます。サイドカーにフィールドがないもの (`cpu`、`memory`、ログドライバー) は、\
              タスク定義の YAML パッチで設定できます。",
    },
    Words {
        id: "sidecar.rdws",
        messages: &["App Runner が実行するコンテナは 1 つです。Copilot は {kind} の {key} を無視します。"],
        doc: "Request-Driven Web Service は App Runner で実行されます。App Runner は単一のコンテナしか\
              扱えません。サイドカーを使用するには、Load Balanced Web Service など、ECS で実行される\
              種類のワークロードが必要です。",
    },
];
