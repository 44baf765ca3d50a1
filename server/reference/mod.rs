//! The documentation of the fields: the pages of `docs/reference`, one heading for each path of the model.
//!
//! The prose of a page is written by hand; the list of facts below it (type, default, source, ...) comes from the
//! model, for the pages by [`write`], for hover by [`facts`].

pub mod explain;
pub mod facts;
pub mod links;
pub mod lookup;
pub mod page;
mod pages;
pub mod write;

pub use lookup::Located;
pub use page::Section;
pub use pages::PAGES;
