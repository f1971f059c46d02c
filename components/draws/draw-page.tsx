"use client";
import { Dices, TriangleAlert } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useDraws } from "@/hooks/use-draws";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { canDraw } from "@/lib/draws/policy";
import { localTime } from "@/lib/i18n/times";
import type { ListView } from "../caddies/board-view";
import { findRow } from "../caddies/board-view";
import { ListTabs } from "../caddies/list-tabs";
import { useLists } from "../caddies/use-lists";
import { DayTabs } from "../shell/day-tabs";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { DrawCard } from "./draw-card";
import { OpenDraw } from "./open-draw";
import { OrderCard } from "./order-card";
import { PromiseForm } from "./promise-form";

/** `/sorteo`: the draw of the day, that anybody can check, and all draws before it. `listNumber`: begins with that list. */
export function DrawPage({ listNumber }: { listNumber: number | null }) {
  const t = useTranslations("draws");
  const board = useTranslations("board");
  const empty = useTranslations("empty");
  const { user } = useSession();
  const lists = useLists();
  const [chosen, setChosen] = useState(listNumber);
  const own = user.caddieId ? findRow(lists, user.caddieId)?.list : undefined;
  const list = lists.find(({ number }) => number === chosen) ?? own ?? lists[0];
  return (
    <LivePageFrame title={t("title")} subtitle={t("subtitle")}>
      <div className="mx-auto max-w-3xl pt-1">
        <DayTabs />
        {lists.length > 1 && list ? (
          <div className="mb-4 flex">
            <ListTabs lists={lists} active={list.number} label={board("lists")} onChange={setChosen} />
          </div>
        ) : null}
        {list ? (
          <DrawsOfList key={list.number} list={list} master={canDraw(user)} />
        ) : (
          <Notice icon={TriangleAlert} title={empty("lists")} help={empty("listsHelp")} roomy />
        )}
      </div>
    </LivePageFrame>
  );
}

function DrawsOfList({ list, master }: { list: ListView; master: boolean }) {
  const t = useTranslations("draws");
  const caddie = useTranslations("caddie");
  const timeZone = useTimeZone() ?? "UTC";
  const today = localTime(useNow(60_000), timeZone).day;
  const query = useDraws(list.number);
  const draws = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const ahead = draws.filter(({ state, day }) => state === "committed" && day >= today);
  const drawn = draws.find(({ state, day }) => state === "revealed" && day === today);
  const standing = [...ahead, ...(drawn ? [drawn] : [])];
  const past = draws.filter((draw) => !standing.includes(draw));

  if (query.isPending) return <DrawsComing />;
  if (query.isError && draws.length === 0) {
    return (
      <LoadFailed
        title={t("failed")}
        help={t("failedHelp")}
        retry={caddie("retry")}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {standing.map((draw) => (
        <DrawCard key={draw.id} draw={draw}>
          <OpenDraw draw={draw} master={master} />
        </DrawCard>
      ))}
      {master && !standing.some(({ day }) => day === today) ? (
        <PromiseForm listNumber={list.number} people={list.queue.length} />
      ) : null}
      {!master && standing.length === 0 ? (
        <Notice icon={Dices} title={t("none")} help={t("noneHelp")} />
      ) : null}
      {master ? <OrderCard listNumber={list.number} /> : null}
      {past.length > 0 ? (
        <section aria-label={t("history")} className="mt-2 flex flex-col gap-3">
          <div className="px-1">
            <h2 className="font-semibold text-[17px]">{t("history")}</h2>
            <p className="text-[13px] text-muted">{t("historyHelp")}</p>
          </div>
          {past.map((draw) => (
            <DrawCard key={draw.id} draw={draw} past />
          ))}
          {query.hasNextPage ? (
            <Button disabled={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              {caddie("more")}
            </Button>
          ) : null}
        </section>
      ) : null}
    </div>
  );
}

function DrawsComing() {
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5">
      <Bone className="h-6 w-56" />
      <Bone className="h-4 w-full" />
      <Bone className="h-14 w-48" />
    </div>
  );
}
