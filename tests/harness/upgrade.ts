import { request } from "node:http";
import WebSocket from "ws";
import { noticed, until } from "./until";

const SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket";

/** The status with which the server answers this upgrade: 101 when it accepts. */
export function upgradeStatus(
  url: string,
  headers: Record<string, string>,
  path: string = SOCKET_PATH,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url + path, {
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        ...headers,
      },
    });
    asked.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on("error", reject);
    asked.end();
  });
}

/** A WebSocket that speaks the frames by hand, for what no decent client sends. */
export class RawSocket {
  readonly frames: string[] = [];
  closed = false;
  readonly ws: WebSocket;

  constructor(url: string) {
    this.ws = new WebSocket(url.replace("http", "ws") + SOCKET_PATH);
    this.ws.on("message", (data) => {
      this.frames.push(String(data));
      noticed();
    });
    this.ws.on("close", () => {
      this.closed = true;
      noticed();
    });
    this.ws.on("error", noticed);
  }

  /** Signs in and waits for `sync:ready`. */
  async connect(token: string): Promise<void> {
    await this.frame("0{");
    this.ws.send(`40${JSON.stringify({ token })}`);
    await this.frame('42["sync:ready"');
  }

  /** Resolves with the first frame that begins so. */
  async frame(start: string): Promise<string> {
    const find = () => this.frames.find((frame) => frame.startsWith(start));
    await until(() => find() !== undefined || this.closed, `a frame ${start}…`);
    return find() ?? "";
  }

  async end(): Promise<void> {
    await until(() => this.closed, "the end of the raw connection");
  }
}
