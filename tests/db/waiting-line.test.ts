import { describe, expect, it } from "vitest";
import { WaitingLine } from "@/lib/db/waiting-line";

/** Work that ends when the test says so. */
function work() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { run: () => done, end: () => end() };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the line before the database", () => {
  it("lets two in, and the others in the order in which they came", async () => {
    const line = new WaitingLine(2, 1000);
    const begun: number[] = [];
    const jobs = [work(), work(), work(), work()];
    const all = jobs.map((job, n) =>
      line.run(() => {
        begun.push(n);
        return job.run();
      }),
    );
    await turn();
    expect(begun).toEqual([0, 1]);
    jobs[1]?.end();
    await all[1];
    await turn();
    expect(begun).toEqual([0, 1, 2]);
    for (const job of jobs) job.end();
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it("hands on a failure, and the place with it", async () => {
    const line = new WaitingLine(1, 1000);
    const broken = line.run(() => Promise.reject(new Error("the work's own")));
    const next = line.run(async () => "in turn");
    await expect(broken).rejects.toThrow("the work's own");
    expect(await next).toBe("in turn");
  });

  it("refuses whoever waited too long, without having begun, and says when to come back", async () => {
    const line = new WaitingLine(1, 20);
    const first = work();
    const running = line.run(first.run);
    let begun = false;
    const late = line.run(async () => {
      begun = true;
    });
    await expect(late).rejects.toMatchObject({ code: "UNAVAILABLE", status: 503, extra: { retryAfter: 2 } });
    first.end();
    await running;
    await turn();
    expect(begun).toBe(false);
    // Nobody took the place of the one who left.
    expect(await line.run(async () => "free")).toBe("free");
  });
});
