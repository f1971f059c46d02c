import { expect, it } from "vitest";
import { sendRaw } from "../abuse/raw-http";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const ask = async (method: string, target: string) => {
    const headers: [string, string][] = [["Host", "x"]];
    const reply = await sendRaw(suite.server.port, { method, target, headers, body: Buffer.alloc(0) });
    return { ...reply, problem: JSON.parse(reply.body) as { status: number; code: string } };
  };

  it.each(["//", "http://[", "/api/caddies/%", "/api/caddies/%zz/moves", "/caddies/%ff", "/%c3%28"])(
    "[R-02] the address %s is one that nobody can read, and is refused as such",
    async (target) => {
      const { status, problem, headers } = await ask("GET", target);
      expect([status, problem.status, problem.code]).toEqual([400, 400, "MALFORMED"]);
      expect(headers["content-type"]).toBe("application/problem+json");
    },
  );

  it.each(["TRACE", "PROPFIND", "M-SEARCH"])("[R-02] the method %s is not served", async (method) => {
    const { status, problem, headers } = await ask(method, "/api/caddies");
    expect([status, problem.status, problem.code]).toEqual([405, 405, "METHOD_NOT_ALLOWED"]);
    expect(headers.allow).toContain("PATCH");
  });
});
