// The files that everyone reads: the sample importer's ES-003, cut down to the
// 25 columns that importers most often export.
import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { once } from "node:events";
import Papa from "papaparse";
import XLSX from "xlsx";

const COLUMNS = [
  "Entry Summary Number", "Entry Summary Line Number", "Tariff Ordinal Number",
  "HTS Number - Full", "Line Tariff Goods Value Amount", "Line Tariff Duty Amount",
  "Line Tariff Quantity (1)", "Line Tariff UOM (1) Code", "Entry Type Code",
  "Importer Number", "Port of Entry Code", "Entry Date", "Entry Summary Date",
  "Country of Origin Code", "Country of Export Code", "Manufacturer ID",
  "Manufacturer Name", "Line SPI Code", "Importation Date", "Mode of Transport",
  "Line MPF Amount", "Line HMF Amount", "Post Summary Correction Indicator",
  "Liquidation Date", "Liquidation Status",
];

// Calls back with each row of the generated file, cut down.
async function rows(from, each) {
  let at;
  const stream = createReadStream(from).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: false }));
  for await (const row of stream) {
    at ??= COLUMNS.map((name) => row.indexOf(name));
    if ((await each(at.map((index) => row[index] ?? ""))) === false) {
      stream.destroy();
      return;
    }
  }
}

function generate(sample, lines, folder) {
  const file = path.join(folder, `${lines}`, "es003.csv");
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    execFileSync(sample, ["--lines", String(lines), "--out", path.dirname(file)]);
  }
  return file;
}

// A text file of about so many rows.
export async function text(sample, lines, folder) {
  const to = path.join(folder, `es003-25-${lines}.csv`);
  if (existsSync(to)) {
    return to;
  }
  const out = createWriteStream(to);
  let left = lines + 1;
  // Entry lines have several tariff ordinals, each a row.
  await rows(generate(sample, lines, folder), async (cells) => {
    if (!out.write(`${Papa.unparse([cells])}\n`)) {
      await once(out, "drain");
    }
    left -= 1;
    return left > 0;
  });
  out.end();
  await once(out, "close");
  return to;
}

// A workbook of so many rows, as ACE writes it: text in nearly every cell.
export async function workbook(sample, count, folder) {
  const to = path.join(folder, `es003-25-${count}.xlsx`);
  if (existsSync(to)) {
    return to;
  }
  const cells = [];
  await rows(generate(sample, count, folder), (row) => {
    cells.push(row);
    return cells.length <= count;
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells), "Main Report");
  XLSX.writeFile(book, to, { compression: true, bookSST: true });
  return to;
}
