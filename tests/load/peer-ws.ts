import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { answerParent } from "./child";

/** Bare `ws`: one string, sent to each client. No server in this language does less. */
const http = createServer((request, response) => {
  if (request.url === "/loud") for (const client of sockets.clients) client.send(text);
  response.writeHead(204).end();
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket) => socket.send("hello"));
let text = "";

answerParent({
  say(sample: string) {
    text = `42${sample}`;
  },
  listen: (port: number) =>
    new Promise<void>((resolve) => {
      http.listen(port, "127.0.0.1", resolve);
    }),
  gc: () => globalThis.gc?.(),
});
