"use client";
import { Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useInstallPrompt } from "@/hooks/install-prompt";
import { Button } from "../ui/button";

/** Where the browser can put the app on the home screen by itself; nothing elsewhere. */
export function InstallButton() {
  const t = useTranslations("push");
  const install = useInstallPrompt();
  if (!install) return null;
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-4">
      <p className="text-[14px] text-muted">{t("installOnHome")}</p>
      <Button size="medium" onClick={() => void install()}>
        <Smartphone size={18} aria-hidden="true" />
        {t("installAction")}
      </Button>
    </div>
  );
}
