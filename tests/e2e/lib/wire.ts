// Watches what a page and its workers send, from below the page: in the
// browser's own account of its network, which no script in the page can edit.
import type { Page } from "@playwright/test";

export class Wire {
  private readonly seen: string[] = [];

  // Starts to watch; to be called before the page goes anywhere.
  static async tap(page: Page): Promise<Wire> {
    const wire = new Wire();
    // Requests of the page, its frames and its workers.
    page.context().on("request", (request) => wire.note(request.url()));
    page.on("websocket", (socket) => wire.note(socket.url()));
    // What is not a request in Playwright's sense.
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    session.on("Network.webTransportCreated", (event) => wire.note(event.url));
    session.on("Network.requestWillBeSent", (event) => wire.note(event.request.url));
    return wire;
  }

  // The addresses asked for so far, each once, in order. Those that never leave
  // the browser's memory do not count.
  addresses(): string[] {
    return [...new Set(this.seen)];
  }

  private note(address: string): void {
    if (!address.startsWith("data:") && !address.startsWith("blob:")) {
      this.seen.push(address);
    }
  }
}
