"use client";
import { Check, Copy, Share2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useSession } from "@/hooks/use-session";
import type { IssuedLink } from "@/lib/users/contract";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { latePart } from "../ui/late-part";

const { Late: LateQrCode } = latePart(() => import("./qr-code").then((m) => m.QrCode), QrMissing);

/** A one-time link in every form in which it can be handed over. */
export function InvitationLink({ issued }: { issued: IssuedLink }) {
  const { user, invitation, link } = issued;
  const t = useTranslations("users");
  const format = useFormatter();
  const { club } = useSession();
  const field = useRef<HTMLDivElement>(null);
  const [copied, setCopied] = useState(false);
  const [canShare, setCanShare] = useState(false);
  useEffect(() => setCanShare("share" in navigator), []);
  const when = format.dateTime(new Date(invitation.expiresAt), { dateStyle: "long", timeStyle: "short" });

  async function copy() {
    setCopied(await copyText(link, field.current?.querySelector("input") ?? null));
  }
  function share() {
    // Whoever closes the phone's own sheet has changed his mind: nothing to say.
    void navigator
      .share({ text: t("shareText", { name: user.name, club: club.name }), url: link })
      .catch(() => undefined);
  }

  return (
    <div className="flex flex-col items-center gap-4">
      <p className="text-center">{t(invitation.kind === "reset" ? "linkReset" : "linkInvite")}</p>
      <div className="flex aspect-square w-full max-w-64 items-center justify-center overflow-hidden rounded-control border border-line bg-[#fff]">
        <LateQrCode text={link} label={t("qr", { name: user.name })} className="size-full" />
      </div>
      <p className="text-center font-semibold">{t("linkUser", { identifier: user.identifier })}</p>
      <div ref={field} className="w-full">
        <TextField
          label={t("link")}
          help={`${t("linkExpires", { when })} ${t("linkOnce")}`}
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div className="flex w-full flex-wrap gap-2">
        <Button size="medium" className="flex-1" onClick={() => void copy()}>
          {copied ? <Check size={18} aria-hidden="true" /> : <Copy size={18} aria-hidden="true" />}
          <span role="status">{t(copied ? "copied" : "copy")}</span>
        </Button>
        {canShare ? (
          <Button size="medium" className="flex-1" onClick={share}>
            <Share2 size={18} aria-hidden="true" />
            {t("share")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** On a page that came over plain http the clipboard is closed to scripts; there the old way still works. */
async function copyText(text: string, input: HTMLInputElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    input?.select();
    return document.execCommand("copy");
  }
}

function QrMissing() {
  const t = useTranslations("users");
  return <p className="p-4 text-center text-[#000]">{t("qrMissing")}</p>;
}
