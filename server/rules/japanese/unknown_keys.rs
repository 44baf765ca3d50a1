//! The Japanese words of the rules about keys that Copilot does not know.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        id: "manifest.unknown-key",
        messages: &[
            "Copilot はここでは {key} を認識せず、無視します。",
            "Copilot はここでは {key} を認識せず、無視します。{nearest} の間違いではありませんか。",
            "Copilot はここでは {key} を認識せず、無視します。このキーが認識されるのは \
             {elsewhere} だけです。",
            "Copilot は、種類が {kind} のマニフェストのここにある {key} を無視します。これは \
             {kinds} にあるキーです。",
            "Copilot はここでは {key} を認識せず、無視します。このキーは、たとえば {elsewhere} で\
             認識されます。",
            "{section} は `environments` のすぐ下にあるため、Copilot は環境の名前とみなし、{key} を\
             無視します。環境の下にインデントしてください。",
            "Copilot はここでは {key} を認識せず、無視します。前にある空の {section} に属する場合は、\
             インデントを深くしてください。",
        ],
        doc: "Copilot は、認識できないキーをどの深さでもメッセージなしに破棄します。原因の多くは入力\
              ミスかインデントの誤りです。`x-` で始まる最上位のキーは、たとえばアンカーを置くためなど、\
              意図したものとみなします。",
    },
    Words {
        id: "manifest.key-case",
        messages: &["キーでは大文字と小文字が区別されるため、Copilot は {key} を無視します。{nearest} と\
             書いてください。"],
        doc: "`CPU` と `cpu` は異なるキーです。Copilot のほとんどのキーは、小文字とアンダースコアで\
              書きます。",
    },
    Words {
        id: "manifest.section-not-for-kind",
        messages: &["Copilot は、種類が {kind} のマニフェストでは {key} を無視します。これは {kinds} にある\
             キーです。"],
        doc: "このキーはほかの種類のマニフェストでは正しいものですが、この種類では使えません。\
              Copilot はメッセージなしに破棄します。",
    },
    Words {
        id: "environments.name-type-ignored",
        messages: &["{key} は上書きできません。環境のブロックにある場合、Copilot は無視します。"],
        doc: "`environments` のブロックには、`name`、`type`、`environments` を除く、マニフェストのどの\
              セクションも書けます。",
    },
];
