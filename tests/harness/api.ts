import type { Caddie, Move, Turn } from "@/lib/caddies/contract";
import type { ProblemBody } from "@/lib/http/problem";
import type { Club, ClubChange } from "@/lib/organizations/contract";
import type { Cursors } from "@/lib/realtime/contract";
import type { IssuedLink, ListedUser, User, UserSession } from "@/lib/users/contract";

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

  devices(id: string) {
    return this.request<Data<UserSession[]>>("GET", `/api/users/${id}/sessions`);
  }
}
