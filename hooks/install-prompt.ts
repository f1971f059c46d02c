import { useCallback, useEffect, useState } from "react";

/** Chrome's offer to install the page; other browsers have none. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** What components/shell/late-app-on-device.tsx held back. */
declare global {
  interface Window {
    installPrompt?: Event | null;
  }
}

/** Asks the person, once; null where there is nothing to ask. */
export function useInstallPrompt(): (() => Promise<void>) | null {
  const [offered, setOffered] = useState(false);
  useEffect(() => {
    const look = () => setOffered(Boolean(window.installPrompt));
    const installed = () => {
      window.installPrompt = null;
      look();
    };
    look();
    window.addEventListener("beforeinstallprompt", look);
    window.addEventListener("appinstalled", installed);
    return () => {
      window.removeEventListener("beforeinstallprompt", look);
      window.removeEventListener("appinstalled", installed);
    };
  }, []);
  const ask = useCallback(async () => {
    const prompt = window.installPrompt as InstallPrompt | null;
    window.installPrompt = null;
    setOffered(false);
    await prompt?.prompt();
  }, []);
  return offered ? ask : null;
}
