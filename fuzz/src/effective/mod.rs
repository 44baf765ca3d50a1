//! Copilot reads in a shown text what it reads in the manifest.

#[path = "../../../tests/effective/manifest.rs"]
mod manifest;
#[path = "../../../tests/effective/sound.rs"]
mod sound;

pub use sound::problems;
