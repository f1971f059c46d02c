import { describe, expect, it } from "vitest";
import * as z from "zod";
import { clientAddress, isAllowedOrigin } from "@/lib/http/origin";
import { AppError, fieldErrors, isAppError, problemBody, problemResponse } from "@/lib/http/problem";

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
      const parsed = schema.safeParse(value);
      return parsed.success ? [] : fieldErrors(parsed.error.issues).map(({ path }) => path);
    };
    expect(paths({ b: { c: "1", d: 1, e: 2 }, f: 3 })).toEqual(["a", "b.c", "b.d", "b.e", "f"]);
    expect(paths(7)).toEqual([""]);
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
});
