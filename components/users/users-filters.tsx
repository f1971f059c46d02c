"use client";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { UsersFilter } from "@/hooks/use-users";
import { ROLES, type Role } from "@/lib/auth/actor";
import { USER_STATES, type UserState } from "@/lib/users/vocabulary";
import { SelectField, TextField } from "../ui/field";

/** A pause in typing after which the server is asked. */
const TYPING_MS = 250;

/** Search, role and state; the server does the finding. */
export function UsersFilters({
  filter,
  onChange,
}: {
  filter: UsersFilter;
  onChange: (filter: UsersFilter) => void;
}) {
  const t = useTranslations("users");
  const [text, setText] = useState(filter.search);
  useEffect(() => {
    const search = text.trim();
    if (search === filter.search) return;
    const timer = setTimeout(() => onChange({ ...filter, search }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, filter, onChange]);
  return (
    // The search element itself is younger than the phones here.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <form
      role="search"
      onSubmit={(event) => event.preventDefault()}
      className="mb-4 grid grid-cols-2 gap-3 md:grid-cols-[2fr_1fr_1fr]"
    >
      <div className="max-md:col-span-2">
        <TextField
          label={t("search")}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <SelectField
        label={t("role")}
        value={filter.role ?? ""}
        onChange={(event) => onChange({ ...filter, role: (event.target.value as Role) || null })}
      >
        <option value="">{t("all")}</option>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {t(`roles.${role}`)}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("state")}
        value={filter.state ?? ""}
        onChange={(event) => onChange({ ...filter, state: (event.target.value as UserState) || null })}
      >
        <option value="">{t("all")}</option>
        {USER_STATES.map((state) => (
          <option key={state} value={state}>
            {t(`states.${state}`)}
          </option>
        ))}
      </SelectField>
    </form>
  );
}
