"use client";
import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

/** Somebody else changed the field above while it was being changed here: what he wrote, and the way to take it. */
export function ConflictNotice({
  by,
  theirs,
  onTake,
}: {
  by: string | null;
  theirs: string;
  onTake: () => void;
}) {
  const t = useTranslations("club");
  return (
    <div
      role="alert"
      className="-mt-2 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-called-soft px-3.5 py-2 text-[14px] text-called"
    >
      <UsersRound size={18} aria-hidden="true" className="shrink-0" />
      <p className="min-w-40 flex-1">{t("theirs", { by: by ?? t("somebody"), value: theirs })}</p>
      <Button className="border-current! bg-transparent! text-current!" onClick={onTake}>
        {t("takeTheirs")}
      </Button>
    </div>
  );
}
