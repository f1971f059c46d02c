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
  "absence:saved v1": "10707aeb1d939775",
  "access:revised v1": "ab1d9b95d4080ffc",
  "announcement:read v1": "b7999698ab41d45e",
  "announcement:withdrawn v1": "b7999698ab41d45e",
  "caddie:added v3": "4018384f9f697f82",
  "caddie:called v1": "2341e4d94094e265",
  "caddie:deleted v1": "6951aec29f3ae2a9",
  "caddie:status_changed v3": "0529844c7746c095",
  "caddie:updated v3": "ee6a140102925357",
  "draw:closed v1": "43b09fdab6339de4",
  "draw:committed v1": "43b09fdab6339de4",
  "draw:revealed v1": "43b09fdab6339de4",
  "list:reordered v1": "422ce31ea64fcc86",
  "roll-call:closed v1": "8e5cd1b2b5a0001c",
  "roll-call:marked v1": "b4b904544cf42871",
  "roll-call:opened v1": "66172a449b26018a",
  "rules:changed v1": "a5966c14245a5358",
  "photo:changed v1": "ee5e547676995408",
  "notification v1": "c91573a49f0c5de5",
  "notification:read v1": "4697380488aa3d6a",
  "notification:removed v1": "3e3f099fee38e295",
  "notification:settings v1": "b1dce8daad9f9a71",
  "system:announcement v1": "24bdd7f2af32d649",
  "club:changed v3": "af680931d7c71a3c",
  "day:closed v1": "577ce72d9fb6b1d6",
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
