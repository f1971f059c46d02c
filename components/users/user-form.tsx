"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type AccountInput, useAccountChanges } from "@/hooks/use-account-changes";
import type { NamedCaddie } from "@/lib/caddies/contract";
import type { ListedUser } from "@/lib/users/contract";
import { Button } from "../ui/button";
import { type AccountFault, AccountFields, faultIn, faultOf } from "./account-fields";
import { FormTrouble, type Trouble, troubleOf } from "./form-trouble";

const inputOf = ({ name, identifier, role, lists, caddieId }: ListedUser): AccountInput => ({
  name,
  identifier,
  role,
  lists,
  caddieId,
});

/** Who somebody is at the club. What is typed stays whatever comes in meanwhile; what is not, follows. */
export function UserForm({
  user,
  caddie,
  own,
}: {
  user: ListedUser;
  caddie: NamedCaddie | undefined;
  own: boolean;
}) {
  const t = useTranslations("users");
  const { update } = useAccountChanges();
  const [typed, setTyped] = useState<Partial<AccountInput>>({});
  const [fault, setFault] = useState<AccountFault | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const now = inputOf(user);
  const value = { ...now, ...typed };
  const changed = changesOf(now, value);

  function change(next: AccountInput) {
    setTyped(changesOf(now, next));
    setSaved(false);
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = faultOf(value);
    setFault(wrong);
    setTrouble(null);
    if (wrong) return;
    setBusy(true);
    const outcome = await update(user.id, { ...changed, expectedVersion: user.version });
    setBusy(false);
    if (outcome.ok) {
      setTyped({});
      setSaved(true);
      return;
    }
    const refused = faultIn(outcome);
    setFault(refused);
    if (!refused) setTrouble(troubleOf(outcome.problem));
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <AccountFields value={value} onChange={change} fault={fault} ownCaddie={caddie} lockedRole={own} />
      <FormTrouble trouble={trouble} />
      <Button kind="main" size="medium" type="submit" disabled={busy || Object.keys(changed).length === 0}>
        {t(busy ? "saving" : "save")}
      </Button>
      <p role="status" className="text-center text-[14px] text-free empty:hidden">
        {saved ? t("saved") : ""}
      </p>
    </form>
  );
}

/** The fields that differ. */
function changesOf(before: AccountInput, after: AccountInput): Partial<AccountInput> {
  const lists = [...after.lists].sort((a, b) => a - b);
  return {
    ...(after.name !== before.name && { name: after.name }),
    ...(after.identifier !== before.identifier && { identifier: after.identifier }),
    ...(after.role !== before.role && { role: after.role }),
    ...(after.caddieId !== before.caddieId && { caddieId: after.caddieId }),
    ...(lists.join() !== before.lists.join() && { lists }),
  };
}
