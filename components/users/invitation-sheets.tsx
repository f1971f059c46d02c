"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useSession } from "@/hooks/use-session";
import type { IssuedLink } from "@/lib/users/contract";
import { latePart } from "../ui/late-part";

const { Late: LateQrCode } = latePart(() => import("./qr-code").then((m) => m.QrCode));

/** On one sheet of A4 or Letter, two beside each other. */
const PER_SHEET = 8;

export interface InvitedCaddie {
  issued: IssuedLink;
  /** Name of his list; null when it is not known any more. */
  list: string | null;
}

/** One slip for each, eight to a sheet: black on white in every theme, and cut along the lines. */
export function InvitationSheets({ people }: { people: readonly InvitedCaddie[] }) {
  const sheets = Array.from({ length: Math.ceil(people.length / PER_SHEET) }, (_, i) =>
    people.slice(i * PER_SHEET, (i + 1) * PER_SHEET),
  );
  return (
    <div className="flex flex-col gap-4 print:block">
      {sheets.map((sheet) => (
        <ul
          key={sheet[0]?.issued.user.id}
          className="grid overflow-hidden rounded-card border border-line bg-[#fff] text-[#000] sm:grid-cols-2 print:break-after-page print:grid-cols-2 print:rounded-none print:border-0 print:last:break-after-auto"
        >
          {sheet.map((person) => (
            <Slip key={person.issued.user.id} {...person} />
          ))}
        </ul>
      ))}
    </div>
  );
}

function Slip({ issued: { user, invitation, link }, list }: InvitedCaddie) {
  const t = useTranslations("inviteMany");
  const users = useTranslations("users");
  const format = useFormatter();
  const { club } = useSession();
  const when = format.dateTime(new Date(invitation.expiresAt), { dateStyle: "long" });
  return (
    <li className="flex h-60 items-center gap-4 overflow-hidden border border-[#999] border-dashed p-3 print:h-[63mm] print:break-inside-avoid print:p-[3mm]">
      <LateQrCode
        text={link}
        label={users("qr", { name: user.name })}
        className="size-40 shrink-0 sm:size-44 print:size-[46mm]"
      />
      <div className="min-w-0 flex-1 text-[13px] leading-[1.35]">
        <p className="text-[12px]">{club.name}</p>
        <p className="numeral line-clamp-2 break-words font-bold text-[19px] leading-6">{user.name}</p>
        {list ? <p>{list}</p> : null}
        <p className="mt-2">{t("instruction")}</p>
        <p className="mt-2 break-all font-semibold">{t("identifier", { identifier: user.identifier })}</p>
        <p>{t("expires", { when })}</p>
      </div>
    </li>
  );
}
