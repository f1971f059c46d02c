"use client";
import { useState } from "react";

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What somebody is changing of something that others may change meanwhile. A field that he has not touched follows
 * `live`; one that he has stays his, and is a conflict when the live one is another than when he began.
 */
export function useDraft<T extends object>(live: T) {
  const [draft, setDraft] = useState<Partial<T>>({});
  const [begun, setBegun] = useState<Partial<T>>({});
  const fields: T = { ...live, ...draft };
  const touched = (Object.keys(draft) as (keyof T)[]).filter((field) => !same(draft[field], live[field]));
  const conflicts = touched.filter((field) => !same(begun[field], live[field]));

  return {
    fields,
    touched,
    conflicts,
    /** The touched fields alone. */
    changes: Object.fromEntries(touched.map((field) => [field, fields[field]])) as Partial<T>,
    change<F extends keyof T>(field: F, value: T[F]) {
      if (!touched.includes(field)) setBegun({ ...begun, [field]: live[field] });
      setDraft({ ...draft, [field]: value });
    },
    /** Forgets what was typed: the field shows the live one again. */
    drop(...dropped: (keyof T)[]) {
      const left = ([field]: [string, unknown]) => !dropped.includes(field as keyof T);
      setDraft((now) => Object.fromEntries(Object.entries(now).filter(left)) as Partial<T>);
    },
  };
}
