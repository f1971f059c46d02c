import { createServer } from "node:http";
import { Server } from "socket.io";
import { answerParent } from "./child";

/** Bare Socket.IO: the same transport and heartbeat as our server, one room, no session, no log. */
const http = createServer((request, response) => {
  if (request.url === "/loud") io.emit(event, envelope);
  response.writeHead(204).end();
});
const io = new Server(http, {
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  pingInterval: 28_000,
  pingTimeout: 8_000,
});
let event = "";
let envelope: unknown;

answerParent({
  say(sample: string) {
    [event, envelope] = JSON.parse(sample) as [string, unknown];
  },
  listen: (port: number) =>
    new Promise<void>((resolve) => {
      http.listen(port, "127.0.0.1", resolve);
    }),
  gc: () => globalThis.gc?.(),
});
