import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "./server-process";

type User = { uid?: number; gid?: number };

/** A PostgreSQL of the test's own, so that no other is ever restarted. */
export class PostgresInstance {
  readonly url: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #user: User;
  readonly #bin: string;

  private constructor(port: number) {
    this.#port = port;
    this.#bin = findBinaries();
    this.#user = serverUser();
    this.#folder = mkdtempSync(join(tmpdir(), "caddiepro-pg-"));
    if (this.#user.uid !== undefined) chownSync(this.#folder, this.#user.uid, this.#user.gid ?? 0);
    this.url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  }

  static async start(): Promise<PostgresInstance> {
    const instance = new PostgresInstance(await freePort());
    instance.#run("initdb", [
      "-D",
      instance.#data,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--no-sync",
    ]);
    instance.#control("start");
    return instance;
  }

  /** As a crash does it: no checkpoint, every session is cut, and the log is recovered at the start. */
  restart(): void {
    this.#control("restart");
  }

  halt(): void {
    this.#control("stop");
  }

  begin(): void {
    this.#control("start");
  }

  drop(): void {
    if (existsSync(join(this.#data, "postmaster.pid"))) this.#control("stop");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.#folder, "data");
  }

  #control(command: "start" | "stop" | "restart"): void {
    const mode = command === "start" ? [] : ["-m", "immediate"];
    const server = `-p ${this.#port} -k ${this.#folder} -h 127.0.0.1 -c max_connections=200`;
    const options = command === "stop" ? [] : ["-o", server, "-l", join(this.#folder, "log")];
    this.#run("pg_ctl", [command, "-D", this.#data, "-w", "-s", ...mode, ...options]);
  }

  #run(program: string, args: string[]): void {
    // pg_ctl's own child would hold a pipe open for as long as the server runs.
    execFileSync(join(this.#bin, program), args, { cwd: this.#folder, stdio: "ignore", ...this.#user });
  }
}

/** PostgreSQL refuses to run as root: there it runs as a user who may do nothing else. */
function serverUser(): User {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const number = (flag: string) => Number(execFileSync("id", [flag, name], { stdio: "pipe" }).toString());
      return { uid: number("-u"), gid: number("-g") };
    } catch {
      // There is no such user here: the next one.
    }
  }
  throw new Error("as root, a user postgres or nobody is needed to run PostgreSQL as");
}

function findBinaries(): string {
  const packaged = "/usr/lib/postgresql";
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.map((version) => join(packaged, version, "bin")),
  ];
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")),
  );
  if (!found) throw new Error("PostgreSQL's initdb and pg_ctl are needed: install its server package");
  return found;
}
