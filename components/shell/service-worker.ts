import { CacheFirst, ExpirationPlugin, Serwist } from "serwist";
import { openNotice, renewSubscription, showNotice, stopListening } from "../push/worker-notices";
import { forgetBoard, keepBoard, openPage } from "./worker-pages";

declare const self: ServiceWorkerGlobalScope;

/** Named by the standard; the types do not know it everywhere. */
interface PushSubscriptionChange extends ExtendableEvent {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/** Two builds' worth: whoever still looks at the older one finds its late parts here, when the server has only the new. */
const MOST_FILES = 400;
const MONTH_SECONDS = 30 * 24 * 60 * 60;

/** Requests after which nobody is signed in here, or somebody else is. */
const LEAVES = /^\/api\/auth\/(signout|sign-out|sign-out-everywhere)$/;
const ENTERS = /^\/api\/auth\/callback\/credentials$/;

/** What the build named by its content, and the server calls unchangeable; in development nothing is. */
const unchangeable = {
  cacheWillUpdate: async ({ response }: { response: Response }) =>
    response.status === 200 && /\bimmutable\b/.test(response.headers.get("cache-control") ?? "")
      ? response
      : null,
};

const serwist = new Serwist({
  // It holds nothing of one build alone, so a new one may take over at once: open pages go on with what they have.
  skipWaiting: true,
  clientsClaim: true,
  runtimeCaching: [
    {
      matcher: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/_next/static/"),
      handler: new CacheFirst({
        cacheName: "caddiepro-files",
        plugins: [
          unchangeable,
          new ExpirationPlugin({
            maxEntries: MOST_FILES,
            maxAgeSeconds: MONTH_SECONDS,
            maxAgeFrom: "last-used",
            purgeOnQuotaError: true,
          }),
        ],
      }),
    },
    {
      matcher: ({ request, url, sameOrigin }) =>
        sameOrigin && request.mode === "navigate" && !url.pathname.startsWith("/api/"),
      handler: ({ request, event }) => openPage(request, event),
    },
  ],
});

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "POST" || origin !== self.location.origin) return;
  // The request itself goes its own way.
  if (LEAVES.test(pathname)) event.waitUntil(stopListening());
  if (LEAVES.test(pathname) || ENTERS.test(pathname)) event.waitUntil(forgetBoard());
});
self.addEventListener("message", (event) => {
  const { type } = (event.data ?? {}) as { type?: string };
  if (type === "KEEP_BOARD") event.waitUntil(keepBoard());
  if (type === "FORGET_BOARD") event.waitUntil(forgetBoard());
});
self.addEventListener("push", (event) => event.waitUntil(showNotice(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(openNotice(event.notification)));
self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription, newSubscription } = event as PushSubscriptionChange;
  event.waitUntil(renewSubscription(oldSubscription ?? null, newSubscription ?? null));
});
serwist.addEventListeners();
