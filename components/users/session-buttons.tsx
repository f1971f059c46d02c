"use client";
import { LogOut, MonitorSmartphone } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePageScope } from "@/hooks/socket-context";
import { useOutbox } from "@/hooks/use-outbox";
import { apiFetch } from "@/lib/http/fetch";
import { Button } from "../ui/button";

/** Ends the session here, or on all devices of this person. */
export function SessionButtons() {
  const t = useTranslations("profile");
  const outboxTexts = useTranslations("outbox");
  const { outbox } = usePageScope();
  const { waiting } = useOutbox();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");

  async function leave(everywhere: boolean) {
    setState("busy");
    try {
      if (everywhere) await apiFetch("/api/auth/sign-out-everywhere", { method: "POST" });
      await signOut({ redirect: false });
      // Whatever the device still keeps cannot be sent without the session, and is forgotten by the next one's date.
      await outbox.empty().catch(() => undefined);
      window.location.assign("/entrar");
    } catch {
      setState("failed");
    }
  }

  return (
    <div className="flex flex-col gap-3">
      {waiting.length > 0 ? (
        <p className="rounded-control bg-called-soft px-3.5 py-2.5 font-medium text-[14px] text-called">
          {outboxTexts("leaving", { n: waiting.length })}
        </p>
      ) : null}
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
