"use client";
import { MapPinOff } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";

/** `heading`: where no other title stands above it. */
export function NotFound({ heading = false }: { heading?: boolean }) {
  const t = useTranslations("error");
  return (
    <div className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center">
      <Notice
        icon={MapPinOff}
        title={t("notFoundTitle")}
        help={t("notFoundHelp")}
        roomy
        heading={heading}
        action={
          <Link href="/turnos" className={buttonLook({ kind: "main", size: "medium" })}>
            {t("home")}
          </Link>
        }
      />
    </div>
  );
}
