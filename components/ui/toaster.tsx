"use client";
import { latePart } from "./late-part";

/** What was said before it is here is shown when it comes. */
const { Late: Sonner, usePreloaded } = latePart(() => import("sonner").then((m) => m.Toaster));

/** Where refusals and other passing news appear: on top, so that they never lie over a button in reach of the thumb. */
export function Toaster({ theme }: { theme: "system" | "light" | "dark" }) {
  if (!usePreloaded()) return null;
  return (
    <Sonner
      theme={theme}
      position="top-center"
      offset={76}
      // On a phone within the page's top line, so that the list's tabs below it stay free.
      mobileOffset={{ top: "calc(env(safe-area-inset-top) + 4px)" }}
      duration={6000}
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          borderRadius: "12px",
          fontFamily: "var(--font-sans)",
          fontSize: "14px",
          lineHeight: "1.3",
          padding: "8px 14px",
        },
      }}
    />
  );
}
