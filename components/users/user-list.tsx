"use client";
import { UserRoundSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import { useBoard } from "@/hooks/use-board";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { findCaddie } from "@/lib/caddies/reducer";
import type { ListedUser } from "@/lib/users/contract";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { useListTexts, useSeenText } from "./user-marks";
import { UserRow } from "./user-row";

interface Paged {
  isPending: boolean;
  isError: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

const ROWS_TO_COME = 8;

/** The accounts that were found, or why there are none to see. */
export function UserList({
  users,
  query,
  onOpen,
}: {
  users: readonly ListedUser[];
  query: Paged;
  onOpen: (userId: string) => void;
}) {
  const t = useTranslations("users");
  const session = useSession();
  const now = useNow(60_000);
  const seen = useSeenText(now);
  const lists = useListTexts();
  const { board } = useBoard();
  const listOf = ({ caddieId }: ListedUser) =>
    caddieId ? findCaddie(board, caddieId)?.listNumber : undefined;

  if (query.isPending) return <Skeleton label={t("loading")} />;
  if (query.isError && users.length === 0) {
    return <LoadFailed title={t("failed")} retry={t("retry")} onRetry={() => void query.refetch()} />;
  }
  return (
    <>
      <p role="status" className="mb-2 px-1 text-[13.5px] text-muted">
        {query.hasNextPage ? "" : t("results", { n: users.length })}
      </p>
      {users.length === 0 ? (
        <Notice icon={UserRoundSearch} title={t("empty")} help={t("emptyHelp")} roomy />
      ) : (
        <ul aria-label={t("title")} className="overflow-hidden rounded-card border border-line bg-surface">
          {users.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              own={user.id === session.user.id}
              lists={lists(user, listOf(user))}
              seen={seen(user)}
              onOpen={onOpen}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage ? (
        <Button
          size="medium"
          className="mt-4 w-full"
          disabled={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {t(query.isFetchingNextPage ? "loading" : "more")}
        </Button>
      ) : null}
    </>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="overflow-hidden rounded-card border border-line bg-surface">
      <span className="sr-only">{label}</span>
      {Array.from({ length: ROWS_TO_COME }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same and never move.
        <div key={i} className="flex min-h-16 items-center gap-3 border-line border-t px-4 first:border-t-0">
          <Bone className="size-9 rounded-full!" />
          <Bone className="h-4 w-2/5" />
          <Bone className="ml-auto h-4 w-1/5" />
        </div>
      ))}
    </div>
  );
}
