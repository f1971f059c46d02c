import type { Chart } from "./chart";
import type { Connections } from "./connections";
import type { Step } from "./growth";
import { perRecipient } from "./rows";
import type { Results } from "./sections";

/** The curves over the number of clients, by the names of their files. */
export function chartsOf({ growth, connections }: Results): Record<string, Chart> {
  return { ...(growth && growthCharts(growth)), ...(connections && connectionCharts(connections)) };
}

function growthCharts(steps: readonly Step[]): Record<string, Chart> {
  const curve = (name: string, y: (step: Step) => number) => ({
    name,
    points: steps.map((step) => ({ x: step.clients, y: y(step) })),
  });
  return {
    "click-to-last": {
      title: "Click → last client, through HTTP and PostgreSQL",
      unit: "ms",
      curves: [
        curve("p50", (s) => s.ours.toLast.p50),
        curve("p95", (s) => s.ours.toLast.p95),
        curve("p99", (s) => s.ours.toLast.p99),
      ],
      goal: { name: "100 ms: never over", y: 100 },
    },
    "first-to-last": {
      title: "First → last client of one broadcast, p50",
      unit: "ms",
      curves: [
        curve("CaddiePro", (s) => s.ours.fanOut.p50),
        curve("Socket.IO", (s) => s.socketIo.fanOut.p50),
        curve("ws", (s) => s.ws.fanOut.p50),
      ],
    },
    "cpu-per-recipient": {
      title: "Server CPU of one broadcast per recipient",
      unit: "µs",
      curves: [
        curve("CaddiePro", (s) => perRecipient(s.ours.cpuPerBroadcast, s.clients)),
        curve("Socket.IO", (s) => perRecipient(s.socketIo.cpuPerBroadcast, s.clients)),
        curve("ws", (s) => perRecipient(s.ws.cpuPerBroadcast, s.clients)),
      ],
    },
  };
}

function connectionCharts({ memory }: Connections): Record<string, Chart> {
  const curve = (name: string, kind: keyof typeof memory) => ({
    name,
    points: memory[kind].map(({ clients, kb }) => ({ x: clients, y: kb })),
  });
  return {
    "memory-per-connection": {
      title: "Resident memory per connection",
      unit: "KB",
      curves: [curve("CaddiePro", "ours"), curve("Socket.IO", "socketIo"), curve("ws", "ws")],
    },
  };
}
