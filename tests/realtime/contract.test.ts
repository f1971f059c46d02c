import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { clientEvents, cursorsSchema, handshakeSchema, streamNameSchema } from "@/lib/realtime/contract";
import { events, payloadOf, streamsOf } from "@/lib/registry";

const hashOf = (schema: z.ZodType) =>
  createHash("sha256")
    .update(JSON.stringify(z.toJSONSchema(schema, { io: "output" })))
    .digest("hex")
    .slice(0, 16);

/** What phones in pockets understand. A payload that changes gets a new version, and a new line here. */
const PINNED: Record<string, string> = {
  "access:revised v1": "ab1d9b95d4080ffc",
  "caddie:added v1": "caa3368ea3319ed6",
  "caddie:deleted v1": "6951aec29f3ae2a9",
  "caddie:status_changed v1": "ffc14733258fb316",
  "caddie:updated v1": "61a4f960b384fa4d",
  "club:changed v1": "4f0c9775efb154fe",
  "user:saved v1": "cb5d498e61bb4b6d",
};

describe("[C-11] the events of record", () => {
  it("keep the payload of their version", () => {
    const now = Object.fromEntries(
      events.map(({ name, version, payload }) => [`${name} v${version}`, hashOf(payload)]),
    );
    expect(now).toEqual(PINNED);
  });

  it("are declared once each, and refuse what is not theirs", () => {
    const names = events.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(payloadOf(name).safeParse({}).success).toBe(false);
    }
    const deleted = {
      caddieId: "019b0000-0000-7000-8000-000000000000",
      name: "Fabio",
      timestamp: "2026-01-05T15:00:00.000Z",
      listNumber: 1,
      version: 2,
      by: { id: "019b0000-0000-7000-8000-000000000001", name: "Ana" },
    };
    const fits = (more: object) => payloadOf("caddie:deleted").safeParse({ ...deleted, ...more }).success;
    expect(fits({})).toBe(true);
    expect(fits({ phoneNumber: "300" })).toBe(false);
    expect(fits({ timestamp: "2026-01-05T15:00:00Z" })).toBe(false);
    expect(fits({ timestamp: "2026-01-05T10:00:00.000-05:00" })).toBe(false);
  });
});

describe("the wire", () => {
  it("names streams as clients may know them", () => {
    const good = ["list-1", "user", "org", "admins", "outing:019b0000-0000-7000-8000-000000000000"];
    const bad = ["", "List-1", "list 1", "list-1\n", "org:a:b", "a".repeat(81), "list-", "-1"];
    expect(good.filter((name) => !streamNameSchema.safeParse(name).success)).toEqual([]);
    expect(bad.filter((name) => streamNameSchema.safeParse(name).success)).toEqual([]);
  });

  it("takes no cursor that cannot be", () => {
    const fits = (cursor: unknown) => cursorsSchema.safeParse({ "list-1": cursor }).success;
    expect(fits({ epoch: "k3f9", seq: 0 })).toBe(true);
    for (const cursor of [
      null,
      {},
      { epoch: "", seq: 1 },
      { epoch: "x", seq: -1 },
      { epoch: "x", seq: 2 ** 53 },
      { epoch: "x", seq: "1" },
      { epoch: "x".repeat(65), seq: 1 },
      { epoch: "x", seq: 1, more: 1 },
    ]) {
      expect(fits(cursor), JSON.stringify(cursor)).toBe(false);
    }
    expect(handshakeSchema.safeParse({ "list-1": 1 }).success).toBe(true);
  });

  it("knows these client events and no others", () => {
    expect(Object.keys(clientEvents).sort()).toEqual([
      "ping:rtt",
      "presence:join",
      "presence:leave",
      "stats:unwatch",
      "stats:watch",
      "stream:join",
      "stream:leave",
      "stream:since",
      "typing:start",
      "typing:stop",
      "user:active",
    ]);
  });

  it("[C-05] assigns streams by role and lists", () => {
    expect(streamsOf({ role: "CADDIE", lists: [2] })).toEqual(["user", "org", "list-2"]);
    expect(streamsOf({ role: "CADDIE", lists: [] })).toEqual(["user", "org"]);
    expect(streamsOf({ role: "ADMIN", lists: [1, 2] })).toEqual([
      "user",
      "org",
      "list-1",
      "list-2",
      "admins",
    ]);
  });
});
