"use client";
import { useTranslations } from "next-intl";
import { useNow } from "@/hooks/use-now";
import { useSocket } from "@/hooks/use-socket";
import { useConnectionTexts } from "../realtime/connection-texts";

/** "actualizado ahora" while live, otherwise how old the data is. */
export function useDataAge(): string {
  const t = useTranslations("connection");
  const { connection } = useSocket();
  const now = useNow(connection.phase === "live" ? 60_000 : 1000);
  const { age } = useConnectionTexts(connection, 0, now);
  if (connection.phase === "live") return t("updatedNow");
  // The first attempt: the page has just been rendered.
  if (connection.phase === "connecting" && age === null) return t("updatedNow");
  return age === null ? t("noData") : t("updated", { age });
}
