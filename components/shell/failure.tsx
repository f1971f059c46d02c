"use client";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";

/**
 * A screen that broke: what happened, what is safe, what to press. `code` is the server's digest of the error; `heading`:
 * where no other title stands above it.
 */
export function Failure({
  code,
  heading = false,
  onRetry,
}: {
  code?: string;
  heading?: boolean;
  onRetry: () => void;
}) {
  const t = useTranslations("error");
  return (
    <div className="flex flex-1 flex-col items-center justify-center">
      <Notice
        icon={TriangleAlert}
        title={t("title")}
        help={t("safe")}
        roomy
        heading={heading}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button kind="main" size="medium" onClick={onRetry}>
              {t("retry")}
            </Button>
            <Link href="/turnos" className={buttonLook({ size: "medium" })}>
              {t("home")}
            </Link>
          </div>
        }
      />
      {code ? <p className="text-[13px] text-muted">{t("code", { code })}</p> : null}
    </div>
  );
}
