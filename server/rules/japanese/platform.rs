//! The Japanese words of the rules about `platform`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "platform.string-format",
        messages: &["{value} は、オペレーティングシステムとアーキテクチャを 1 つの `/` \
             で区切って書いてください。使用できる値は {allowed} です。"],
        doc: "プラットフォームの短い形式は `<os>/<architecture>` です。スラッシュがない文字列や、\
              2 つ以上ある文字列は、Copilot に受け付けられません。",
    },
    Words {
        id: "platform.string-value",
        messages: &["{value} は Copilot の知っているプラットフォームではありません。使用できる値は \
             {allowed} です。"],
        doc: "Copilot は、短い形式で 6 つのプラットフォームを受け付けます \
              (大文字と小文字は区別されません)。ほかのバージョンの Windows \
              にはマップ形式が必要です。",
    },
    Words {
        id: "platform.map-incomplete",
        messages: &["`platform` には `osfamily` と `architecture` が必要です。{missing} がないため、\
             Copilot は受け付けません。"],
        doc: "マップ形式のプラットフォームには、両方のキーが必要です。",
    },
    Words {
        id: "platform.map-pair",
        messages: &[
            "{value} は Copilot の知っているオペレーティングシステムではありません。\
             使用できる値は {allowed} です。",
            "{value} は {os} のアーキテクチャではありません。使用できる値は {allowed} です。",
        ],
        doc: "Linux は x86_64 と ARM で、Windows は x86_64 でのみ動作します。Copilot \
              はそれ以外の組み合わせを受け付けません。",
    },
    Words {
        id: "platform.shape",
        messages: &[
            "`platform` には、`linux/arm64` のような文字列またはマップを指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`platform` には、`linux/arm64` のような文字列またはマップを指定してください。{found} \
             は Copilot に警告なしで無視されます。",
            "この `platform` には Copilot の知っているキーが 1 つもないため、Copilot \
             は受け付けません。使用できるキーは {known} です。",
        ],
        doc: "プラットフォームは、文字列、または `osfamily` と `architecture` を持つマップです。\
              `os` や `arch` のようなほかのキーは認識されず、\
              それらだけのマップは受け付けられません。",
    },
    Words {
        id: "platform.rdws-any",
        messages: &["Copilot は、{kind} の `platform` を `linux/amd64` も含めてすべて拒否します。\
             `linux/amd64` が既定値なので、削除してください。"],
        doc: "App Runner で動作するのは `linux/amd64` だけです。Copilot のチェックの誤りにより、\
              正しい値も含めてどの値も拒否されるため、このフィールドは書かないでください。",
    },
    Words {
        id: "platform.rdws-windows",
        messages: &["App Runner は Windows コンテナを実行しないため、Copilot はこの `platform` \
             を受け付けません。別の種類のサービスを使ってください。"],
        doc: "Request-Driven Web Service は App Runner で動作し、App Runner には Linux \
              しかありません。Windows コンテナには ECS のサービスが必要です。",
    },
    Words {
        id: "platform.arm-spot",
        messages: &["Copilot は ARM での Fargate Spot を受け付けません。Spot のオプションを削除するか、\
             `platform: linux/x86_64` を使ってください。"],
        doc: "Copilot では、`count.spot` でも `count.range.spot_from` でも、ARM のタスクに Spot \
              キャパシティを使うことはできません。",
    },
    Words {
        id: "platform.windows-readonly-fs",
        messages: &["`readonly_fs: true` は Windows にはありません。Copilot \
             はマニフェストを受け付けません。"],
        doc: "Windows コンテナでは、ルートファイルシステムを読み取り専用にできません。",
    },
    Words {
        id: "platform.windows-efs",
        messages: &["EFS ボリュームは Windows ではマウントできません。Copilot \
             はマニフェストを受け付けません。"],
        doc: "Amazon EFS は NFS を使いますが、Fargate の Windows コンテナは NFS \
              をマウントしません。`efs` のないボリュームは使えます。",
    },
    Words {
        id: "platform.windows-service-connect",
        messages: &["Service Connect は Windows では動作しません。Copilot はマニフェストを受け付けません。"],
        doc: "Service Connect はタスクにプロキシを追加しますが、そのプロキシには Windows \
              版がありません。",
    },
    Words {
        id: "platform.windows-service-connect-worker",
        messages: &["Service Connect は Windows では動作しません。Copilot は Worker Service \
             ではこれを確認しませんが、デプロイは失敗します。"],
        doc: "Copilot は Worker Service ではこの組み合わせを確認しませんが、\
              ほかのサービスと同じく Service Connect は使えません。",
    },
    Words {
        id: "platform.windows-firelens",
        messages: &["`logging` は FireLens ログルーターを追加しますが、FireLens は Windows \
             のタスクでは動作しません。使えるのは `retention` だけです。"],
        doc: "`logging` に `retention` 以外のフィールドがあると、Copilot は FireLens \
              コンテナを追加します。Fargate は、Windows のタスクではこれをサポートしていません。",
    },
    Words {
        id: "platform.windows-xray",
        messages: &["トレースは Linux イメージのコレクターを追加します。このコレクターは Windows \
             のタスクでは起動しません。"],
        doc: "`observability.tracing` を指定すると、Copilot は AWS の OpenTelemetry \
              コレクターをサイドカーとして追加します。このイメージは Linux 用です。",
    },
];
