import { Agent, type ClientRequest, get } from "node:http";
import type { Socket } from "node:net";

export interface PollingSpec {
  port: number;
  path: string;
  token: string;
  everyMs: number;
  delayMs: number;
}

/** What a phone's browser sends along with every request. */
const BROWSER = {
  accept: "application/json",
  "accept-encoding": "gzip, deflate, br",
  "accept-language": "es-CO,es;q=0.9,en;q=0.8",
  "user-agent":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
  "sec-fetch-mode": "cors",
  "sec-fetch-site": "same-origin",
  "sec-fetch-dest": "empty",
};

/** One page that polls: one request at a time on one kept connection, the next some seconds after the answer. */
export class PollingClient {
  readonly #spec: PollingSpec;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #sockets = new Set<Socket>();
  #timer: NodeJS.Timeout;
  #request: ClientRequest | null = null;
  #requests = 0;
  #failed = 0;

  constructor(spec: PollingSpec) {
    this.#spec = spec;
    this.#timer = setTimeout(() => this.#ask(), spec.delayMs);
  }

  traffic(): { received: number; sent: number; requests: number; failed: number } {
    let received = 0;
    let sent = 0;
    for (const socket of this.#sockets) {
      received += socket.bytesRead;
      sent += socket.bytesWritten;
    }
    return { received, sent, requests: this.#requests, failed: this.#failed };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#request?.destroy();
    this.#agent.destroy();
  }

  #ask(): void {
    const { port, path, token } = this.#spec;
    const headers = {
      ...BROWSER,
      cookie: `caddiePro_token=${token}`,
      referer: `http://127.0.0.1:${port}/turnos`,
    };
    const again = () => {
      this.#timer = setTimeout(() => this.#ask(), this.#spec.everyMs);
    };
    this.#requests++;
    const request = get({ host: "127.0.0.1", port, path, headers, agent: this.#agent }, (response) => {
      if (response.statusCode !== 200) this.#failed++;
      response.resume().on("end", again);
    });
    this.#request = request;
    request.on("socket", (socket) => this.#sockets.add(socket));
    request.on("error", () => {
      this.#failed++;
    });
  }
}
