"use client";
import clsx from "clsx";
import { CircleDot, CircleX, Flag, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CaddieStatus } from "@/lib/caddies/contract";

const looks: Record<CaddieStatus, { icon: LucideIcon; text: string; soft: string }> = {
  Disponible: { icon: CircleDot, text: "text-free", soft: "bg-free-soft" },
  "En campo": { icon: Flag, text: "text-out", soft: "bg-out-soft" },
  Ausente: { icon: CircleX, text: "text-absent", soft: "bg-absent-soft" },
};

/** A status: always word, icon and colour. `children` replaces the word by a phrase that holds it. */
export function StatusMark({
  status,
  children,
  pill = false,
}: {
  status: CaddieStatus;
  children?: ReactNode;
  pill?: boolean;
}) {
  const t = useTranslations("status");
  const { icon: Icon, text, soft } = looks[status];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 whitespace-nowrap font-semibold text-[12.5px]",
        text,
        pill && ["min-h-7 rounded-full px-3", soft],
      )}
    >
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      {children ?? t(status)}
    </span>
  );
}
