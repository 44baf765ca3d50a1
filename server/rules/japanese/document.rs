//! The Japanese words of the rules about the text as a whole.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "yaml.syntax",
        messages: &["{problem}"],
        doc: "Copilot は YAML でないファイルを読み取れず、自身が持つテキストのコピーでの行番号とともに\
              エラーを報告します。よくある原因は、インデントのタブ、コロンの後の空白の不足、\
              閉じられていない引用符や括弧です。",
    },
    Words {
        id: "yaml.slash-comment",
        messages: &["YAML では `//` でコメントを始められません。`#` と書いてください。"],
        doc: "Copilot のドキュメントの一部のサンプルには `//` のコメントがあります。YAML のコメントは \
              `#` だけなので、このような行は受け付けられないか、値の一部になります。",
    },
    Words {
        id: "yaml.unknown-anchor",
        messages: &[
            "このエイリアスより前にアンカー `&{name}` がないため、Copilot はファイルを読み取れません。",
        ],
        doc: "`*name` は、同じファイルのより前の部分で `&name` を付けた値を繰り返します。",
    },
    Words {
        id: "yaml.multi-document",
        messages: &[
            "Copilot が読み取るのは、ファイルの最初のドキュメントだけです。この `---` \
             以降はすべて無視されます。",
            "この行は最初の行よりインデントが浅いため、Copilot は新しいドキュメントとみなし、\
             ここから先をすべて無視します。両方のインデントを揃えてください。",
        ],
        doc: "`---` の行は、新しい YAML ドキュメントの始まりです。Copilot は最初のドキュメントを\
              読み取り、他を無視します。ファイルの最初のキーよりインデントが浅い行も、ドキュメントを\
              終了させます。その後に `name`、`type`、`version` があると、Copilot はマニフェストを\
              受け付けません。",
    },
    Words {
        id: "yaml.line-separator",
        messages: &["Copilot は、目に見えない文字 {code} で行が終わるものとして読み取ります。`#` の後でも\
             同じです。改行に置き換えるか、削除してください。"],
        doc: "U+0085、U+2028、U+2029 は、ウェブページやチャットから文字列をコピーしたときに紛れ込むことがある\
              文字です。引用符の外では、Copilot の YAML ライブラリはこれらを改行として扱います。エディターでは \
              1 行に見えても、Copilot にとっては、この文字の後は新しい行です。",
    },
    Words {
        id: "yaml.custom-tag",
        messages: &["`{tag}` のようなタグは、マニフェストでは意味を持ちません。Copilot はタグの後の\
             文字列をそのまま使用します。"],
        doc: "`!Ref` や `!Sub` などは、`addons/` などにある CloudFormation テンプレートのタグです。\
              マニフェストではタグは無視されます。別のスタックの値を使用するには、`from_cfn` を\
              指定してください。",
    },
    Words {
        id: "yaml.duplicate-key-unknown-section",
        messages: &[
            "キー `{key}` がこのマップに 2 回書かれています。Copilot はこのセクションを無視するため、\
             他に指摘するものはありません。",
            "キー `{key}` がこのマップに 2 回書かれています。Copilot はこのポリシーを検証せずにそのまま\
             渡します。どちらか一方だけを残してください。",
        ],
        doc: "Copilot が認識しないセクションの中では、キーの重複に気付くことができません。\
              そのセクションにアンカーがある場合、2 つの値のうち一方しか使用されません。",
    },
    Words {
        id: "suppression.unused",
        messages: &["このコメントは何も抑制していません。対象の行に該当する指摘はありません。コメントを\
             削除してください。"],
        doc: "`# copilot-manifest-ls: ignore[rule.id] reason` は、同じ行の指摘を非表示にします。\
              コメントだけの行に書いた場合は、次の行が対象です。指摘がなくなったら、コメントも\
              削除してください。",
    },
    Words {
        id: "file.unreadable",
        messages: &["{problem}"],
        doc: "マニフェストは、読み取り可能な UTF-8 テキストのファイルでなければなりません。ファイルの\
              代わりにディレクトリがある、リンクが切れている、権限がない、別のエンコーディングである、\
              サイズが極端に大きいといった場合、Copilot もこのチェッカーも処理できません。\
              他のファイルは引き続きチェックされます。",
    },
];
