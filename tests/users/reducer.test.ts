import { describe, expect, it } from "vitest";
import { applyEnvelope, cacheFromSnapshot } from "@/hooks/board-cache";
import type { ListedUser } from "@/lib/users/contract";
import { reduceUsers } from "@/lib/users/reducer";

const marta: ListedUser = {
  id: "019b0000-0000-7000-8000-000000000001",
  name: "Marta",
  identifier: "marta",
  role: "JUDGE",
  state: "active",
  lists: [],
  caddieId: null,
  linkExpiresAt: null,
  lastSeenAt: "2026-11-20T12:00:00.000Z",
  createdAt: "2026-11-20T10:00:00.000Z",
  updatedAt: "2026-11-20T10:00:00.000Z",
  version: 3,
  online: true,
};
const others = [{ ...marta, id: "019b0000-0000-7000-8000-000000000002", name: "Ana" }, marta];

describe("the accounts on a page", () => {
  it("take a younger word, once, and keep what it does not speak of", () => {
    const { online: _online, ...saved } = { ...marta, name: "Marta Gil", version: 4, lastSeenAt: null };
    const after = reduceUsers(others, saved);
    expect(after[0]).toBe(others[0]);
    expect(after[1]).toEqual({ ...marta, name: "Marta Gil", version: 4 });
    expect(reduceUsers(after, saved)).toBe(after);
  });

  it("ignore an older word, and somebody whom the page does not show", () => {
    expect(reduceUsers(others, { ...marta, name: "Older", version: 2 })).toBe(others);
    expect(reduceUsers([others[0] ?? marta], { ...marta, version: 9 })).toHaveLength(1);
  });

  it("[R-02] are no part of the board: an event of another module moves its cursor and nothing else", () => {
    const at = { epoch: "e", seq: 1 };
    const cache = cacheFromSnapshot({ data: [], cursors: { admins: at, "list-1": at } });
    const after = applyEnvelope(cache, {
      event: "user:saved",
      data: { user: marta },
      timestamp: marta.updatedAt,
      id: marta.id,
      stream: "admins",
      epoch: "e",
      seq: 2,
    });
    expect(after.board).toBe(cache.board);
    expect(after.cursors.admins).toEqual({ epoch: "e", seq: 2 });
  });
});
