//! Lines put together by what identifies them.

use crate::products::{Groups, Key, Lists, NONE};
use profile::intern::Records;
use profile::{LineIx, LineRef, Profile};

/// Groups lines by key, in the keys' order. The second part of what `key`
/// gives is the text that the line goes by, zero for none.
pub(crate) fn group(profile: &Profile, key: impl Fn(&LineRef<'_>) -> Option<(Key, u32)>) -> Groups {
    // There may be as many groups as lines, so each key is held once.
    let mut found: Records<Key> = Records::default();
    let mut text_of: Vec<u32> = Vec::with_capacity(profile.len());
    let mut of: Vec<u32> = Vec::with_capacity(profile.len());
    for line in profile.lines() {
        let (ix, text) = match key(&line) {
            Some((key, text)) => (found.intern(key), text),
            None => (NONE, 0),
        };
        of.push(ix);
        text_of.push(text);
    }
    let mut keys = found.into_items();
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_unstable_by_key(|ix| keys.get(*ix as usize));
    let mut rank = vec![NONE; keys.len()];
    for (at, ix) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*ix as usize) {
            *slot = at as u32;
        }
    }
    for slot in &mut of {
        *slot = rank.get(*slot as usize).copied().unwrap_or(NONE);
    }
    keys.sort_unstable();

    let mut members: Vec<(u32, LineIx, u32)> = of
        .iter()
        .zip(&text_of)
        .enumerate()
        .filter(|(_, (ix, _))| **ix != NONE)
        .map(|(line, (ix, text))| (*ix, LineIx(line as u32), *text))
        .collect();
    members.sort_by_cached_key(|(ix, line, _)| (*ix, profile.line(*line).entry_date(), *line));
    let line_ends = ends(keys.len(), members.iter().map(|(ix, ..)| *ix));
    let lines = members.iter().map(|(_, line, _)| *line).collect();

    let mut texts: Vec<(u32, u32)> = members
        .iter()
        .filter(|(.., text)| *text != 0)
        .map(|(ix, _, text)| (*ix, *text))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let texts = Lists {
        ends: ends(keys.len(), texts.iter().map(|(ix, _)| *ix)),
        items: texts.into_iter().map(|(_, text)| text).collect(),
    };
    Groups {
        keys,
        of,
        lines,
        line_ends,
        texts,
        prices: Vec::new(),
    }
}

/// Where each group's items end, given the group of each item in order.
pub(crate) fn ends(groups: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ends = vec![0u32; groups];
    for ix in of {
        if let Some(count) = ends.get_mut(ix as usize) {
            *count += 1;
        }
    }
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total;
    }
    ends
}
