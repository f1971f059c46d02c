"use client";
import clsx from "clsx";
import { CloudOff, LogIn, RefreshCw, WifiOff } from "lucide-react";
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
  /** Ms since 1970; ticks each second while not live. */
  now: number;
  onReconnect: () => void;
  /** The page's title, which gives its place to the banner when the connection is lost. */
  title: ReactNode;
  /** What must stay in reach whatever the connection does, such as the search. */
  tools?: ReactNode;
}

/**
 * The top line of every page. Calm: title, tools, a pill. Lost: the same line, of the same height, says so over its full
 * width, so that nothing below moves under a finger.
 */
export function ConnectionBanner({
  state,
  pendingCount,
  now,
  onReconnect,
  title,
  tools,
}: ConnectionBannerProps) {
  const t = useTranslations("connection");
  const { headline, detail } = useConnectionTexts(state, pendingCount, now);
  const calm = isCalm(state);
  const lost = !calm && state.reason !== "off";

  return (
    <div
      data-phase={state.phase}
      className={clsx(
        "flex h-full items-center gap-3 px-4 max-sm:gap-2.5 md:px-6",
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
          <div className="min-w-0 flex-1 text-[13px] leading-[1.35] md:text-[14px] max-[379px]:text-[12.5px]">
            <p className="font-bold">{headline}</p>
            <p className="font-medium">{detail}</p>
          </div>
        </>
      )}
      {tools}
      {calm ? <ConnectionPill state={state} now={now} /> : <WayOut state={state} onReconnect={onReconnect} />}
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
