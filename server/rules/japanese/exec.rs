//! The Japanese words of the rules about `exec` and `observability`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "exec.shape",
        messages: &[
            "`exec` には、引用符で囲まない `true` または `false` を指定してください。{found} \
             は指定できません。Copilot はマニフェストを受け付けません。",
            "`exec` には、引用符で囲まない `true` または `false` を指定してください。{found} は、\
             Copilot によって `false` として扱われます。",
            "この `exec` には Copilot の知っているキーが 1 つもないため、Copilot \
             は受け付けません。`true` または `false` と書いてください。",
        ],
        doc: "`exec` は ECS Exec を有効にします。ECS Exec により、`copilot svc exec` \
              で実行中のコンテナのシェルを開けます。値はブール値です。",
    },
    Words {
        id: "exec.map-false-enables",
        messages: &["これは ECS Exec を有効にします。Copilot はマップがあることだけを確認し、`enable` \
             を見ません。`exec: false` と書いてください。"],
        doc: "`exec` のマップ形式はドキュメントに記載されていません。Copilot \
              はマップがあるかどうかだけを確認するため、`enable: false` と書いても、コンテナは \
              `copilot svc exec` に対して開かれます。",
    },
    Words {
        id: "exec.job",
        messages: &["{kind} では `exec` の効果はありません。Copilot \
             はジョブではこれをレンダリングしません。"],
        doc: "ECS Exec には実行中のサービスが必要です。Copilot \
              はジョブでもこのキーを受け付けますが、何もしません。",
    },
    Words {
        id: "exec.rdws",
        messages: &["{kind} に {key} はありません。App Runner はコンテナのシェルを提供しないため、Copilot \
             はこのキーを無視します。"],
        doc: "ECS Exec は ECS の機能です。Request-Driven Web Service は App Runner \
              で動作するため、Copilot はこのキーを無視します。",
    },
    Words {
        id: "observability.vendor-rdws",
        messages: &["{value} ではトレースできません。Copilot が知っているのは {allowed} だけで、\
             マニフェストを受け付けません。"],
        doc: "App Runner のトレースは AWS X-Ray だけです。Copilot はほかの名前を受け付けません。",
    },
    Words {
        id: "observability.vendor-ecs",
        messages: &["{value} ではトレースされません。Copilot が知っているのは {allowed} だけで、\
             それ以外はすべて無視します。"],
        doc: "ECS のサービスでは、Copilot はトレーサーの名前を検証しません。`awsxray` \
              以外の値では何もトレースされず、それが報告されることもありません。",
    },
    Words {
        id: "observability.job",
        messages: &["{kind} に {key} はなく、Copilot に無視されます。ジョブはトレースされません。"],
        doc: "トレースはサービスのためのものです。Copilot は、\
              ジョブではこのセクションを警告なしに無視します。",
    },
    Words {
        id: "observability.container-insights-level",
        messages: &["{key} は、ここでは Copilot に無視されます。`container_insights` \
             は環境のマニフェストに、`tracing` はその環境のサービスのマニフェストに書いてください。"],
        doc: "どちらのマニフェストにも `observability` セクションがあり、それぞれにキーが 1 \
              つあります。もう一方のキーは警告なしに無視されます。",
    },
];
