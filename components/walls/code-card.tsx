"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useWalls } from "@/hooks/use-walls";
import { CLOCK } from "@/lib/i18n/times";
import type { WallCode } from "@/lib/walls/contract";
import { latePart } from "../ui/late-part";

const { Late: LateQrCode } = latePart(() => import("../users/qr-code").then((m) => m.QrCode), QrMissing);

/** A code as one carries it to the television; it says when the television has it. */
export function CodeCard({ issued, address }: { issued: WallCode; address: string }) {
  const { wall, code } = issued;
  const t = useTranslations("walls");
  const format = useFormatter();
  const { data: walls } = useWalls();
  const now = walls?.find(({ id }) => id === wall.id);
  const used = now !== undefined && now.version > wall.version && now.codeExpiresAt === null;
  const link = `${address}?codigo=${code}`;
  if (used) {
    return (
      <p role="status" className="py-8 text-center font-semibold text-[17px] text-free">
        {t("codeUsed")}
      </p>
    );
  }
  return (
    <div className="flex flex-col items-center gap-3 pt-1">
      <p className="text-center">{t("codeSteps", { address: address.replace(/^https?:\/\//, "") })}</p>
      <p className="numeral font-bold text-[46px] leading-14 tracking-[0.12em]" data-code={code}>
        <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
        <span className="sr-only">{[...code].join(" ")}</span>
      </p>
      <p className="text-center text-[14px] text-muted">
        {t("codeUntil", {
          time: wall.codeExpiresAt ? format.dateTime(new Date(wall.codeExpiresAt), CLOCK) : "",
        })}
      </p>
      <div className="flex aspect-square w-full max-w-48 items-center justify-center overflow-hidden rounded-control border border-line bg-[#fff]">
        <LateQrCode text={link} label={t("qr")} className="size-full" />
      </div>
      <p className="text-center text-[13px] text-muted">{t("qrHelp")}</p>
    </div>
  );
}

function QrMissing() {
  const t = useTranslations("walls");
  return <p className="p-4 text-center text-[#000]">{t("qrMissing")}</p>;
}
