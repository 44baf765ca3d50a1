//! "Did you mean": the known word that a misspelt one is nearest to.

/// The most words that are compared; where there are more, nobody looks through them.
const MOST: usize = 2_000;

/// The word of `known` that was most likely meant.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let limit = (word.chars().count() / 3).clamp(1, 3);
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    let own: Vec<char> = signs(&lower).collect();
    let distance = |other: &str| {
        if signs(other).eq(own.iter().copied()) {
            return 0;
        }
        // Each sign more or less is one step: a much longer or shorter word needs no comparison.
        let apart = |other: &str| other.chars().count().abs_diff(length);
        if other.is_ascii() && apart(other) > limit {
            return apart(other);
        }
        let other = other.to_lowercase();
        if apart(&other) > limit { apart(&other) } else { strsim::damerau_levenshtein(&lower, &other) }
    };
    let best = known
        .into_iter()
        .take(MOST)
        .map(|other| (distance(other), other))
        .min_by_key(|(distance, _)| *distance);
    best.filter(|(distance, _)| *distance <= limit).map(|(_, other)| other)
}

/// Another word of `known` than the chosen one may have been meant as well.
pub fn is_ambiguous<'k>(word: &str, chosen: &str, known: impl IntoIterator<Item = &'k str>) -> bool {
    !word.eq_ignore_ascii_case(chosen)
        && nearest(word, known.into_iter().filter(|other| *other != chosen)).is_some()
}

/// The words differ in case only, and in what separates their parts.
pub fn is_same(one: &str, other: &str) -> bool {
    signs(one).eq(signs(other))
}

/// A word in lower case, without what only separates its parts.
fn signs(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|sign| !matches!(sign, '-' | '_')).flat_map(char::to_lowercase)
}
