//! The Japanese words of the rules about Dockerfiles, env files and addon outputs that manifests name.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "workspace.dockerfile-missing",
        messages: &[
            "Dockerfile {path} はワークスペースにないため、イメージをビルドできません。パスは `copilot/` の\
             あるフォルダーから始まります。",
            "{path} はディレクトリですが、`build` には Dockerfile を指定します。ディレクトリをビルドするには \
             `context` を使ってください。",
            "ディレクトリ {path} はワークスペースにないため、イメージをビルドできません。パスは `copilot/` の\
             あるフォルダーから始まります。",
        ],
        doc: "`build` のパスは、マニフェストの場所にかかわらず、ワークスペースのルート、つまり `copilot/` の\
              あるフォルダーから始まります。`context` だけを書くと Copilot はそのディレクトリの `Dockerfile` を、\
              どちらもなければルートの `Dockerfile` を探します。",
    },
    Words {
        id: "workspace.dockerfile-target-missing",
        messages: &[
            "{path} にステージ {name} はないため、ビルドが失敗します。あるステージ: {known}。",
            "{path} にステージ {name} はなく、名前の付いたステージもないため、ビルドが失敗します。",
        ],
        doc: "`target` は、Dockerfile のステージの名前 (`FROM イメージ AS 名前`)、または 0 から始まる番号です。",
    },
    Words {
        id: "workspace.dockerfile-arg-missing",
        messages: &["{path} に `ARG {name}` はないため、この引数は効果がありません。"],
        doc: "Docker は、`ARG` で宣言したステージにだけビルド引数を渡します。どのステージも宣言していない引数は、\
              警告とともに無視されます。",
    },
    Words {
        id: "workspace.expose-mismatch",
        messages: &[
            "{path} が公開しているのは {known} で、{port} ではありません。コンテナがそこで待ち受けている場合、\
             {port} へのリクエストは失敗します。",
        ],
        doc: "`EXPOSE` は、コンテナがどのポートで待ち受けるかを示します。Copilot がこれを読むのは\
              マニフェストを作るときだけで、その後は比較されません。別のポートで待ち受けるサービスは\
              ヘルスチェックに失敗します。",
    },
    Words {
        id: "workspace.dockerfile-healthcheck-unused",
        messages: &[
            "{path} に `HEALTHCHECK` がありますが、ECS はこれを無視し、`image.healthcheck` に書かれたもの\
             だけを実行します。",
        ],
        doc: "ECS はイメージの `HEALTHCHECK` を見ません。Copilot はマニフェストを作るときにコピーしますが、\
              後から追加したものは自分でコピーする必要があります。",
    },
    Words {
        id: "workspace.env-file-missing",
        messages: &[
            "ファイル {path} はワークスペースにないため、Copilot がアップロードできず、デプロイが停止します。\
             パスは `copilot/` のあるフォルダーから始まります。",
        ],
        doc: "Copilot はデプロイの前に環境変数ファイルをアップロードします。パスはワークスペースのルート、\
              つまり `copilot/` のあるフォルダーから始まります。Git が無視するファイルはビルドで作られることが\
              あるため、指摘しません。",
    },
    Words {
        id: "workspace.env-file-content",
        messages: &["{path} の {line} 行目{problem}。ECS は `名前=値` の形の行をそのまま使います。"],
        doc: "ECS は環境変数ファイルを 1 行ずつ、`名前=値` または `#` で始まるコメントとして読みます。シェル\
              ではないため、`export` は解釈されず、引用符は値の一部になり、変数は置き換えられません。",
    },
    Words {
        id: "variables.env-file-precedence",
        messages: &[
            "{path} も {name} を設定しています。ここの値が優先され、ファイルの値は効果がありません。",
        ],
        doc: "同じ名前が `variables` と環境変数ファイルの両方にある場合、ECS は `variables` の値を使います。\
              どちらか一方だけを残してください。",
    },
    Words {
        id: "workspace.from-cfn-export-missing",
        messages: &[
            "環境のアドオンは {name} をエクスポートしていません。ほかのスタックにもなければ、デプロイが\
             失敗します。",
        ],
        doc: "`from_cfn` は、別の CloudFormation スタックがエクスポートした値を使います。環境のアドオン \
              (`copilot/environments/addons`) は、`Export` に `Name` のある出力をエクスポートします。ワークロードは、\
              アプリケーションと環境の名前を入れた形で参照します。",
    },
    Words {
        id: "workspace.from-cfn-workload-output",
        messages: &[
            "{name} はこのワークロード自身のアドオンの出力で、Copilot が自動的に {variable} としてコンテナに\
             渡します。`from_cfn` は別のスタックのエクスポートのためのものです。",
        ],
        doc: "`addons/` の出力は、マニフェストに何も書かなくても、大文字とアンダースコアの名前でワークロードの\
              コンテナに渡されます。`from_cfn` は別のスタックのエクスポートを求めるもので、このような出力は\
              それに当たりません。",
    },
    Words {
        id: "workspace.addon-output-variable-clash",
        messages: &[
            "アドオンの出力 {output} がすでに {name} としてコンテナに渡されます。名前がタスクの中で重複し、\
             デプロイが失敗します。どちらかを削除してください。",
        ],
        doc: "Copilot はアドオンの出力を、大文字とアンダースコアの名前で渡します。`TableName` は `TABLE_NAME` に\
              なります。マニフェストで同じ名前をもう一度定義してはいけません。",
    },
];
