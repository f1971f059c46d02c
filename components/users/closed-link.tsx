"use client";
import { LinkIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";

export type ClosedState = "used" | "expired" | "replaced" | "unknown" | "tooMany";

/** In place of the form, for a link that opens nothing: why, and what to do. */
export function ClosedLink({ state }: { state: ClosedState }) {
  const t = useTranslations("invitation");
  if (state === "tooMany")
    return <Notice icon={LinkIcon} title={t("title")} help={t("tooMany")} heading roomy />;
  const help = {
    used: "usedHelp",
    expired: "expiredHelp",
    replaced: "replacedHelp",
    unknown: "unknownHelp",
  } as const;
  return (
    <Notice
      icon={LinkIcon}
      title={t(state)}
      help={t(help[state])}
      heading
      roomy
      action={
        <a href="/entrar" className={buttonLook({ kind: "main", size: "medium" })}>
          {t("signIn")}
        </a>
      }
    />
  );
}
