"use client";
import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePastDay } from "@/hooks/use-past-day";
import { useSession } from "@/hooks/use-session";
import { useLists } from "../caddies/use-lists";
import { useToday } from "../figures/use-range";
import { Notice } from "../ui/notice";
import { HistoryFrame } from "./history-frame";
import { Machine } from "./machine";
import { MachineChoice } from "./machine-choice";
import { HistoryFailed, RowsComing } from "./query-states";

/** `/historial/maquina`: a list as it was at any minute of any day, and what was done around it. */
export function MachinePage() {
  const empty = useTranslations("empty");
  const { user } = useSession();
  const lists = useLists();
  const today = useToday();
  const own = lists.find(({ queue, out, away }) =>
    [...queue, ...out, ...away].some(({ caddie }) => caddie.id === user.caddieId),
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const [day, setDay] = useState(today);
  const list = chosen ?? own?.number ?? lists[0]?.number;
  return (
    <HistoryFrame>
      {list === undefined ? (
        <Notice icon={History} title={empty("lists")} help={empty("listsHelp")} roomy />
      ) : (
        <>
          <MachineChoice
            lists={lists.map(({ number }) => number)}
            list={list}
            onList={setChosen}
            day={day}
            today={today}
            onDay={setDay}
          />
          <PlayedDay key={`${list} ${day}`} list={list} day={day} />
        </>
      )}
    </HistoryFrame>
  );
}

function PlayedDay({ list, day }: { list: number; day: string }) {
  const query = usePastDay(list, day);
  if (query.isError) return <HistoryFailed onRetry={() => void query.refetch()} />;
  // What stands in until the answer comes is another day's.
  if (query.isPending || query.isPlaceholderData) return <RowsComing />;
  return <Machine list={list} past={query.data} />;
}
