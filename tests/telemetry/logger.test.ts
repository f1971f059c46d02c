import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { createLogger } from "@/lib/telemetry/logger";

function logged(level: string, say: (log: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  say(createLogger(level, false, sink));
  return text;
}

describe("the logger", () => {
  it("[R-15] keeps secrets to itself, wherever they stand", () => {
    const text = logged("info", (log) => {
      log.info({ token: "t0p", headers: { cookie: "c00kie", authorization: "b3arer" } }, "a request");
      log.info({ request: { body: { password: "pa55" } } }, "a body");
    });
    expect(text).toContain("[secret]");
    for (const secret of ["t0p", "c00kie", "b3arer", "pa55"]) expect(text).not.toContain(secret);
  });

  it("[R-15] tells a failed statement without what it was asked with", () => {
    const failed = Object.assign(new Error("Failed query: select 1 where $1\nparams: +57 300 1234567,Ana"), {
      parameters: ["+57 300 1234567"],
      code: "42601",
    });
    const text = logged("info", (log) => log.error({ err: failed }, "a request failed"));
    expect(text).toContain("Failed query: select 1");
    expect(text).toContain("42601");
    expect(text).not.toContain("300 1234567");
  });

  it("says nothing below its level", () => {
    expect(logged("warn", (log) => log.info("calm"))).toBe("");
  });
});
