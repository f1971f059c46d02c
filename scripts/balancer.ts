import { connect, createServer, type Server, type Socket } from "node:net";

const RETRY_REFUSED_MS = 200;

/**
 * A TCP balancer for trying out a cluster: each connection goes to the node with the fewest, and to the next one when
 * that does not answer. It looks into nothing, so WebSockets need no stickiness. In production use a real one.
 * @param ports of the nodes on this machine
 */
export function createBalancer(ports: readonly number[]): Server {
  const open = new Map(ports.map((port) => [port, 0]));

  function forward(client: Socket, tried: ReadonlySet<number>): void {
    const port = ports
      .filter((candidate) => !tried.has(candidate))
      .sort((a, b) => (open.get(a) ?? 0) - (open.get(b) ?? 0))[0];
    if (client.destroyed) return;
    if (port === undefined) {
      // All are away, as in a restart: the client waits a moment instead of failing at once.
      setTimeout(() => client.destroy(), RETRY_REFUSED_MS);
      return;
    }
    const node = connect(port, "127.0.0.1");
    const failed = () => forward(client, new Set([...tried, port]));
    node.once("error", failed);
    node.once("connect", () => {
      node.off("error", failed);
      open.set(port, (open.get(port) ?? 0) + 1);
      node.once("close", () => {
        open.set(port, (open.get(port) ?? 1) - 1);
        client.destroy();
      });
      client.once("close", () => node.destroy());
      node.on("error", () => client.destroy());
      client.pipe(node).pipe(client);
    });
  }

  return createServer((client) => {
    client.setNoDelay(true);
    client.on("error", () => client.destroy());
    forward(client, new Set());
  });
}
