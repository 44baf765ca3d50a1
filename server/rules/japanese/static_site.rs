//! The Japanese words of the rules about Static Sites.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "static-site.source-missing",
        messages: &["この `files` の項目に `source` がないため、Copilot はマニフェストを受け付けません。\
             ファイルまたはディレクトリを指定してください。"],
        doc: "`files` の各項目は、`source` で指定した 1 \
              つのファイルまたはディレクトリをアップロードします。`source` は、\
              ワークスペースのルートからのパスで書きます。",
    },
    Words {
        id: "static-site.certificate-without-alias",
        messages: &["`certificate` には、証明書の対象となる名前の `alias` が一緒に必要です。これがないと、\
             Copilot はマニフェストを受け付けません。"],
        doc: "証明書はドメイン名を証明するものです。`http.alias` がなければ独自の名前がないため、\
              Copilot は証明書を受け付けません。",
    },
    Words {
        id: "static-site.certificate-region",
        messages: &["CloudFront で使用できる証明書は `us-east-1` のものだけですが、この証明書は {region} \
             にあります。Copilot は受け付けません。"],
        doc: "静的サイトは CloudFront から配信されます。\
              アプリケーションのほかの部分がどこで動作していても、CloudFront の証明書は \
              `us-east-1` になければなりません。",
    },
    Words {
        id: "static-site.certificate-arn",
        messages: &["{value} は ARN ではありません。Copilot では \
             `arn:aws:acm:us-east-1:<account>:certificate/<id>` を指定してください。"],
        doc: "`http.certificate` は、AWS Certificate Manager の証明書の ARN です。",
    },
    Words {
        id: "static-site.alias-shape",
        messages: &["静的サイトの `alias` は 1 つだけで、文字列で指定します。{found} は指定できません。\
             Copilot はマニフェストを受け付けません。"],
        doc: "ロードバランサーの背後のサービスと異なり、静的サイトが持てる独自の名前は 1 つで、\
              リストやホストゾーンは使えません。",
    },
    Words {
        id: "static-site.http-boolean",
        messages: &["静的サイトの `http` にはマップを指定してください。{found} は指定できません。Copilot \
             はマニフェストを受け付けません。"],
        doc: "`http` には `alias` と `certificate` を書きます。静的サイトは常に HTTP \
              で配信されるため、切り替えるものはありません。",
    },
    Words {
        id: "static-site.files-missing",
        messages: &["`files` がないと何もアップロードされません。サイトは空のままですが、Copilot \
             は何も報告しません。"],
        doc: "`files` には、サイトを構成するものを列挙します。Copilot は `files` \
              がないマニフェストも受け付け、空のバケットをデプロイします。",
    },
    Words {
        id: "static-site.container-fields",
        messages: &["{kind} はコンテナを実行しないため、{key} は Copilot に無視されます。"],
        doc: "静的サイトは、前段に CDN を置いたバケットです。設定は `http` と `files` で、\
              コンテナやタスクの設定は警告なしに無視されます。",
    },
    Words {
        id: "static-site.reinclude-without-exclude",
        messages: &["`exclude` がなければ `reinclude` の効果はありません。`reinclude` は、`exclude` \
             で除外したものを元に戻すだけです。"],
        doc: "`source` の配下のファイルは、`exclude` で除外しない限りすべてアップロードされます。\
              `reinclude` にはその例外を指定します。",
    },
];
