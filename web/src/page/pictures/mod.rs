//! The pictures that make a finding's point at a glance.
//!
//! Each has a title that says what it shows, a table with the same data behind
//! it, and no colour that carries meaning alone. Pictures are SVG whose places
//! are percentages, so that they fit any width while their texts keep the size
//! of the page's, and no script measures anything.

mod bars;
mod grid;
mod pairs;
mod scale;
mod timeline;
mod unit_values;

use triggers::picture::Picture;
use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What it shows, in words.
    pub(crate) title: AttrValue,
    /// The data.
    pub(crate) picture: Picture,
}

/// A picture with its title and its table; nothing where there is nothing to
/// draw.
#[component]
pub(crate) fn PictureView(props: &Props) -> Html {
    let (drawing, table) = match &props.picture {
        Picture::CodeTimeline { tracks } => (timeline::draw(tracks), Some(timeline::table(tracks))),
        Picture::UnitValues {
            marks,
            median,
            low,
            high,
            unit,
        } => {
            let band = unit_values::Band {
                median: *median,
                low: *low,
                high: *high,
            };
            let unit = unit.map(|unit| unit.to_string()).unwrap_or_default();
            (
                unit_values::draw(marks, &band, &unit),
                Some(unit_values::table(marks, &band, &unit)),
            )
        }
        Picture::Shares { title, bars } => (bars::draw(title, bars), None),
        Picture::Grid { columns, rows } => (grid::draw(columns, rows), None),
        Picture::Pairs { pairs } => (pairs::draw(pairs), None),
        Picture::None => return Html::default(),
    };
    html! {
        <figure class="picture">
            <figcaption>{ props.title.clone() }</figcaption>
            { drawing }
            if let Some(table) = table {
                <details>
                    <summary>{ words::picture_table() }</summary>
                    <div class="scroll" tabindex="0" role="region" aria-label={props.title.clone()}>{ table }</div>
                </details>
            }
        </figure>
    }
}
