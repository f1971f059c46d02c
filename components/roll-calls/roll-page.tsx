"use client";
import { Megaphone, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRollCallChanges, useRollCalls } from "@/hooks/use-roll-calls";
import type { ListView } from "../caddies/board-view";
import { ListTabs } from "../caddies/list-tabs";
import { useLists } from "../caddies/use-lists";
import { DayTabs } from "../shell/day-tabs";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { Spinner } from "../ui/spinner";
import { OpenRoll } from "./open-roll";
import { RollSummary } from "./roll-summary";

/** `/llamado`: the master calls a list by name; each answer is one tap, and the board follows at once. */
export function RollPage() {
  const t = useTranslations("rollCall");
  const empty = useTranslations("empty");
  const lists = useLists();
  const [chosen, setChosen] = useState<number | null>(null);
  const list = lists.find(({ number }) => number === chosen) ?? lists[0];
  if (!list) {
    return (
      <LivePageFrame title={t("title")}>
        <Notice icon={TriangleAlert} title={empty("lists")} help={empty("listsHelp")} roomy />
      </LivePageFrame>
    );
  }
  return <RollOfList key={list.number} list={list} lists={lists} onChoose={setChosen} />;
}

function RollOfList({
  list,
  lists,
  onChoose,
}: {
  list: ListView;
  lists: readonly ListView[];
  onChoose: (number: number) => void;
}) {
  const t = useTranslations("rollCall");
  const board = useTranslations("board");
  const caddie = useTranslations("caddie");
  const query = useRollCalls(list.number);
  const [opened, setOpened] = useState<string | null>(null);
  const calls = query.data ?? [];
  const open = calls.find(({ closedAt }) => closedAt === null);
  const shown = open ?? calls.find(({ id }) => id === opened);
  const tabs = (
    <>
      <DayTabs />
      {lists.length > 1 ? (
        <div className="mb-4 flex">
          <ListTabs lists={lists} active={list.number} label={board("lists")} onChange={onChoose} />
        </div>
      ) : null}
    </>
  );

  if (shown) {
    return (
      <OpenRoll
        key={shown.id}
        rollCallId={shown.id}
        tabs={tabs}
        onBack={open ? null : () => setOpened(null)}
        onClosed={setOpened}
      />
    );
  }
  return (
    <LivePageFrame title={t("title")} subtitle={t("subtitle")}>
      <div className="mx-auto max-w-3xl pt-1">{tabs}</div>
      <div className="mx-auto flex max-w-3xl flex-col gap-4">
        {query.isPending ? (
          <div className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5">
            <Bone className="h-6 w-48" />
            <Bone className="h-4 w-full" />
            <Bone className="h-14 w-56" />
          </div>
        ) : query.isError && query.data === undefined ? (
          <LoadFailed
            title={t("failed")}
            help={t("failedHelp")}
            retry={caddie("retry")}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <>
            <StartCard list={list} />
            {calls.length > 0 ? (
              <section aria-label={t("past")}>
                <h2 className="px-1 pb-2 font-semibold text-[17px]">{t("past")}</h2>
                <ul className="overflow-hidden rounded-card border border-line bg-surface">
                  {calls.map((call) => (
                    <li
                      key={call.id}
                      className="flex flex-col gap-3 border-line border-t p-4 first:border-t-0"
                    >
                      <RollSummary rollCall={call} past />
                      <Button className="self-start" onClick={() => setOpened(call.id)}>
                        {t("look")}
                      </Button>
                    </li>
                  ))}
                </ul>
              </section>
            ) : null}
          </>
        )}
      </div>
    </LivePageFrame>
  );
}

function StartCard({ list }: { list: ListView }) {
  const t = useTranslations("rollCall");
  const { open } = useRollCallChanges();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const n = list.queue.length + list.away.length;

  async function start() {
    setBusy(true);
    const outcome = await open(list.number);
    setBusy(false);
    setFailed(!outcome.ok && outcome.problem.code !== "ROLL_CALL_OPEN");
  }
  return (
    <section className="rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="font-semibold text-[17px]">{t("start", { list: list.name })}</h2>
      <p className="mt-1 text-[14px] text-muted">{t("startHelp")}</p>
      {n === 0 ? (
        <p className="mt-3 font-semibold text-[14px]">{t("nobody")}</p>
      ) : (
        <Button kind="main" size="large" disabled={busy} onClick={start} className="mt-4 max-sm:w-full">
          {busy ? <Spinner /> : <Megaphone size={20} aria-hidden="true" />}
          {t("open", { n })}
        </Button>
      )}
      <p role="alert" className="mt-3 font-medium text-[14px] text-danger empty:hidden">
        {failed ? t("openFailed") : ""}
      </p>
    </section>
  );
}
