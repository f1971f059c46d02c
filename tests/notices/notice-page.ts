import { vi } from "vitest";
import type { Announcement } from "@/lib/announcements/contract";
import type { Notice } from "@/lib/notices/contract";
import type { TestClub } from "../realtime/test-club";

interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

const idOf = (n: number) => `019b0000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000).toISOString();

export const notice = (n: number, more: Partial<Notice> = {}): Notice =>
  ({
    id: idOf(n),
    kind: "near",
    data: { listNumber: 1, position: 4 },
    createdAt: minutesAgo(n),
    readAt: null,
    ...more,
  }) as Notice;

export const announcement = (n: number, message: string, more: Partial<Announcement> = {}): Announcement => ({
  id: idOf(n),
  message,
  type: "info",
  listNumber: null,
  author: { id: idOf(99), name: "Ana Posada" },
  createdAt: minutesAgo(n),
  expiresAt: null,
  ...more,
});

/** What a page asks of notices and announcements, answered by `answers`; all else is the club's to answer. */
export function answering(paths: RegExp, answers: (asked: Asked) => unknown): Asked[] {
  const asked: Asked[] = [];
  const other = globalThis.fetch;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    if (!paths.test(path)) return other(path, init);
    const request = {
      method: init.method ?? "GET",
      path,
      body: init.body ? JSON.parse(String(init.body)) : {},
    };
    asked.push(request);
    const answer = answers(request);
    if (answer === "lost") throw new TypeError("fetch failed");
    if (typeof answer === "number")
      return Response.json({ status: answer, code: "FORBIDDEN" }, { status: answer });
    return answer === null ? new Response(null, { status: 204 }) : Response.json(answer);
  });
  return asked;
}

/** Begins with nothing told, at the head of every stream. */
export function begin(
  club: TestClub,
  told: Partial<{ unread: number; announcements: Announcement[] }> = {},
): void {
  const streams = ["user", "org", "list-1", "admins"];
  for (const stream of streams) if (!club.server.log.has(stream)) club.server.log.set(stream, []);
  const cursors = club.server.heads();
  club.told = {
    announcements: { data: told.announcements ?? [], cursors },
    notices: { unread: told.unread ?? 0, cursors: { user: cursors.user ?? { epoch: "e", seq: 0 } } },
  };
}
