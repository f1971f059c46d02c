"use client";
import { useSession } from "@/hooks/use-session";
import { canManageAbsences } from "@/lib/absences/policy";
import { latePart } from "../ui/late-part";

const { Late } = latePart(() => import("./requests-badge").then((m) => m.RequestsBadge));

/** Comes apart from the page, and only to who answers. */
export function LateRequestsBadge() {
  return canManageAbsences(useSession().user) ? <Late /> : null;
}
