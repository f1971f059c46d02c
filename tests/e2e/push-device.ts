import type { BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { expect } from "vitest";
import type { PushMessage } from "../../lib/push/vocabulary";
import type { PushBrowser } from "../harness/push-service";
import { PHONE } from "./browser";

/** A phone whose owner has said yes. */
export const ALLOWED: BrowserContextOptions = { ...PHONE, permissions: ["notifications"] };

/** This Chromium knows no push service: it gets the subscription of ours, everything else is its own. */
export function subscribesTo(browser: PushBrowser) {
  return async (page: Page): Promise<void> => {
    await page.context().addInitScript((json) => {
      const subscription = {
        ...{ endpoint: json.endpoint, options: {}, toJSON: () => json },
        async unsubscribe() {
          localStorage.removeItem("subscribed");
          return true;
        },
      };
      const known = async () => (localStorage.getItem("subscribed") ? subscription : null);
      Object.assign(PushManager.prototype, {
        getSubscription: known,
        async subscribe() {
          localStorage.setItem("subscribed", "yes");
          return subscription;
        },
      });
    }, browser.subscription);
  };
}

/** Hands the worker what the push service has decrypted, as the browser does. */
export class Carrier {
  readonly #devtools: CDPSession;
  readonly #origin: string;
  #registration: string | null = null;

  private constructor(devtools: CDPSession, origin: string) {
    this.#devtools = devtools;
    this.#origin = origin;
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const ours = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
      if (ours) this.#registration = ours.registrationId;
    });
  }

  static async of(context: BrowserContext, origin: string): Promise<Carrier> {
    // A window of its own, so that all of the app's may be closed.
    const window = await context.newPage();
    const carrier = new Carrier(await context.newCDPSession(window), origin);
    await carrier.#devtools.send("ServiceWorker.enable");
    await expect.poll(() => carrier.#registration).not.toBeNull();
    return carrier;
  }

  async carry(message: PushMessage | string): Promise<void> {
    const data = typeof message === "string" ? message : JSON.stringify(message);
    const registrationId = this.#registration ?? "";
    await this.#devtools.send("ServiceWorker.deliverPushMessage", {
      origin: this.#origin,
      registrationId,
      data,
    });
  }
}

/** What the system shows of this site. */
export const shown = (page: Page) =>
  page.evaluate(async () => {
    const notices = await (await navigator.serviceWorker.ready).getNotifications();
    return notices.map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** On the profile, which is open. */
export async function turnOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Encender avisos" }).click();
  await page.getByText("Encendidos en este teléfono").waitFor();
}
