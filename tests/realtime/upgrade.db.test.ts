import { connect } from "node:net";
import { expect, it } from "vitest";
import { onEveryDatabase } from "../harness/suite";

/** The status line that an upgrade with this target gets; rejects when the server leaves the connection open. */
function upgrade(port: number, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", reject);
    socket.setTimeout(3000, () => socket.destroy(new Error("the server left it open")));
    socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
    const headers = "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13";
    socket.write(
      `GET ${target} HTTP/1.1\r\n${headers}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
  });
}

onEveryDatabase((suite) => {
  it.each(["//", "http://", "*", "/%zz", "/socket.iox", "/api/ws/nothing"])(
    "[C-02] an upgrade of %s is refused and closed, and the others feel nothing",
    async (target) => {
      const club = await suite.club(2);
      const phone = await (await club.as(club.at(1, 2))).connect();
      expect(await upgrade(suite.server.port, target)).toBe("HTTP/1.1 404 Not Found");
      await club.admin.api.status(club.at(1, 1).id, "Ausente");
      expect((await phone.entry("list-1", 1)).event).toBe("caddie:status_changed");
    },
  );
});
