// The real artefact with hostile code put into it, as if a part of the program
// had turned: the code is named in the policy, so it runs with all the rights
// that the page's own code has.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";

// What the injected code offers the test. The debugger's own calls are exempt
// from part of the policy, so it only leaves a note, and a timer does the rest.
const hostile = `
  globalThis.hostile = { done: null };
  addEventListener("message", function (event) {
    var order = event.data && event.data.hostile;
    if (!order || event.source !== window) { return; }
    var work = order.way
      ? lookbackWaysAway.leave(order.way, order.address)
      : lookbackTryToLeak(order.address);
    work.then(function (results) { hostile.done = results; });
  });
`;

// Writes the file with the code in it.
export async function poison(artefact: string, to: string): Promise<void> {
  const page = await readFile(artefact, "utf8");
  const hash = createHash("sha256").update(hostile).digest("base64");
  const poisoned = page
    .replace("script-src ", `script-src 'sha256-${hash}' `)
    .replace("</head>", () => `<script>${hostile}</script></head>`);
  if (poisoned.length < page.length + hostile.length + hash.length) {
    throw new Error("the artefact has no place for hostile code");
  }
  await writeFile(to, poisoned);
}

// The poisoned page without its policy and its guards, for those who must know
// that a leak would be heard.
export function disarm(page: string): string {
  return page
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/\n {2}(closeWaysOut\(globalThisOrWindow\(\)\)|keepOneRealm\(\)|stayHere\(\));/g, "");
}
