"use client";
import { BellPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { askForDesktop, desktopState } from "./desktop";

/** The one place that asks this browser for leave, and only when somebody presses the button. */
export function DesktopPermission() {
  const t = useTranslations("noticeSettings");
  const [state, setState] = useState<ReturnType<typeof desktopState> | null>(null);
  useEffect(() => setState(desktopState()), []);
  if (state === "denied") return <p className="text-[13.5px] text-muted">{t("desktopDenied")}</p>;
  if (state !== "default") return null;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button onClick={() => void askForDesktop().then(setState)}>
        <BellPlus size={18} aria-hidden="true" />
        {t("desktopAsk")}
      </Button>
      <p className="text-[13px] text-muted">{t("desktopAskHelp")}</p>
    </div>
  );
}
