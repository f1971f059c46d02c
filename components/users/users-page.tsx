"use client";
import { QrCode, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useBoard } from "@/hooks/use-board";
import { type UsersFilter, useAccountOfCaddie, useLiveUsers, useUsers } from "@/hooks/use-users";
import { findCaddie } from "@/lib/caddies/reducer";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { InviteSheet } from "./invite-sheet";
import { UserList } from "./user-list";
import { UserSheet } from "./user-sheet";
import { UsersFilters } from "./users-filters";

type OpenSheet =
  | { kind: "invite" }
  | { kind: "user"; userId: string }
  | { kind: "caddie"; caddieId: string }
  | null;

const NO_FILTER: UsersFilter = { search: "", role: null, state: null };

/** `/usuarios`: who may enter, as what, and where he is. `caddieId`: begins with that caddie's account, or its invitation. */
export function UsersPage({ caddieId }: { caddieId: string | null }) {
  const t = useTranslations("users");
  const [filter, setFilter] = useState(NO_FILTER);
  const [open, setOpen] = useState<OpenSheet>(caddieId ? { kind: "caddie", caddieId } : null);
  useLiveUsers();
  const query = useUsers(filter);
  const users = query.data?.pages.flatMap((page) => page.data) ?? [];
  const close = () => setOpen(null);

  const invite = (className: string) => (
    <Button
      kind="main"
      size="medium"
      aria-haspopup="dialog"
      className={className}
      onClick={() => setOpen({ kind: "invite" })}
    >
      <UserPlus size={18} aria-hidden="true" />
      {t("invite")}
    </Button>
  );

  const inviteMany = (className: string) => (
    <PageLink href="/usuarios/invitar" className={buttonLook({ size: "medium", className })}>
      <QrCode size={18} aria-hidden="true" />
      {t("inviteMany")}
    </PageLink>
  );

  return (
    <LivePageFrame
      title={t("title")}
      tools={
        <span className="flex gap-2 max-lg:hidden">
          {inviteMany("")}
          {invite("")}
        </span>
      }
      footer={
        <div className="flex gap-2 border-line border-t bg-surface px-4 py-2 lg:hidden">
          {inviteMany("flex-1")}
          {invite("flex-1")}
        </div>
      }
    >
      <div className="mx-auto max-w-6xl">
        <UsersFilters filter={filter} onChange={setFilter} />
        <UserList users={users} query={query} onOpen={(userId) => setOpen({ kind: "user", userId })} />
      </div>
      {open?.kind === "invite" ? <InviteSheet onClose={close} /> : null}
      {open?.kind === "user" ? (
        <UserSheet userId={open.userId} known={users.find(({ id }) => id === open.userId)} onClose={close} />
      ) : null}
      {open?.kind === "caddie" ? <CaddieSheet caddieId={open.caddieId} onClose={close} /> : null}
    </LivePageFrame>
  );
}

/** The account of a caddie where he has one, otherwise the form that makes it. */
function CaddieSheet({ caddieId, onClose }: { caddieId: string; onClose: () => void }) {
  const { board } = useBoard();
  const { data } = useAccountOfCaddie(caddieId);
  if (data === undefined) return null;
  if (data) return <UserSheet userId={data.id} known={data} onClose={onClose} />;
  return <InviteSheet caddie={findCaddie(board, caddieId)} onClose={onClose} />;
}
