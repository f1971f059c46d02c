import { describe, expect, it } from "vitest";
import * as z from "zod";
import { clientAddress, isAllowedOrigin } from "@/lib/http/origin";
import { AppError, isAppError, parseInput, problemBody, problemResponse } from "@/lib/http/problem";

describe("a refusal", () => {
  it("is known by its brand, not by its class: the class exists twice in one process", () => {
    const stranger = { [Symbol.for("caddiepro.AppError")]: true };
    expect(isAppError(new AppError("FORBIDDEN", "no"))).toBe(true);
    expect(isAppError(stranger)).toBe(true);
    for (const other of [new Error("FORBIDDEN"), null, undefined, "FORBIDDEN", { code: "FORBIDDEN" }]) {
      expect(isAppError(other)).toBe(false);
    }
  });

  it("becomes problem+json with its further members", async () => {
    const error = new AppError("VERSION_CONFLICT", "somebody was faster", {
      members: { current: { id: 1 } },
    });
    const response = problemResponse(problemBody(error), error.status);
    expect(response.status).toBe(409);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toEqual({
      type: "urn:caddiepro:problem:version-conflict",
      title: "Conflict",
      status: 409,
      detail: "somebody was faster",
      code: "VERSION_CONFLICT",
      current: { id: 1 },
    });
  });

  it("says in whole seconds when to try again, at least one", () => {
    const wait = (seconds: number) =>
      problemResponse(problemBody(new AppError("RATE_LIMITED", "wait")), 429, seconds).headers.get(
        "retry-after",
      );
    expect([wait(0.01), wait(1), wait(1.2)]).toEqual(["1", "1", "2"]);
  });

  it("asks for a bearer token with 401 alone", () => {
    const asks = (code: "UNAUTHENTICATED" | "FORBIDDEN") => {
      const error = new AppError(code, "no");
      return problemResponse(problemBody(error), error.status).headers.get("www-authenticate");
    };
    expect([asks("UNAUTHENTICATED"), asks("FORBIDDEN")]).toEqual(["Bearer", null]);
  });

  it("names every field, unknown ones by themselves", () => {
    const schema = z.strictObject({ a: z.string(), b: z.strictObject({ c: z.number() }) });
    const paths = (value: unknown) => {
      const parsed = parseInput(schema, value);
      return parsed.ok ? [] : parsed.errors.map(({ path }) => path);
    };
    expect(paths({ b: { c: "1", d: 1, e: 2 }, f: 3 })).toEqual(["a", "b.c", "b.d", "b.e", "f"]);
    expect(paths(7)).toEqual([""]);
  });

  it("an input that makes the checks themselves throw is invalid, a fault of ours is not", () => {
    const trap = { length: { toString: 1, valueOf: 1 } };
    const refused = { ok: false, errors: [{ path: "", message: "cannot be read" }] };
    expect(parseInput(z.strictObject({ name: z.string().min(1) }), { name: trap })).toEqual(refused);
    const faulty = z.string().refine(() => {
      throw new RangeError("ours");
    });
    expect(() => parseInput(faulty, "x")).toThrow("ours");
  });
});

describe("[C-18] where a request comes from", () => {
  it("an origin is allowed by exact equality alone", () => {
    const allowed = new Set(["https://caddies.club"]);
    expect(isAllowedOrigin("https://caddies.club", allowed)).toBe(true);
    for (const origin of [
      null,
      undefined,
      "",
      "null",
      "https://caddies.club/",
      "http://caddies.club",
      "https://caddies.club:444",
      "https://caddies.club.evil.example",
      "https://evil-caddies.club",
      "HTTPS://CADDIES.CLUB",
    ]) {
      expect(isAllowedOrigin(origin, allowed), String(origin)).toBe(false);
    }
  });

  it("an address is what the nearest trusted proxy saw, never what the client claims", () => {
    expect(clientAddress("1.1.1.1, 2.2.2.2", "9.9.9.9", true)).toBe("2.2.2.2");
    expect(clientAddress("1.1.1.1", "9.9.9.9", false)).toBe("9.9.9.9");
    expect(clientAddress(undefined, "9.9.9.9", true)).toBe("9.9.9.9");
    expect(clientAddress("", undefined, true)).toBe("unknown");
  });

  it.each([
    ["::ffff:10.0.0.7", "10.0.0.7"],
    ["10.0.0.7:51234", "10.0.0.7"],
    ["[2001:db8:0:1::7]:443", "2001:db8:0:1::/64"],
    ["2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64"],
    ["2001:0db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["no address", "no address"],
  ])("%s is counted as %s: nobody gets more tries by changing within his own network", (given, counted) => {
    expect(clientAddress(undefined, given, false)).toBe(counted);
    expect(clientAddress(`1.1.1.1, ${given}`, "9.9.9.9", true)).toBe(counted);
  });
});
