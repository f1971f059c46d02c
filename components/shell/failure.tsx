"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button, buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";

/** A screen that broke: what happened, what is safe, what to press. `code` is the server's digest of the error. */
export function Failure({ code, onRetry }: { code?: string; onRetry: () => void }) {
  const t = useTranslations("error");
  return (
    <div className="flex flex-1 flex-col items-center justify-center">
      <Notice
        icon={TriangleAlert}
        title={t("title")}
        help={t("safe")}
        roomy
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button kind="main" size="medium" onClick={onRetry}>
              {t("retry")}
            </Button>
            {/* Loads the page anew: what broke may be in the one that is here. */}
            <a href="/turnos" className={buttonLook({ size: "medium" })}>
              {t("home")}
            </a>
          </div>
        }
      />
      {code ? <p className="text-[13px] text-muted">{t("code", { code })}</p> : null}
    </div>
  );
}
