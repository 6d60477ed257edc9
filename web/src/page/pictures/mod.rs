//! The pictures that make a finding's point at a glance.
//!
//! Each has a title that says what it shows, a table with the same data behind
//! it, and no colour that carries meaning alone. Pictures are SVG whose places
//! are percentages, so that they fit any width while their texts keep the size
//! of the page's, and no script measures anything.

mod bars;
mod calendar;
mod checklist;
mod grid;
mod lanes;
mod moment;
mod months;
mod pairs;
pub(crate) mod scale;
mod timeline;
mod unit_values;

use triggers::picture::Picture;
use yew::prelude::*;

use crate::page::parts::fold::Fold;
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
    // A table is as wide as its words, and is its own table.
    let (drawing, is_table) = match &props.picture {
        Picture::CodeTimeline { tracks, moment } => {
            (timeline::draw(tracks, moment.as_ref()), false)
        }
        Picture::UnitValues { .. } => (draw_unit_values(&props.picture), false),
        Picture::Shares { title, bars } => match months::of(bars) {
            Some(months) => (months::draw(title, &months), false),
            None => (bars::draw(title, bars), true),
        },
        Picture::Grid { columns, rows } => match lanes::of(columns, rows) {
            Some(lanes) => (lanes::draw(&lanes), false),
            None => (grid::draw(columns, rows), true),
        },
        Picture::Calendar { title, days, notes } => (calendar::draw(title, days, notes), false),
        Picture::Checklist { items } => (checklist::draw(items), false),
        Picture::Pairs { pairs } => (pairs::draw(pairs), false),
        Picture::None => return Html::default(),
    };
    let (title, picture) = (props.title.clone(), props.picture.clone());
    html! {
        <figure class="picture">
            <figcaption>{ props.title.clone() }</figcaption>
            if is_table {
                <div class="scroll" tabindex="0" role="group" aria-label={props.title.clone()}>{ drawing }</div>
            } else {
                { drawing }
            }
            // Pairs of texts are text.
            if !is_table && !matches!(props.picture, Picture::Pairs { .. }) {
                <Fold
                    summary={html! { { words::picture_table() } }}
                    contents={Callback::from(move |()| html! {
                        <div class="scroll" tabindex="0" role="group" aria-label={title.clone()}>
                            { table(&picture) }
                        </div>
                    })}
                />
            }
        </figure>
    }
}

fn draw_unit_values(picture: &Picture) -> Html {
    unit_values::Against::of(picture).map_or_else(Html::default, |(marks, against)| {
        unit_values::draw(marks, &against)
    })
}

/// The data of a drawing as a table.
fn table(picture: &Picture) -> Html {
    match picture {
        Picture::CodeTimeline { tracks, .. } => timeline::table(tracks),
        Picture::UnitValues { .. } => unit_values::Against::of(picture)
            .map_or_else(Html::default, |(marks, against)| {
                unit_values::table(marks, &against)
            }),
        Picture::Shares { title, bars } => bars::draw(title, bars),
        Picture::Grid { columns, rows } => grid::draw(columns, rows),
        Picture::Calendar { title, days, .. } => calendar::table(title, days),
        Picture::Checklist { items } => checklist::table(items),
        Picture::Pairs { .. } | Picture::None => Html::default(),
    }
}
