import { expect, it, vi } from "vitest";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  it("[C-17] who asks for what he missed is answered, however fast the stream is written to", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    const stream = "list-1";
    const { epoch } = suite.server.runtime.tail;
    const { db, runtime } = suite.server;
    const select = db.select.bind(db) as typeof db.select;
    let reads = 0;
    // With every reading comes the news of one more commit.
    const reading = vi.spyOn(db, "select").mockImplementation(((...fields: Parameters<typeof select>) => {
      reads += 1;
      if (reads < 100) runtime.tail.hinted({ organizationId: club.id, stream, seq: 1_000 + reads });
      return select(...fields);
    }) as typeof select);
    runtime.tail.hinted({ organizationId: club.id, stream, seq: 1_000 });
    await runtime.tail.since(club.id, stream, epoch, 0);
    const before = reads;
    reading.mockRestore();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(10);
    await club.admin.api.update(club.at(1, 1).id, { name: "Elkin" });
    await phone.entry(stream, 1);
  });
});
