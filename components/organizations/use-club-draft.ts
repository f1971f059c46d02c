"use client";
import { useState } from "react";
import type { Club, ClubChange } from "@/lib/organizations/contract";
import { defaultListName } from "@/lib/organizations/vocabulary";

export interface DraftList {
  key: string;
  /** null: new. */
  number: number | null;
  /** null: as a list is called before it is named. */
  name: string | null;
}

export interface ClubFields {
  name: string;
  timeZone: string;
  language: Club["language"];
  wallPrivacy: Club["wallPrivacy"];
  lists: readonly DraftList[];
}
export type ClubField = keyof ClubFields;

export function fieldsOf({ name, timeZone, language, wallPrivacy, lists }: Club): ClubFields {
  const rows = lists.map((list) => ({
    key: `${list.number}`,
    number: list.number,
    name: list.name === defaultListName(list.number) ? null : list.name,
  }));
  return { name, timeZone, language, wallPrivacy, lists: rows };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What somebody is changing of a club that others may change meanwhile. A field that he has not touched follows the
 * club; one that he has stays his, and is a conflict when the club's is another one than when he began.
 */
export function useClubDraft(club: Club) {
  const live = fieldsOf(club);
  const [draft, setDraft] = useState<Partial<ClubFields>>({});
  const [begun, setBegun] = useState<Partial<ClubFields>>({});
  const fields: ClubFields = { ...live, ...draft };
  const touched = (Object.keys(draft) as ClubField[]).filter((field) => !same(draft[field], live[field]));
  const conflicts = touched.filter((field) => !same(begun[field], live[field]));

  return {
    fields,
    live,
    touched,
    conflicts,
    change<F extends ClubField>(field: F, value: ClubFields[F]) {
      if (!touched.includes(field)) setBegun({ ...begun, [field]: live[field] });
      setDraft({ ...draft, [field]: value });
    },
    /** Forgets what was typed: the field shows the club's again. */
    drop(...dropped: ClubField[]) {
      const left = ([field]: [string, unknown]) => !dropped.includes(field as ClubField);
      setDraft((now) => Object.fromEntries(Object.entries(now).filter(left)));
    },
    /** All that is to be sent. The conflicts are on screen: whoever saves over them has seen them. */
    toSend(): ClubChange {
      const { lists, ...rest } = Object.fromEntries(
        touched.map((field) => [field, fields[field]]),
      ) as Partial<ClubFields>;
      let last = Math.max(0, ...[...club.lists, ...club.formerLists].map(({ number }) => number));
      const named = lists?.map(({ number, name }) => {
        const own = number ?? ++last;
        return { ...(number !== null && { number }), name: (name ?? defaultListName(own)).trim() };
      });
      const name = rest.name === undefined ? {} : { name: rest.name.trim() };
      return { ...rest, ...name, ...(named && { lists: named }), expectedVersion: club.version };
    },
  };
}
