"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/hooks/use-session";
import type { SystemStats } from "@/lib/realtime/contract";
import type { EventName } from "@/lib/registry";
import { SystemCard } from "./system-card";
import { useSystemTexts } from "./system-texts";

const LIST = /^list-(\d+)$/;
const ROOM_WORDS = { org: "roomOrg", admins: "roomAdmins", user: "roomUser" } as const;
type EventWord = "statusChanged" | "added" | "updated" | "deleted" | "clubChanged";
/** Those that a club meets every day; any other is told by its own name. */
const EVENT_WORDS: Partial<Record<EventName, EventWord>> = {
  "caddie:status_changed": "statusChanged",
  "caddie:added": "added",
  "caddie:updated": "updated",
  "caddie:deleted": "deleted",
  "club:changed": "clubChanged",
};
/** Each with the text that says what it means. */
const TOTALS = [
  ["joins", "joinsHelp"],
  ["replayed", "replayedHelp"],
  ["resets", "resetsHelp"],
  ["refused", "refusedHelp"],
  ["limited", "limitedHelp"],
  ["slow", "slowHelp"],
] as const;
const MEASURES = [
  ["commitToEmit", "commitToEmitHelp"],
  ["delivery", "deliveryHelp"],
  ["http", "httpHelp"],
  ["eventLoop", "eventLoopHelp"],
] as const;
const PERCENTILES = ["p50", "p95", "p99"] as const;

/** Milliseconds of each stage; the charts' last values among them. */
export function LatencyTable({ stats }: { stats: SystemStats }) {
  const t = useTranslations("system");
  const { count, millis } = useSystemTexts();
  const all = { ...stats.latency, delivery: stats.delivery?.latency ?? null };
  return (
    <SystemCard name="latency" title={t("latency")} help={t("latencyHelp")}>
      <Table heads={[t("measure"), ...PERCENTILES, t("count")]}>
        {MEASURES.map(([measure, help]) => {
          const values = all[measure];
          return (
            <Row key={measure} name={t(measure)} help={t(help)}>
              {PERCENTILES.map((key) => (
                <Cell key={key}>{values ? millis(values[key]) : "–"}</Cell>
              ))}
              <Cell>{count(values?.count ?? 0)}</Cell>
            </Row>
          );
        })}
      </Table>
    </SystemCard>
  );
}

/** Lists in their order, then the club's other rooms. */
export function RoomsTable({ byStream, byKind }: SystemStats["connections"]) {
  const t = useTranslations("system");
  const board = useTranslations("board");
  const { club } = useSession();
  const { count } = useSystemTexts();
  const named = new Map(club.lists.map((list) => [list.number, list.name]));
  const numbers = new Set(named.keys());
  for (const stream of Object.keys(byStream)) {
    const number = LIST.exec(stream)?.[1];
    if (number) numbers.add(Number(number));
  }
  const lists = [...numbers]
    .sort((a, b) => a - b)
    .map((n) => ({ name: named.get(n) || board("list", { n }), count: byStream[`list-${n}`] ?? 0 }));
  const others = Object.entries(byKind)
    .filter(([kind]) => kind !== "list")
    .map(([kind, connections]) => ({
      name: kind in ROOM_WORDS ? t(ROOM_WORDS[kind as keyof typeof ROOM_WORDS]) : kind,
      count: connections,
    }));
  return (
    <SystemCard name="rooms" title={t("rooms")} help={t("roomsHelp")}>
      <Table heads={[t("room"), t("connections")]}>
        {[...lists, ...others].map((room) => (
          <Row key={room.name} name={room.name}>
            <Cell>{count(room.count)}</Cell>
          </Row>
        ))}
      </Table>
    </SystemCard>
  );
}

/** The most frequent first. */
export function EventsTable({ byName }: Pick<SystemStats["events"], "byName">) {
  const t = useTranslations("system");
  const { count } = useSystemTexts();
  const events = Object.entries(byName).sort(([, a], [, b]) => b - a);
  return (
    <SystemCard name="names" title={t("names")} help={t("namesHelp")}>
      {events.length === 0 ? (
        <p className="mt-3 rounded-control bg-sunken px-4 py-5 text-center text-[13.5px] text-muted">
          {t("namesNone")}
        </p>
      ) : (
        <Table heads={[t("name"), t("times")]}>
          {events.map(([name, times]) => {
            const word = EVENT_WORDS[name as EventName];
            return (
              <Row key={name} name={word ? t(word) : name} help={word ? name : undefined}>
                <Cell>{count(times)}</Cell>
              </Row>
            );
          })}
        </Table>
      )}
    </SystemCard>
  );
}

export function TotalsTable({ stats }: { stats: SystemStats }) {
  const t = useTranslations("system");
  const { count, uptime } = useSystemTexts();
  return (
    <SystemCard name="totals" title={t("totals")} help={t("totalsHelp")}>
      <Table heads={[t("what"), t("amount")]}>
        <Row name={t("processes")} help={t("processesHelp")}>
          <Cell>{count(stats.nodes)}</Cell>
        </Row>
        <Row name={t("uptime")} help={t("uptimeHelp")}>
          <Cell>{uptime(stats.uptime)}</Cell>
        </Row>
        {TOTALS.map(([total, help]) => (
          <Row key={total} name={t(total)} help={t(help)}>
            <Cell>{count(stats.totals[total])}</Cell>
          </Row>
        ))}
      </Table>
    </SystemCard>
  );
}

/** The first head is the row's name, the others are numbers. */
export function Table({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    <table className="mt-2 w-full border-collapse text-[14px]">
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th
              key={head}
              scope="col"
              className={`py-1.5 font-semibold text-[12.5px] text-muted ${i === 0 ? "text-left" : "pl-2 text-right"}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Row({ name, help, children }: { name: string; help?: string; children: ReactNode }) {
  return (
    <tr className="border-line border-t align-top">
      <th scope="row" className="py-2 text-left font-medium leading-5">
        {name}
        {help ? <span className="block font-normal text-[12.5px] text-muted">{help}</span> : null}
      </th>
      {children}
    </tr>
  );
}

export function Cell({ children }: { children: ReactNode }) {
  return <td className="whitespace-nowrap py-2 pl-2 text-right font-semibold leading-5">{children}</td>;
}
