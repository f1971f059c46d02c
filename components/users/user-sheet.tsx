"use client";
import { useTranslations } from "next-intl";
import { useBoard } from "@/hooks/use-board";
import { useNow } from "@/hooks/use-now";
import { useUser } from "@/hooks/use-users";
import { findCaddie } from "@/lib/caddies/reducer";
import { problemFrom } from "@/lib/http/fetch";
import type { ListedUser } from "@/lib/users/contract";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { Spinner } from "../ui/spinner";
import { UserAccount } from "./user-account";
import { StateMark, useSeenText } from "./user-marks";

/** All about one account, live: what another admin changes shows here too. */
export function UserSheet({
  userId,
  known,
  onClose,
}: {
  userId: string;
  known: ListedUser | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("users");
  const now = useNow(60_000);
  const seen = useSeenText(now);
  const { board } = useBoard();
  const query = useUser(userId, known);
  const user = query.data;
  const caddie = user?.caddieId ? findCaddie(board, user.caddieId) : undefined;
  return (
    <Sheet
      title={user?.name ?? t("account")}
      subtitle={
        user ? (
          <span className="flex flex-wrap items-center gap-x-3">
            <StateMark state={user.state} />
            {seen(user)}
          </span>
        ) : undefined
      }
      closeLabel={t("close")}
      onClose={onClose}
    >
      {user ? (
        <UserAccount key={user.id} user={user} caddie={caddie} now={now} />
      ) : query.isError ? (
        <div className="flex flex-col items-center gap-3 py-8 text-center">
          <p>{t(problemFrom(query.error).status === 404 ? "gone" : "failed")}</p>
          <Button onClick={() => query.refetch()}>{t("retry")}</Button>
        </div>
      ) : (
        <p className="flex items-center justify-center gap-3 py-10 text-muted">
          <Spinner /> {t("loading")}
        </p>
      )}
    </Sheet>
  );
}
