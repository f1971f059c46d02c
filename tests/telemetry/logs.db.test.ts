import { describe, expect, it } from "vitest";
import { Api } from "../harness/api";
import { PASSWORD } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  describe("the log of the server", () => {
    it("[R-15] tells every event at debug level, by name, stream and seq", async () => {
      const club = await suite.club(2);
      const phone = await (await club.as(club.at(1, 2))).connect();
      await club.admin.api.status(club.at(1, 1).id, "Ausente");
      const { event, seq, stream } = await phone.entry("list-1", 1);
      expect(suite.server.lines).toContainEqual(expect.objectContaining({ level: 20, event, seq, stream }));
      await phone.ask("ping:rtt", {});
      expect(suite.server.lines).toContainEqual(expect.objectContaining({ level: 20, event: "ping:rtt" }));
    });

    it("[R-15] holds no password and no token, however the sign-in and the connection end", async () => {
      const club = await suite.club(1);
      const anyone = new Api(() => suite.server.url, null);
      const { identifier } = club.admin;
      const right = await anyone.request<{ token: string }>("POST", "/api/auth/token", {
        body: { identifier, password: PASSWORD },
      });
      await anyone.request("POST", "/api/auth/token", { body: { identifier, password: "otra contraseña" } });
      const { token } = right.body;
      const phone = await club.admin.connect({ auth: { token } });
      await phone.ask("stream:join", { stream: token });
      await phone.ask(token, {});
      const told = JSON.stringify(suite.server.lines);
      expect(suite.server.lines.length).toBeGreaterThan(0);
      for (const secret of [PASSWORD, "otra contraseña", token]) expect(told).not.toContain(secret);
    });
  });
});
