"use client";
import { LogOut, MonitorSmartphone } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "@/lib/http/fetch";
import { Button } from "../ui/button";

/** Ends the session here, or on all devices of this person. */
export function SessionButtons() {
  const t = useTranslations("profile");
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function leave(everywhere: boolean) {
    setState("busy");
    try {
      if (everywhere) await apiFetch("/api/auth/sign-out-everywhere", { method: "POST" });
      await signOut({ redirect: false });
      window.location.assign("/entrar");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="flex flex-col gap-3">
      <Button size="medium" disabled={state === "busy"} onClick={() => leave(false)}>
        <LogOut size={18} aria-hidden="true" />
        {t("signOut")}
      </Button>
      <Button kind="danger" size="medium" disabled={state === "busy"} onClick={() => leave(true)}>
        <MonitorSmartphone size={18} aria-hidden="true" />
        {t("signOutEverywhere")}
      </Button>
      <p className="text-[13px] text-muted">{t("signOutEverywhereHelp")}</p>
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {state === "failed" ? t("signOutFailed") : ""}
      </p>
    </div>
  );
}
