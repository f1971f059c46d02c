"use client";
import { useTranslations } from "next-intl";
import type { Problem } from "@/lib/http/fetch";

export type Trouble = "conflict" | "forbidden" | "session" | "gone" | "inviteFailed" | "actionFailed";

/** Which words tell a person why it was not done; `otherwise` for what he can only try again. */
export function troubleOf({ status }: Problem, otherwise: Trouble = "actionFailed"): Trouble {
  if (status === 401) return "session";
  if (status === 403) return "forbidden";
  if (status === 404) return "gone";
  return status === 409 ? "conflict" : otherwise;
}

export function FormTrouble({ trouble }: { trouble: Trouble | null }) {
  const t = useTranslations("users");
  return (
    <div role="alert" className="empty:hidden">
      {trouble ? (
        <p className="rounded-control bg-danger-soft px-3.5 py-2.5 font-medium text-[14px] text-danger">
          {t(trouble)}
        </p>
      ) : null}
    </div>
  );
}
