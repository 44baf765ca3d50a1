//! The JSON Schemas of the model: published for other servers, compiled for this one.

mod describe;
pub mod generate;
mod validator;

pub use validator::validator;
