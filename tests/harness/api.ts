import type { Absence } from "@/lib/absences/contract";
import type { Caddie, Move, Turn } from "@/lib/caddies/contract";
import type { GroupDispatch } from "@/lib/dispatches/contract";
import type { Draw, ListOrderAnswer } from "@/lib/draws/contract";
import type { ProblemBody } from "@/lib/http/problem";
import type { Club, ClubChange } from "@/lib/organizations/contract";
import type { Cursors } from "@/lib/realtime/contract";
import type { OwnMark, Roll, RollCall, RollEntry } from "@/lib/roll-calls/contract";
import type { ListRules, RulesChange, RulesPreview } from "@/lib/rules/contract";
import type { IssuedLink, ListedUser, User, UserSession } from "@/lib/users/contract";
import type { ListedWall, Wall, WallCode } from "@/lib/walls/contract";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** An answer as it came over the wire; `body` is parsed JSON, null when there was none. */
export interface Reply<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface RequestOptions {
  body?: unknown;
  /** Sent as it is, instead of `body` as JSON. */
  raw?: string | Uint8Array<ArrayBuffer> | ReadableStream;
  key?: string;
  headers?: Record<string, string>;
}

interface Data<D> {
  data: D;
  cursors: Cursors;
  nextCursor: string | null;
}

/** The token of a one-time link. */
export const tokenIn = (link: string): string => new URL(link).pathname.split("/").at(-1) ?? "";

let invited = 0;

const isJson = (response: Response) => /\bjson\b/.test(response.headers.get("content-type") ?? "");

/** The REST interface as one person uses it; without a token, as nobody. */
export class Api {
  readonly #url: () => string;
  readonly #token: string | null;

  constructor(url: () => string, token: string | null) {
    this.#url = url;
    this.#token = token;
  }

  async request<T = unknown>(method: string, path: string, options: RequestOptions = {}): Promise<Reply<T>> {
    const { body, raw, key, headers = {} } = options;
    const sends = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const init: RequestInit & { duplex: "half" } = {
      method,
      body: sends,
      duplex: "half",
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(sends !== undefined && { "content-type": "application/json" }),
        ...(key !== undefined && { "idempotency-key": key }),
        ...headers,
      },
    };
    const response = await fetch(this.#url() + path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? null : isJson(response) ? JSON.parse(text) : text) as T,
    };
  }

  club() {
    return this.request<Data<Club>>("GET", "/api/club");
  }

  updateClub(body: ClubChange, key?: string) {
    return this.request<Data<Club> & ProblemBody>("PUT", "/api/club", { body, key });
  }

  rules(listNumber = 1) {
    return this.request<Data<ListRules>>("GET", `/api/lists/${listNumber}/rules`);
  }

  changeRules(body: RulesChange, listNumber = 1, key?: string) {
    const path = `/api/lists/${listNumber}/rules`;
    return this.request<Data<ListRules> & ProblemBody>("PUT", path, { body, key });
  }

  /** Who would stand elsewhere today by these rules. */
  previewRules(rules: object, listNumber = 1) {
    const query = new URLSearchParams({ rules: JSON.stringify(rules) });
    return this.request<Data<RulesPreview> & ProblemBody>(
      "GET",
      `/api/lists/${listNumber}/rules/preview?${query}`,
    );
  }

  board(list?: number) {
    return this.request<Data<Caddie[]>>(
      "GET",
      list === undefined ? "/api/caddies" : `/api/caddies?list=${list}`,
    );
  }

  caddie(id: string) {
    return this.request<Data<Caddie>>("GET", `/api/caddies/${id}`);
  }

  add(body: object, key?: string) {
    return this.request<Data<Caddie>>("POST", "/api/caddies", { body, key });
  }

  update(id: string, body: object, key?: string) {
    return this.request<Data<Caddie> & ProblemBody>("PUT", `/api/caddies/${id}`, { body, key });
  }

  status(id: string, status: string, key?: string) {
    return this.request<Data<Caddie> & ProblemBody>("PATCH", `/api/caddies/${id}/status`, {
      body: { status },
      key,
    });
  }

  remove(id: string, key?: string) {
    return this.request<ProblemBody | null>("DELETE", `/api/caddies/${id}`, { key });
  }

  undo(id: string, body: object = {}, key?: string) {
    return this.request<Data<Caddie> & ProblemBody>("POST", `/api/caddies/${id}/undo`, { body, key });
  }

  /** `call`, `skip` or `no-show`. */
  act(id: string, what: string, body: object = {}, key?: string) {
    return this.request<Data<Caddie> & ProblemBody>("POST", `/api/caddies/${id}/${what}`, { body, key });
  }

  /** Sends several together. */
  dispatch(body: object, key?: string) {
    return this.request<Data<GroupDispatch> & ProblemBody>("POST", "/api/dispatches", { body, key });
  }

  undoDispatch(body: object, key?: string) {
    return this.request<Data<Caddie[]> & ProblemBody>("POST", "/api/dispatches/undo", { body, key });
  }

  endCall(id: string, key?: string) {
    return this.request<Data<Caddie> & ProblemBody>("DELETE", `/api/caddies/${id}/call`, { key });
  }

  moves(id: string, query = "") {
    return this.request<Data<Move[]>>("GET", `/api/caddies/${id}/moves${query}`);
  }

  turns(query = "") {
    return this.request<Data<Turn[]>>("GET", `/api/turns${query}`);
  }

  startTurn(body: object, key?: string) {
    return this.request<Data<Turn> & ProblemBody>("POST", "/api/turns", { body, key });
  }

  updateTurn(id: string, body: object, key?: string) {
    return this.request<Data<Turn> & ProblemBody>("PUT", `/api/turns/${id}`, { body, key });
  }

  draws(list: number, query = "") {
    return this.request<Data<Draw[]>>("GET", `/api/draws?list=${list}${query}`);
  }

  commitDraw(body: object, key?: string) {
    return this.request<Data<Draw> & ProblemBody>("POST", "/api/draws", { body, key });
  }

  runDraw(id: string, key?: string) {
    return this.request<Data<Draw> & ProblemBody>("POST", `/api/draws/${id}/run`, { key });
  }

  cancelDraw(id: string, reason: string) {
    return this.request<Data<Draw> & ProblemBody>("POST", `/api/draws/${id}/cancel`, { body: { reason } });
  }

  rolls(list: number) {
    return this.request<Data<RollCall[]>>("GET", `/api/roll-calls?list=${list}`);
  }

  openRoll(listNumber: number) {
    return this.request<Data<Roll> & ProblemBody>("POST", "/api/roll-calls", { body: { listNumber } });
  }

  roll(id: string) {
    return this.request<Data<Roll>>("GET", `/api/roll-calls/${id}`);
  }

  markName(id: string, caddieId: string, mark: string | null, key?: string) {
    const path = `/api/roll-calls/${id}/marks/${caddieId}`;
    type Marked = Data<{ rollCall: RollCall; entry: RollEntry }> & ProblemBody;
    return this.request<Marked>("PUT", path, { body: { mark }, key });
  }

  closeRoll(id: string) {
    return this.request<Data<RollCall> & ProblemBody>("POST", `/api/roll-calls/${id}/close`);
  }

  ownMark() {
    return this.request<Data<OwnMark>>("GET", "/api/roll-calls/own");
  }

  absences(query = "") {
    return this.request<Data<Absence[]>>("GET", `/api/absences${query}`);
  }

  addAbsence(body: object, key?: string) {
    return this.request<Data<Absence> & ProblemBody>("POST", "/api/absences", { body, key });
  }

  /** `answer` or `cancel`. */
  toAbsence(id: string, what: string, body: object = {}) {
    return this.request<Data<Absence> & ProblemBody>("POST", `/api/absences/${id}/${what}`, { body });
  }

  reorder(list: number, body: object, key?: string) {
    return this.request<Data<ListOrderAnswer> & ProblemBody>("PUT", `/api/lists/${list}/order`, {
      body,
      key,
    });
  }

  undoOrder(list: number) {
    return this.request<Data<ListOrderAnswer> & ProblemBody>("POST", `/api/lists/${list}/order/undo`);
  }

  users(query = "") {
    return this.request<Data<ListedUser[]>>("GET", `/api/users${query}`);
  }

  user(id: string) {
    return this.request<Data<ListedUser>>("GET", `/api/users/${id}`);
  }

  /** Invites somebody; without an identifier, under one that is free. */
  invite(body: object, key?: string) {
    invited++;
    const identifier = `invitado-${process.pid}-${Date.now()}-${invited}`;
    return this.request<Data<IssuedLink> & ProblemBody>("POST", "/api/users", {
      body: { identifier, ...body },
      key,
    });
  }

  updateUser(id: string, body: object, key?: string) {
    return this.request<Data<User> & ProblemBody>("PUT", `/api/users/${id}`, { body, key });
  }

  /** `invitation`, `disable`, `enable` or `sign-out`. */
  toUser(id: string, what: string, body: object = {}, key?: string) {
    return this.request<Data<IssuedLink & User> & ProblemBody>("POST", `/api/users/${id}/${what}`, {
      body,
      key,
    });
  }

  walls() {
    return this.request<Data<ListedWall[]>>("GET", "/api/walls");
  }

  addWall(body: object, key?: string) {
    return this.request<Data<WallCode> & ProblemBody>("POST", "/api/walls", { body, key });
  }

  updateWall(id: string, body: object) {
    return this.request<Data<Wall> & ProblemBody>("PUT", `/api/walls/${id}`, { body });
  }

  newWallCode(id: string) {
    return this.request<Data<WallCode> & ProblemBody>("POST", `/api/walls/${id}/code`);
  }

  revokeWall(id: string) {
    return this.request<ProblemBody | null>("DELETE", `/api/walls/${id}`);
  }

  devices(id: string) {
    return this.request<Data<UserSession[]>>("GET", `/api/users/${id}/sessions`);
  }
}
