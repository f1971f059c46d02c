"use client";
import { MonitorPlay, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSession } from "@/hooks/use-session";
import { useWalls } from "@/hooks/use-walls";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { NumbersSheet } from "./numbers-sheet";
import { WallRow } from "./wall-row";
import { WallSheet } from "./wall-sheet";

type Open = { kind: "new" } | { kind: "wall"; wallId: string } | { kind: "numbers" } | null;

/** `/club/pantallas`: the club's televisions. @param address where a television finds its page */
export function WallsPage({ address }: { address: string }) {
  const t = useTranslations("walls");
  const { club } = useSession();
  const [open, setOpen] = useState<Open>(null);
  const [revoked, setRevoked] = useState<string | null>(null);
  const query = useWalls();
  const walls = query.data ?? [];
  const close = () => setOpen(null);
  const shown = open?.kind === "wall" ? walls.find(({ id }) => id === open.wallId) : undefined;

  const add = (className: string) => (
    <Button
      kind="main"
      size="medium"
      aria-haspopup="dialog"
      className={className}
      onClick={() => {
        setRevoked(null);
        setOpen({ kind: "new" });
      }}
    >
      <Plus size={18} aria-hidden="true" />
      {t("add")}
    </Button>
  );

  return (
    <LivePageFrame
      title={t("title")}
      subtitle={t("subtitle")}
      tools={add("max-lg:hidden")}
      footer={<div className="border-line border-t bg-surface px-4 py-2 lg:hidden">{add("w-full")}</div>}
    >
      <div className="mx-auto flex max-w-4xl flex-col gap-4 pt-1">
        <p className="flex flex-wrap items-center gap-x-4 text-[14px] text-muted">
          <span>{t("privacy", { how: club.wallPrivacy })}</span>
          <PageLink
            href="/club"
            className="flex min-h-11 items-center font-semibold text-brand underline underline-offset-4"
          >
            {t("privacyChange")}
          </PageLink>
          {club.wallPrivacy === "numbers" ? (
            <button
              type="button"
              aria-haspopup="dialog"
              className="min-h-11 font-semibold text-brand underline underline-offset-4"
              onClick={() => setOpen({ kind: "numbers" })}
            >
              {t("numbers")}
            </button>
          ) : null}
        </p>
        <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
          {revoked === null ? "" : t("revoked", { name: revoked })}
        </p>
        {query.isPending ? (
          <Skeleton label={t("loading")} />
        ) : query.isError && walls.length === 0 ? (
          <LoadFailed title={t("failed")} retry={t("retry")} onRetry={() => void query.refetch()} />
        ) : walls.length === 0 ? (
          <Notice icon={MonitorPlay} title={t("empty")} help={t("emptyHelp", { address })} roomy />
        ) : (
          <ul aria-label={t("title")} className="overflow-hidden rounded-card border border-line bg-surface">
            {walls.map((wall) => (
              <WallRow key={wall.id} wall={wall} onOpen={() => setOpen({ kind: "wall", wallId: wall.id })} />
            ))}
          </ul>
        )}
      </div>
      {open?.kind === "new" ? <WallSheet address={address} onClose={close} /> : null}
      {open?.kind === "wall" && shown ? (
        <WallSheet
          key={shown.id}
          wall={shown}
          address={address}
          onClose={close}
          onRevoked={() => {
            setRevoked(shown.name);
            close();
          }}
        />
      ) : null}
      {open?.kind === "numbers" ? <NumbersSheet onClose={close} /> : null}
    </LivePageFrame>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className="overflow-hidden rounded-card border border-line bg-surface">
      <span className="sr-only">{label}</span>
      {[0, 1, 2].map((row) => (
        <div
          key={row}
          className="flex min-h-16 items-center gap-3 border-line border-t px-4 first:border-t-0"
        >
          <Bone className="size-9" />
          <Bone className="h-4 w-2/5" />
          <Bone className="ml-auto h-4 w-1/5" />
        </div>
      ))}
    </div>
  );
}
