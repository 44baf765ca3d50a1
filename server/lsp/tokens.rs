//! `textDocument/semanticTokens`: of a document, of a range, and what changed since the last answer.

use super::view::View;
use crate::assist::{NameKind, Token, TokenKind};
use crate::yaml::Span;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use tower_lsp::lsp_types::{
    Position, Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens,
    SemanticTokensDelta, SemanticTokensEdit, SemanticTokensFullDeltaResult, SemanticTokensFullOptions,
    SemanticTokensLegend, SemanticTokensOptions, Url,
};

/// The numbers of a token.
const WIDTH: u32 = 5;

const TYPES: [SemanticTokenType; 9] = [
    SemanticTokenType::VARIABLE,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::CLASS,
    SemanticTokenType::STRUCT,
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::TYPE,
    SemanticTokenType::EVENT,
    SemanticTokenType::FUNCTION,
];

const MODIFIERS: [SemanticTokenModifier; 3] =
    [SemanticTokenModifier::DECLARATION, SemanticTokenModifier::READONLY, SemanticTokenModifier::DEPRECATED];

/// What the server offers.
pub fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend { token_types: TYPES.to_vec(), token_modifiers: MODIFIERS.to_vec() },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    }
}

/// The tokens of the document, or of a range of it; none where the settings want none, so that the colours go.
pub fn tokens(range: Option<Range>, view: &View) -> Option<Vec<SemanticToken>> {
    if !view.revision.settings.semantic_tokens {
        return Some(Vec::new());
    }
    let mut tokens = view.revision.snapshot()?.tokens()?;
    if let Some(asked) = range.map(|range| view.span(range)) {
        tokens.retain(|token| touches(token.span, asked));
    }
    Some(encoded(&tokens, view))
}

fn touches(token: Span, asked: Span) -> bool {
    token.start < asked.end && asked.start < token.end
}

/// Each token counts from the one before.
fn encoded(tokens: &[Token], view: &View) -> Vec<SemanticToken> {
    let mut last = Position::default();
    let encode = |token: &Token| {
        let Range { start, end } = view.range(token.span);
        let is_same_line = start.line == last.line;
        let encoded = SemanticToken {
            delta_line: start.line - last.line,
            delta_start: if is_same_line { start.character - last.character } else { start.character },
            length: end.character.saturating_sub(start.character),
            token_type: place(&TYPES, &token_type(token.kind)),
            token_modifiers_bitset: modifiers(token),
        };
        last = start;
        encoded
    };
    tokens.iter().map(encode).collect()
}

fn token_type(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Variable => SemanticTokenType::VARIABLE,
        TokenKind::Word => SemanticTokenType::ENUM_MEMBER,
        TokenKind::Key => SemanticTokenType::PROPERTY,
        TokenKind::Name(name) => match name {
            NameKind::Container => SemanticTokenType::CLASS,
            NameKind::Volume => SemanticTokenType::STRUCT,
            NameKind::Environment => SemanticTokenType::NAMESPACE,
            NameKind::Workload | NameKind::Pipeline => SemanticTokenType::TYPE,
            NameKind::Topic => SemanticTokenType::EVENT,
            NameKind::Deployment | NameKind::Action => SemanticTokenType::FUNCTION,
            NameKind::Variable | NameKind::Anchor => SemanticTokenType::VARIABLE,
        },
    }
}

fn modifiers(token: &Token) -> u32 {
    let said = [
        (token.is_declaration, SemanticTokenModifier::DECLARATION),
        (token.is_readonly, SemanticTokenModifier::READONLY),
        (token.is_deprecated, SemanticTokenModifier::DEPRECATED),
    ];
    let bits = said.iter().filter(|(is, _)| *is).map(|(_, modifier)| 1 << place(&MODIFIERS, modifier));
    bits.sum()
}

/// The number of a word in a list of the legend.
fn place<T: PartialEq>(legend: &[T], word: &T) -> u32 {
    let place = legend.iter().position(|known| known == word).unwrap_or_default();
    u32::try_from(place).unwrap_or_default()
}

/// The last answer for each document, so that the next one can be a difference.
#[derive(Debug, Default)]
pub struct Answers {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    last_id: u64,
    given: HashMap<Url, (String, Vec<SemanticToken>)>,
}

impl Answers {
    /// The answer in full.
    pub fn full(&self, uri: &Url, data: Vec<SemanticToken>) -> SemanticTokens {
        let result_id = Some(self.remember(uri, data.clone()).1);
        SemanticTokens { result_id, data }
    }

    /// What changed since the answer `previous`, or everything where that is not the last one.
    pub fn delta(
        &self,
        uri: &Url,
        previous: &str,
        data: Vec<SemanticToken>,
    ) -> SemanticTokensFullDeltaResult {
        let (before, id) = self.remember(uri, data.clone());
        let result_id = Some(id);
        match before.filter(|(id, _)| id == previous) {
            Some((_, old)) => {
                let edits = difference(&old, &data).into_iter().collect();
                SemanticTokensDelta { result_id, edits }.into()
            }
            None => SemanticTokens { result_id, data }.into(),
        }
    }

    /// Forgets a document that was closed.
    pub fn forget(&self, uri: &Url) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).given.remove(uri);
    }

    /// The answer before this one, and the id of this one.
    fn remember(
        &self,
        uri: &Url,
        data: Vec<SemanticToken>,
    ) -> (Option<(String, Vec<SemanticToken>)>, String) {
        let state = &mut *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.last_id += 1;
        let id = state.last_id.to_string();
        (state.given.insert(uri.clone(), (id.clone(), data)), id)
    }
}

/// The one edit that makes `new` of `old`; none where they are equal.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let equal = |pair: &(&SemanticToken, &SemanticToken)| pair.0 == pair.1;
    let before = old.iter().zip(new).take_while(equal).count();
    let (old, new) = (&old[before..], &new[before..]);
    let after = old.iter().rev().zip(new.iter().rev()).take_while(equal).count();
    let (old, new) = (&old[..old.len() - after], &new[..new.len() - after]);
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let numbers = |tokens: usize| u32::try_from(tokens).unwrap_or(u32::MAX / WIDTH) * WIDTH;
    let data = (!new.is_empty()).then(|| new.to_vec());
    Some(SemanticTokensEdit { start: numbers(before), delete_count: numbers(old.len()), data })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(starts: &[u32]) -> Vec<SemanticToken> {
        let token = |start: &u32| SemanticToken {
            delta_line: 0,
            delta_start: *start,
            length: 1,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        starts.iter().map(token).collect()
    }

    #[test]
    fn a_difference_is_one_edit() {
        let edit = |old: &[u32], new: &[u32]| {
            difference(&tokens(old), &tokens(new))
                .map(|edit| (edit.start, edit.delete_count, edit.data.map_or(0, |data| data.len())))
        };
        assert_eq!(edit(&[1, 2, 3], &[1, 2, 3]), None);
        assert_eq!(edit(&[1, 2, 3], &[1, 9, 3]), Some((5, 5, 1)));
        assert_eq!(edit(&[1, 1], &[1, 1, 1]), Some((10, 0, 1)));
        assert_eq!(edit(&[1, 2, 3], &[]), Some((0, 15, 0)));
        assert_eq!(edit(&[], &[4]), Some((0, 0, 1)));
    }

    #[test]
    fn only_the_last_answer_can_be_edited() {
        let (answers, uri) = (Answers::default(), Url::parse("untitled:a").unwrap());
        let first = answers.full(&uri, tokens(&[1])).result_id.unwrap();
        let delta = answers.delta(&uri, &first, tokens(&[1, 2]));
        assert!(matches!(delta, SemanticTokensFullDeltaResult::TokensDelta(_)));
        let stale = answers.delta(&uri, &first, tokens(&[1, 2]));
        assert!(matches!(stale, SemanticTokensFullDeltaResult::Tokens(all) if all.data.len() == 2));
        answers.forget(&uri);
        let forgotten = answers.delta(&uri, "3", tokens(&[1]));
        assert!(matches!(forgotten, SemanticTokensFullDeltaResult::Tokens(_)));
    }
}
