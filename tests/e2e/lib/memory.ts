// The memory of the browser's pages, from the operating system's account: what
// a page holds in Wasm, in its workers and in its heap alike. Linux only.
import { readdirSync, readFileSync } from "node:fs";

// The parent of each process.
function parents(): Map<number, number> {
  const all = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "latin1");
      const after = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      all.set(Number(name), Number(after[1]));
    } catch {
      // It has ended since.
    }
  }
  return all;
}

// The resident megabytes of the largest page of the browser that this test
// started.
function resident(): number {
  const up = parents();
  const ours = (pid: number): boolean => pid === process.pid || (up.has(pid) && ours(up.get(pid)!));
  let most = 0;
  for (const pid of up.keys()) {
    try {
      if (!ours(pid) || !readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("--type=renderer")) {
        continue;
      }
      const status = readFileSync(`/proc/${pid}/status`, "latin1");
      const [anonymous, shared] = ["RssAnon", "RssShmem"].map((field) =>
        Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0),
      );
      most = Math.max(most, (anonymous + shared) / 1024);
    } catch {
      // As above.
    }
  }
  return most;
}

// Watches until told to stop, and then tells the most megabytes that were added.
export function watchPages(): () => number {
  const before = resident();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, resident());
  }, 150);
  return () => {
    clearInterval(timer);
    return Math.max(most, resident()) - before;
  };
}
