//! Questions per day as a picture (PNG). Opaque, so that it reads the same on Discord's dark and
//! light grounds; with a font of its own, so that it looks the same on every machine.

use std::sync::Once;

use epaint_default_fonts::UBUNTU_LIGHT;
use plotters::backend::BitMapBackend;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, TextStyle, register_font};

use crate::journal::DayCount;

/// Width and height, twice of what Discord shows, for screens with small pixels.
const SIZE: (u32, u32) = (1_200, 480);

/// Where the bars stand.
const LEFT: i32 = 84;
const RIGHT: i32 = 1_168;
const TOP: i32 = 92;
const BOTTOM: i32 = 420;

const GROUND: RGBColor = RGBColor(0x2B, 0x2D, 0x31);
const LINE: RGBColor = RGBColor(0x45, 0x48, 0x50);
const INK: RGBColor = RGBColor(0xDB, 0xDE, 0xE1);
/// Apart in brightness too, for those who see colours otherwise.
const ANSWERED: RGBColor = RGBColor(0x5B, 0xA8, 0xD9);
const OPEN: RGBColor = RGBColor(0xF2, 0xB1, 0x34);

/// Name of the font.
const FONT: &str = "chart";

/// Widest bar, in pixels.
const WIDEST: f64 = 56.0;

type Area<'a> = DrawingArea<BitMapBackend<'a>, plotters::coord::Shift>;
type Drawn = Result<(), Box<dyn std::error::Error>>;

/// The picture as PNG; none where it cannot be drawn, or nothing was asked.
pub fn questions_per_day(days: &[DayCount]) -> Option<Vec<u8>> {
    static FONT_IS_THERE: Once = Once::new();
    FONT_IS_THERE.call_once(|| {
        // It is part of the program; text of a font that cannot be read is refused below.
        let _ = register_font(FONT, FontStyle::Normal, UBUNTU_LIGHT);
    });
    if days.iter().all(|day| day.asked == 0) {
        return None;
    }
    let (width, height) = SIZE;
    let mut pixels = vec![0; (width * height * 3) as usize];
    let drawn = draw(
        &BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area(),
        days,
    );
    if let Err(error) = drawn {
        tracing::warn!(%error, "the chart cannot be drawn");
        return None;
    }
    encoded(&pixels).ok()
}

fn encoded(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(bytes)
}

fn draw(area: &Area<'_>, days: &[DayCount]) -> Drawn {
    area.fill(&GROUND)?;
    let most = days.iter().map(|day| day.asked).max().unwrap_or(0);
    let step = step(most);
    let top = most.div_ceil(step) * step;
    let height = |count: u64| {
        let share = count as f64 / top as f64;
        (share * f64::from(BOTTOM - TOP)).round() as i32
    };

    legend(area)?;
    let mut at = 0;
    while at <= top {
        let y = BOTTOM - height(at);
        area.draw(&PathElement::new([(LEFT, y), (RIGHT, y)], LINE))?;
        let place = Pos::new(HPos::Right, VPos::Center);
        write(area, &at.to_string(), (LEFT - 14, y), place)?;
        at += step;
    }

    let room = f64::from(RIGHT - LEFT) / days.len() as f64;
    let bar = (room * 0.78).clamp(1.0, WIDEST);
    for (number, day) in days.iter().enumerate() {
        let middle = f64::from(LEFT) + (number as f64 + 0.5) * room;
        let (left, right) = (middle - bar / 2.0, middle + bar / 2.0);
        let (left, right) = (left.round() as i32, (right.round() as i32));
        let right = right.max(left + 1);
        let (answered, all) = (BOTTOM - height(day.answered), BOTTOM - height(day.asked));
        if all < answered {
            area.draw(&Rectangle::new(
                [(left, all), (right, answered)],
                OPEN.filled(),
            ))?;
        }
        if answered < BOTTOM {
            let shape = [(left, answered), (right, BOTTOM)];
            area.draw(&Rectangle::new(shape, ANSWERED.filled()))?;
        }
    }

    let places: &[_] = match days {
        [] => &[],
        [only] => &[(only, i32::midpoint(LEFT, RIGHT), HPos::Center)],
        [first, .., last] => &[(first, LEFT, HPos::Left), (last, RIGHT, HPos::Right)],
    };
    for &(day, x, side) in places {
        let place = Pos::new(side, VPos::Top);
        write(area, &day.day.to_string(), (x, BOTTOM + 18), place)?;
    }
    area.present()?;
    Ok(())
}

fn legend(area: &Area<'_>) -> Drawn {
    let place = Pos::new(HPos::Left, VPos::Center);
    write(area, "Questions per day", (LEFT, 44), place)?;
    for (colour, words, x) in [(ANSWERED, "answered", 820), (OPEN, "not answered", 980)] {
        // The letters without tails stand a little higher than the line's middle.
        area.draw(&Circle::new((x, 41), 9, colour.filled()))?;
        write(area, words, (x + 20, 44), place)?;
    }
    Ok(())
}

fn write(area: &Area<'_>, words: &str, at: (i32, i32), place: Pos) -> Drawn {
    let style = TextStyle::from((FONT, 27).into_font())
        .color(&INK)
        .pos(place);
    area.draw(&Text::new(words.to_owned(), at, style))?;
    Ok(())
}

/// Between two lines: 1, 2 or 5 with noughts, and at most five lines above the ground.
fn step(most: u64) -> u64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if most <= step * factor * 5 {
                return step * factor;
            }
        }
        step *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Day;

    fn days(counts: &[(u64, u64)]) -> Vec<DayCount> {
        let first = Day::of(1_790_000_000);
        let counts = counts.iter().enumerate();
        counts
            .map(|(number, &(asked, answered))| DayCount {
                day: first.ahead(number as u32),
                asked,
                answered,
            })
            .collect()
    }

    /// The pixels of a picture.
    fn decoded(bytes: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
    }

    fn count(pixels: &[u8], colour: RGBColor) -> usize {
        let wanted = [colour.0, colour.1, colour.2];
        pixels.chunks(3).filter(|pixel| *pixel == wanted).count()
    }

    #[test]
    fn what_was_answered_and_what_was_not_take_their_share_of_the_bars() {
        let pixels = decoded(&questions_per_day(&days(&[(10, 8), (0, 0), (5, 4)])).unwrap());
        let (answered, open) = (count(&pixels, ANSWERED), count(&pixels, OPEN));
        let share = answered as f64 / (answered + open) as f64;
        assert!((0.77..0.83).contains(&share), "{share}");
        // Letters are there, which need a font.
        assert!(count(&pixels, INK) > 200);
    }

    #[test]
    fn any_number_of_days_and_questions_can_be_drawn() {
        for counts in [
            vec![(1, 0)],
            vec![(1, 1); 365],
            vec![(u64::MAX >> 12, 7), (3, 3)],
        ] {
            assert!(questions_per_day(&days(&counts)).is_some());
        }
        assert!(questions_per_day(&days(&[(0, 0); 30])).is_none());
        assert!(questions_per_day(&[]).is_none());
    }

    #[test]
    fn the_lines_stand_at_round_numbers() {
        assert_eq!(
            [1, 5, 6, 10, 25, 26, 1_000].map(step),
            [1, 1, 2, 2, 5, 10, 200]
        );
    }
}
