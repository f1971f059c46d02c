import { apiFetch } from "../lib/http/fetch";
import type { Club } from "../lib/organizations/contract";
import { DEFAULT_WORDS } from "../lib/organizations/vocabulary";
import type { Cursors, Envelope } from "../lib/realtime/contract";
import type { EventMap } from "../lib/registry";
import { Listeners } from "./listeners";

export interface KnownClub {
  club: Club;
  /** Who made the latest change, where this page heard of it. */
  by: { id: string; name: string } | null;
}

/** The club of this page: its names and lists, as young as the page has heard. */
export class ClubStore {
  readonly changed = new Listeners();
  #known: KnownClub;

  constructor(club: Club) {
    this.#known = { club, by: null };
  }

  get known(): KnownClub {
    return this.#known;
  }

  /** Takes a younger state; an older one says nothing new. */
  take(club: Club, by: KnownClub["by"] = null): void {
    if (club.version > this.#known.club.version) this.#put({ club, by });
  }

  /** Takes the club's own event; any other leaves it alone. */
  apply({ event, data }: Envelope): void {
    if (event !== "club:changed") return;
    const { club, by } = data as EventMap["club:changed"];
    this.take(club, by);
  }

  /** Asks for it. @throws ApiProblem, NetworkError */
  async refresh(): Promise<void> {
    this.take((await this.#fetch()).data);
  }

  /** Loads it anew, whatever was heard of it, and tells where its stream stands. @throws ApiProblem, NetworkError */
  async reset(): Promise<Cursors> {
    const { data, cursors } = await this.#fetch();
    this.#put({ club: data, by: null });
    return cursors;
  }

  #fetch() {
    return apiFetch<{ data: Club; cursors: Cursors }>("/api/club");
  }

  #put({ club, by }: KnownClub): void {
    // A process that still runs the build before this one tells no words.
    this.#known = { club: { ...club, words: { ...DEFAULT_WORDS, ...club.words } }, by };
    this.changed.tell();
  }
}
