"use client";
import { useTranslations } from "next-intl";
import type { Outcome } from "@/hooks/send-keyed";
import type { AccountInput } from "@/hooks/use-account-changes";
import { useCaddiesWithoutAccount } from "@/hooks/use-caddies-without-account";
import { useSession } from "@/hooks/use-session";
import { ROLES, type Role } from "@/lib/auth/actor";
import { isIdentifier, suggestIdentifier } from "@/lib/users/policy";
import { PERSON_NAME_LENGTH } from "@/lib/users/vocabulary";
import { useListName } from "../caddies/use-list-name";
import { SelectField, TextField } from "../ui/field";
import { MultiChoice } from "../ui/multi-choice";

export type AccountFault = "nameMissing" | "identifierBad" | "identifierTaken" | "caddieTaken";

/** What would be refused anyway, said before it is sent; the server's word is the last. */
export function faultOf({ name, identifier }: AccountInput): AccountFault | null {
  if (name.trim() === "") return "nameMissing";
  return isIdentifier(identifier.trim()) ? null : "identifierBad";
}

/** The field that the server refused; null when the refusal is about something else. */
export function faultIn(outcome: Extract<Outcome<unknown>, { ok: false }>): AccountFault | null {
  const { code, errors } = outcome.problem;
  if (code === "CADDIE_HAS_ACCOUNT") return "caddieTaken";
  const refused = errors?.find(({ path }) => path === "identifier" || path === "name");
  if (!refused) return null;
  if (refused.path === "name") return "nameMissing";
  return refused.message === "is taken" ? "identifierTaken" : "identifierBad";
}

/** Name, sign-in, role, caddie and lists of an account, new or old. */
export function AccountFields({
  value,
  onChange,
  fault,
  ownCaddie,
  lockedRole = false,
  suggests = false,
}: {
  value: AccountInput;
  onChange: (next: AccountInput) => void;
  fault: AccountFault | null;
  /** The caddie whom it is already. */
  ownCaddie?: { id: string; name: string; listNumber: number };
  lockedRole?: boolean;
  /** Set for a new account: a caddie brings his name, and a name a user name. */
  suggests?: boolean;
}) {
  const t = useTranslations("users");
  const { club } = useSession();
  const missing = useCaddiesWithoutAccount();
  const listName = useListName();
  const caddies = [...(ownCaddie ? [ownCaddie] : []), ...(missing.data ?? [])].filter(
    (caddie, i, all) => all.findIndex(({ id }) => id === caddie.id) === i,
  );
  const followsName = suggests && value.identifier === (value.name ? suggestIdentifier(value.name) : "");
  const named = (name: string) => ({
    name,
    ...(followsName && { identifier: name.trim() === "" ? "" : suggestIdentifier(name) }),
  });
  const set = (change: Partial<AccountInput>) => onChange({ ...value, ...change });

  function chooseCaddie(caddieId: string) {
    const caddie = caddies.find(({ id }) => id === caddieId);
    set({ caddieId: caddieId || null, ...(suggests && caddie && named(caddie.name)) });
  }

  return (
    <>
      <SelectField
        label={t("role")}
        help={lockedRole ? t("ownRole") : undefined}
        value={value.role}
        disabled={lockedRole}
        onChange={(event) => set({ role: event.target.value as Role })}
      >
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      {value.role === "CADDIE" || value.caddieId ? (
        <SelectField
          label={t("caddie")}
          help={t("caddieHelp")}
          error={fault === "caddieTaken" ? t(fault) : null}
          value={value.caddieId ?? ""}
          onChange={(event) => chooseCaddie(event.target.value)}
        >
          <option value="">{t("noCaddie")}</option>
          {caddies.map(({ id, name, listNumber }) => (
            <option key={id} value={id}>
              {t("caddieOption", { name, list: listName(listNumber) })}
            </option>
          ))}
        </SelectField>
      ) : null}
      <TextField
        label={t("name")}
        value={value.name}
        maxLength={PERSON_NAME_LENGTH}
        autoComplete="off"
        autoCapitalize="words"
        onChange={(event) => set(named(event.target.value))}
        error={fault === "nameMissing" ? t(fault) : null}
      />
      <TextField
        label={t("identifier")}
        help={t("identifierHelp")}
        value={value.identifier}
        maxLength={200}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="email"
        onChange={(event) => set({ identifier: event.target.value })}
        error={fault === "identifierBad" || fault === "identifierTaken" ? t(fault) : null}
      />
      {value.role === "ADMIN" ? (
        <p className="text-[13.5px] text-muted">{t("adminLists")}</p>
      ) : (
        <MultiChoice
          label={t("lists")}
          help={t("listsHelp")}
          values={value.lists}
          options={club.lists.map(({ number }) => ({ value: number, label: listName(number) }))}
          onChange={(lists) => set({ lists })}
        />
      )}
    </>
  );
}
