// A firm's site: the artefact with what embeds it, in pages of the site's own,
// under whatever policy the site sends.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { artefact } from "./lookback";

const embed = path.resolve(__dirname, "../../../web/embed");

const kinds: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface Site {
  address: string;
  close(): Promise<void>;
}

// Serves `/` as the given page with the given policy; the folder `/lookback/`
// holds the artefact and `web/embed`.
export async function site(page: string, policy?: string): Promise<Site> {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? "/").split("?")[0];
    const headers: Record<string, string> = policy ? { "content-security-policy": policy } : {};
    try {
      if (name === "/" || name === "/page") {
        response.writeHead(200, { ...headers, "content-type": kinds[".html"] }).end(page);
      } else if (name === "/lookback/lookback.html") {
        const bytes = await readFile(artefact);
        response.writeHead(200, { "content-type": kinds[".html"] }).end(bytes);
      } else if (name.startsWith("/lookback/")) {
        const bytes = await readFile(path.join(embed, path.basename(name)));
        const kind = kinds[path.extname(name)];
        const own = kind === kinds[".html"] ? headers : {};
        response.writeHead(200, { ...own, "content-type": kind }).end(bytes);
      } else {
        response.writeHead(404).end();
      }
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}
