//! The Japanese words of the rules about names, pipelines, topics and claims across the files of a workspace.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "workspace.environment-unknown",
        messages: &[
            "このワークスペースに環境 {name} はありません。Copilot がこのブロックを使うのは、まったく\
             同じ名前の環境だけです。ワークスペースにある環境: {known}。",
        ],
        doc: "Copilot は `environments` のキーから環境の名前を探し、似ているだけの名前は使いません。\
              名前を間違えたブロックは、何の警告もなく無効になります。別の場所で管理している環境には、ここに\
              マニフェストがなくてもかまいません。その場合はこの検出を抑制してください。",
    },
    Words {
        id: "workspace.stage-environment-unknown",
        messages: &[
            "このワークスペースに環境 {name} はありません。アプリケーションにもこの名前の環境がなければ、\
             `copilot pipeline deploy` は停止します。ワークスペースにある環境: {known}。",
        ],
        doc: "ステージの名前は環境の名前です。Copilot はパイプラインのデプロイ時にアプリケーションの環境を\
              調べ、見つからなければ停止します。",
    },
    Words {
        id: "workspace.pipeline-name-directory",
        messages: &[
            "パイプラインの名前は {name} ですが、ディレクトリは {directory} です。Copilot は上書きの\
             ファイルを名前のほうのディレクトリで探します。",
        ],
        doc: "ディレクトリの名前にかかわらず、パイプラインを識別するのは `name` です。ただし上書きの\
              ファイルは `copilot/pipelines/<name>/overrides` で探されるため、名前が 2 つあると 2 つの\
              ディレクトリに分かれてしまいます。",
    },
    Words {
        id: "workspace.pipeline-duplicate-name",
        messages: &[
            "{other} のパイプラインも {name} という名前です。Copilot がこの名前で見つけるのは、そのうち \
             1 つだけです。",
        ],
        doc: "コマンドは、置き場所にかかわらず、マニフェストの `name` でパイプラインを指定します。同じ名前の\
              ものが 2 つあると、デプロイできるのは一方だけです。",
    },
    Words {
        id: "workspace.workload-duplicate-name",
        messages: &[
            "ワークロード {name} はすでに {other} にあります。このマニフェストはディレクトリ {directory} に\
             あり、Copilot はディレクトリと異なる名前を拒否します。",
        ],
        doc: "ワークロードの `name` は、そのディレクトリの名前です。コピーして元の名前のままになっている\
              マニフェストは拒否され、ワークスペース全体を読むコマンドも失敗します。",
    },
    Words {
        id: "workspace.pipeline-deployment-unknown",
        messages: &["このワークスペースにワークロード {name} はないため、このデプロイが探すテンプレートは\
             作られません。ワークスペースにあるワークロード: {known}。"],
        doc: "パイプラインのビルドは、ワークスペースのワークロードごとにテンプレートを作ります。それ以外の\
              名前のデプロイは、何をデプロイするかを `template_path` と `stack_name` で指定しない限り、\
              テンプレートを見つけられません。",
    },
    Words {
        id: "workspace.pipeline-deployment-missing",
        messages: &[
            "このステージは {missing} をデプロイしません。`deployments` を書くと、そこに挙げたものだけが\
             デプロイされます。",
        ],
        doc: "`deployments` がなければ、ステージはワークスペースのすべてのワークロードをデプロイします。\
              あれば、挙げたものだけです。後から追加したワークロードは忘れられがちです。",
    },
    Words {
        id: "workspace.buildspec-missing",
        messages: &[
            "ファイル {path} はワークスペースにないため、パイプラインのビルドが失敗します。パスは `copilot/` の\
             あるフォルダーから始まります。",
            "パイプラインが buildspec を探す {path} がないため、ビルドが失敗します。このファイルは \
             `copilot pipeline init` が作ります。",
        ],
        doc: "CodeBuild は何をするかを buildspec から読みます。`buildspec` で指定したファイル、または\
              パイプラインのマニフェストと同じ場所の `buildspec.yml` です。パスはワークスペースのルートから\
              始まり、ファイルはコミットされている必要があります。",
    },
    Words {
        id: "platform.windows-pipeline",
        messages: &[
            "{name} は Windows 用にビルドされますが、Copilot のパイプラインのビルドは Linux で動くため、\
             そのイメージをビルドできません。",
        ],
        doc: "Copilot のパイプラインは Linux 上の CodeBuild でイメージをビルドするため、Windows のイメージは\
              ビルドできません。イメージは別の場所でビルドしてプッシュし、`image.location` で指定してください。",
    },
    Words {
        id: "workspace.subscribe-service-unknown",
        messages: &[
            "このワークスペースにワークロード {name} はありません。アプリケーションのほかのリポジトリにも\
             なければ、トピックが存在せず、デプロイが失敗します。",
        ],
        doc: "サブスクリプションには、トピックを発行するワークロードを指定します。同じアプリケーションの別の\
              リポジトリにあることもありますが、多くは名前の間違いです。",
    },
    Words {
        id: "workspace.subscribe-topic-unknown",
        messages: &[
            "{service} はトピック {name} を発行していないため、このサービスのデプロイは停止します。発行\
             しているトピック: {known}。",
            "{service} はトピックを発行していないため、このサービスのデプロイは停止します。トピックは \
             `publish.topics` に書きます。",
        ],
        doc: "Worker Service をデプロイするとき、サブスクライブするトピックが存在していなければなりません。\
              それは、指定したサービスの `publish.topics` にあるものです。",
    },
    Words {
        id: "workspace.subscribe-fifo-mismatch",
        messages: &[
            "{service} は {name} を FIFO トピックとして発行していますが、このサブスクリプションは存在しない\
             標準トピックを求めるため、デプロイが停止します。`subscribe.queue` またはこのトピックの `queue` で \
             `fifo` を有効にしてください。",
            "{service} は {name} を標準トピックとして発行していますが、このサブスクリプションは存在しない \
             FIFO トピックを求めるため、デプロイが停止します。このトピックに固有の標準キューを持たせるか \
             (`queue: true`)、`fifo` を無効にしてください。",
        ],
        doc: "FIFO トピックは FIFO キューにしか配信できず、Copilot は標準トピックとは別の名前で探します。\
              そのため、`fifo` はトピックとそのキューで一致していなければなりません。キューは \
              `subscribe.queue`、またはサブスクリプションに `queue` があればそれです。",
    },
    Words {
        id: "workspace.http-path-conflict",
        messages: &[
            "{others} も同じロードバランサーで {path} へのリクエストを受け取り、`alias` による区別も\
             ありません。どちらかにはリクエストが届きません。ただし、アプリケーションにドメインがあれば、\
             サービスごとに名前が付きます。",
            "{others} も同じ `alias` で {path} へのリクエストを受け取るため、どちらかにはリクエストが\
             届きません。",
        ],
        doc: "1 つの環境のサービスはロードバランサーを共有し、リクエストは最初に一致したルールへ渡されます。\
              2 つのサービスには、異なるパスか異なるエイリアスが必要です。(アプリケーションにドメインが\
              あれば、各サービスは既定で固有の名前を持ちます。)",
    },
    Words {
        id: "workspace.connect-alias-duplicate",
        messages: &[
            "{others} も Service Connect で {name} という名前です。名前は環境の中で一度しか使えないため、\
             2 番目のデプロイが失敗します。",
        ],
        doc: "Service Connect はサービスを `alias` で識別し、なければサービスの名前を使います。どちらも環境の\
              中で一度しか使えません。",
    },
    Words {
        id: "workspace.alias-duplicate",
        messages: &[
            "{others} も別の場所から配信されるのにエイリアス {name} を持っています。両方が同じレコードや\
             証明書を求めるため、2 番目のデプロイが失敗します。",
        ],
        doc: "エイリアスは DNS レコードと証明書になります。1 つのロードバランサーの後ろにあるサービスは、\
              パスで区別して共有できますが、Network Load Balancer、App Runner、静的サイトには、それぞれ固有の\
              名前が必要です。特定の環境のエイリアスは `environments` に書きます。",
    },
    Words {
        id: "workspace.summary-missing",
        messages: &[
            "ワークスペースに `copilot/.workspace` がありません。Copilot はどのアプリケーションに属するのかが\
             わからず、すべてのコマンドに `--app` が必要になります。このファイルは `copilot app init` が作ります。",
            "`copilot/.workspace` にアプリケーションの名前がありません。`application: <名前>` の行が必要です。",
        ],
        doc: "`copilot/.workspace` は、ワークスペースとアプリケーションを結び付けます。なければ、コマンドは\
              アプリケーション名を渡さない限り停止します。秘密は含まれないので、リポジトリに入れてください。",
    },
    Words {
        id: "manifest.file-extension",
        messages: &[
            "Copilot はこのファイルを読みません。マニフェストの名前は `manifest.yml` です。{name} の名前を\
             変えてください。",
        ],
        doc: "マニフェストの名前は `manifest.yml` に限られます。`manifest.yaml` やほかの名前のマニフェストは、\
              ワークロードが存在しないかのように、何の警告もなく無視されます。",
    },
    Words {
        id: "addons.no-template",
        messages: &["{folder} にはテンプレート (`.yml` または `.yaml`) がないため、Copilot は無視します。"],
        doc: "アドオンのリソースは、拡張子が `.yml` または `.yaml` の CloudFormation テンプレートに書きます。\
              パラメーターだけ、または別の拡張子のテンプレートだけでは、スタックは作られません。",
    },
];
