"use client";
import { useTranslations } from "next-intl";
import { useNow } from "@/hooks/use-now";
import { useSocket } from "@/hooks/use-socket";
import { isCalm, useConnectionTexts } from "../realtime/connection-texts";

/** "actualizado ahora" while live, otherwise how old the data is. */
export function useDataAge(): string {
  const t = useTranslations("connection");
  const { connection } = useSocket();
  const now = useNow(isCalm(connection) ? 60_000 : 1000);
  const { age } = useConnectionTexts(connection, 0, now);
  if (connection.phase === "live" || connection.phase === "connecting") return t("updatedNow");
  return age === null ? t("noData") : t("updated", { age });
}
