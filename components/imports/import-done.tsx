"use client";
import { CircleCheck, ListOrdered, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useImport } from "@/hooks/use-import";
import type { ImportUndone } from "@/lib/imports/contract";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { BadRows } from "./import-rows";
import type { BadRow } from "./use-import-texts";

export interface Done {
  importKey: string;
  added: number;
  bad: readonly BadRow[];
}

/** What came of it, what is still to mend, and the way back. */
export function ImportDone({
  done: { importKey, added, bad },
  mend,
  onAgain,
}: {
  done: Done;
  mend: (bad: readonly BadRow[]) => ReactNode;
  onAgain: () => void;
}) {
  const t = useTranslations("imports");
  const { undo } = useImport();
  const [undone, setUndone] = useState<ImportUndone | null>(null);
  const [trouble, setTrouble] = useState<"undoLate" | "undoFailed" | null>(null);
  const [busy, setBusy] = useState(false);

  async function takeBack() {
    setBusy(true);
    const outcome = await undo(importKey);
    setBusy(false);
    if (outcome.ok) return setUndone(outcome.value);
    setTrouble(outcome.problem.status === 409 ? "undoLate" : "undoFailed");
  }

  return (
    <div className="flex flex-col gap-5">
      <section className="flex flex-col items-start gap-3 rounded-card border border-line bg-surface p-5">
        <div role="status" className="flex items-start gap-3">
          <CircleCheck size={26} aria-hidden="true" className="mt-0.5 shrink-0 text-free" />
          <div>
            <p className="numeral font-bold text-[22px] leading-7">
              {undone ? t("undone", { n: undone.removed }) : t("added", { n: added })}
            </p>
            <p className="text-[14px] text-muted">
              {undone
                ? undone.kept > 0
                  ? t("undoneKept", { n: undone.kept })
                  : t("undoneHelp")
                : t(added > 0 ? "addedHelp" : "addedNobody")}
            </p>
          </div>
        </div>
        <div role="alert" className="empty:hidden">
          {trouble ? <p className="font-medium text-[14px] text-danger">{t(trouble)}</p> : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <PageLink href="/turnos" className={buttonLook({ kind: "main", size: "medium" })}>
            <ListOrdered size={18} aria-hidden="true" />
            {t("toBoard")}
          </PageLink>
          {added > 0 && !undone ? (
            <Button size="medium" disabled={busy || trouble === "undoLate"} onClick={() => void takeBack()}>
              <Undo2 size={18} aria-hidden="true" />
              {t("undo", { n: added })}
            </Button>
          ) : null}
          <Button size="medium" onClick={onAgain}>
            {t("another")}
          </Button>
        </div>
      </section>
      <BadRows rows={bad} tools={mend(bad)} />
    </div>
  );
}
