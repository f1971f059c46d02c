import webPush from "web-push";
import { Breaker } from "./http/breaker";
import { postOutward } from "./http/outward";
import type { Device } from "./push/queries";
import { type Manner, mannerOf, type Outcome, type PushMessage } from "./push/vocabulary";
import type { Metrics } from "./telemetry/metrics";

/** A signature is good for twelve hours at the service; a new one is made long before. */
const SIGNED_FOR_MS = 6 * 60 * 60_000;
const SIGNED_SECONDS = 12 * 60 * 60;
/** Browsers know a handful of services; whoever invents more makes the oldest be forgotten. */
const SERVICES_MOST = 100;

interface Options {
  keys: { publicKey: string; privateKey: string };
  /** Whom a push service may turn to: an https address, or mailto. */
  contact: string;
  /** Origins that may be inside, and without TLS. */
  trusted: ReadonlySet<string>;
  metrics: Metrics;
}

interface Service {
  breaker: Breaker;
  signed: { authorization: string; at: number } | null;
}

export interface Delivered {
  outcome: Outcome;
  /** When it is worth another try, in ms since 1970, where the service or its failures say so. */
  retryAt: number | null;
}

/** Hands messages to the push services, encrypted for one device each; a service that fails is left alone for a while. */
export class Courier {
  readonly #options: Options;
  readonly #services = new Map<string, Service>();
  readonly #ended = new AbortController();

  constructor(options: Options) {
    this.#options = options;
    options.metrics.gauge("push_services_shut", "Push services that are left alone because they failed", () =>
      [...this.#services.values()].reduce((shut, { breaker }) => shut + Number(breaker.isShut), 0),
    );
  }

  /** Never rejects. */
  async send(device: Device, message: PushMessage, now: Date): Promise<Delivered> {
    const delivered = await this.#send(device, message, now);
    this.#options.metrics.pushed(delivered.outcome);
    return delivered;
  }

  /** What is under way is broken off. */
  stop(): void {
    this.#ended.abort();
  }

  async #send(device: Device, message: PushMessage, now: Date): Promise<Delivered> {
    const { origin } = new URL(device.endpoint);
    const service = this.#serviceAt(origin);
    if (!service.breaker.admits(now.getTime()))
      return { outcome: "paused", retryAt: Math.max(service.breaker.opensAt, now.getTime() + 1_000) };
    const letter = this.#seal(device, message, this.#signatureFor(service, origin, now));
    // Keys that no browser makes.
    if (!letter) {
      service.breaker.untried();
      return { outcome: "gone", retryAt: null };
    }
    try {
      const trusted = this.#options.trusted.has(origin);
      const { status, retryAfterMs } = await postOutward(device.endpoint, {
        ...letter,
        trusted,
        signal: this.#ended.signal,
      });
      const outcome = outcomeOf(status);
      if (outcome === "failed") service.breaker.failed(now.getTime());
      else service.breaker.succeeded();
      return { outcome, retryAt: retryAfterMs === null ? null : now.getTime() + retryAfterMs };
    } catch {
      // Nobody answered, or the name leads inside: one like the other may be so for a moment.
      service.breaker.failed(now.getTime());
      return { outcome: "failed", retryAt: null };
    }
  }

  #seal(device: Device, message: PushMessage, authorization: string) {
    const { endpoint, p256dh, auth } = device;
    try {
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(message),
        { TTL: mannerOf(message.kind).ttl, contentEncoding: "aes128gcm" },
      );
      return { headers: { ...headers, ...headersOf(mannerOf(message.kind)), authorization }, body };
    } catch {
      return null;
    }
  }

  /** Signing costs more than encrypting, and all devices of a service are told with one signature. */
  #signatureFor(service: Service, origin: string, now: Date): string {
    if (service.signed && now.getTime() - service.signed.at < SIGNED_FOR_MS)
      return service.signed.authorization;
    const { contact, keys } = this.#options;
    const { publicKey, privateKey } = keys;
    const expires = Math.floor(now.getTime() / 1000) + SIGNED_SECONDS;
    const made = webPush.getVapidHeaders(origin, contact, publicKey, privateKey, "aes128gcm", expires);
    const authorization = made.Authorization;
    service.signed = { authorization, at: now.getTime() };
    return authorization;
  }

  #serviceAt(origin: string): Service {
    const known = this.#services.get(origin);
    if (known) return known;
    const [oldest] = this.#services.keys();
    if (oldest !== undefined && this.#services.size >= SERVICES_MOST) this.#services.delete(oldest);
    const service: Service = { breaker: new Breaker(), signed: null };
    this.#services.set(origin, service);
    return service;
  }
}

const headersOf = ({ urgency, topic }: Manner) => ({ urgency, ...(topic && { topic }) });

/** RFC 8030: 201 and its like; 404 and 410 for a subscription that is over; 413 and its like for what will never pass. */
function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return "accepted";
  if (status === 404 || status === 410) return "gone";
  return status === 429 || status >= 500 ? "failed" : "refused";
}
