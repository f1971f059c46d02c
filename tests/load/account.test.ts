import { describe, expect, it } from "vitest";
import type { Envelope } from "@/lib/realtime/contract";
import { Account } from "./account";

const entry = (seq: number, epoch = "one"): Envelope => ({
  ...{ event: "caddie:status_changed", data: {}, timestamp: "2026-01-05T15:00:00.000Z" },
  ...{ id: String(seq), stream: "list-1", epoch, seq },
});
const ready = (seq: number, reset?: true) => ({
  streams: { "list-1": { epoch: "one", seq, ...(reset ? { reset } : { replayed: 0 }) } },
});

function begunAt(seq: number): Account {
  const account = new Account();
  account.ready(ready(seq));
  return account;
}

describe("what a phone of the bench has taken", () => {
  it("[C-17] counts the next entry, and it alone, as applied", () => {
    const account = begunAt(4);
    expect([5, 6, 6, 5, 8, 7].map((seq) => account.take(entry(seq)))).toEqual([
      ...[true, true, false, false, false, true],
    ]);
    expect([account.applied("list-1"), account.applied("user")]).toEqual([3, 0]);
    expect(account).toMatchObject({ repeated: 2, early: 1, behind: 0, resets: 0 });
    expect(account.seq("list-1")).toBe(7);
  });

  it("[C-17] notices a head that the server names and has not delivered", () => {
    const account = begunAt(4);
    account.take(entry(5));
    account.ready(ready(6));
    expect(account.behind).toBe(1);
  });

  it("[C-17] notices a reset, which a phone that was away for seconds must never get", () => {
    const account = begunAt(4);
    account.ready(ready(9, true));
    expect(account).toMatchObject({ resets: 1, behind: 0 });
  });

  it("[I11] takes nothing of another log", () => {
    const account = begunAt(4);
    expect(account.take(entry(5, "two"))).toBe(false);
    expect(account.early).toBe(1);
  });
});
