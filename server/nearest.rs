//! "Did you mean": the known word that a misspelt one is nearest to.

/// The most words that are compared; where there are more, nobody looks through them.
const MOST: usize = 2_000;

/// The word of `known` that was most likely meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let word = Word::new(word);
    let best = known
        .into_iter()
        .take(MOST)
        .filter(|other| word.set.steps_to(SignSet::of(other)) <= limit)
        .map(|other| (word.distance(other, limit), other))
        .min_by_key(|(distance, _)| *distance);
    best.filter(|(distance, _)| *distance <= limit).map(|(_, other)| other)
}

/// Another word of `known` than the chosen one may have been meant as well.
pub fn is_ambiguous<'k>(word: &str, chosen: &str, known: impl IntoIterator<Item = &'k str>) -> bool {
    !word.eq_ignore_ascii_case(chosen)
        && nearest(word, known.into_iter().filter(|other| *other != chosen)).is_some()
}

/// A word that is compared with many.
pub struct Word {
    lower: String,
    length: usize,
    signs: Vec<char>,
    set: SignSet,
}

impl Word {
    /// Prepares the comparisons.
    pub fn new(word: &str) -> Word {
        let (lower, signs) = (word.to_lowercase(), signs(word).collect());
        Word { length: lower.chars().count(), lower, signs, set: SignSet::of(word) }
    }

    /// The words differ in case only, and in what separates their parts.
    pub fn is_same(&self, other: &str) -> bool {
        self.set == SignSet::of(other) && signs(other).eq(self.signs.iter().copied())
    }

    /// The steps that lead to another word; above `limit` they may be more.
    fn distance(&self, other: &str, limit: usize) -> usize {
        if self.is_same(other) {
            return 0;
        }
        // Each sign more or less is one step: a much longer or shorter word needs no comparison.
        let apart = |other: &str| other.chars().count().abs_diff(self.length);
        if other.is_ascii() && apart(other) > limit {
            return apart(other);
        }
        let other = other.to_lowercase();
        if apart(&other) > limit { apart(&other) } else { strsim::damerau_levenshtein(&self.lower, &other) }
    }
}

/// Which signs a word holds, roughly: one bit for several of them. Most words are told apart by that alone, at a
/// fraction of the cost of counting steps.
#[derive(Clone, Copy, PartialEq)]
struct SignSet(u64);

impl SignSet {
    fn of(word: &str) -> SignSet {
        // Modulo 37 the letters and the digits of ASCII fall apart.
        let bit = |sign: char| 1u64 << (u32::from(sign) % 37);
        if word.is_ascii() {
            let signs = word.bytes().filter(|sign| !matches!(sign, b'-' | b'_'));
            return SignSet(signs.fold(0, |set, sign| set | bit(sign.to_ascii_lowercase().into())));
        }
        SignSet(signs(word).fold(0, |set, sign| set | bit(sign)))
    }

    /// The steps that lie between the words at least: one changes, adds or removes a single sign.
    fn steps_to(self, other: SignSet) -> usize {
        let lacks = |one: u64, other: u64| (one & !other).count_ones() as usize;
        lacks(self.0, other.0).max(lacks(other.0, self.0))
    }
}

/// A word in lower case, without what only separates its parts.
fn signs(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|sign| !matches!(sign, '-' | '_')).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_of_signs_tell_no_words_apart_that_are_near(one in "[a-cA-CÄß_é-]{0,7}", other in "[a-cA-CÄß_é-]{0,7}") {
            let steps = strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase());
            prop_assert!(SignSet::of(&one).steps_to(SignSet::of(&other)) <= steps);
        }
    }

    #[test]
    fn what_was_meant_is_found() {
        let known = ["health_check", "healthcheck", "port", "path", "Straße"];
        let cases = [
            ("healthCheck", Some("health_check")),
            ("prot", Some("port")),
            ("strasse", Some("Straße")),
            ("volume", None),
        ];
        for (word, meant) in cases {
            assert_eq!(nearest(word, known), meant, "{word}");
        }
        assert!(is_ambiguous("pash", "path", ["path", "pass"]) && !is_ambiguous("Path", "path", known));
        assert!(Word::new("Health-Check").is_same("healthcheck"));
    }
}
