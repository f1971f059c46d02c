import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  randomUUID,
  verify,
} from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushMessage } from "@/lib/push/vocabulary";
import { noticed, until } from "./until";

/** A message as the push service took it, and as the browser reads it. */
export interface Delivery {
  browser: PushBrowser;
  headers: Record<string, string>;
  message: PushMessage;
}

/** The push service of a browser's maker, on this machine: it takes messages and opens them with the browser's keys. */
export class PushService {
  readonly deliveries: Delivery[] = [];
  /** Requests that came, whatever was answered. */
  asked = 0;
  /** The status for a browser, by its path; 201 otherwise. */
  readonly answers = new Map<string, number>();
  /** For all browsers, while it is set. */
  answer: { status: number; headers?: Record<string, string> } | null = null;
  readonly #browsers = new Map<string, PushBrowser>();
  readonly #http: Server;

  private constructor(http: Server) {
    this.#http = http;
    http.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      this.asked++;
      const path = request.url ?? "";
      const browser = this.#browsers.get(path);
      const status = this.answer?.status ?? this.answers.get(path) ?? (browser ? 201 : 404);
      if (browser && status === 201) {
        const message = JSON.parse(browser.open(Buffer.concat(chunks))) as PushMessage;
        this.deliveries.push({ browser, headers: request.headers as Record<string, string>, message });
      }
      response.writeHead(status, this.answer?.headers).end("thank you");
      noticed();
    });
  }

  static async start(): Promise<PushService> {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    return new PushService(http);
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** A browser that has subscribed here. */
  browser(): PushBrowser {
    const path = `/push/${randomUUID()}`;
    const browser = new PushBrowser(this.origin + path);
    this.#browsers.set(path, browser);
    return browser;
  }

  answerTo(browser: PushBrowser, status: number): void {
    this.answers.set(new URL(browser.endpoint).pathname, status);
  }

  /** Messages to this browser so far. */
  to(browser: PushBrowser): PushMessage[] {
    return this.deliveries.filter((delivery) => delivery.browser === browser).map(({ message }) => message);
  }

  delivered(browser: PushBrowser, count = 1): Promise<void> {
    return until(() => this.to(browser).length >= count, `${count} messages at the browser`);
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

/** A browser's half of Web Push: its keys, and the reading of what was encrypted for them (RFC 8188, 8291). */
export class PushBrowser {
  readonly endpoint: string;
  readonly #ecdh: ECDH = createECDH("prime256v1");
  readonly #auth = randomBytes(16);

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    this.#ecdh.generateKeys();
  }

  /** As `PushSubscription.toJSON()` gives it. */
  get subscription() {
    const keys = {
      p256dh: this.#ecdh.getPublicKey("base64url"),
      auth: this.#auth.toString("base64url"),
    };
    return { endpoint: this.endpoint, expirationTime: null, keys };
  }

  open(body: Buffer): string {
    const salt = body.subarray(0, 16);
    const sender = body.subarray(21, 21 + (body[20] ?? 0));
    const sealed = body.subarray(21 + sender.length);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.#ecdh.getPublicKey(), sender]);
    const secret = hkdfSync("sha256", this.#ecdh.computeSecret(sender), this.#auth, info, 32);
    const part = (name: string, length: number) =>
      Buffer.from(hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${name}\0`, length));
    const decipher = createDecipheriv("aes-128-gcm", part("aes128gcm", 16), part("nonce", 12));
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return padded.subarray(0, padded.lastIndexOf(2)).toString();
  }
}

/** What a VAPID header claims, if its signature is the key's; null otherwise (RFC 8292). */
export function readSignature(
  authorization: string,
  publicKey: string,
): { aud: string; sub: string; exp: number } | null {
  const [, token = "", key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [header, claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const isOurs = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  return isOurs && key === publicKey ? JSON.parse(Buffer.from(claims, "base64url").toString()) : null;
}
