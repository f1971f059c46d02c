"use client";
import { PencilLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePresence } from "@/hooks/use-presence";
import type { TypingState } from "@/lib/realtime/contract";

/** Says who else has the same thing open, and what they are typing in. `fieldName` puts a field into the reader's words. */
export function EditingHint({
  resource,
  typing,
  fieldName,
}: {
  resource: string;
  typing: TypingState["users"];
  fieldName: (field: string) => string;
}) {
  const t = useTranslations("presence");
  const others = usePresence(resource) ?? [];
  const [first] = typing;
  if (!first && others.length === 0) return null;
  return (
    <p role="status" className="flex items-center gap-2 rounded-control bg-brand-soft px-3 py-2 text-[14px]">
      <PencilLine size={16} aria-hidden="true" className="shrink-0" />
      {first
        ? t("typing", { name: first.name, field: fieldName(first.field) })
        : t("alsoHere", { names: others.map((user) => user.name).join(", "), n: others.length })}
    </p>
  );
}
