//! The page as HTML, with its few styles inside and nothing to load.

use super::{Block, NamedValue, Page, Record, Source, Table};

const STYLE: &str = "\
:root{color-scheme:light}\
body{font:16px/1.5 Georgia,serif;color:#111;background:#fff;max-width:72rem;margin:2rem auto;padding:0 1rem}\
a{color:#0b3d91}h1{line-height:1.2}h2{margin-top:3rem;border-bottom:2px solid #111}\
h3{margin:2rem 0 0}h4{margin:1.25rem 0 0;font-size:.9375rem}\
h3::first-letter,h4::first-letter,th::first-letter{text-transform:uppercase}\
nav ul{columns:16rem;padding-left:1.25rem}\
.w{overflow-x:auto}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem;font-size:.875rem}\
td,th{border-top:1px solid #ccc;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}\
th:first-child{width:14%}\
.s{color:#444;font-size:.8125rem;width:26%;min-width:9rem}\
.m{border:1px solid #888;border-radius:2px;padding:0 .25rem;white-space:nowrap}\
@media(max-width:40rem){body{margin:1rem auto}h1{font-size:1.5rem}\
.r,.r tbody,.r tr,.r th,.r td{display:block;width:auto}.r th,.r td{border:0;padding:.1rem 0}\
.r tr{border-top:1px solid #ccc;padding:.3rem 0}.r td:empty,.r th:empty{display:none}\
.t td,.t th{min-width:6rem}}\
@media print{@page{margin:15mm}body{font-size:9.5pt;max-width:none;margin:0;padding:0}\
nav{display:none}.w{overflow:visible}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}\
thead{display:table-header-group}a{color:inherit;text-decoration:none}}";

impl Page {
    /// One self-contained HTML page.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::from(
            "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
        );
        push(
            &mut out,
            &[
                "<title>",
                &escaped(&self.title),
                "</title><style>",
                STYLE,
                "</style>\n",
            ],
        );
        push(&mut out, &["<h1>", &escaped(&self.title), "</h1>\n"]);
        for sentence in &self.about {
            push(&mut out, &["<p>", &escaped(sentence), "</p>\n"]);
        }
        out.push_str("<nav><ul>\n");
        for section in &self.sections {
            let id = anchor(&section.id);
            push(
                &mut out,
                &[
                    "<li><a href=\"#",
                    &id,
                    "\">",
                    &escaped(&section.title),
                    "</a></li>\n",
                ],
            );
        }
        out.push_str("</ul></nav>\n");
        for section in &self.sections {
            let id = anchor(&section.id);
            push(
                &mut out,
                &[
                    "<section id=\"",
                    &id,
                    "\"><h2>",
                    &escaped(&section.title),
                    "</h2>\n",
                ],
            );
            for block in &section.blocks {
                match block {
                    Block::Record(record) => self::record(&mut out, record, &section.title),
                    Block::Table(table) => self::table(&mut out, table),
                }
            }
            out.push_str("</section>\n");
        }
        out.push_str("</html>\n");
        out
    }
}

fn record(out: &mut String, record: &Record, section: &str) {
    if record.title != section {
        heading(out, record.level, &record.title);
    }
    let lent = record.source.as_ref().is_none_or(|source| source.inherited);
    if record.values.is_empty() && lent {
        return;
    }
    out.push_str("<div class=\"w\"><table class=\"r\">");
    let mut rest = record.source.as_ref();
    for NamedValue {
        name,
        value,
        source,
    } in &record.values
    {
        push(
            out,
            &[
                "<tr><th>",
                &escaped(name),
                "</th><td>",
                &escaped(value),
                "</td>",
            ],
        );
        // The record's own source stands once, in its first row that has none.
        let beside = source.as_ref().or_else(|| rest.take());
        cell(out, beside);
        out.push_str("</tr>\n");
    }
    if let Some(source) = rest {
        out.push_str("<tr><th></th><td></td>");
        cell(out, Some(source));
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
}

fn table(out: &mut String, table: &Table) {
    heading(out, table.level, &table.title);
    out.push_str("<div class=\"w\"><table class=\"t\"><thead><tr>");
    for column in &table.columns {
        push(out, &["<th>", &escaped(column), "</th>"]);
    }
    out.push_str("<th class=\"s\">authority</th></tr></thead>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for value in &row.cells {
            push(out, &["<td>", &escaped(value), "</td>"]);
        }
        cell(out, row.source.as_ref());
        out.push_str("</tr>\n");
    }
    out.push_str("</table></div>\n");
}

fn cell(out: &mut String, source: Option<&Source>) {
    out.push_str("<td class=\"s\">");
    if let Some(source) = source {
        // A mark that is a whole word says what stands in for a citation.
        let same = source.cite == source.mark.as_str();
        let cite = if same {
            String::new()
        } else {
            escaped(&source.cite)
        };
        if source.inherited && !same {
            push(out, &["[", &cite, "]"]);
        } else {
            out.push_str(&cite);
        }
        push(
            out,
            &[" <span class=\"m\">", source.mark.as_str(), "</span>"],
        );
        for more in [&source.standing, &source.note] {
            if !more.is_empty() {
                push(out, &["<br>", &escaped(more)]);
            }
        }
    }
    out.push_str("</td>");
}

fn heading(out: &mut String, level: u8, title: &str) {
    let tag = if level == 0 { "h3" } else { "h4" };
    push(out, &["<", tag, ">", &escaped(title), "</", tag, ">\n"]);
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

fn anchor(id: &str) -> String {
    id.replace(['/', '_'], "-")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            other => out.push(other),
        }
    }
    out
}
