// The memory of the browser's pages, from the operating system's account: what
// a page holds in Wasm, in its workers and in its heap alike. Linux only.
import { readdirSync, readFileSync } from "node:fs";

// The resident memory, in MB, of the pages' processes of the browser that was
// started with this mark on its command line.
function resident(mark) {
  let pages = 0;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) {
      continue;
    }
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, "latin1");
      if (command.includes("--type=renderer") && command.includes(mark)) {
        const status = readFileSync(`/proc/${name}/status`, "latin1");
        const [anonymous, shared] = ["RssAnon", "RssShmem"].map((field) =>
          Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0),
        );
        pages = Math.max(pages, (anonymous + shared) / 1024);
      }
    } catch {
      // It has ended since.
    }
  }
  return pages;
}

// Watches until told to stop, and tells the most that was added.
export function watch(mark) {
  const before = resident(mark);
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, resident(mark));
  }, 100);
  return () => {
    clearInterval(timer);
    return Math.max(0, Math.max(most, resident(mark)) - before);
  };
}
