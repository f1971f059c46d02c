export interface Sizes {
  /** Clients of each step of the growth curves, and clicks that each step is measured by. */
  steps: { clients: number; clicks: number }[];
  /** A step is measured in so many turns of all servers: what drifts on the machine falls on all alike. */
  rounds: number;
  warmUp: number;
  /** How long traffic is counted; the server's slowest beat comes once a minute. */
  windowMs: number;
  /** Clients whose memory is measured. */
  memoryClients: number;
  starts: number;
  commitMs: number;
}

export const FULL: Sizes = {
  steps: [
    { clients: 100, clicks: 500 },
    { clients: 300, clicks: 250 },
    { clients: 1000, clicks: 200 },
  ],
  rounds: 25,
  warmUp: 150,
  windowMs: 60_000,
  memoryClients: 1000,
  starts: 3,
  commitMs: 5000,
};

/** Proves that the bench runs and that everything is delivered; its times say nothing. */
export const QUICK: Sizes = {
  steps: [
    { clients: 20, clicks: 10 },
    { clients: 60, clicks: 10 },
  ],
  rounds: 2,
  warmUp: 5,
  windowMs: 4000,
  memoryClients: 40,
  starts: 1,
  commitMs: 500,
};

/**
 * The reference load: a club of a hundred phones in which a status changes every twenty seconds, or polling each five. One
 * tee gives a group of four each eight minutes, four out and four back: one change a minute. This is three times that.
 */
export const REFERENCE = { clients: 100, changesPerWindow: 3, pollsPerWindow: 12 };
