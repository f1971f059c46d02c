import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { within } from "./clock";

/** The server and its peers run on one core, all load on another, so that neither waits for the other's work. */
export const SERVER_CORE = 0;
const CLIENT_CORE = 1;

const STOP_WITHIN_MS = 20_000;

const children = new Set<ChildProcess>();

/** Whether cores can be kept apart on this machine. */
export const canPin = pinWorks();

function pinWorks(): boolean {
  try {
    execFileSync("taskset", ["-c", `${SERVER_CORE},${CLIENT_CORE}`, "true"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const moveSelfTo = (cores: string) => {
  if (canPin) execFileSync("taskset", ["-acp", cores, String(process.pid)], { stdio: "ignore" });
};

/** Puts this process, and whatever it starts from now on, on the clients' core. */
export const pinSelf = (): void => moveSelfTo(String(CLIENT_CORE));

/** What is started meanwhile may use all cores: a browser is many processes, and no phone has one core for them. */
export async function onAllCores<R>(start: () => Promise<R>): Promise<R> {
  moveSelfTo(`${SERVER_CORE},${CLIENT_CORE}`);
  try {
    return await start();
  } finally {
    pinSelf();
  }
}

/** What a process needs besides its connections. */
const SPARE_FILES = 500;

/** Null when one process may hold so many connections; otherwise why not. Node has raised the soft limit to the hard one. */
export function tooManyFor(connections: number): string | null {
  const limit = /^Max open files\s+\S+\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  const needed = connections + SPARE_FILES;
  if (limit === undefined || Number(limit) >= needed) return null;
  return `a process may open ${limit} files here and needs ${needed}: raise it with ulimit -Hn`;
}

export interface Child {
  pid: number;
  /** Sends one command and waits for its answer. @throws Error with the child's own words */
  ask<R>(command: string, input?: unknown, patienceMs?: number): Promise<R>;
  /** Hears what the child says unasked. */
  onNews(listener: (news: unknown) => void): void;
  /** The last of what it printed, for a failure's message. */
  printed(): string;
  /** Ends it and everything that it started; it may take its time, a CPU profile is written last. */
  stop(): Promise<void>;
  /** As a power cut does it: `kill -9`, nobody is told. Resolves when it is gone. */
  kill(): Promise<void>;
}

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts a program with a channel to it; it leads its own group, so that its own children end with it. */
export function startChild(
  program: string,
  args: readonly string[],
  options: { onServerCore?: boolean; env?: Record<string, string> } = {},
): Child {
  const pinned = options.onServerCore && canPin ? ["taskset", "-c", String(SERVER_CORE)] : [];
  const [file = program, ...rest] = [...pinned, program, ...args];
  const child = spawn(file, rest, {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  children.add(child);
  let printed = "";
  const listen = (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-4000);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void ended.then(() => children.delete(child));
  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners: ((news: unknown) => void)[] = [];
  child.on("message", (message: Reply | { news: unknown }) => {
    if ("news" in message) for (const listener of listeners) listener(message.news);
    else waiting.get(message.id)?.(message);
  });
  child.once("exit", (code, signal) => {
    for (const answer of waiting.values())
      answer({ id: 0, error: `ended with ${signal ?? code}\n${printed}` });
  });
  let asked = 0;
  return {
    pid: child.pid ?? 0,
    async ask<R>(command: string, input?: unknown, patienceMs = 60_000): Promise<R> {
      const id = ++asked;
      const answered = new Promise<Reply>((resolve) => waiting.set(id, resolve));
      child.send({ id, command, input });
      const reply = await within(patienceMs, command, answered).finally(() => waiting.delete(id));
      if (reply.error !== undefined) throw new Error(`${command}: ${reply.error}`);
      return reply.result as R;
    },
    onNews: (listener) => listeners.push(listener),
    printed: () => printed,
    async stop() {
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
      signalGroup(child, "SIGKILL");
    },
    async kill() {
      signalGroup(child, "SIGKILL");
      await ended;
    },
  };
}

/** Ends all that is left, at once; also for a run that failed. */
export function killAll(): void {
  for (const child of children) signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch (error) {
    // Nobody of the group is left.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
