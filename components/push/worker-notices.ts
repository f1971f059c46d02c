import { push as es } from "@/lib/i18n/es.json";
import { mayPassInSilence, type PushMessage } from "@/lib/push/vocabulary";

declare const self: ServiceWorkerGlobalScope;

const SUBSCRIPTIONS = "/api/push/subscriptions";
/** A page that is in front answers at once; one that is frozen never does. */
const ANSWER_MS = 400;

/** Fields that browsers know and the types do not. */
interface Shown extends NotificationOptions {
  renotify?: boolean;
  vibrate?: number[];
  timestamp?: number;
}

/**
 * Shows what was sent, and tells open pages of it. Something is shown always, for a browser that saw nothing would stop
 * listening, but where one that allows it has just heard the same from the page that he looks at.
 */
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
  if (unread !== undefined) await setBadge(unread);
  if (await isTold(id, kind)) {
    // What was shown of it before he came to the front is old now.
    for (const older of await self.registration.getNotifications({ tag })) older.close();
    return;
  }
  await self.registration.showNotification(title, options);
  for (const page of await pages()) page.postMessage({ type: "PUSH_SHOWN", id });
}

/** Whether the page in front has said it, and nothing else need be shown. */
async function isTold(id: string, kind: string): Promise<boolean> {
  const { brands = [] } =
    (navigator as { userAgentData?: { brands?: { brand: string }[] } }).userAgentData ?? {};
  const chromium = brands.some(({ brand }) => brand === "Chromium");
  const front = (await pages()).find(
    ({ focused, visibilityState }) => focused && visibilityState === "visible",
  );
  const told = chromium && front ? await asks(front, id) : false;
  return mayPassInSilence({ kind, chromium, inFront: front !== undefined, told });
}

/** Whether this page has told its person of this notice; no answer is none. */
function asks(page: Client, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWER_MS);
    page.postMessage({ type: "IS_TOLD", id }, [port2]);
  });
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
