//! A text cut into runs of letters, runs of digits and marks.
//!
//! Case and accents go here; nothing else is decided. What stands between two
//! runs is kept, because `5-disc`, `5 disc`, `5, disc` and `5disc` are read
//! differently later on.

/// What kind of run an atom is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// Letters of any script, lower case, without accents.
    Letters,
    /// Digits, with a decimal point and without thousands commas.
    Digits,
    /// One of `'`, `"` and `%` after a digit.
    Mark,
}

/// What stands before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    Glued,
    /// One sign between two runs, as in `a-1` and `1/2`.
    Joint(char),
    /// White space.
    Space,
    /// A comma, a bracket, a dash with spaces: the end of a phrase.
    Break,
}

/// A run of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) text: String,
    pub(crate) run: Run,
    pub(crate) gap: Gap,
}

/// More atoms of one text are not read: a description ends, a cell with a
/// pasted page does not.
const MOST: usize = 96;

/// Cuts a text into atoms.
pub(crate) fn cut(text: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut gap = Gap::Break;
    let mut chars = text.chars().flat_map(char::to_lowercase).peekable();
    while let Some(c) = chars.next() {
        if atoms.len() >= MOST {
            break;
        }
        let next = chars.peek().copied();
        if let Some(letters) = plain(c) {
            match atoms.last_mut() {
                Some(last) if gap == Gap::Glued && last.run == Run::Letters => {
                    last.text.push_str(letters.as_str());
                }
                _ => atoms.push(Atom {
                    text: letters.as_str().to_owned(),
                    run: Run::Letters,
                    gap,
                }),
            }
            gap = Gap::Glued;
        } else if c.is_ascii_digit() {
            match atoms.last_mut() {
                Some(last) if gap == Gap::Glued && last.run == Run::Digits => last.text.push(c),
                _ => atoms.push(Atom {
                    text: c.to_string(),
                    run: Run::Digits,
                    gap,
                }),
            }
            gap = Gap::Glued;
        } else {
            gap = between(c, next, gap, &mut atoms);
        }
    }
    join_commas(atoms)
}

/// What a sign between runs comes to. A sign that belongs to the run before it
/// is appended to that run.
fn between(c: char, next: Option<char>, before: Gap, atoms: &mut Vec<Atom>) -> Gap {
    let digit_follows = next.is_some_and(|c| c.is_ascii_digit());
    let letter_follows = next.is_some_and(char::is_alphabetic);
    let touching = before == Gap::Glued;
    let last = atoms.last_mut().filter(|_| touching);
    match (c, last) {
        ('.', Some(last))
            if last.run == Run::Digits && digit_follows && !last.text.contains('.') =>
        {
            last.text.push(c);
            Gap::Glued
        }
        (',', Some(last)) if last.run == Run::Digits && digit_follows => Gap::Joint(','),
        ('\'' | '’' | '`', Some(last)) if last.run == Run::Letters && letter_follows => {
            Gap::Glued
        }
        ('\'' | '"' | '%' | '’' | '”' | '″' | '′', Some(last)) if last.run == Run::Digits =>
        {
            let text = match c {
                '"' | '”' | '″' => "\"",
                '%' => "%",
                _ => "'",
            };
            atoms.push(Atom {
                text: text.to_owned(),
                run: Run::Mark,
                gap: Gap::Glued,
            });
            Gap::Glued
        }
        ('-' | '/' | '.' | '+' | '*' | '&' | '_' | '\\' | '×' | '–' | '~', Some(_)) => {
            Gap::Joint(match c {
                '×' | '*' => 'x',
                '–' | '~' | '_' => '-',
                c => c,
            })
        }
        (c, _) if c.is_whitespace() => match before {
            Gap::Break => Gap::Break,
            // `WORD- word` is a spelling of `word-word` as often as a dash.
            _ => Gap::Space,
        },
        ('-' | '–' | '—', _) if before == Gap::Space => Gap::Break,
        ('.' | '#' | '®' | '™' | '©' | '*' | '\'' | '"' | '’', _) => match before {
            Gap::Break => Gap::Break,
            _ => Gap::Space,
        },
        _ => Gap::Break,
    }
}

/// Puts numbers together that a comma cut: `1,000` and `2,5mm`, but not the
/// list `1,2,3`.
fn join_commas(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut joined: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut rest = atoms.into_iter().peekable();
    while let Some(mut atom) = rest.next() {
        if atom.gap == Gap::Joint(',') {
            let unit_follows = rest
                .peek()
                .is_some_and(|next| next.gap == Gap::Glued && next.run == Run::Letters);
            let whole = atom.text.split('.').next().unwrap_or("");
            match joined.last_mut() {
                Some(last) if whole.len() == 3 && !last.text.contains('.') => {
                    last.text.push_str(&atom.text);
                    continue;
                }
                Some(last) if unit_follows && atom.text.len() <= 2 && !last.text.contains('.') => {
                    last.text.push('.');
                    last.text.push_str(&atom.text);
                    continue;
                }
                _ => atom.gap = Gap::Break,
            }
        }
        joined.push(atom);
    }
    joined
}

/// Up to two plain letters that stand for one.
struct Plain([u8; 4], u8);

impl Plain {
    fn as_str(&self) -> &str {
        let bytes = self.0.get(..self.1 as usize).unwrap_or(&[]);
        std::str::from_utf8(bytes).unwrap_or("")
    }
}

/// A lower-case letter without its accent; `None` for what is no letter.
/// Letters outside the Latin script stand for themselves.
fn plain(c: char) -> Option<Plain> {
    if c.is_ascii_lowercase() {
        return Some(Plain([c as u8, 0, 0, 0], 1));
    }
    if !c.is_alphabetic() {
        return None;
    }
    let ascii: &str = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    };
    let mut bytes = [0; 4];
    let len = if ascii.is_empty() {
        c.encode_utf8(&mut bytes).len()
    } else {
        for (slot, byte) in bytes.iter_mut().zip(ascii.bytes()) {
            *slot = byte;
        }
        ascii.len()
    };
    Some(Plain(bytes, len as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Atoms with what stands before them: `·` glued, `_` space, `|` break,
    /// else the sign.
    fn shown(text: &str) -> String {
        let mut out = String::new();
        for atom in cut(text) {
            out.push(match atom.gap {
                Gap::Glued => '·',
                Gap::Joint(c) => c,
                Gap::Space => '_',
                Gap::Break => '|',
            });
            out.push_str(&atom.text);
        }
        out
    }

    #[test]
    fn cuts() {
        for (text, atoms) in [
            ("Men's Café-Racer", "|mens_cafe-racer"),
            ("PS-LX350H", "|ps-lx·350·h"),
            ("1,000 PCS", "|1000_pcs"),
            ("1,234,567.5", "|1234567.5"),
            ("2,5mm", "|2.5·mm"),
            ("1,2,3", "|1|2|3"),
            ("2.5\" x 3'", "|2.5·\"_x_3·'"),
            ("50% cotton", "|50·%_cotton"),
            ("Sony - Turntable, black", "|sony|turntable|black"),
            ("w/o w/box", "|w/o_w/box"),
            ("33-1/3", "|33-1/3"),
            ("10×20cm", "|10x20·cm"),
            ("P.O.#123", "|p.o_123"),
            ("螺丝 M8", "|螺丝_m·8"),
            ("Straße", "|strasse"),
            ("", ""),
            ("...", ""),
        ] {
            assert_eq!(shown(text), atoms, "{text}");
        }
    }

    #[test]
    fn a_page_in_a_cell_is_cut_short() {
        assert_eq!(cut(&"ab ".repeat(100_000)).len(), MOST);
    }
}
