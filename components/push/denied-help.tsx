"use client";
import { useTranslations } from "next-intl";
import { isApple, isInstalled } from "@/hooks/push-device";
import { Step } from "./install-guide";

/** Who keeps the permission, and so where it is given back. */
export type Keeper = "apple" | "androidApp" | "samsung" | "firefox" | "android" | "safari" | "desktop";

export function keeperOf(userAgent: string, touchPoints: number, installed: boolean): Keeper {
  if (isApple(userAgent, touchPoints)) return "apple";
  if (/Android/.test(userAgent)) {
    if (installed) return "androidApp";
    if (/SamsungBrowser/.test(userAgent)) return "samsung";
    return /Firefox/.test(userAgent) ? "firefox" : "android";
  }
  return /Safari/.test(userAgent) && !/Chrome|Chromium|Edg/.test(userAgent) ? "safari" : "desktop";
}

/** How whoever said no can take it back: the page may not ask again. */
export function DeniedHelp() {
  const t = useTranslations("push.keepers");
  const keeper = keeperOf(navigator.userAgent, navigator.maxTouchPoints, isInstalled());
  return (
    <ol data-keeper={keeper} className="flex flex-col gap-2.5">
      {(["where", "what"] as const).map((line, i) => (
        <Step key={line} n={i + 1} text={t(`${keeper}.${line}`)} />
      ))}
      <Step n={3} text={t("back")} />
    </ol>
  );
}
