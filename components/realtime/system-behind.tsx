"use client";
import { useTranslations } from "next-intl";
import { agoText } from "@/lib/i18n/span-texts";
import { ageSpan } from "@/lib/i18n/times";
import type { SystemStats } from "@/lib/realtime/contract";
import { SystemCard } from "./system-card";
import { Cell, Row, Table } from "./system-tables";

/** Which phones do not show the latest change, since when: proof of reach, by name. */
export function BehindTable({ delivery, at }: Pick<SystemStats, "delivery" | "at">) {
  const t = useTranslations("system");
  const users = useTranslations("users");
  const time = useTranslations("time");
  if (!delivery || delivery.behind.length === 0) return null;
  const { behind, asked, upToDate } = delivery;
  const hidden = asked - upToDate - behind.length;
  // Both times are the server's: this device's clock may be minutes off.
  const ago = (since: string) => agoText(time, ageSpan(Math.max(0, Date.parse(at) - Date.parse(since))));
  return (
    <SystemCard name="behind" title={t("behind")} help={t("behindHelp")}>
      <Table heads={[t("behindWho"), t("behindSince")]}>
        {behind.map(({ userId, name, device, since }, i) => (
          // One person may be behind on several devices.
          // biome-ignore lint/suspicious/noArrayIndexKey: two of his devices may be alike in all that is told.
          <Row key={`${userId} ${i}`} name={name} help={device ?? users("unknownDevice")}>
            <Cell>{ago(since)}</Cell>
          </Row>
        ))}
      </Table>
      {hidden > 0 ? <p className="mt-2 text-[13px] text-muted">{t("behindMore", { n: hidden })}</p> : null}
    </SystemCard>
  );
}
