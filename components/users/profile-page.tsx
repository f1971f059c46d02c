"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNow } from "@/hooks/use-now";
import { usePendingChanges } from "@/hooks/use-pending-changes";
import { useSession } from "@/hooks/use-session";
import { useSocket } from "@/hooks/use-socket";
import type { Theme } from "@/lib/users/vocabulary";
import { useConnectionTexts } from "../realtime/connection-texts";
import { LivePageFrame } from "../shell/live-page-frame";
import { Avatar } from "../ui/avatar";
import { PasswordForm } from "./password-form";
import { PreferencesForm } from "./preferences-form";
import { SessionButtons } from "./session-buttons";

/** `/perfil`: who one is, how one likes to see it, how the connection does, and the way out. */
export function ProfilePage({ theme }: { theme: Theme }) {
  const t = useTranslations("profile");
  const account = useTranslations("account");
  const users = useTranslations("users");
  const { user, club } = useSession();
  return (
    <LivePageFrame title={t("title")} subtitle={club.name}>
      <div className="mx-auto grid max-w-4xl items-start gap-4 lg:grid-cols-2">
        <Card>
          <div className="flex items-center gap-4">
            <Avatar name={user.name} size="large" tone="brand" />
            <div className="min-w-0">
              <h2 className="numeral font-bold text-[20px] leading-7">{user.name}</h2>
              <p className="text-[14px] text-muted">
                {users(`roles.${user.role}`)} · {club.name}
              </p>
            </div>
          </div>
        </Card>
        <Card>
          <PreferencesForm theme={theme} />
        </Card>
        <Card title={account("title")}>
          <PasswordForm />
        </Card>
        <ConnectionFacts />
        <Card title={t("session")}>
          <SessionButtons />
        </Card>
      </div>
    </LivePageFrame>
  );
}

function ConnectionFacts() {
  const t = useTranslations("profile");
  const time = useTranslations("time");
  const { connection } = useSocket();
  const now = useNow(1000);
  const pending = usePendingChanges();
  const { headline, age, waiting } = useConnectionTexts(connection, pending.length, now);
  const facts = [
    [t("state"), headline],
    [
      t("roundTrip"),
      connection.rttMs === null ? t("unknown") : time("ms", { n: Math.round(connection.rttMs) }),
    ],
    [t("lastSync"), age ?? t("unknown")],
    [t("waitingToSend"), waiting ?? t("nothing")],
  ];
  return (
    <Card title={t("connection")}>
      <dl className="flex flex-col gap-2.5">
        {facts.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="text-right font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="rounded-card border border-line bg-surface p-5">
      {title ? <h2 className="mb-3 font-semibold text-[17px]">{title}</h2> : null}
      {children}
    </section>
  );
}
