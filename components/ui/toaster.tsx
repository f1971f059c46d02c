"use client";
import { Toaster as Sonner } from "sonner";

/** Where refusals and other passing news appear: on top, so that they never lie over a button in reach of the thumb. */
export function Toaster({ theme }: { theme: "system" | "light" | "dark" }) {
  return (
    <Sonner
      theme={theme}
      position="top-center"
      offset={76}
      mobileOffset={{ top: 72 }}
      duration={6000}
      toastOptions={{
        style: {
          background: "var(--surface)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          borderRadius: "12px",
          fontFamily: "var(--font-sans)",
          fontSize: "14px",
        },
      }}
    />
  );
}
