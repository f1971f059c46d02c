"use client";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { useMarkName, useWaitingMarks } from "@/hooks/use-mark-name";
import { useRoll, useRollCallChanges } from "@/hooks/use-roll-calls";
import type { RollEntry } from "@/lib/roll-calls/contract";
import type { RollMark } from "@/lib/roll-calls/vocabulary";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Bone } from "../ui/skeleton";
import { Spinner } from "../ui/spinner";
import { NameCard } from "./name-card";
import { NameRow } from "./name-row";
import { RollSummary } from "./roll-summary";
import { useRollKeys } from "./use-roll-keys";

interface Done {
  entry: RollEntry;
  before: RollMark | null;
}
const NONE: readonly RollEntry[] = [];

/** A roll call under way, or one that is over and can still be corrected. */
export function OpenRoll({
  rollCallId,
  tabs,
  onBack,
  onClosed,
}: {
  rollCallId: string;
  tabs: ReactNode;
  /** Set for one that is over. */
  onBack: (() => void) | null;
  onClosed: (rollCallId: string) => void;
}) {
  const t = useTranslations("rollCall");
  const caddie = useTranslations("caddie");
  const query = useRoll(rollCallId);
  const send = useMarkName(rollCallId);
  const waiting = useWaitingMarks(rollCallId);
  const { close } = useRollCallChanges();
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [failed, setFailed] = useState(false);
  const [closing, setClosing] = useState(false);
  const entries = query.data?.entries ?? NONE;
  const markOf = useCallback(
    ({ caddieId, mark }: RollEntry) => waiting.get(caddieId) ?? (waiting.has(caddieId) ? null : mark),
    [waiting],
  );
  const pending = useMemo(() => entries.filter((entry) => markOf(entry) === null), [entries, markOf]);
  const over = query.data?.rollCall.closedAt != null;
  const current = entries.find(({ caddieId }) => caddieId === chosen) ?? (over ? undefined : pending[0]);
  const last = done.at(-1);

  const mark = (word: RollMark) => {
    if (!current) return;
    const before = markOf(current);
    if (before !== word) {
      send(current, word);
      setDone([...done, { entry: current, before }]);
    }
    // The next name comes by itself.
    setChosen(null);
  };
  const undo = () => {
    if (!last) return;
    send(last.entry, last.before);
    setDone(done.slice(0, -1));
    setChosen(last.entry.caddieId);
  };
  useRollKeys(mark, undo, current !== undefined || last !== undefined);
  const closeNow = useEffectEvent(async () => {
    const outcome = await close(rollCallId);
    setClosing(false);
    setFailed(!outcome.ok);
    if (outcome.ok) onClosed(rollCallId);
  });
  // What was tapped before goes out before: after the close it would move nobody any more.
  const allSent = closing && waiting.size === 0;
  useEffect(() => {
    if (allSent) void closeNow();
  }, [allSent]);
  const list = useRef<HTMLOListElement>(null);
  const currentId = current?.caddieId;
  useEffect(() => {
    if (currentId)
      list.current?.querySelector(`[data-name="${currentId}"]`)?.scrollIntoView({ block: "nearest" });
  }, [currentId]);

  if (query.isPending) {
    return (
      <LivePageFrame title={t("title")}>
        <div className="mx-auto flex max-w-3xl flex-col gap-2 pt-1">
          <Bone className="h-8 w-40" />
          {[1, 2, 3, 4, 5, 6].map((n) => (
            <Bone key={n} className="h-14 w-full" />
          ))}
        </div>
      </LivePageFrame>
    );
  }
  if (!query.data) {
    return (
      <LivePageFrame title={t("title")}>
        <LoadFailed
          title={t("failed")}
          help={t("failedHelp")}
          retry={caddie("retry")}
          onRetry={() => void query.refetch()}
        />
      </LivePageFrame>
    );
  }
  const total = entries.length;
  const called = total - pending.length;
  return (
    <LivePageFrame
      title={t("title")}
      subtitle={t("subtitle")}
      footer={
        current ? (
          <NameCard
            entry={current}
            mark={markOf(current)}
            onMark={mark}
            onUndo={last ? undo : null}
            undoName={last?.entry.name ?? ""}
          />
        ) : null
      }
    >
      <div className="mx-auto max-w-3xl pt-1">
        {onBack ? (
          <Button kind="quiet" className="-ml-4 mb-1 text-brand!" onClick={onBack}>
            <ArrowLeft size={18} aria-hidden="true" />
            {t("back")}
          </Button>
        ) : (
          tabs
        )}
        <section className="mb-4 rounded-card border border-line bg-surface p-4">
          {over ? (
            <>
              <RollSummary rollCall={query.data.rollCall} />
              <p className="mt-3 text-[13px] text-muted">{t("correctHelp")}</p>
            </>
          ) : (
            <>
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <p role="status" className="numeral flex-1 font-bold text-[22px]">
                  {t("progress", { n: called, total })}
                </p>
                <Button
                  kind={pending.length === 0 ? "main" : "ghost"}
                  disabled={closing}
                  onClick={() => setClosing(true)}
                >
                  {closing ? <Spinner /> : null}
                  {closing
                    ? t("closing")
                    : pending.length === 0
                      ? t("close")
                      : t("closeWith", { n: pending.length })}
                </Button>
              </div>
              <div aria-hidden="true" className="mt-3 h-2 overflow-hidden rounded-full bg-sunken">
                <div
                  className="h-full rounded-full bg-flag transition-[width] duration-180"
                  style={{ width: `${total === 0 ? 0 : Math.round((called / total) * 100)}%` }}
                />
              </div>
              <p role="alert" className="mt-2 font-medium text-[14px] text-danger empty:hidden">
                {failed ? t("closeFailed") : ""}
              </p>
            </>
          )}
        </section>
        <ol ref={list} className="overflow-hidden rounded-card border border-line bg-surface">
          {entries.map((entry) => (
            <NameRow
              key={entry.caddieId}
              entry={entry}
              mark={markOf(entry)}
              waits={waiting.has(entry.caddieId)}
              current={entry === current}
              onChoose={setChosen}
            />
          ))}
        </ol>
      </div>
    </LivePageFrame>
  );
}
