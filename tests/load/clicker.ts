import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { now } from "./clock";
import { type Standing, Toggler } from "./toggler";

/** The caddie master's hand. */
export class Clicker {
  readonly #agent: Agent;
  readonly #port: number;
  readonly #token: string;
  readonly #changes: Toggler;

  constructor(port: number, token: string, caddies: readonly Standing[], connections = 1) {
    this.#port = port;
    this.#token = token;
    this.#changes = new Toggler(caddies);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends one change. @throws Error when it is refused */
  async click(): Promise<{ sentAt: number; answeredAt: number }> {
    const target = { port: this.#port, token: this.#token };
    return changeStatus(this.#agent, target, this.#changes.next(), randomUUID());
  }

  end(): void {
    this.#agent.destroy();
  }
}

/** An answer that is no success. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A change as the page sends it. @throws Refusal when it is refused, another Error when the connection broke */
export function changeStatus(
  agent: Agent,
  { port, token }: { port: number; token: string },
  { caddieId, status }: { caddieId: string; status: string },
  key: string,
): Promise<{ sentAt: number; answeredAt: number }> {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
  return send(agent, port, "PATCH", `/api/caddies/${caddieId}/status`, JSON.stringify({ status }), headers);
}

/** One request to a loopback server; `sentAt` is taken before its first byte. @throws Refusal */
export function send(
  agent: Agent,
  port: number,
  method: string,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<{ sentAt: number; answeredAt: number }> {
  return new Promise((resolve, reject) => {
    const sentAt = now();
    const all = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
    const options = { agent, host: "127.0.0.1", port, method, path, headers: all };
    const sent = request(options, (response) => {
      const answeredAt = now();
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on("end", () => {
        const { statusCode = 0 } = response;
        if (statusCode < 300) resolve({ sentAt, answeredAt });
        else reject(new Refusal(statusCode, `${method} ${path}: ${statusCode} ${text.slice(0, 300)}`));
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
