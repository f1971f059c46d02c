"use client";
import { useTranslations } from "next-intl";
import { useSession } from "@/hooks/use-session";
import { latePart } from "../ui/late-part";
import { Sheet } from "../ui/sheet";
import { placeKey } from "./place-key";

interface Props {
  caddieId: string;
  onClose: () => void;
}

/** Why one stands where one stands; its code comes when it is asked for. */
export const LatePlace = latePart<Props>(
  () => import("./place-sheet").then((m) => m.PlaceSheet),
  Unreachable,
).Late;

function Unreachable({ caddieId, onClose }: Props) {
  const t = useTranslations("place");
  const { user } = useSession();
  const board = useTranslations("board");
  const menu = useTranslations("menu");
  return (
    <Sheet title={board("sheetOffline")} closeLabel={menu("close")} onClose={onClose}>
      <p className="py-4">{t(placeKey(user.caddieId === caddieId, "offline"))}</p>
    </Sheet>
  );
}
