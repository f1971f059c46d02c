import { Audience, type AudienceSpec } from "./audience";
import { answerParent, tellParent } from "./child";
import { PollingClient, type PollingSpec } from "./polling-client";

const audiences = new Map<string, Audience>();
let polling: PollingClient[] = [];

/** The load: a process of its own, so that what the clients do costs the measured server nothing. */
answerParent({
  async connect(spec: AudienceSpec) {
    const audience = new Audience(spec, tellParent);
    audiences.set(spec.name, audience);
    await audience.connect();
  },
  grow: ({ name, tokens }: { name: string; tokens: string[] }) => audiences.get(name)?.grow(tokens),
  close(name: string) {
    audiences.get(name)?.close();
    audiences.delete(name);
  },
  traffic: (names: string[]) => names.map((name) => audiences.get(name)?.traffic()),
  sample: (name: string) => audiences.get(name)?.sample ?? "",
  poll({ tokens, ...spec }: Omit<PollingSpec, "token" | "delayMs"> & { tokens: string[] }) {
    polling = tokens.map(
      (token, n) => new PollingClient({ ...spec, token, delayMs: (spec.everyMs * n) / tokens.length }),
    );
  },
  polled: () => polling.map((client) => client.traffic()),
  stopPolling() {
    for (const client of polling) client.stop();
    polling = [];
  },
});
