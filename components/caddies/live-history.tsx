"use client";
import { History, Timer } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useCaddieMoves, useCaddieTurns } from "@/hooks/use-caddie-history";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/spinner";
import { MoveLine, TurnLine } from "./history";
import { useListName } from "./use-list-name";

interface Paged {
  isPending: boolean;
  isError: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

function HistoryCard({
  title,
  help,
  query,
  isEmpty,
  empty,
  children,
}: {
  title: string;
  help?: string;
  query: Paged;
  isEmpty: boolean;
  empty: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("caddie");
  return (
    <section aria-label={title}>
      <h2 className="px-1 font-semibold text-[17px]">{title}</h2>
      {help ? <p className="px-1 text-[13px] text-muted">{help}</p> : null}
      <div className="mt-2 overflow-hidden rounded-card border border-line bg-surface">
        {query.isPending ? (
          <p className="flex items-center justify-center gap-3 py-8 text-muted">
            <Spinner /> {t("loading")}
          </p>
        ) : query.isError ? (
          <div className="flex flex-col items-center gap-3 px-5 py-7 text-center">
            <p>{t("loadFailed")}</p>
            <Button onClick={() => query.refetch()}>{t("retry")}</Button>
          </div>
        ) : isEmpty ? (
          empty
        ) : (
          <ol>{children}</ol>
        )}
        {query.hasNextPage ? (
          <Button
            kind="quiet"
            className="w-full rounded-none! border-line border-t text-brand!"
            disabled={query.isFetchingNextPage}
            onClick={() => query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? t("loading") : t("more")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}

export function LiveTurns({ caddieId, now }: { caddieId: string; now: number }) {
  const t = useTranslations("caddie");
  const empty = useTranslations("empty");
  const query = useCaddieTurns(caddieId);
  const turns = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <HistoryCard
      title={t("turns")}
      help={empty("turnsHelp")}
      query={query}
      isEmpty={turns.length === 0}
      empty={<Notice icon={Timer} title={empty("turns")} help={empty("turnsHelp")} />}
    >
      {turns.map((turn) => (
        <TurnLine key={turn.id} turn={turn} now={now} />
      ))}
    </HistoryCard>
  );
}

export function LiveMoves({ caddieId }: { caddieId: string }) {
  const t = useTranslations("caddie");
  const empty = useTranslations("empty");
  const listName = useListName();
  const query = useCaddieMoves(caddieId);
  const moves = query.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <HistoryCard
      title={t("moves")}
      help={t("movesHelp")}
      query={query}
      isEmpty={moves.length === 0}
      empty={<Notice icon={History} title={empty("moves")} help={empty("movesHelp")} />}
    >
      {moves.map((move) => (
        <MoveLine key={move.id} move={move} listName={listName} />
      ))}
    </HistoryCard>
  );
}
