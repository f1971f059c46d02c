import { push as es } from "@/lib/i18n/es.json";
import type { PushMessage } from "@/lib/push/vocabulary";

declare const self: ServiceWorkerGlobalScope;

const SUBSCRIPTIONS = "/api/push/subscriptions";

/** Fields that browsers know and the types do not. */
interface Shown extends NotificationOptions {
  renotify?: boolean;
  vibrate?: number[];
  timestamp?: number;
}

/** Shows what was sent, and tells open pages of it. Something is always shown: a browser that saw nothing would stop listening. */
export async function showNotice(sent: PushMessageData | null): Promise<void> {
  const message = readMessage(sent);
  const { id, kind, title, body, url, tag, locale, unread } = message;
  const options: Shown = {
    body,
    tag,
    lang: locale,
    icon: "/icons/any-192.png",
    badge: "/icons/badge-96.png",
    data: { url },
    // The same tag again is news: he has moved on.
    renotify: true,
    requireInteraction: kind === "called",
    vibrate: kind === "called" ? [300, 150, 300, 150, 300] : [200],
    timestamp: Date.now(),
  };
  await self.registration.showNotification(title, options);
  if (unread !== undefined) await setBadge(unread);
  for (const page of await pages()) page.postMessage({ type: "PUSH_SHOWN", id });
}

/** Brings the app to the front at the place that the notice speaks of; an open page keeps what it holds. */
export async function openNotice(notice: Notification): Promise<void> {
  notice.close();
  const { url } = (notice.data ?? { url: "/turnos" }) as { url: string };
  const [open] = await pages();
  if (!open) {
    await self.clients.openWindow(url);
    return;
  }
  open.postMessage({ type: "OPEN", url });
  // Refused where the browser saw no tap: then the page stays where it is, at the right place.
  await open.focus().catch(() => undefined);
}

/** The browser gave this device another address: the server hears it without a page. */
export async function renewSubscription(
  before: PushSubscription | null,
  after: PushSubscription | null,
): Promise<void> {
  const applicationServerKey = before?.options.applicationServerKey;
  const renewed =
    after ??
    (applicationServerKey
      ? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
      : null);
  if (!renewed) return;
  await fetch(SUBSCRIPTIONS, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...renewed.toJSON(), replaces: before?.endpoint }),
  });
}

/** Nothing more arrives here for whoever has left. */
export async function stopListening(): Promise<void> {
  const subscription = await self.registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** The one last looked at comes first. */
const pages = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });

async function setBadge(unread: number): Promise<void> {
  const { setAppBadge } = navigator as { setAppBadge?: (n: number) => Promise<void> };
  // Refused where the app is not installed: then there is no icon to mark.
  await setAppBadge?.call(navigator, unread).catch(() => undefined);
}

const text = (key: "newsTitle" | "newsBody") => es[key];

function readMessage(sent: PushMessageData | null): PushMessage {
  const texts = { title: text("newsTitle"), body: text("newsBody") };
  const news = { id: "", kind: "", ...texts, tag: "news", url: "/turnos", locale: "es" };
  try {
    return { ...news, ...(sent?.json() as Partial<PushMessage>) };
  } catch {
    return news;
  }
}
