import { useEffect } from "react";
import { usePageScope } from "./socket-context";

/** Well within the five minutes after which the server calls somebody idle; an untouched phone says nothing. */
const SAY_AGAIN_MS = 2 * 60_000;

/** Tells the server that somebody is at this device, when he touches it. */
export function useActivity(): void {
  const { client } = usePageScope();
  useEffect(() => {
    let saidAt = Date.now();
    const touched = () => {
      if (Date.now() - saidAt < SAY_AGAIN_MS || client.getState().phase !== "live") return;
      saidAt = Date.now();
      void client.emit("user:active", {});
    };
    const signs = ["pointerdown", "keydown"] as const;
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touched);
    };
  }, [client]);
}
