import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readEnv } from "@/lib/env";
import { startServices } from "@/lib/start";
import { answerParent } from "../load/child";
import { recorder, SECRET } from "./server";

/** One more server of a cluster, in a process of its own, so that it can be killed as a power cut does it. */
answerParent({
  async start({ url, dataDir, redisUrl }: { url: string; dataDir: string; redisUrl: string }) {
    const http = createServer();
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const env = readEnv({
      ...{ NODE_ENV: "test", NEXTAUTH_SECRET: SECRET, SEED_DEMO: "0", DATA_DIR: dataDir },
      ...{ DATABASE_URL: url, REDIS_URL: redisUrl },
    });
    await startServices(env, recorder([]), http, null);
    return (http.address() as AddressInfo).port;
  },
});
