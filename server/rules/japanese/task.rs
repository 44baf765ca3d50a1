//! The Japanese words of the rules about `cpu` and `memory`.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "task.cpu-invalid",
        messages: &[
            "{value} CPU ユニットのタスクは Fargate にありません。使用できる値は {allowed} です。",
            "空の `cpu` は既定値を打ち消し、Copilot は 0 CPU ユニットを要求します。\
             キーを削除するか、数値を指定してください。",
        ],
        doc: "Fargate には、4 分の 1 vCPU (256) から 16 vCPU (16384) まで 7 つの CPU \
              サイズがあります。Copilot はどのような数値もそのまま渡すため、デプロイが失敗します。",
    },
    Words {
        id: "task.cpu-memory-pair",
        messages: &[
            "{cpu} CPU ユニットとメモリ {memory} MiB のタスクは Fargate にありません。{cpu} CPU \
             ユニットで使用できるメモリ (MiB) は {allowed} です。",
            "空の `memory` は既定値を打ち消し、Copilot は 0 MiB を要求します。キーを削除するか、\
             数値を指定してください。",
        ],
        doc: "Fargate では、CPU のサイズごとに使用できるメモリのサイズが決まっています。Copilot \
              はどのような組み合わせもそのまま渡すため、デプロイが失敗します。\
              指定されていない値は、256 CPU ユニットと 512 MiB とみなされます。",
    },
    Words {
        id: "task.windows-minimum",
        messages: &["Windows のタスクには、少なくとも 1024 CPU ユニットと 2048 MiB のメモリが必要です。\
             このタスクは {cpu} CPU ユニットと {memory} MiB です。"],
        doc: "Fargate の Windows タスクには、1 vCPU と 2 GiB が必要です。Copilot の既定値の 256 \
              と 512 では小さすぎるため、両方のフィールドを指定しなければなりません。",
    },
    Words {
        id: "task.windows-max-cpu",
        messages: &["Windows のタスクの CPU ユニットは最大 4096 です。{cpu} は Linux にしかありません。"],
        doc: "Fargate の 8 vCPU と 16 vCPU は Linux のタスク専用です。",
    },
    Words {
        id: "task.memory-unit",
        messages: &["`memory` の単位は MiB で、512 未満のタスクはありません。GiB \
             のつもりではありませんか。"],
        doc: "`memory` は、単位を付けない MiB の数値です。2 GiB は 2048 と書きます。",
    },
    Words {
        id: "task.rdws-pair",
        messages: &[
            "{cpu} CPU ユニットとメモリ {memory} MiB のインスタンスは App Runner にありません。\
             {cpu} CPU ユニットで使用できるメモリ (MiB) は {allowed} です。",
            "{cpu} CPU ユニットのインスタンスは App Runner にありません。使用できる値は {allowed} \
             です。",
            "空の {key} は既定値を打ち消します。Copilot はその値がないとデプロイできません。\
             キーを削除するか、数値を指定してください。",
        ],
        doc: "App Runner では、CPU のサイズごとに使用できるメモリのサイズが決まっています。\
              Copilot はどのような組み合わせもそのまま渡すため、デプロイが失敗します。\
              指定されていない値は、1024 CPU ユニットと 2048 MiB とみなされます。",
    },
    Words {
        id: "task.units-string",
        messages: &["{key} には、引用符も単位も付けない整数を指定してください。{found} は指定できません。\
             Copilot はマニフェストを受け付けません。"],
        doc: "`cpu` は 1/1024 vCPU 単位、`memory` は MiB 単位で、どちらも単なる整数です。`1 vCPU` \
              や `1GB` ではなく `1024` と書きます。",
    },
];
