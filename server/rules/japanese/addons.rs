//! The Japanese words of the rules about addons.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "addons.resources-missing",
        messages: &[
            "このディレクトリのどのテンプレートにも `Resources` のマップがないため、Copilot はアドオンを拒否します。\
             リソースは左端ではなく、このキーの下に書きます。",
        ],
        doc: "アドオンは CloudFormation テンプレートで、省略できない唯一のセクションが `Resources` です。リソースを左端に\
              書いた古い例は、テンプレートの一部にすぎません。",
    },
    Words {
        id: "addons.key-conflict",
        messages: &[
            "{file} も `{section}` の {name} を、異なる内容で定義しています。Copilot はすべてのファイルから 1 つの\
             テンプレートを作り、同じ名前の 2 つの定義を拒否します。",
        ],
        doc: "`addons` ディレクトリのテンプレートは 1 つにまとめられます。同じ名前を複数のテンプレートに書けるのは、\
              パラメーター `App`、`Env`、`Name` のように、内容がすべて同じ場合だけです。",
    },
    Words {
        id: "addons.parameter-required",
        messages: &[
            "テンプレートはパラメーター {required} を宣言する必要がありますが、{missing} がないため、Copilot はアドオンを\
             拒否します。",
        ],
        doc: "Copilot は、アプリケーション、環境、ワークロードの名前をワークロードのアドオンに渡します。そのため、\
              テンプレート全体で `App`、`Env`、`Name` を宣言します。環境のアドオンでは `App` と `Env` です。",
    },
    Words {
        id: "addons.parameter-without-value",
        messages: &[
            "{name} に値がないため、Copilot はアドオンを拒否します。`Default` を書くか、`addons.parameters.yml` で値を\
             指定してください。",
        ],
        doc: "テンプレートの各パラメーターには、Copilot が自動的に設定するものを除いて、`Default` または \
              `addons.parameters.yml` の値が必要です。(環境のアドオンでは `Name` は設定されません。)",
    },
    Words {
        id: "addons.parameters-reserved",
        messages: &["{name} の値は Copilot が設定し、ほかの値は拒否されます。ここでは省いてください。"],
        doc: "`addons.parameters.yml` には、自分で追加したパラメーターの値を書きます。`App`、`Env` と、ワークロードの \
              `Name` は Copilot が設定します。",
    },
    Words {
        id: "addons.parameters-unknown",
        messages: &[
            "このディレクトリのテンプレートはパラメーター {name} を宣言していないため、Copilot はアドオンを拒否します。",
        ],
        doc: "`addons.parameters.yml` の値は、いずれかのテンプレートが同じ名前で宣言したパラメーターのものでなければ\
              なりません。",
    },
    Words {
        id: "addons.parameters-missing-field",
        messages: &[
            "このファイルの値はキー `Parameters` の下に書く必要があり、ないと Copilot に拒否されます。",
        ],
        doc: "`addons.parameters.yml` のキーは `Parameters` だけで、値はその下に書きます。",
    },
    Words {
        id: "addons.parameters-two-files",
        messages: &[
            "`addons.parameters.yml` と `addons.parameters.yaml` が同じディレクトリにあるため、Copilot はアドオンを\
             拒否します。どちらか一方だけを残してください。",
        ],
        doc: "`addons` ディレクトリのパラメーターの値は、`addons.parameters.yml` または `addons.parameters.yaml` の \
              1 つのファイルに書きます。",
    },
    Words {
        id: "addons.policy-output-missing",
        messages: &[
            "{name} を参照する出力がないため、Copilot はこのポリシーをどこにもアタッチせず、タスクはその権限を得られません。",
        ],
        doc: "Copilot は、テンプレートの出力が `!Ref` で参照する管理ポリシーをタスクのロールにアタッチします。出力のない\
              ポリシーは、作成されても効果がありません。",
    },
    Words {
        id: "addons.policy-output-not-ref",
        messages: &[
            "Copilot が {name} を認識するのは `!Ref {plain}` だけです。この書き方ではアタッチされず、値は普通の環境変数に\
             なります。",
        ],
        doc: "Copilot が出力について理解するのは `!Ref` (または `Ref:`) だけです。`!GetAtt`、`!Sub`、文字列では、ポリシーや\
              セキュリティグループはアタッチされず、シークレットはシークレットとして扱われず、値は普通の環境変数になります。",
    },
    Words {
        id: "addons.output-name-collision",
        messages: &[
            "{name} と {other} はどちらも変数 {variable} になります。名前がタスクの中で重複し、デプロイが失敗します。",
        ],
        doc: "Copilot はワークロードのアドオンの出力を、大文字とアンダースコアの名前でコンテナに渡します。大文字と小文字、\
              または単語の区切りだけが違う 2 つの出力は、同じ名前になります。",
    },
    Words {
        id: "addons.env-output-without-export",
        messages: &[
            "ワークロードは {name} を使えません。環境のアドオンの出力には `Export` と `Name` が必要で、マニフェストからは \
             `from_cfn` で参照します。",
        ],
        doc: "`copilot/environments/addons` の出力は、そのままでは環境変数になりません。ワークロードは、`Export` が付けた\
              名前を `from_cfn` で参照します。",
    },
    Words {
        id: "addons.export-name-unique",
        messages: &[
            "このエクスポートの名前はどの環境でも同じですが、名前はリージョンで一度しか使えないため、2 番目の環境が\
             失敗します。名前に `${App}-${Env}` を入れてください。",
        ],
        doc: "エクスポートの名前は、アカウントのリージョンの中で一意です。環境は同じアカウントとリージョンを使うことが\
              多いため、アプリケーションと環境の名前を含めてください: `!Sub ${App}-${Env}-Name`。",
    },
    Words {
        id: "addons.local-path-missing",
        messages: &[
            "{path} はワークスペースにありません。Copilot はこのプロパティの指すものをアップロードするため、デプロイが\
             停止します。パスは `copilot/` のあるフォルダーから始まります。",
        ],
        doc: "Lambda 関数の `Code` など、テンプレートの一部のプロパティにはローカルのファイルやディレクトリを指定でき、\
              Copilot がアップロードします。パスはワークスペースのルートから始まります。Git が無視するものはビルドで\
              作られることがあるため、指摘しません。",
    },
];
