//! The Japanese words of the rules about `mount_points` of sidecars.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "sidecar.mount-source-missing",
        messages: &["`source_volume` がありません。マウントする `storage.volumes` のボリュームの名前を\
             指定してください。"],
        doc: "マウントポイントは `storage.volumes` のボリュームをサイドカーにマウントするものなので、\
              その名前を `source_volume` に指定する必要があります。指定しないと、Copilot は\
              マニフェストを受け付けません。",
    },
    Words {
        id: "sidecar.mount-path-missing",
        messages: &["`path` がありません。サイドカーからボリュームが見える場所を指定してください。"],
        doc: "各マウントポイントには、サイドカー内の独自の `path` があります。ボリュームの `path` は、\
              メインコンテナだけに関するものです。指定しないと、Copilot はマニフェストを\
              受け付けません。",
    },
    Words {
        id: "sidecar.mount-path-characters",
        messages: &["{value} はボリュームのパスとして無効です。使用できるのは英字、数字と `.`、`-`、\
             `_`、`/` だけです。"],
        doc: "パスにコマンドが紛れ込まないように、ボリュームのパスで Copilot が受け入れるのは、`a-z`、\
              `A-Z`、`0-9`、`.`、`-`、`_`、`/` だけです。",
    },
    Words {
        id: "sidecar.mount-volume-unknown",
        messages: &[
            "`storage.volumes` に {name} はありません。ECS は、ボリュームのないマウントポイントを\
             受け付けません。",
            "`storage.volumes` が空のため、ボリューム {name} はありません。ECS は、ボリュームのない\
             マウントポイントを受け付けません。",
        ],
        doc: "`source_volume` は、環境の上書きをベースに適用した後の `storage.volumes` のキーでなければ\
              なりません。Copilot はこれを検証しないため、タスク定義の登録時にデプロイが失敗します。",
    },
    Words {
        id: "sidecar.mount-read-only-default",
        messages: &[
            "ボリューム {name} は書き込み可能ですが、このマウントポイントは書き込み可能ではありません。\
             `read_only: false` と書かない限り、ここでは `read_only` が true になります。",
        ],
        doc: "マウントポイントの `read_only` の既定値は、ボリューム自体の設定にかかわらず true です。\
              サイドカーが書き込む必要がある場合は `read_only: false` と書き、読み取るだけであることを\
              示すには `read_only: true` と書いてください。",
    },
    Words {
        id: "sidecar.mount-write-without-permission",
        messages: &[
            "ボリューム自体が読み取り専用のため、タスクロールはボリューム {name} の読み取りしかできず、\
             このサイドカーは書き込めません。ボリュームにも `read_only: false` を設定してください。",
        ],
        doc: "既存のファイルシステムについて、Copilot が書き込み権限を付与するのは、\
              `storage.volumes` のボリュームに `read_only: false` がある場合だけです。\
              IAM 認可を使用する場合、サイドカー自体の `read_only: false` だけでは不十分です。",
    },
    Words {
        id: "sidecar.mount-duplicate-path",
        messages: &[
            "このサイドカーの別のボリュームがすでに {path} にマウントされているため、ECS はタスク定義を\
             受け付けません。",
        ],
        doc: "1 つのコンテナの同じパスに、2 つのボリュームをマウントすることはできません。\
              Copilot は検証しないため、デプロイに失敗します。",
    },
];
