"use client";
import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useShares } from "@/hooks/use-figures";
import { useSession } from "@/hooks/use-session";
import { useLists } from "../caddies/use-lists";
import { HistoryFrame } from "../history/history-frame";
import { HistoryFailed, RowsComing } from "../history/query-states";
import { Notice } from "../ui/notice";
import { Fairness } from "./fairness";
import { FiguresFilters } from "./figures-filters";
import { useRange } from "./use-range";

/** `/historial/equidad`: how turns and waiting were shared out in a list, four weeks unless others are chosen. */
export function FairnessPage() {
  const { user } = useSession();
  const lists = useLists();
  const range = useRange("weeks4");
  const own = lists.find(({ queue, out, away }) =>
    [...queue, ...out, ...away].some(({ caddie }) => caddie.id === user.caddieId),
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const list = chosen ?? own?.number ?? lists[0]?.number ?? null;
  return (
    <HistoryFrame>
      <FiguresFilters
        range={range}
        lists={lists.map(({ number }) => number)}
        list={list}
        onList={setChosen}
        all={false}
      />
      {list === null ? <NoList /> : <Shares list={list} from={range.from} to={range.to} />}
    </HistoryFrame>
  );
}

function NoList() {
  const empty = useTranslations("empty");
  return <Notice icon={Scale} title={empty("lists")} help={empty("listsHelp")} roomy />;
}

function Shares({ list, from, to }: { list: number; from: string; to: string }) {
  const t = useTranslations("history");
  const query = useShares({ list, from, to });
  if (query.isError) return <HistoryFailed onRetry={() => void query.refetch()} />;
  if (query.isPending) return <RowsComing />;
  if (query.data.every(({ turns }) => turns === 0))
    return <Notice icon={Scale} title={t("fairnessNone")} help={t("fairnessNoneHelp")} roomy />;
  return <Fairness shares={query.data} />;
}
