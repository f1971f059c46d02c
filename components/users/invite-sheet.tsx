"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type AccountInput, useAccountChanges } from "@/hooks/use-account-changes";
import type { NamedCaddie } from "@/lib/caddies/contract";
import type { IssuedLink } from "@/lib/users/contract";
import { suggestIdentifier } from "@/lib/users/policy";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { type AccountFault, AccountFields, faultIn, faultOf } from "./account-fields";
import { FormTrouble, type Trouble, troubleOf } from "./form-trouble";
import { InvitationLink } from "./invitation-link";

const blank = (caddie: NamedCaddie | undefined): AccountInput => ({
  name: caddie?.name ?? "",
  identifier: caddie ? suggestIdentifier(caddie.name) : "",
  role: "CADDIE",
  lists: [],
  caddieId: caddie?.id ?? null,
});

/** Makes an account, then shows its link. What was typed stays until it is made. */
export function InviteSheet({ caddie, onClose }: { caddie?: NamedCaddie; onClose: () => void }) {
  const t = useTranslations("users");
  const { invite } = useAccountChanges();
  const [value, setValue] = useState(() => blank(caddie));
  const [fault, setFault] = useState<AccountFault | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [issued, setIssued] = useState<IssuedLink | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = faultOf(value);
    setFault(wrong);
    setTrouble(null);
    if (wrong) return;
    setBusy(true);
    const outcome = await invite({ ...value, name: value.name.trim(), identifier: value.identifier.trim() });
    setBusy(false);
    if (outcome.ok) return setIssued(outcome.value);
    const refused = faultIn(outcome);
    setFault(refused);
    if (!refused) setTrouble(troubleOf(outcome.problem, "inviteFailed"));
  }

  if (issued) {
    return (
      <Sheet title={t("linkTitle", { name: issued.user.name })} closeLabel={t("close")} onClose={onClose}>
        <div className="flex flex-col gap-4 pb-1">
          <InvitationLink issued={issued} />
          <div className="flex gap-2">
            <Button
              size="medium"
              className="flex-1"
              onClick={() => {
                setIssued(null);
                setValue(blank(undefined));
              }}
            >
              {t("another")}
            </Button>
            <Button kind="main" size="medium" className="flex-1" onClick={onClose}>
              {t("done")}
            </Button>
          </div>
        </div>
      </Sheet>
    );
  }
  return (
    <Sheet title={t("inviteTitle")} closeLabel={t("close")} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <AccountFields value={value} onChange={setValue} fault={fault} ownCaddie={caddie} suggests />
        <FormTrouble trouble={trouble} />
        <Button kind="main" size="medium" type="submit" disabled={busy}>
          {t(busy ? "inviting" : "inviteSubmit")}
        </Button>
      </form>
    </Sheet>
  );
}
