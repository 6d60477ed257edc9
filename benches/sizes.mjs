// Which crate takes how much of the program: `node benches/sizes.mjs FILE.wasm`,
// or with `--all` the small ones too. The file is what `cargo xtask dist` leaves
// under target (wasm32-unknown-unknown/release/web.wasm), before the last optimiser.
//
// A function counts for the crate that its symbol names first among ours, else
// for the first at all. A generic one counts for the crate that wrote it, not
// for the one that needed it: what stands under `core` and `alloc` is for a good
// part our own sorting and collecting.
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const ours = new Set([...readdirSync(path.join(root, "crates")), "web", "sample", "yew"]);
const bytes = readFileSync(process.argv[2]);
let at = 8;

function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function text() {
  const length = number();
  at += length;
  return bytes.toString("utf8", at - length, at);
}

const sizes = [];
const names = new Map();
let imported = 0;
while (at < bytes.length) {
  const section = bytes[at++];
  const length = number();
  const end = at + length;
  if (section === 2) {
    // Only functions are imported by what wasm-bindgen is given.
    imported = number();
  } else if (section === 10) {
    for (let left = number(); left > 0; left -= 1) {
      const size = number();
      sizes.push(size);
      at += size;
    }
  } else if (section === 0 && text() === "name") {
    while (at < end) {
      const kind = bytes[at++];
      const part = number() + at;
      if (kind === 1) {
        for (let left = number(); left > 0; left -= 1) names.set(number(), text());
      }
      at = part;
    }
  }
  at = end;
}

// The crates that a mangled symbol names, in order.
function crates(symbol) {
  const plain = symbol.replace(/\$(LT|GT|u20|RF|C|u7b|u7d|LP|RP|u5b|u5d)\$/g, " ").replace(/\.\./g, "::");
  const inner = [...plain.matchAll(/(?<![\w:])_?([a-z_][a-z0-9_]*)::/g)].map((found) => found[1]);
  const outer = /^_ZN(\d+)/.exec(symbol);
  const first = outer ? symbol.slice(outer[0].length, outer[0].length + Number(outer[1])) : "";
  return /^[a-z_][a-z0-9_]*$/.test(first) ? [first, ...inner] : inner;
}

const total = new Map();
for (const [index, size] of sizes.entries()) {
  const named = crates(names.get(index + imported) ?? "");
  const name = named.find((one) => ours.has(one)) ?? named[0] ?? "unnamed";
  const so = total.get(name) ?? { size: 0, functions: 0 };
  total.set(name, { size: so.size + size, functions: so.functions + 1 });
}
const rows = [...total].sort((a, b) => b[1].size - a[1].size);
console.log("| crate | bytes of code | functions |\n|---|---|---|");
for (const [name, { size, functions }] of process.argv.includes("--all") ? rows : rows.slice(0, 34)) {
  console.log(`| ${name} | ${size.toLocaleString("en")} | ${functions} |`);
}
