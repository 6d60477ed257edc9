// A hostile listener on this machine: it answers everything, by every protocol
// that a page could reach it by, and counts what arrives.
import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

export interface Arrived {
  // What it was: the first line of a request, or the protocol.
  what: string;
  bytes: number;
}

export class Listener {
  // Ends with a slash.
  address = "";
  connections = 0;
  readonly arrived: Arrived[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly udp = createSocket("udp4");

  private readonly tcp = createServer((socket) => {
    this.connections += 1;
    this.sockets.add(socket);
    let heard: Arrived | undefined;
    socket.on("data", (data) => {
      if (heard === undefined) {
        heard = { what: data.toString("latin1").split("\r\n")[0].slice(0, 120), bytes: 0 };
        this.arrived.push(heard);
      }
      heard.bytes += data.length;
      // Anyone may do anything here.
      socket.write(
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\naccess-control-allow-origin: *\r\n" +
          "access-control-allow-headers: *\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok",
      );
      socket.end();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => this.sockets.delete(socket));
  });

  // TCP and UDP at one port.
  static async open(): Promise<Listener> {
    const listener = new Listener();
    await new Promise<void>((resolve) => listener.tcp.listen(0, "127.0.0.1", resolve));
    const { port } = listener.tcp.address() as AddressInfo;
    listener.udp.on("message", (data) => {
      listener.arrived.push({ what: "a datagram", bytes: data.length });
    });
    await new Promise<void>((resolve) => listener.udp.bind(port, "127.0.0.1", resolve));
    listener.address = `http://127.0.0.1:${port}/`;
    return listener;
  }

  get bytes(): number {
    return this.arrived.reduce((sum, one) => sum + one.bytes, 0);
  }

  // Forgets what came so far.
  clear(): void {
    this.arrived.length = 0;
    this.connections = 0;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) {
      socket.destroy();
    }
    this.udp.close();
    await new Promise<void>((resolve) => this.tcp.close(() => resolve()));
  }
}
