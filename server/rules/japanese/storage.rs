//! The Japanese words of the rules about `storage`: disk, volumes and file systems.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "storage.efs-shape",
        messages: &[
            "`efs` は `true`、`false` またはマップでなければなりませんが、{found} になっています。\
             既存のファイルシステムを使用するには、`efs` の下に `id: fs-...` と指定してください。",
            "`efs` は `true`、`false` またはマップでなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
            "この `efs` には Copilot の認識できるキーが 1 つもないため、受け付けられません。\
             使用できるキーは {known} です。",
        ],
        doc: "`efs: true` を指定すると、Copilot がファイルシステムを作成して管理します。マップでは、\
              既存のファイルシステム (`id`、`root_dir`、`auth`)、またはマネージドファイルシステムの\
              所有者 (`uid`、`gid`) を指定します。ID だけの文字列は受け付けられません。",
    },
    Words {
        id: "storage.efs-type-error-zeroed",
        messages: &[
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot はこの \
             `efs` を受け付けません。",
            "{key} は {expected} でなければなりませんが、{found} になっています。Copilot は\
             エラーにせず、空、0 または `false` として読み取ります。",
        ],
        doc: "マップ形式の `efs` では、Copilot は型エラーを無視し、ゼロ値として処理を続けます。引用符付\
              きの `iam: \"true\"` は IAM 認可を無効にし、`uid: \"1000\"` は 0 として読み取られます。",
    },
    Words {
        id: "storage.efs-uid-with-id",
        messages: &["`uid` と `gid` はマネージドファイルシステム、`id`、`root_dir`、`auth` は既存の\
             ファイルシステムの設定です。1 つの `efs` に両方があると、Copilot は受け付けません。"],
        doc: "ファイルシステムは、Copilot が管理するもの (所有者を `uid` と `gid` で指定) か、\
              既存のもの (`id`、`root_dir`、`auth`) のどちらかです。1 つのブロックに両方の\
              グループがあると、ファイルの読み込み時点で受け付けられません。",
    },
    Words {
        id: "storage.efs-uid-gid-pair",
        messages: &["{key} には {other} も必要です。一方だけを指定すると、Copilot は受け付けません。"],
        doc: "マネージドファイルシステムの所有者は、ユーザーとグループで指定します。`uid` と `gid` は\
              両方指定するか、どちらも指定しないでください。",
    },
    Words {
        id: "storage.efs-uid-zero",
        messages: &[
            "`uid` は 1 以上でなければなりません。Copilot は root を所有者にすることを受け付けません。",
            "この `uid` は引用符なしの 0～4294967295 の数値ではないため、Copilot は 0 として読み取り、\
             0 を受け付けません。",
        ],
        doc: "root をマネージドファイルシステムの所有者にすることはできません。`uid` を \
              0 にしないでください (`gid` は 0 でも構いません)。引用符付きの数値や負の数値も 0 として\
              読み取られ、受け付けられません。",
    },
    Words {
        id: "storage.efs-managed-twice",
        messages: &["{other} がすでにマネージドボリュームです。`efs: true` または `uid` と `gid` を指定した\
             ボリュームは、ワークロードに 1 つだけです。"],
        doc: "Copilot は、環境のマネージドファイルシステムにワークロードごとに 1 つのディレクトリを\
              保持するため、マネージドにできるボリュームは 1 つだけです。サブディレクトリを使用するか、\
              もう一方には既存のファイルシステムを使用してください。",
    },
    Words {
        id: "storage.efs-access-point-root",
        messages: &["`access_point_id` を指定する場合、`root_dir` は空または `/` でなければなりません。\
             ディレクトリはアクセスポイントによって決まります。"],
        doc: "アクセスポイントは、それ自身のディレクトリを指します。アクセスポイントと併用する場合、\
              `root_dir` は省略するか、空または `/` にする必要があります。",
    },
    Words {
        id: "storage.efs-access-point-iam",
        messages: &[
            "`access_point_id` を指定する場合、IAM 認可は無効にできません。Copilot は `iam: false` を\
             受け付けません。",
            "`access_point_id` を指定する場合、IAM 認可は無効にできません。この値は\
             ブール値ではないため、Copilot は `false` として読み取り、受け付けません。",
        ],
        doc: "Copilot では、アクセスポイントに IAM 認可が必要です。`iam` は `true` にするか、\
              省略する必要があります。",
    },
    Words {
        id: "storage.efs-iam-not-explicit",
        messages: &["ドキュメントに書かれている既定値にかかわらず、このアクセスポイントの IAM 認可は\
             無効のままです。`iam: true` と指定してください。"],
        doc: "Copilot が IAM 認可を有効としてレンダリングするのは、`iam: true` と書かれている\
              場合だけです。アクセスポイントには通常、IAM 認可を要求するポリシーがあります。",
    },
    Words {
        id: "storage.efs-id-missing",
        messages: &["この `efs` にはファイルシステムの指定がありません。`id` を追加してください。\
             Copilot は通しますが、ECS は ID のないボリュームを受け付けません。"],
        doc: "`root_dir` と `auth` は既存のファイルシステムの設定で、そのファイルシステムを `id` で\
              指定する必要があります。Copilot はこれを検証せず、空の ID をレンダリングします。",
    },
    Words {
        id: "storage.efs-root-dir-characters",
        messages: &["{value} は `root_dir` として無効です。使用できるのは英字、数字と `.`、`-`、\
             `_`、`/` だけです。"],
        doc: "ボリュームのパスで Copilot が受け入れるのは、`a-z`、`A-Z`、`0-9`、`.`、`-`、\
              `_`、`/` だけです。",
    },
    Words {
        id: "storage.efs-id-format",
        messages: &["{value} はファイルシステムの ID ではないようです。ID は `fs-` と 16 進数の\
             数字で構成されます。"],
        doc: "ECS に必要なのは、`fs-0123456789abcdef0` のようなファイルシステムの ID で、\
              名前や ARN ではありません。別のスタックがエクスポートしている ID は、`from_cfn` で\
              取り込むことができます。",
    },
    Words {
        id: "storage.ephemeral-range",
        messages: &["{value} GiB は指定できません。Fargate のエフェメラルストレージに指定できるのは \
             {allowed} GiB です。"],
        doc: "タスクのエフェメラルストレージは、既定で 20 GiB です。`ephemeral` で最大 200 GiB まで\
              増やすことができます。",
    },
    Words {
        id: "storage.volumes-list",
        messages: &[
            "`volumes` は、各ボリュームの名前をキーとするマップでなければなりませんが、\
             {found} になっています。Copilot はマニフェストを受け付けません。",
            "`volumes` は、各ボリュームの名前をキーとするマップでなければなりませんが、\
             {found} になっています。Copilot はこの値を破棄します。",
        ],
        doc: "ボリュームはマップで指定します。キーがボリュームの名前で、その下に設定を書きます。\
              Docker Compose やタスク定義のようなリストは受け付けられません。",
    },
    Words {
        id: "storage.volume-null",
        messages: &["ボリューム {name} には中身がないため、Copilot がクラッシュします。少なくとも `path` を\
             指定してください。"],
        doc: "Copilot は、中身があるかどうかを確認せずにすべてのボリュームを参照するため、\
              空のボリュームがあると異常終了します。",
    },
    Words {
        id: "storage.path-missing",
        messages: &["ボリューム {name} には `path` (メインコンテナから見える場所) が必要です。"],
        doc: "すべてのボリュームはメインコンテナにマウントされるため、それぞれにメインコンテナ内の \
              `path` が必要です。環境でボリュームを追加する場合も、パスの指定が必須です。",
    },
    Words {
        id: "storage.path-characters",
        messages: &["{value} はボリュームのパスとして無効です。使用できるのは英字、数字と `.`、`-`、\
             `_`、`/` だけです。"],
        doc: "パスにコマンドが紛れ込まないように、ボリュームのパスで Copilot が受け入れるのは、`a-z`、\
              `A-Z`、`0-9`、`.`、`-`、`_`、`/` だけです。",
    },
    Words {
        id: "storage.path-length",
        messages: &["このパスは {length} 文字ですが、{key} は {limit} 文字未満でなければなりません。\
             Copilot は検証しないため、デプロイに失敗します。"],
        doc: "ボリュームのパスは 242 文字未満、ファイルシステムの `root_dir` は 255 \
              文字未満でなければなりません。",
    },
    Words {
        id: "storage.path-duplicate",
        messages: &["ボリューム {other} がすでに {path} にマウントされているため、ECS はタスク定義を\
             受け付けません。"],
        doc: "すべてのボリュームは、それぞれの `path` でメインコンテナにマウントされます。\
              Copilot はパスを比較しないため、デプロイに失敗します。",
    },
    Words {
        id: "storage.volume-name",
        messages: &["{name} は ECS のボリューム名として無効です。255 文字以内の英字、数字、ハイフン、\
             アンダースコアを使用してください。"],
        doc: "ボリュームのキーは、タスク定義でのボリュームの名前になります。ECS で使用できるのは英字、\
              数字、ハイフン、アンダースコアで、最大 255 文字です。",
    },
    Words {
        id: "storage.scratch-read-only",
        messages: &["{name} にはどのコンテナも書き込めないため、このスクラッチボリュームは空のままです。\
             `read_only` の既定値は true です。`read_only: false` と指定してください。"],
        doc: "`efs` のないボリュームは、タスクごとに空の状態で始まります。マウントする\
              コンテナのうち 1 つで `read_only: false` を指定しない限り、すべてのコンテナで\
              読み取り専用です。メインコンテナについてはボリュームに、サイドカーについてはその\
              マウントポイントに指定します。",
    },
    Words {
        id: "storage.readonly-fs-exec",
        messages: &["`exec` には書き込み可能なルートファイルシステムが必要です。`readonly_fs: true` では、\
             コンテナ内でシェルを開くことができません。"],
        doc: "ECS Exec はエージェントのファイルをコンテナ内に配置しますが、読み取り専用の\
              ルートファイルシステムではそれができません。どちらか一方だけを使用してください。",
    },
];
