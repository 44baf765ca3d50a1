//! What is known of the images that run as sidecars.

use crate::locale::Phrase;

/// A well-known image: the part of its name that tells, and what it does.
struct Known {
    name: &'static str,
    en: &'static str,
    ja: &'static str,
}

/// The more special names come first.
const KNOWN: [Known; 8] = [
    Known {
        name: "aws-otel-collector",
        en: "**AWS Distro for OpenTelemetry collector**: takes traces and metrics on ports 4317 (gRPC) and 4318 (HTTP) \
             and sends them on. Its configuration can be given in the variable `AOT_CONFIG_CONTENT`. The task role needs \
             the permissions of its exporters, for X-Ray `xray:PutTraceSegments` and `xray:PutTelemetryRecords`.",
        ja: "**AWS Distro for OpenTelemetry コレクター**: トレースとメトリクスをポート 4317 (gRPC) と 4318 (HTTP) で受け取り、転送します。\
             設定は変数 `AOT_CONFIG_CONTENT` で渡せます。エクスポーターに必要な権限 (X-Ray なら `xray:PutTraceSegments` と \
             `xray:PutTelemetryRecords`) をタスクロールに付けます。",
    },
    Known {
        name: "opentelemetry-collector",
        en: "**OpenTelemetry collector**: takes telemetry on ports 4317 (gRPC) and 4318 (HTTP) and sends it to the exporters \
             of its configuration file.",
        ja: "**OpenTelemetry コレクター**: テレメトリをポート 4317 (gRPC) と 4318 (HTTP) で受け取り、設定ファイルのエクスポーターに送ります。",
    },
    Known {
        name: "aws-xray-daemon",
        en: "**X-Ray daemon**: listens on UDP port 2000 and sends the segments of the other containers to X-Ray. The task \
             role needs `xray:PutTraceSegments` and `xray:PutTelemetryRecords`.",
        ja: "**X-Ray デーモン**: UDP ポート 2000 で他のコンテナのセグメントを受け取り、X-Ray に送ります。タスクロールに \
             `xray:PutTraceSegments` と `xray:PutTelemetryRecords` が必要です。",
    },
    Known {
        name: "cloudwatch-agent",
        en: "**CloudWatch agent**: collects metrics and traces (StatsD on UDP port 8125). Its configuration can be given in \
             the variable `CW_CONFIG_CONTENT`. The task role needs the policy `CloudWatchAgentServerPolicy`.",
        ja: "**CloudWatch エージェント**: メトリクスとトレースを集めます (StatsD は UDP ポート 8125)。設定は変数 `CW_CONFIG_CONTENT` \
             で渡せます。タスクロールにポリシー `CloudWatchAgentServerPolicy` が必要です。",
    },
    Known {
        name: "datadog/agent",
        en: "**Datadog agent**: needs the variable `DD_API_KEY` (as a secret) and, on Fargate, `ECS_FARGATE: \"true\"`; takes \
             traces on port 8126 and StatsD on UDP port 8125.",
        ja: "**Datadog エージェント**: 変数 `DD_API_KEY` (シークレットとして) と、Fargate では `ECS_FARGATE: \"true\"` が必要です。\
             トレースはポート 8126、StatsD は UDP ポート 8125 で受け取ります。",
    },
    Known {
        name: "fluent-bit",
        en: "**Fluent Bit**: routes logs. For the logs of the main container write the section `logging` instead: Copilot \
             then makes the container `firelens_log_router` with FireLens.",
        ja: "**Fluent Bit**: ログをルーティングします。メインコンテナのログには代わりに `logging` セクションを使います。Copilot が \
             FireLens の設定されたコンテナ `firelens_log_router` を作ります。",
    },
    Known {
        name: "envoy",
        en: "**Envoy**: a proxy in front of the main container. The containers of a task share `localhost`: name it in \
             `http.target_container` and let it forward to the main container's port.",
        ja: "**Envoy**: メインコンテナの前に置くプロキシです。タスク内のコンテナは `localhost` を共有します。`http.target_container` に \
             このサイドカーを指定し、メインコンテナのポートに転送させます。",
    },
    Known {
        name: "nginx",
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
    Some(Phrase::new(known.en, known.ja))
}
