"use client";
import type { Club, ClubChange } from "@/lib/organizations/contract";
import { defaultListName } from "@/lib/organizations/vocabulary";
import { useDraft } from "../ui/use-draft";

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
  words: Club["words"];
  lists: readonly DraftList[];
}
export type ClubField = keyof ClubFields;

export function fieldsOf({ name, timeZone, language, wallPrivacy, words, lists }: Club): ClubFields {
  const rows = lists.map((list) => ({
    key: `${list.number}`,
    number: list.number,
    name: list.name === defaultListName(list.number) ? null : list.name,
  }));
  return { name, timeZone, language, wallPrivacy, words, lists: rows };
}

/** What an admin is changing of a club that others may change meanwhile. */
export function useClubDraft(club: Club) {
  const live = fieldsOf(club);
  const { changes, ...draft } = useDraft(live);

  return {
    ...draft,
    live,
    /** All that is to be sent. The conflicts are on screen: whoever saves over them has seen them. */
    toSend(): ClubChange {
      const { lists, ...rest } = changes;
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
