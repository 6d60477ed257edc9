//! Source text split into what a reader is shown and what the compiler sees.

/// A line of a file with what was found there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line, from one.
    pub line: usize,
    /// A literal, or the code of the line.
    pub text: String,
}

/// A Rust file without comments and without its own tests.
#[derive(Debug, Default)]
pub struct Source {
    /// The string literals.
    pub literals: Vec<Place>,
    /// The lines of code, each literal left out.
    pub code: Vec<Place>,
}

impl Source {
    /// Splits a file. Unit tests stand at its end and are cut off.
    pub fn of(text: &str) -> Self {
        let text = match text.find("#[cfg(test)]\nmod ") {
            Some(at) if text[at..].contains(" {\n") => &text[..at],
            _ => text,
        };
        let mut source = Self::default();
        let mut reader = Reader {
            rest: text,
            line: 1,
            code: String::new(),
        };
        while let Some(literal) = reader.next(&mut source.code) {
            source.literals.push(literal);
        }
        source
    }
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    code: String,
}

impl Reader<'_> {
    /// The next string literal; code up to it goes to `code`.
    fn next(&mut self, code: &mut Vec<Place>) -> Option<Place> {
        loop {
            let rest = self.rest;
            let Some(first) = rest.chars().next() else {
                self.end_line(code);
                return None;
            };
            if rest.starts_with("//") {
                self.take(rest.find('\n').unwrap_or(rest.len()), code);
            } else if rest.starts_with("/*") {
                self.take(rest.find("*/").map_or(rest.len(), |at| at + 2), code);
            } else if let Some((opened, closing)) = raw(rest) {
                let length = rest[opened..].find(&closing).unwrap_or(0);
                let place = self.place(&rest[opened..opened + length]);
                self.take(opened + length + closing.len(), code);
                return Some(place);
            } else if first == '"' {
                let length = quoted(&rest[1..]);
                let place = self.place(&rest[1..1 + length]);
                self.take(length + 2, code);
                return Some(place);
            } else if let Some(length) = character(rest) {
                self.take(length, code);
            } else {
                if first == '\n' {
                    self.end_line(code);
                    self.line += 1;
                } else {
                    self.code.push(first);
                }
                self.rest = &rest[first.len_utf8()..];
            }
        }
    }

    fn place(&self, literal: &str) -> Place {
        // A literal that goes on over a line end is one text.
        let mut text = String::new();
        for (at, part) in literal.split("\\\n").enumerate() {
            text += if at == 0 { part } else { part.trim_start() };
        }
        Place {
            line: self.line,
            text,
        }
    }

    /// Goes past what is no code.
    fn take(&mut self, length: usize, code: &mut Vec<Place>) {
        let (past, rest) = self.rest.split_at(length);
        for _ in past.matches('\n') {
            self.end_line(code);
            self.line += 1;
        }
        self.rest = rest;
    }

    fn end_line(&mut self, code: &mut Vec<Place>) {
        let text = std::mem::take(&mut self.code);
        if !text.trim().is_empty() {
            code.push(Place {
                line: self.line,
                text,
            });
        }
    }
}

/// How long a raw string's opening is, and what closes it.
fn raw(text: &str) -> Option<(usize, String)> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then(|| {
        let closing = format!("\"{}", "#".repeat(hashes));
        (hashes + 2, closing)
    })
}

/// How long a literal is, up to its closing quote.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    text.find(|c| {
        let closes = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })
    .unwrap_or(text.len())
}

/// How long a character literal is; `None` for a lifetime and anything else.
fn character(text: &str) -> Option<usize> {
    let after = text.strip_prefix('\'')?;
    let mut inside = after.chars();
    match inside.next()? {
        '\\' => after[1..].find('\'').map(|at| at + 3),
        c => (inside.next()? == '\'').then(|| c.len_utf8() + 2),
    }
}

#[test]
fn literals_comments_and_tests_are_told_apart() {
    let source = Source::of(
        "let a = \"one\"; // \"no\"\nlet c = '\"';\nlet b = r#\"two \"2\"\"#; let x: &'a str = \"th\\\"ree \\\n    four\";\n/* \"no\" */ let d = 0.5;\n#[cfg(test)]\nmod tests {\n\"no\"}",
    );
    let literals: Vec<(usize, &str)> = source
        .literals
        .iter()
        .map(|place| (place.line, place.text.as_str()))
        .collect();
    assert_eq!(
        literals,
        [(1, "one"), (3, "two \"2\""), (3, "th\\\"ree four")]
    );
    let last = source.code.last().map(|place| place.text.trim());
    assert_eq!(last, Some("let d = 0.5;"));
    assert_eq!(source.code.last().map(|place| place.line), Some(5));
}
