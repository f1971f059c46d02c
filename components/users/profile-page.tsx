"use client";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useNow } from "@/hooks/use-now";
import { usePendingChanges } from "@/hooks/use-pending-changes";
import { useSession } from "@/hooks/use-session";
import { useSocket } from "@/hooks/use-socket";
import type { Theme } from "@/lib/users/vocabulary";
import { NoticeSettings } from "../notices/notice-settings";
import { PhotoEditor } from "../photos/photo-editor";
import { useConnectionTexts } from "../realtime/connection-texts";
import { LivePageFrame } from "../shell/live-page-frame";
import { PasswordForm } from "./password-form";
import { PreferencesForm } from "./preferences-form";
import { SessionButtons } from "./session-buttons";

/** `/perfil`: who one is, how one likes to see it, how the connection does, and the way out. */
export function ProfilePage({ theme, device }: { theme: Theme; device?: ReactNode }) {
  const t = useTranslations("profile");
  const push = useTranslations("push");
  const account = useTranslations("account");
  const users = useTranslations("users");
  const notices = useTranslations("noticeSettings");
  const { user, club } = useSession();
  return (
    <LivePageFrame title={t("title")} subtitle={club.name}>
      <div className="mx-auto grid max-w-4xl items-start gap-4 lg:grid-cols-2">
        <Card>
          <PhotoEditor userId={user.id} name={user.name}>
            <h2 className="numeral font-bold text-[20px] leading-7">{user.name}</h2>
            <p className="text-[14px] text-muted">
              {users(`roles.${user.role}`)} · {club.name}
            </p>
          </PhotoEditor>
        </Card>
        <Card>
          <PreferencesForm theme={theme} />
        </Card>
        <Card id="avisos" className="lg:row-span-3" title={notices("title")}>
          <NoticeSettings scope="own" kinds={user.caddieId ? undefined : ["announcement"]} />
        </Card>
        <Card title={account("title")}>
          <PasswordForm />
        </Card>
        {device ? <Card title={push("title")}>{device}</Card> : null}
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

function Card({
  id,
  title,
  className,
  children,
}: {
  id?: string;
  title?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section id={id} className={clsx("rounded-card border border-line bg-surface p-5", className)}>
      {title ? <h2 className="mb-3 font-semibold text-[17px]">{title}</h2> : null}
      {children}
    </section>
  );
}
