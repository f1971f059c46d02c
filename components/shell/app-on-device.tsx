"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useInstallPrompt } from "@/hooks/install-prompt";
import { keepPush, onWorkerMessage } from "@/hooks/push-device";
import { useActivity } from "@/hooks/use-activity";
import { useSession } from "@/hooks/use-session";
import { useSocket } from "@/hooks/use-socket";

const FILES = "/_next/static/";

/** Keeps a worker beside the page that opens it without a network and shows notices, and says that somebody is at the device. Draws nothing. */
export function AppOnDevice(): null {
  const { user } = useSession();
  const { connection } = useSocket();
  const router = useRouter();
  const ended = connection.phase === "ended";
  useActivity();

  useEffect(() => {
    // A kept page's own words (worker-pages.ts) stand until the page runs, whose banner says it.
    delete document.documentElement.dataset.keptWords;
    if (!("serviceWorker" in navigator)) return;
    // Refused where the browser keeps nothing (private windows), or where no worker was built: the page works without.
    void keepApp().catch(() => undefined);
    void keepPush(user.id).catch(() => undefined);
  }, [user.id]);

  useEffect(() => {
    return onWorkerMessage(({ type, url }) => {
      if (type === "OPEN" && url && url !== window.location.pathname) router.push(url);
    });
  }, [router]);

  // What is kept belongs to a session that is over.
  useEffect(() => {
    if (ended) void tellWorker({ type: "FORGET_BOARD" }).catch(() => undefined);
  }, [ended]);

  useEffect(() => {
    const shown = () => {
      if (document.visibilityState === "visible") clearBadge();
    };
    shown();
    document.addEventListener("visibilitychange", shown);
    return () => document.removeEventListener("visibilitychange", shown);
  }, []);
  useInstallOffer();
  return null;
}

async function keepApp(): Promise<void> {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urlsToCache = [...new Set(loaded)].filter((url) => new URL(url).pathname.startsWith(FILES));
  // What the page loaded before the worker was there; the browser has it at hand.
  await tellWorker({ type: "CACHE_URLS", payload: { urlsToCache } });
  await tellWorker({ type: "KEEP_BOARD" });
}

async function tellWorker(message: { type: string; payload?: object }): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
}

function clearBadge(): void {
  const { clearAppBadge } = navigator as { clearAppBadge?: () => Promise<void> };
  // Refused where the app is not installed: then there is no icon with a mark.
  void clearAppBadge?.call(navigator).catch(() => undefined);
}

/** Visits so far, then that it was offered: nobody is asked on his first look, and nobody twice. */
const OFFER = "caddiepro.install-offer";

/** Offers once to put the app on the home screen, where the browser can do it; afterwards the profile has the button. */
function useInstallOffer(): void {
  const t = useTranslations("push");
  const install = useInstallPrompt();
  useEffect(() => {
    if (!install || localStorage.getItem(OFFER) === "made") return;
    if (localStorage.getItem(OFFER) === null) return localStorage.setItem(OFFER, "seen once");
    localStorage.setItem(OFFER, "made");
    import("sonner").then(
      ({ toast }) =>
        toast(t("installOnHome"), {
          duration: 20_000,
          action: { label: t("installAction"), onClick: () => void install() },
        }),
      // Without its code there is nothing to show; the button in the profile stays.
      () => undefined,
    );
  }, [install, t]);
}
