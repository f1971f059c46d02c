"use client";
import clsx from "clsx";
import { ChevronRight, Clock, CloudOff, LogIn, RefreshCw, TriangleAlert, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ConnectionState } from "@/lib/realtime/connection";
import { Button, buttonLook } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { ConnectionPill } from "./connection-pill";
import { isCalm, useConnectionTexts } from "./connection-texts";

export interface ConnectionBannerProps {
  state: ConnectionState;
  /** How many changes wait to be sent. */
  pendingCount: number;
  /** How many of them somebody must look at, as the server refused them or they have grown too old. */
  troubledCount?: number;
  /** Something waits although all seems well, as when the server asks for patience. */
  stuck?: boolean;
  /** Shows what waits; without it the numbers only stand there. */
  onOpenOutbox?: () => void;
  /** Ms since 1970; ticks each second while not live. */
  now: number;
  onReconnect: () => void;
  /** The page's title, which gives its place to the banner when the connection is lost. */
  title: ReactNode;
  /** What must stay in reach whatever the connection does, such as the search. */
  tools?: ReactNode;
  /** At the end of the line, such as the bell; on a phone it makes room when the connection is lost. */
  end?: ReactNode;
}

/**
 * The top line of every page. Calm: title, tools, a pill. Lost: the same line, of the same height, says so over its full
 * width, so that nothing below moves under a finger.
 */
export function ConnectionBanner({
  state,
  pendingCount,
  troubledCount = 0,
  stuck = false,
  onOpenOutbox,
  now,
  onReconnect,
  title,
  tools,
  end,
}: ConnectionBannerProps) {
  const t = useTranslations("connection");
  // What must be looked at comes before what goes out by itself.
  const { headline, detail } = useConnectionTexts(state, troubledCount > 0 ? 0 : pendingCount, now);
  const calm = isCalm(state);
  const lost = !calm && state.reason !== "off";
  const shows = calm && onOpenOutbox && (troubledCount > 0 || stuck);

  return (
    <div
      data-phase={state.phase}
      data-outbox={shows ? true : undefined}
      className={clsx(
        "group flex h-full items-center gap-3 px-4 max-sm:gap-2.5 md:px-6",
        !calm && "max-sm:px-3",
        !calm && (lost ? "bg-called-soft text-called" : "bg-sunken text-ink"),
      )}
    >
      {/* Announced once when it is lost; the countdown beside it stays silent. */}
      <p role="alert" className="sr-only">
        {lost ? t("lost") : ""}
      </p>
      <div className={calm ? "min-w-0 flex-1" : "sr-only"}>{title}</div>
      {calm ? null : (
        <>
          <PhaseIcon state={state} />
          <Words onOpen={pendingCount + troubledCount > 0 ? onOpenOutbox : undefined}>
            <p className="font-bold">{headline}</p>
            <p className="font-medium">
              {troubledCount > 0 ? `${detail} · ${t("toCheck", { n: troubledCount })}` : detail}
            </p>
          </Words>
        </>
      )}
      {tools}
      {shows ? <OutboxButton troubled={troubledCount} pending={pendingCount} onOpen={onOpenOutbox} /> : null}
      {calm ? <ConnectionPill state={state} now={now} /> : <WayOut state={state} onReconnect={onReconnect} />}
      {/* In its place whatever happens: a sheet that somebody opened there and reads stays open. */}
      {end ? (
        <div className={clsx("shrink-0", !calm && "max-sm:invisible max-sm:absolute")}>{end}</div>
      ) : null}
    </div>
  );
}

/** Beside the calm state; on a phone a number, so that the title keeps its place. */
function OutboxButton({
  troubled,
  pending,
  onOpen,
}: {
  troubled: number;
  pending: number;
  onOpen: () => void;
}) {
  const t = useTranslations("connection");
  const Icon = troubled > 0 ? TriangleAlert : Clock;
  const text = troubled > 0 ? t("toCheck", { n: troubled }) : t("toSend", { n: pending });
  return (
    <Button
      aria-haspopup="dialog"
      aria-label={text}
      className="shrink-0 px-3! text-called! max-sm:gap-1!"
      onClick={onOpen}
    >
      <Icon size={16} aria-hidden="true" />
      <span className="max-sm:hidden">{text}</span>
      <span className="sm:hidden">{troubled || pending}</span>
    </Button>
  );
}

/** What is so; where something waits, the way to it, as large as the words. */
function Words({ onOpen, children }: { onOpen?: () => void; children: ReactNode }) {
  const t = useTranslations("connection");
  const look = "min-w-0 flex-1 text-[13px] leading-[1.35] md:text-[14px] max-[379px]:text-[12.5px]";
  if (!onOpen) return <div className={look}>{children}</div>;
  return (
    <div className={clsx(look, "relative flex items-center gap-1")}>
      <div className="min-w-0">{children}</div>
      <ChevronRight size={18} aria-hidden="true" className="shrink-0 max-[379px]:hidden" />
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t("openOutbox")}
        onClick={onOpen}
        className="absolute -inset-y-1 inset-x-0 rounded-control"
      />
    </div>
  );
}

function PhaseIcon({ state }: { state: ConnectionState }) {
  const icon = { size: 22, "aria-hidden": true, className: "shrink-0" } as const;
  if (state.phase === "offline") return <WifiOff {...icon} />;
  if (state.phase === "ended") return <LogIn {...icon} />;
  if (state.phase === "polling")
    return state.reason === "off" ? <RefreshCw {...icon} /> : <CloudOff {...icon} />;
  return <Spinner />;
}

function WayOut({ state, onReconnect }: Pick<ConnectionBannerProps, "state" | "onReconnect">) {
  const t = useTranslations("connection");
  const look = "border-current! bg-transparent! px-4 text-current! max-sm:px-3";
  if (state.phase === "ended") {
    return (
      <a href="/entrar" className={buttonLook({ className: look })}>
        {t("signIn")}
      </a>
    );
  }
  // Without sockets on the server there is nothing to reconnect to.
  if (state.reason === "off") return null;
  return (
    <Button onClick={onReconnect} className={look}>
      {t("reconnect")}
    </Button>
  );
}
