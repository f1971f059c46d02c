"use client";
import { useTranslations } from "next-intl";
import type { Holes } from "@/hooks/use-holes";
import { Choice } from "../ui/choice";

/** For how many holes somebody goes out; null where nobody knows yet. */
export function HolesChoice({
  value,
  onChange,
}: {
  value: Holes | null;
  onChange: (holes: Holes | null) => void;
}) {
  const t = useTranslations("dispatch");
  const board = useTranslations("board");
  return (
    <Choice
      label={t("holes")}
      value={String(value ?? "none")}
      options={[
        { value: "18", label: board("holes", { n: 18 }) },
        { value: "9", label: board("holes", { n: 9 }) },
        { value: "none", label: t("holesUnknown") },
      ]}
      onChange={(chosen) => onChange(chosen === "18" ? 18 : chosen === "9" ? 9 : null)}
    />
  );
}
