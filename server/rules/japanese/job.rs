//! The Japanese words of the rules about Scheduled Jobs.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "job.schedule-missing",
        messages: &[
            "{kind} には、`@daily` や `0 9 * * *` のような `on.schedule` が必要です。\
             これがないと、Copilot はマニフェストを受け付けません。",
            "`schedule` が空です。Copilot はマニフェストを受け付けますが、デプロイできません。\
             トリガーを無効にするには `none` と書いてください。",
        ],
        doc: "スケジュールは、ジョブをいつ実行するかを指定します。トリガーなしでジョブを残すには \
              `none` と書きます。",
    },
    Words {
        id: "job.on-shape",
        messages: &["`on` には `schedule` を持つマップを指定してください。{found} は指定できません。\
             Copilot はマニフェストを受け付けません。"],
        doc: "スケジュールは、`on` の 1 段下に `on.schedule` として書きます。",
    },
    Words {
        id: "job.timeout-invalid",
        messages: &["{value} は期間ではありません。`30m` や `1h30m` のように、数値に単位 (`s`、`m`、`h`) \
             を付けて書いてください。"],
        doc: "`timeout` は Go 形式の期間です。単位のない数値、単語で書いた単位、日数は使えません。\
              Copilot はテンプレートのレンダリング時に停止します。",
    },
    Words {
        id: "job.timeout-granularity",
        messages: &["タイムアウトは 1 秒以上の整数の秒数で指定してください。{value} では Copilot \
             はジョブをデプロイできません。"],
        doc: "ジョブを実行するステートマシンは秒単位で動作します。そのため Copilot は、1 \
              秒より短い時間や 1 秒未満の端数をテンプレートのレンダリング時に拒否します。",
    },
    Words {
        id: "job.retries-negative",
        messages: &["{value} 回の再試行はできません。Copilot はジョブをデプロイできません。使用できる値は \
             {allowed} です。"],
        doc: "`retries` は、失敗した実行を何回繰り返すかを指定します。0 は再試行なしを意味します。\
              負の数の場合、Copilot はテンプレートのレンダリング時に停止します。",
    },
    Words {
        id: "job.schedule-invalid",
        messages: &["Copilot はスケジュール {value} をデプロイできません: {problem}。"],
        doc: "スケジュールには、プリセット (`@hourly`、`@daily`、`@weekly`、`@monthly`、\
              `@yearly`)、期間を付けた `@every`、5 つのフィールドの cron 式、`rate(...)`、\
              `cron(...)`、または `none` を指定します。それ以外の場合、Copilot \
              はテンプレートのレンダリング時に停止します。",
    },
    Words {
        id: "job.schedule-dow-and-dom",
        messages: &["スケジュールに日 ({dom}) と曜日 ({dow}) の両方が指定されています。Copilot \
             はデプロイできません。どちらか一方を `*` にしてください。"],
        doc: "EventBridge には、日と曜日の両方で制限するスケジュールがありません。そのため \
              Copilot はテンプレートのレンダリング時に停止します。",
    },
    Words {
        id: "job.schedule-every-granularity",
        messages: &["`@every` には、`@every 5m` のように 1 分以上の整数の分数を指定してください。Copilot \
             は {value} をデプロイできません。"],
        doc: "`@every` には Go 形式の期間を指定し、Copilot がそれを分単位の rate に変換します。\
              秒、1 分未満の端数、日数 (`1d`) は、テンプレートのレンダリング時に拒否されます。",
    },
    Words {
        id: "job.schedule-day-step-lost",
        messages: &["Copilot は {field} のステップを無視します。`*` を含む日または曜日のフィールドは、\
             毎日とみなされます。EventBridge の `cron(...)` を使ってください。"],
        doc: "`*` または `?` を含む日または曜日のフィールドは、\
              後ろにステップがあっても制限なしとみなされ、Copilot \
              はスケジュールの変換時にそれを置き換えます。そのため `0 0 */2 * *` \
              は毎日実行されます。",
    },
    Words {
        id: "job.schedule-dow-step-shifted",
        messages: &["Copilot は曜日のすべての数字に 1 を加え、ステップも変更するため、{field} は \
             {shifted} になります。代わりに曜日を列挙してください。"],
        doc: "EventBridge は曜日を 1 から、cron は 0 から数えます。Copilot \
              はこのフィールドの各数字に 1 を加えるため、ステップも変わります。",
    },
    Words {
        id: "job.schedule-timezone",
        messages: &["Copilot はタイムゾーン付きのスケジュールを変換できません。変換結果が壊れるため、AWS \
             は受け付けません。スケジュールは UTC です。"],
        doc: "Copilot が使用するパーサーは 5 つのフィールドの前の `TZ=` を受け付けますが、\
              変換ではそれが 1 つ目のフィールドとして数えられます。時刻は UTC で書いてください。",
    },
    Words {
        id: "job.schedule-rate-syntax",
        messages: &["EventBridge は {value} を受け付けません: {problem}。"],
        doc: "Copilot は `rate()` を確認せずに渡します。EventBridge には、\
              正の整数と単位が必要です。単位は、1 の後では `minute`、`hour`、`day`、\
              それ以外の数の後ではその複数形です。",
    },
    Words {
        id: "job.schedule-cron-fields",
        messages: &["EventBridge は {value} を受け付けません: {problem}。"],
        doc: "Copilot は `cron()` を確認せずに渡します。EventBridge には 6 つのフィールド (分、\
              時、日、月、曜日、年) が必要で、日と曜日の 2 つのフィールドのうち一方は `?` \
              にします。",
    },
];
