import type { ReactNode } from "react";
import { SocketProvider } from "@/components/realtime/socket-provider";
import { ClubShell } from "@/components/shell/club-shell";
import { TextsProvider } from "@/components/shell/texts-provider";
import { clubSession, requireActor } from "@/lib/auth/page";
import { boardSnapshot } from "@/lib/caddies/queries";
import { requestPreferences } from "@/lib/i18n/preferences";
import { photosFor } from "@/lib/photos/queries";
import { runtime } from "@/lib/runtime";

/** Everything signed in: who looks, the board as it is now, and the one connection that keeps it so. */
export default async function ClubLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  const { db } = runtime().database;
  const [session, snapshot, photos, { locale }] = await Promise.all([
    clubSession(actor),
    boardSnapshot(db, actor),
    photosFor(db, actor),
    requestPreferences(),
  ]);
  return (
    <TextsProvider locale={locale} timeZone={session.club.timeZone}>
      <SocketProvider session={session} initial={snapshot}>
        <ClubShell photos={photos}>{children}</ClubShell>
      </SocketProvider>
    </TextsProvider>
  );
}
