import { useTranslations } from "next-intl";
import { defaultListName } from "@/lib/organizations/vocabulary";
import type { WallState } from "@/lib/walls/contract";

type Privacy = WallState["club"]["privacy"];

/** How somebody is written where the club shows numbers instead of names. */
export function useShownText(privacy: Privacy): (text: string) => string {
  const t = useTranslations("wall");
  return (text) => (privacy === "numbers" ? t("number", { n: text }) : text);
}

/** A name that no club gave is translated. */
export function useWallListName(): (list: { number: number; name: string }) => string {
  const t = useTranslations("wall");
  return ({ number, name }) => (name === defaultListName(number) ? t("list", { n: number }) : name);
}
