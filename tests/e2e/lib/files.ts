// Files to drop: the project's own sample importer, and what the terminal host
// says about them.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

function cargo(...args: string[]): Buffer {
  return execFileSync("cargo", ["run", "--quiet", ...args], {
    cwd: root,
    maxBuffer: 256 * 1024 * 1024,
  });
}

// Writes the sample importer's files and names their folder.
export function sampleImporter(format: "csv" | "xlsx", lines: number): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lookback-"));
  const args = ["--lines", String(lines), "--seed", "1", "--format", format, "--out", folder];
  cargo("--package", "sample", "--features", "xlsx", "--", ...args);
  return folder;
}

// The terminal host's assessment of these files, as JSON; of the day that they
// name where none is given.
export function terminal(files: string[], asOf?: string): Buffer {
  const day = asOf === undefined ? [] : ["--as-of", asOf];
  return cargo("--package", "lookback", "--", "assess", ...files, ...day, "--json");
}

// A file of the data that is kept outside the repository, where it is there.
export function shared(file: string): string | undefined {
  const found = path.resolve(root, "../shared/data", file);
  return existsSync(found) ? found : undefined;
}
