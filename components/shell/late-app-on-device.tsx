"use client";
import { latePart } from "../ui/late-part";

const { Late: AppOnDevice, usePreloaded } = latePart(() =>
  import("./app-on-device").then((m) => m.AppOnDevice),
);

// It comes once and early, and is worth something as long as it was held back (hooks/install-prompt.ts).
if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.installPrompt = event;
  });
}

/** What makes the page an app of this device. Its code comes after the page. */
export function LateAppOnDevice() {
  return usePreloaded() ? <AppOnDevice /> : null;
}
