/** Whether this browser can show something beside its windows, and may. */
export function desktopState(): "granted" | "denied" | "default" | "unsupported" {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Asks; browsers listen only where somebody has just tapped. */
export async function askForDesktop(): Promise<ReturnType<typeof desktopState>> {
  return typeof Notification === "undefined" ? "unsupported" : Notification.requestPermission();
}

/**
 * Shows a notice beside the browser's windows.
 * @param id the notice's: a push of the same notice takes its place instead of standing beside it
 */
export function showOnDesktop(
  id: string,
  { title, body }: { title: string; body: string },
  onOpen: () => void,
): void {
  if (desktopState() !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag: id, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    // Android's browsers have the constructor and refuse it: there a push speaks.
    return;
  }
}
