//! The Japanese words of the rules about `environments` and what an override can't do.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "environments.base-incomplete",
        messages: &["以下のどの環境もこの問題を解消していますが、そこに書かれていない環境ではデプロイが\
             失敗します: {problem}"],
        doc: "Copilot は環境ごとに、ベースにその環境のブロックを重ねたマニフェストを検証します。\
              ベースだけでは誤りがあっても、すべての環境がそれを解消していれば問題ありません。\
              ブロックのない環境へのデプロイは失敗します。",
    },
    Words {
        id: "environments.null-rdws-job",
        messages: &["環境 {name} に中身がありません。{kind} では、この環境へのデプロイ時に Copilot が\
             クラッシュします。キーを削除するか、何かを上書きしてください。"],
        doc: "Request-Driven Web Service と Scheduled Job では、Copilot は環境の\
              ブロックがあるかどうかを確認せずに読み込み、異常終了します。ほかの種類では空のブロックも\
              受け付けられます。",
    },
    Words {
        id: "environments.shape",
        messages: &["`environments` は各環境の名前をキーとするマップでなければなりませんが、\
             {found} になっています。Copilot はこのマニフェストを受け付けません。"],
        doc: "上書きはマップで書きます。キーは環境の名前で、その環境で異なる内容を下に書きます。\
              リストは受け付けられません。",
    },
    Words {
        id: "environments.null-does-not-unset",
        messages: &[
            "これでは何も削除されません。Copilot はベースの {key} をそのまま使います。この環境で使う\
             値を書いてください。",
            "空の {key} では何も変わりません。Copilot はベースの値をそのまま使います。",
        ],
        doc: "環境のブロックはベースに重ねられます。追加と置き換えはできますが、削除はできません。\
              null や空のセクションを書いても、ベースは元のまま変わりません。設定をベースから、それを\
              必要とする環境へ移してください。",
    },
    Words {
        id: "environments.null-variable",
        messages: &[
            "これでは {key} は削除されません。変数は残り、ここでは空になります。それが意図どおりなら \
             `\"\"` と書いてください。",
        ],
        doc: "環境では、ベースの変数を削除できません。値がなくても変数は設定され、空の\
              文字列になります。",
    },
    Words {
        id: "environments.null-sidecar",
        messages: &["これではサイドカー {key} は削除されません。Copilot はここでもベースのサイドカーを\
             実行します。"],
        doc: "環境では、ベースのサイドカーを削除できません。サイドカーをベースから、それを必要とする\
              環境へ移してください。",
    },
    Words {
        id: "environments.static-site-empty-string",
        messages: &["空の文字列では何も削除されません。Copilot はベースの {key} をそのまま使います。"],
        doc: "Static Site では空の文字列は指定なしとみなされるため、ベースの値を消すことはできません。\
              設定をベースから、それを必要とする環境へ移してください。",
    },
    Words {
        id: "environments.placeholder-in-other-env",
        messages: &[
            "{name} は、この環境だけでなく、すべてのデプロイでシェルに設定されている必要があります。\
             Copilot はファイル全体の変数を置き換えます。",
        ],
        doc: "Copilot は個々の環境を見る前に、マニフェスト全体の `${NAME}` を置き換えます。シェルに\
              設定されていない名前があると、すべての環境へのデプロイが停止します。",
    },
    Words {
        id: "environments.type-error-in-other-env",
        messages: &["{key} は {expected} でなければなりませんが、{found} になっています。Copilot はすべての\
             ブロックを読み込むため、どの環境へのデプロイもここで停止します。"],
        doc: "Copilot は、どの環境にデプロイする場合もマニフェスト全体をデコードします。そのため、\
              1 つのブロックに誤った型の値があると、すべての環境へのデプロイが停止します。",
    },
];
