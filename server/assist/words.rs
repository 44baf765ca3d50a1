//! The words that Copilot knows as values, and what each does.

use crate::locale::Phrase;

/// The last keys of a path, the word, what it means.
type Word = (&'static str, &'static str, &'static str, &'static str);

const WORDS: [Word; 31] = [
    (
        "type",
        "Load Balanced Web Service",
        "An ECS service on Fargate behind an application load balancer, a network load balancer, or both.",
        "Application Load Balancer や Network Load Balancer の背後で動く Fargate 上の ECS サービスです。",
    ),
    (
        "type",
        "Backend Service",
        "An ECS service on Fargate that other services of the environment reach; not from the internet.",
        "環境内の他のサービスから呼び出される Fargate 上の ECS サービスです。インターネットからは届きません。",
    ),
    (
        "type",
        "Worker Service",
        "An ECS service on Fargate that takes messages from SQS queues.",
        "SQS キューのメッセージを処理する Fargate 上の ECS サービスです。",
    ),
    (
        "type",
        "Request-Driven Web Service",
        "A service of AWS App Runner, which scales with its requests.",
        "リクエスト数に応じてスケールする AWS App Runner のサービスです。",
    ),
    (
        "type",
        "Scheduled Job",
        "An ECS task that runs on a schedule, started by EventBridge through Step Functions.",
        "EventBridge から Step Functions 経由でスケジュール実行される ECS タスクです。",
    ),
    (
        "type",
        "Static Site",
        "Files in an S3 bucket behind CloudFront.",
        "S3 バケットのファイルを CloudFront で配信します。",
    ),
    (
        "type",
        "Environment",
        "What the workloads of an environment share: VPC, load balancers, CDN.",
        "環境内のワークロードが共有する VPC、ロードバランサー、CDN です。",
    ),
    (
        "depends_on.<>",
        "start",
        "This container starts after the other one has been started.",
        "相手のコンテナが起動した後に、このコンテナが起動します。",
    ),
    (
        "depends_on.<>",
        "complete",
        "This container starts after the other one has ended, with any exit code; the other one can't be essential.",
        "相手のコンテナが終了した後に (終了コードは問わず)、このコンテナが起動します。相手を essential にはできません。",
    ),
    (
        "depends_on.<>",
        "success",
        "This container starts after the other one has ended with exit code 0; the other one can't be essential.",
        "相手のコンテナが終了コード 0 で終了した後に、このコンテナが起動します。相手を essential にはできません。",
    ),
    (
        "depends_on.<>",
        "healthy",
        "This container starts after the health check of the other one has passed; the other one needs one.",
        "相手のコンテナのヘルスチェックが成功した後に、このコンテナが起動します。相手にはヘルスチェックが必要です。",
    ),
    (
        "version",
        "http1",
        "The load balancer speaks HTTP/1.1 with the targets.",
        "ロードバランサーはターゲットと HTTP/1.1 で通信します。",
    ),
    (
        "version",
        "http2",
        "The load balancer speaks HTTP/2 with the targets.",
        "ロードバランサーはターゲットと HTTP/2 で通信します。",
    ),
    (
        "version",
        "grpc",
        "The load balancer speaks gRPC with the targets; that needs HTTPS in front.",
        "ロードバランサーはターゲットと gRPC で通信します。クライアント側は HTTPS が必要です。",
    ),
    (
        "deployment.rolling",
        "default",
        "New tasks start before old ones stop: at least 100 % and at most 200 % of them run.",
        "新しいタスクの起動後に古いタスクを停止します。稼働率は 100 %～200 % に保たれます。",
    ),
    (
        "deployment.rolling",
        "recreate",
        "Old tasks stop before new ones start: 0 % to 100 % of them run, so there is an interruption.",
        "古いタスクを止めてから新しいタスクを起動します。稼働率は 0 %～100 % となり、中断が生じます。",
    ),
    (
        "network.vpc.placement",
        "public",
        "The tasks run in public subnets, with public addresses.",
        "タスクはパブリックサブネットで、パブリック IP アドレスを持って動きます。",
    ),
    (
        "network.vpc.placement",
        "private",
        "ECS tasks run in private subnets, App Runner reaches the VPC through them; Copilot makes NAT gateways where it manages the VPC.",
        "ECS タスクはプライベートサブネットで動き、App Runner はそこを経由して VPC に接続します。Copilot が VPC を管理する場合は NAT ゲートウェイが作られます。",
    ),
    (
        "deduplication_scope",
        "queue",
        "Duplicates are looked for in the whole queue.",
        "キュー全体で重複を判定します。",
    ),
    (
        "deduplication_scope",
        "messageGroup",
        "Duplicates are looked for within each message group.",
        "メッセージグループごとに重複を判定します。",
    ),
    (
        "throughput_limit",
        "perQueue",
        "The quota of messages per second holds for the whole queue.",
        "1 秒あたりのメッセージ数の上限はキュー全体に適用されます。",
    ),
    (
        "throughput_limit",
        "perMessageGroupId",
        "The quota of messages per second holds for each message group.",
        "1 秒あたりのメッセージ数の上限はメッセージグループごとに適用されます。",
    ),
    (
        "observability.tracing",
        "awsxray",
        "Traces go to AWS X-Ray; on ECS through a sidecar of the AWS Distro for OpenTelemetry.",
        "トレースを AWS X-Ray に送ります。ECS では AWS Distro for OpenTelemetry のサイドカーを経由します。",
    ),
    (
        "platform",
        "linux/x86_64",
        "Linux on 64-bit Intel and AMD processors.",
        "64 ビットの Intel / AMD プロセッサー上の Linux です。",
    ),
    (
        "platform",
        "linux/amd64",
        "Linux on 64-bit Intel and AMD processors.",
        "64 ビットの Intel / AMD プロセッサー上の Linux です。",
    ),
    ("platform", "linux/arm64", "Linux on Graviton processors.", "Graviton プロセッサー上の Linux です。"),
    ("platform", "linux/arm", "Linux on Graviton processors.", "Graviton プロセッサー上の Linux です。"),
    (
        "platform",
        "windows/x86_64",
        "Windows Server on 64-bit Intel and AMD processors.",
        "64 ビットの Intel / AMD プロセッサー上の Windows Server です。",
    ),
    (
        "platform",
        "windows/amd64",
        "Windows Server on 64-bit Intel and AMD processors.",
        "64 ビットの Intel / AMD プロセッサー上の Windows Server です。",
    ),
    (
        "source.properties.output_artifact_format",
        "CODEBUILD_CLONE_REF",
        "CodeBuild clones the repository, so that its Git history is there.",
        "CodeBuild がリポジトリをクローンするため、Git の履歴を参照できます。",
    ),
    (
        "source.properties.output_artifact_format",
        "CODE_ZIP",
        "CodeBuild gets the files of the commit, without the Git history.",
        "CodeBuild はコミットのファイルだけを受け取ります。Git の履歴はありません。",
    ),
];

/// What a word means at a path whose names are left out (`image.depends_on.<>`).
pub(super) fn describe(key: &str, word: &str) -> Option<Phrase> {
    let ends = |end: &str| key == end || key.strip_suffix(end).is_some_and(|before| before.ends_with('.'));
    let known = WORDS.iter().find(|(end, known, ..)| known.eq_ignore_ascii_case(word) && ends(end));
    known.map(|(.., en, ja)| Phrase::new(*en, *ja))
}
