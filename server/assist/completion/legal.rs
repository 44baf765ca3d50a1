//! Keys that the model knows for several kinds, and that the rules refuse in this manifest.

use super::question::Question;
use crate::rules::sections::count::scaling;
use crate::rules::sections::pipeline::stages;
use crate::rules::sections::subscribe::fifo;
use crate::yaml::Segment;

/// Whether the map around the cursor may have a key beside those that are there.
pub(super) fn takes(question: &Question<'_>, key: &str, present: &[&str]) -> bool {
    match question.place.effective() {
        [] => key != "count" || !question.kind.is_ecs() || scaling::scales(question.kind),
        [Segment::Key("count")] => question.check().is_none_or(|check| scaling::takes(&check, key)),
        [Segment::Key("stages"), Segment::Index(_)] => {
            present.iter().all(|other| stages::go_together(key, other))
        }
        [.., Segment::Key("fifo")] => present.iter().all(|other| fifo::go_together(key, other)),
        _ => true,
    }
}
