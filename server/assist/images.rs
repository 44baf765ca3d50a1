//! What is known of the images that run as sidecars.

use crate::locale::Phrase;

/// A well-known image: the part of its name that tells, what it does, and who says so.
struct Known {
    name: &'static str,
    source: (&'static str, &'static str),
    en: &'static str,
    ja: &'static str,
}

/// The more special names come first.
const KNOWN: [Known; 8] = [
    Known {
        name: "aws-otel-collector",
        source: ("AWS Distro for OpenTelemetry", "https://aws-otel.github.io/docs/setup/ecs"),
        en: "**AWS Distro for OpenTelemetry collector**: takes traces and metrics on ports 4317 (gRPC) and 4318 (HTTP) \
             and sends them on. Its configuration can be given in the variable `AOT_CONFIG_CONTENT`. The task role needs \
             the permissions of its exporters, for X-Ray `xray:PutTraceSegments` and `xray:PutTelemetryRecords`.",
        ja: "**AWS Distro for OpenTelemetry コレクター**: トレースとメトリクスをポート 4317 (gRPC) と 4318 (HTTP) で受け取り、転送します。\
             設定は変数 `AOT_CONFIG_CONTENT` で渡せます。エクスポーターに必要な権限 (X-Ray なら `xray:PutTraceSegments` と \
             `xray:PutTelemetryRecords`) をタスクロールに付けます。",
    },
    Known {
        name: "opentelemetry-collector",
        source: ("OpenTelemetry", "https://opentelemetry.io/docs/collector/configuration/"),
        en: "**OpenTelemetry collector**: takes telemetry on ports 4317 (gRPC) and 4318 (HTTP) and sends it to the exporters \
             of its configuration file.",
        ja: "**OpenTelemetry コレクター**: テレメトリをポート 4317 (gRPC) と 4318 (HTTP) で受け取り、設定ファイルのエクスポーターに送ります。",
    },
    Known {
        name: "aws-xray-daemon",
        source: ("AWS X-Ray", "https://docs.aws.amazon.com/xray/latest/devguide/xray-daemon-ecs.html"),
        en: "**X-Ray daemon**: listens on UDP port 2000 and sends the segments of the other containers to X-Ray. The task \
             role needs `xray:PutTraceSegments`, `xray:PutTelemetryRecords` and, for sampling rules of X-Ray, \
             `xray:GetSamplingRules`, `xray:GetSamplingTargets` and `xray:GetSamplingStatisticSummaries`.",
        ja: "**X-Ray デーモン**: UDP ポート 2000 で他のコンテナのセグメントを受け取り、X-Ray に送ります。タスクロールに \
             `xray:PutTraceSegments` と `xray:PutTelemetryRecords`、X-Ray のサンプリングルールを使うなら `xray:GetSamplingRules`、\
             `xray:GetSamplingTargets`、`xray:GetSamplingStatisticSummaries` が必要です。",
    },
    Known {
        name: "cloudwatch-agent",
        source: (
            "Amazon CloudWatch",
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/deploy_servicelens_CloudWatch_agent_deploy_ECS.html",
        ),
        en: "**CloudWatch agent**: collects metrics and traces (StatsD on UDP port 8125). Its configuration can be given in \
             the variable `CW_CONFIG_CONTENT`. The task role needs the policy `CloudWatchAgentServerPolicy`.",
        ja: "**CloudWatch エージェント**: メトリクスとトレースを集めます (StatsD は UDP ポート 8125)。設定は変数 `CW_CONFIG_CONTENT` \
             で渡せます。タスクロールにポリシー `CloudWatchAgentServerPolicy` が必要です。",
    },
    Known {
        name: "datadog/agent",
        source: ("Datadog", "https://docs.datadoghq.com/integrations/ecs_fargate/"),
        en: "**Datadog agent**: needs the variable `DD_API_KEY` (as a secret) and, on Fargate, `ECS_FARGATE: \"true\"`; takes \
             traces on port 8126 and StatsD on UDP port 8125.",
        ja: "**Datadog エージェント**: 変数 `DD_API_KEY` (シークレットとして) と、Fargate では `ECS_FARGATE: \"true\"` が必要です。\
             トレースはポート 8126、StatsD は UDP ポート 8125 で受け取ります。",
    },
    Known {
        name: "fluent-bit",
        source: (
            "Amazon ECS",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
        ),
        en: "**Fluent Bit**: routes logs. For the logs of the main container write the section `logging` instead: Copilot \
             then makes the container `firelens_log_router` with FireLens.",
        ja: "**Fluent Bit**: ログをルーティングします。メインコンテナのログには代わりに `logging` セクションを使います。Copilot が \
             FireLens の設定されたコンテナ `firelens_log_router` を作ります。",
    },
    Known {
        name: "envoy",
        source: ("Envoy", "https://www.envoyproxy.io/docs/envoy/latest/"),
        en: "**Envoy**: a proxy in front of the main container. The containers of a task share `localhost`: name it in \
             `http.target_container` and let it forward to the main container's port.",
        ja: "**Envoy**: メインコンテナの前に置くプロキシです。タスク内のコンテナは `localhost` を共有します。`http.target_container` に \
             このサイドカーを指定し、メインコンテナのポートに転送させます。",
    },
    Known {
        name: "nginx",
        source: ("nginx", "https://nginx.org/en/docs/http/ngx_http_proxy_module.html"),
        en: "**nginx**: a web server, often a reverse proxy in front of the main container. The containers of a task share \
             `localhost`: name it in `http.target_container` and let it forward to the main container's port.",
        ja: "**nginx**: Web サーバーで、メインコンテナの前に置くリバースプロキシによく使われます。タスク内のコンテナは `localhost` を\
             共有します。`http.target_container` にこのサイドカーを指定し、メインコンテナのポートに転送させます。",
    },
];

/// What a container of this image does, if it is a well-known one.
pub(super) fn describe(image: &str) -> Option<Phrase> {
    let name = image.split('@').next().unwrap_or(image).to_ascii_lowercase();
    let known = KNOWN.iter().find(|known| name.contains(known.name))?;
    let (title, address) = known.source;
    let told = Phrase::new(known.en, known.ja);
    Some(
        told.map(|locale, text| format!("{text}\n\n{}: [{title}]({address})", locale.pick("Source", "出典"))),
    )
}
