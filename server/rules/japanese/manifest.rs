//! The Japanese words of the rules about a manifest as a whole and its numbers.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "manifest.type-unknown",
        messages: &[
            "{value} というマニフェストの種類はありません。使用できる値 (表記もこのとおり): {allowed}。",
            "`type` がありません。Copilot には、これが何のマニフェストかわかりません。使用できる値: \
             {allowed}。",
        ],
        doc: "`type` は、マニフェストが何を定義するかを決めます。Copilot は 1 文字ずつ比較するため、\
              大文字と小文字、ハイフン、空白も一致していなければなりません。`type` がないファイルは\
              使えません。",
    },
    Words {
        id: "manifest.type-doc-typo",
        messages: &[
            "{value} は Copilot のドキュメントの例にあるつづりの誤りです。Copilot は受け付けません。",
        ],
        doc: "Copilot のドキュメントの Backend Service のページには、`Backend Serivce` と書かれた\
              例があります。そのままコピーすると、マニフェストは受け付けられません。",
    },
    Words {
        id: "manifest.environment-type",
        messages: &["`copilot/environments/` の下のマニフェストには `type: Environment` が必要です。"],
        doc: "Copilot は環境のマニフェストを `copilot/environments/<name>/manifest.yml` から読み込み、\
              そこではほかの `type` を受け付けません。",
    },
    Words {
        id: "manifest.name-missing",
        messages: &["`name` がありません。このファイルがあるディレクトリの名前を指定してください。"],
        doc: "どのワークロードにも `name` が必要で、それはディレクトリの名前と\
              同じでなければなりません。",
    },
    Words {
        id: "manifest.name-directory-mismatch",
        messages: &["{value} がディレクトリ {directory} と異なります。Copilot はこのマニフェストを読み\
             込みません。"],
        doc: "Copilot はワークロードや環境の `name` を、そのディレクトリの名前と比べます。1 つでも\
              一致しないものがあると、ワークスペース全体を一覧するコマンドも動作しません。",
    },
    Words {
        id: "manifest.name-format",
        messages: &["{value} は名前に使えません。名前は英小文字で始まり、その後に英小文字、数字、連続しない\
             ハイフンが続く、2 文字以上 255 文字以下でなければなりません。"],
        doc: "ワークロードと環境の名前は、AWS リソースの名前の一部になります。Copilot が名前を\
              確認するのはマニフェストを作成するときだけです。後から書き換えた名前が正しくないと、\
              デプロイが失敗します。",
    },
    Words {
        id: "manifest.name-reserved",
        messages: &["{value} は Copilot 自身が使うディレクトリのため、ワークロードにこの名前を\
             付けないでください。"],
        doc: "`copilot/pipelines` と `copilot/environments` には、パイプラインと環境のマニフェストが\
              置かれます。同じ名前のワークロードはその妨げになります。",
    },
    Words {
        id: "manifest.name-apprunner-length",
        messages: &["名前が {length} 文字あります。App Runner で使えるのは、前に付くアプリケーション名と\
             環境名を含めて 40 文字までです。"],
        doc: "App Runner のサービスの名前は `<application>-<environment>-<name>` となり、40 \
              文字以下でなければなりません。そのため、これより長い名前は必ず失敗し、やや短い名前でも\
              失敗することがあります。",
    },
    Words {
        id: "yaml.empty-file",
        messages: &["マニフェストが空です。少なくとも `name` と `type` が必要です。"],
        doc: "中身のないマニフェストには `type` がないため、Copilot は読み込めません。",
    },
    Words {
        id: "yaml.root-not-map",
        messages: &["マニフェストはマップでなければなりません。`name:` や `type:` などのキーを行頭から\
             書いてください。"],
        doc: "どのマニフェストも、最上位はセクションのマップです。リストや単なる文字列は受け\
              付けられません。",
    },
    Words {
        id: "yaml.octal-number",
        messages: &["先頭に 0 があるため、これは 8 進数になり、{text} は {value} を意味します。"],
        doc: "Copilot の YAML ライブラリは先頭に 0 のある数値を 8 進数として読むため、`0512` は \
              330 になります。先頭の 0 を付けずに書いてください。",
    },
    Words {
        id: "manifest.cpu-float-truncated",
        messages: &["Copilot は小数部分を切り捨てるため、{text} は {value} になります。"],
        doc: "Copilot は、整数を求める場所で小数を含む数値も受け付け、警告なしに小数部分を切り\
              捨てます。",
    },
];
