import { AppRouterContext } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { vi } from "vitest";
import { SocketProvider } from "../../components/realtime/socket-provider";
import type { BoardSnapshot, CaddieStatus } from "../../lib/caddies/contract";
import type { Problem } from "../../lib/http/fetch";
import { catalogueOf } from "../../lib/i18n/catalogue";
import { DEFAULT_WORDS } from "../../lib/organizations/vocabulary";
import type { SystemStats } from "../../lib/realtime/contract";
import type { ClubSession } from "../../lib/users/contract";
import type { Locale } from "../../lib/users/vocabulary";
import { PaperYard } from "../caddies/paper-yard";
import { ScriptedServer } from "./scripted-server";

interface Asked {
  method: string;
  path: string;
  key: string | null;
  body: Record<string, unknown>;
}
type Body = { status: number; body: unknown };

/** What the device says of its network, to the page that is open. */
export function setOnline(online: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(online);
  window.dispatchEvent(new Event(online ? "online" : "offline"));
}

/** A whole club for one page: the rules on paper, a real socket server, and `fetch` answered from both. */
export class TestClub {
  viewer: ClubSession["user"] = { id: "u", name: "Marta", role: "ADMIN", caddieId: null };
  readonly yard = new PaperYard(3);
  readonly asked: Asked[] = [];
  readonly refresh = vi.fn();
  /** The next change is refused with it. */
  refusal: Partial<Problem> | null = null;
  /** The next change is made, and its answer lost on the way. */
  loseAnswer = false;
  network = true;
  /** Changes wait for it before they are made. */
  gate: Promise<void> = Promise.resolve();
  /** Happens right after the next change, before anybody can ask. */
  afterwards = () => {};
  /** What the page is rendered with of what its person was told. */
  told: Pick<ClubSession, "announcements" | "notices"> = {
    announcements: { data: [], cursors: {} },
    notices: { unread: 0, cursors: {} },
  };
  /** What `GET /api/socket-stats` answers with. */
  stats: SystemStats | null = null;
  /** Answers to questions are ready, and wait for it on the way. */
  delay: Promise<void> = Promise.resolve();
  #told = 0;
  readonly #answers = new Map<string, Body>();
  readonly #server: ScriptedServer;

  constructor(server: ScriptedServer) {
    this.#server = server;
    server.epoch = "e";
    for (const stream of Object.keys(this.yard.heads)) server.log.set(stream, []);
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => this.#answer(path, init));
  }

  static async open(): Promise<TestClub> {
    return new TestClub(await ScriptedServer.start());
  }

  get server(): ScriptedServer {
    return this.#server;
  }

  /** Requests of the page, the socket's tokens left out. */
  requests(method?: string): Asked[] {
    return this.asked.filter((a) => a.path !== "/api/auth/socket-token" && (!method || a.method === method));
  }

  /** Sends what the yard has written since the last time. */
  tell(): void {
    for (const envelope of this.yard.sent.slice(this.#told)) {
      this.#server.log.set(envelope.stream, [...(this.#server.log.get(envelope.stream) ?? []), envelope]);
      this.#server.send(envelope);
    }
    this.#told = this.yard.sent.length;
  }

  session(enabled = true): ClubSession {
    return {
      user: this.viewer,
      club: {
        id: "c",
        name: "El Rodeo",
        timeZone: "America/Bogota",
        language: "es",
        wallPrivacy: "names",
        closeAt: "20:00",
        words: DEFAULT_WORDS,
        lists: [1, 2, 3].map((number) => ({ number, name: `Lista ${number}` })),
        formerLists: [],
        version: 1,
        updatedAt: this.yard.now(),
      },
      cursors: this.told.announcements.cursors.org ? { org: this.told.announcements.cursors.org } : {},
      ...this.told,
      realtime: { enabled, url: this.#server.url },
    };
  }

  /** What a page of this club is wrapped in. */
  page({
    enabled = true,
    initial = this.yard.snapshot(),
    locale = "es",
  }: {
    enabled?: boolean;
    initial?: BoardSnapshot | null;
    locale?: Locale;
  } = {}) {
    const router = { refresh: this.refresh, push() {}, replace() {}, prefetch() {}, back() {}, forward() {} };
    const session = this.session(enabled);
    return ({ children }: { children: ReactNode }) => (
      <AppRouterContext value={router as never}>
        <NextIntlClientProvider
          locale={locale}
          messages={catalogueOf(locale)}
          timeZone="America/Bogota"
          now={new Date()}
        >
          <SocketProvider session={session} initial={initial}>
            {children}
          </SocketProvider>
          <Toaster />
        </NextIntlClientProvider>
      </AppRouterContext>
    );
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    if (!this.network) throw new TypeError("fetch failed");
    const method = init.method ?? "GET";
    const key = new Headers(init.headers).get("idempotency-key");
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
    this.asked.push({ method, path, key, body });
    if (method === "GET") {
      const answer = Response.json(this.#read(path));
      if (path === "/api/caddies") await this.delay;
      return answer;
    }
    await this.gate;
    const answer = (key && this.#answers.get(key)) || this.#change(method, path, body, key ?? undefined);
    if (key) this.#answers.set(key, answer);
    if (this.loseAnswer) {
      this.loseAnswer = false;
      throw new TypeError("fetch failed");
    }
    return answer.body === null
      ? new Response(null, { status: answer.status })
      : Response.json(answer.body, { status: answer.status });
  }

  #read(path: string): unknown {
    if (path === "/api/caddies") return this.yard.snapshot();
    if (path === "/api/socket-stats") return { data: this.stats };
    if (path === "/api/notifications/settings") return { data: { own: {}, club: {} } };
    if (path === "/api/auth/socket-token") return { data: { token: "t" } };
    return { data: [{ path }], nextCursor: path.includes("cursor") ? null : "next" };
  }

  #change(method: string, path: string, body: Record<string, unknown>, opId?: string): Body {
    const { refusal } = this;
    this.refusal = null;
    if (refusal) return { status: refusal.status ?? 409, body: refusal };
    const id = String(body.caddieId ?? path.split("/")[3] ?? "");
    if (path === "/api/turns") this.yard.status(id, "En campo", opId, body);
    else if (path === "/api/dispatches")
      for (const one of body.caddieIds as string[]) this.yard.status(one, "En campo", opId, body);
    else if (path === "/api/dispatches/undo")
      for (const [i, one] of (body.caddieIds as string[]).entries()) {
        this.yard.status(one, "Disponible", opId);
        this.yard.moveTo(one, 1, i + 1, opId);
      }
    else if (path.endsWith("/status")) this.yard.status(id, body.status as CaddieStatus, opId);
    else if (path.endsWith("/undo")) this.yard.moveTo(id, 1, 1, opId);
    else if (method === "DELETE") this.yard.remove(id, opId);
    else if (typeof body.position === "number") this.yard.moveTo(id, 1, body.position, opId);
    else if (method === "PUT") this.yard.rename(id, String(body.name), opId);
    this.afterwards();
    this.tell();
    return method === "DELETE"
      ? { status: 204, body: null }
      : { status: 200, body: { data: {}, cursors: this.yard.cursors() } };
  }
}
