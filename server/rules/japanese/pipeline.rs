//! The Japanese words of the rules about pipelines.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "pipeline.deployment-depends-on-shape",
        messages: &[
            "`depends_on` は名前のリストでなければなりませんが、{found} になっています。Copilot はこの\
             マニフェストを受け付けません。",
            "`depends_on` は名前のリストでなければなりませんが、{found} になっています。Copilot はこの\
             値を破棄します。",
        ],
        doc: "パイプラインの `depends_on` は、名前が 1 つの場合も名前のリストで書きます。\
              (サービスでは、条件を持つマップです。)",
    },
    Words {
        id: "pipeline.deployment-depends-on-unknown",
        messages: &[
            "このステージに {name} というデプロイはないため、Copilot はこの依存関係を受け付けません。\
             このステージにあるもの: {known}。",
        ],
        doc: "デプロイが待てるのは、同じ `deployments` マップの中のほかのデプロイだけです。ある\
              ワークロードを待つには、それも同じマップに書いてください。",
    },
    Words {
        id: "pipeline.deployment-cycle",
        messages: &[
            "{name} と {other} は、直接、またはほかのものを介して互いに待っています。\
             `pipeline deploy` は順序を決められません。依存関係を 1 つ削除してください。",
            "{name} は自分自身を待っています。`pipeline deploy` は順序を決められません。この依存関係を\
             削除してください。",
        ],
        doc: "Copilot は、ステージのアクションを依存関係に従って並べます。循環していると順序が\
              決まらず、`pipeline deploy` は停止します。",
    },
    Words {
        id: "pipeline.action-buildspec-missing",
        messages: &[
            "アクション {name} には、実行する内容を書いたファイルのパスを示す `buildspec` が必要です。",
        ],
        doc: "デプロイの前後のアクションは CodeBuild で実行され、`buildspec` にはそのコマンドを書いた\
              ファイルを指定します。既定値はありません。",
    },
    Words {
        id: "pipeline.action-null",
        messages: &[
            "アクション {name} が空のため、Copilot がクラッシュします。`buildspec` を指定してください。",
        ],
        doc: "`deployments` では名前だけで足りますが、`pre_deployments` と `post_deployments` では\
              足りません。そこでは Copilot が、中身があるかどうかを確認せずに読み込みます。",
    },
    Words {
        id: "pipeline.action-depends-on-unknown",
        messages: &["このブロックに {name} というアクションはないため、この依存関係に効果はありません。\
             アクションが待つのは、同じブロックのアクションだけです。"],
        doc: "Copilot はアクションの依存関係を確認しません。存在しない名前を書いても何も変わらず、\
              デプロイを待つこともできません。`pre_deployments` のアクションはすべてデプロイの前に、\
              `post_deployments` のアクションはすべて後に実行されます。",
    },
    Words {
        id: "pipeline.require-approval-typo",
        messages: &[
            "Copilot は {key} を無視し、このステージは承認なしに実行されます。`requires_approval` と\
             書いてください。",
        ],
        doc: "ステージが人の承認を待つのは、`requires_approval: true` と書いた場合だけです。Copilot の\
              ドキュメントには `require_approval` と書いた例がありますが、これは警告なしに\
              破棄されます。",
    },
    Words {
        id: "pipeline.policy-document-key",
        messages: &["Copilot は {key} を無視し、ビルドはこのポリシーなしに実行されます。`PolicyDocument` と\
             書いてください。"],
        doc: "`build.additional_policy` の下のキーは `PolicyDocument` だけで、IAM と同じ表記で\
              書きます。ほかの表記では、ポリシーは破棄されます。",
    },
    Words {
        id: "pipeline.version-missing",
        messages: &["`version: 1` がありません。Copilot はこれのないパイプラインを受け付けません。"],
        doc: "どのパイプラインのマニフェストも、形式のバージョンを表す `version: 1` で始まります。\
              Copilot のドキュメントの例はこれを省いているため、失敗します。",
    },
    Words {
        id: "pipeline.version-value",
        messages: &["この形式のバージョンは引用符なしの数値 1 だけです。`version: 1` と書いてください。"],
        doc: "`version` はマニフェストの形式のバージョンであり、パイプラインの\
              バージョンではありません。使えるのは `1` だけで、数値でなければなりません。",
    },
    Words {
        id: "pipeline.name-length",
        messages: &["名前が {length} 文字あります。Copilot が受け付けるのは 100 文字までです。"],
        doc: "パイプラインの名前は 100 文字以下でなければなりません。AWS リソースの名前がそこから\
              作られるためです。",
    },
    Words {
        id: "pipeline.no-interpolation",
        messages: &["Copilot はパイプラインのマニフェストの変数を置き換えません。{name} は書かれたまま\
             残ります。"],
        doc: "`${NAME}` が置き換えられるのは、ワークロードと環境のマニフェストの中だけです。\
              パイプラインのマニフェストは書かれたまま読み込まれます。`test_commands` ではビルドの\
              シェルが置き換えるため、問題ありません。",
    },
    Words {
        id: "pipeline.legacy-path",
        messages: &["v1.16 以降、パイプラインは `copilot/pipelines/<name>/manifest.yml` に置かれ、\
             複数作成できます。"],
        doc: "`copilot/pipeline.yml` は、v1.16 より前の Copilot が唯一のパイプラインを置いていた\
              場所です。今も動作します。新しい場所では、それぞれ固有の buildspec を持つ複数の\
              パイプラインを置けます。",
    },
    Words {
        id: "pipeline.source-missing",
        messages: &["`source` がありません。`source` のないパイプラインをデプロイすると、Copilot が\
             クラッシュします。"],
        doc: "`source` は、パイプラインのコードの取得元であるプロバイダーとリポジトリを指定します。\
              Copilot は、あるかどうかを確認せずに使います。",
    },
    Words {
        id: "pipeline.provider-unknown",
        messages: &[
            "{value} というプロバイダーはありません。`pipeline deploy` はここで停止します。使用できる\
             値 (表記もこのとおり): {allowed}。",
            "`provider` がありません。`pipeline deploy` はここで停止します。使用できる値: `GitHub`、\
             `Bitbucket`、`CodeCommit`。",
        ],
        doc: "プロバイダーは `GitHub`、`Bitbucket`、`CodeCommit` のいずれかで、表記もこのとおりです。\
              `GitHubV1` は `GitHub` の古い形式です。間違いは `pipeline deploy` で初めてわかります。",
    },
    Words {
        id: "pipeline.repository-missing",
        messages: &[
            "`source.properties` に `repository` がありません。`pipeline deploy` はここで停止します。",
        ],
        doc: "パイプラインには、`source.properties.repository` にリポジトリの URL が必要です。",
    },
    Words {
        id: "pipeline.property-not-string",
        messages: &[
            "{key} は文字列でなければなりません。文字列でないと `pipeline deploy` はここで停止します。\
             引用符で囲んでください。",
        ],
        doc: "ソースのプロパティは文字列です。数値、日付、ブール値のように見えるブランチ名は引用符で\
              囲む必要があり、値が空の場合も文字列とはみなされません。",
    },
    Words {
        id: "pipeline.repository-format",
        messages: &[
            "{value} は {provider} のリポジトリではなく、Copilot はその名前を読み取れません。{form} の\
             形式で書いてください。",
        ],
        doc: "Copilot はリポジトリの所有者と名前を URL から切り出します。形式はプロバイダーごとに \
              1 つで、`https://github.com/<owner>/<repo>`、`https://bitbucket.org/<owner>/<repo>`、\
              そして CodeCommit では git の URL ではなくコンソールの URL です。",
    },
    Words {
        id: "pipeline.github-v1",
        messages: &["GitHub のアクセストークンは v1.4 より前の方法です。`provider: GitHub` と接続を\
             使ってください。"],
        doc: "v1.4 以降、パイプラインは AWS の接続を通じて GitHub にアクセスし、個人のトークンは\
              不要です。`access_token_secret` と `GitHubV1` は今も動作します。",
    },
    Words {
        id: "pipeline.github-v1-token-missing",
        messages: &[
            "`GitHubV1` には `access_token_secret` が必要です。`pipeline deploy` はここで停止します。\
             または、`provider: GitHub` と接続を使ってください。",
        ],
        doc: "古いプロバイダーの `GitHubV1` は、個人用アクセストークンでリポジトリにアクセスします。\
              そのシークレットの名前を `access_token_secret` に指定します。",
    },
    Words {
        id: "pipeline.output-artifact-format",
        messages: &[
            "{value} という出力形式はありません。AWS で使えるのは `CODE_ZIP` と \
             `CODEBUILD_CLONE_REF` です。",
            "アクセストークンを使う場合、Copilot は `output_artifact_format` を無視します。これは\
             接続のための設定です。",
        ],
        doc: "ソースはコードを zip ファイル (`CODE_ZIP`、既定値) または git クローン \
              (`CODEBUILD_CLONE_REF`) として渡します。アクセストークンを使う場合は選べません。",
    },
    Words {
        id: "pipeline.stages-empty",
        messages: &["パイプラインには少なくとも 1 つのステージが必要です。AWS は、どこにもデプロイしない\
             パイプラインの作成を拒否します。"],
        doc: "`stages` には、パイプラインのデプロイ先の環境を、デプロイする順に列挙します。Copilot は\
              空のリストを受け付けますが、そのようなパイプラインは作成できません。",
    },
    Words {
        id: "pipeline.stage-name-missing",
        messages: &["このステージには `name`、つまりデプロイ先の環境の名前が必要です。"],
        doc: "ステージの名前は、アプリケーションの環境の名前です。名前がないと、`pipeline deploy` は\
              環境を見つけられません。",
    },
    Words {
        id: "pipeline.stage-duplicate",
        messages: &["ステージ {name} はすでにあります。AWS は同じ名前のステージを 2 つ受け付けません。"],
        doc: "CodePipeline ではステージごとに異なる名前が必要で、Copilot はステージに環境の名前を\
              付けます。そのため、1 つの環境をデプロイ先にできるステージは 1 つだけです。",
    },
    Words {
        id: "pipeline.test-and-post",
        messages: &["Copilot は、1 つのステージで `test_commands` と `post_deployments` を同時には受け\
             付けません。テストは `post_deployments` のアクションとして実行してください。"],
        doc: "どちらもステージのデプロイ後に実行され、Copilot が受け付けるのは一方だけです。\
              `test_commands` でできることは `post_deployments` でもできます。",
    },
    Words {
        id: "pipeline.test-commands-shape",
        messages: &[
            "`test_commands` はコマンドのリストでなければなりませんが、{found} になっています。\
             Copilot はこのマニフェストを受け付けません。",
            "`test_commands` はコマンドのリストでなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "`test_commands` は、コマンドが 1 つの場合もリストで書きます。",
    },
    Words {
        id: "pipeline.deployments-shape",
        messages: &[
            "`deployments` は名前をキーとするマップでなければなりませんが、{found} になっています。\
             Copilot はこのマニフェストを受け付けません。",
            "`deployments` は名前をキーとするマップでなければなりませんが、{found} になっています。\
             Copilot はこの値を破棄します。",
        ],
        doc: "`deployments` のキーは、ステージがデプロイするワークロードまたはスタックです。名前だけ \
              (`api:`) で足ります。リストは受け付けられません。",
    },
];
