import { ApiProblem, apiFetch } from "../lib/http/fetch";
import type { PushKey, Tested } from "../lib/push/contract";

/**
 * How notices stand on this device. `unsupported`: its browser has none · `install`: an iPhone shows them for an app of
 * its home screen only · `denied`: its owner said no, and only he can take that back · `off` · `on`.
 */
export type PushStanding = "unsupported" | "install" | "denied" | "off" | "on";

/** Why they could not be turned on: he let the question pass, the push service or ours did not answer, ours said no. */
export type PushTrouble = "dismissed" | "noService" | "unreachable" | "refused";

const SUBSCRIPTIONS = "/api/push/subscriptions";
/** Whose notices this device shows; a browser's subscription outlives a session. */
const OWNER = "caddiepro.push-owner";

const isSupported = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

/** An iPad says that it is a Mac, and has fingers. */
export function isApple(userAgent: string, touchPoints: number): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1);
}

/** Whether the page runs as an app of the home screen. */
export function isInstalled(): boolean {
  const { standalone } = navigator as { standalone?: boolean };
  return standalone === true || window.matchMedia("(display-mode: standalone)").matches;
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** Whether somebody's notices reach this device while its pages are closed, as far as the page itself knows. */
export const isPushOn = (): boolean => localStorage.getItem(OWNER) !== null;

export async function pushStanding(userId: string): Promise<PushStanding> {
  if (!isSupported()) {
    const apple = isApple(navigator.userAgent, navigator.maxTouchPoints);
    return apple && !isInstalled() ? "install" : "unsupported";
  }
  if (Notification.permission === "denied") return "denied";
  if (Notification.permission !== "granted" || localStorage.getItem(OWNER) !== userId) return "off";
  return (await subscriptionHere()) ? "on" : "off";
}

/** Asks, subscribes, and tells the server; call it in a tap, which the question needs. @returns null when they are on */
export async function turnPushOn(userId: string): Promise<PushTrouble | null> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "default" ? "dismissed" : null;
  try {
    const { data } = await apiFetch<{ data: PushKey }>("/api/push/key");
    const subscription = await subscribe(bytesOf(data.publicKey));
    if (!subscription) return "noService";
    await apiFetch(SUBSCRIPTIONS, { method: "POST", body: subscription.toJSON() });
    localStorage.setItem(OWNER, userId);
    return null;
  } catch (error) {
    return error instanceof ApiProblem && error.problem.status === 422 ? "refused" : "unreachable";
  }
}

async function subscribe(applicationServerKey: Uint8Array<ArrayBuffer>): Promise<PushSubscription | null> {
  const { pushManager } = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    // One that was made with another key of ours stands in the way.
    const before =
      error instanceof DOMException && error.name === "InvalidStateError" && (await subscriptionHere());
    if (!before) return null;
    await before.unsubscribe();
    return pushManager.subscribe(options).catch(() => null);
  }
}

/** Nothing more is shown on this device; it says so also where the server does not answer. */
export async function turnPushOff(): Promise<void> {
  localStorage.removeItem(OWNER);
  const subscription = await subscriptionHere();
  if (!subscription) return;
  const { endpoint } = subscription;
  await subscription.unsubscribe();
  // Where this fails, the push service tells the server at the next notice.
  await apiFetch(SUBSCRIPTIONS, { method: "DELETE", body: { endpoint } }).catch(() => undefined);
}

/** After a new sign-in the device goes on for the one who turned it on, and stops for anybody else. */
export async function keepPush(userId: string): Promise<void> {
  if (!isSupported()) return;
  const subscription = await subscriptionHere();
  if (!subscription) return;
  if (localStorage.getItem(OWNER) === userId) {
    await apiFetch(SUBSCRIPTIONS, { method: "POST", body: subscription.toJSON() });
  } else {
    await subscription.unsubscribe();
  }
}

/** Has the server send one message to this device. @throws ApiProblem, NetworkError */
export async function testPush(): Promise<Tested> {
  const endpoint = (await subscriptionHere())?.endpoint;
  const { data } = await apiFetch<{ data: Tested }>("/api/push/test", { method: "POST", body: { endpoint } });
  return data;
}

/** Calls `handler` for each message that the worker shows; returns the function that ends it. */
export function onPushShown(handler: (id: string) => void): () => void {
  return onWorkerMessage((message) => {
    if (message.type === "PUSH_SHOWN" && message.id !== undefined) handler(message.id);
  });
}

/** Answers the worker whether the page has told its person of a notice; returns the function that ends it. */
export function onPushAsked(isTold: (id: string) => boolean): () => void {
  return onWorkerMessage(({ type, id = "" }, [port]) => {
    if (type === "IS_TOLD") port?.postMessage(isTold(id));
  });
}

interface WorkerMessage {
  type?: string;
  id?: string;
  url?: string;
}

/** What the worker beside the page tells it; returns the function that ends it. */
export function onWorkerMessage(
  handler: (message: WorkerMessage, ports: readonly MessagePort[]) => void,
): () => void {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return () => undefined;
  const heard = (event: MessageEvent) => handler((event.data ?? {}) as WorkerMessage, event.ports);
  serviceWorker.addEventListener("message", heard);
  return () => serviceWorker.removeEventListener("message", heard);
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
