/** Most days that are played again at once. */
export const SIMULATED_DAYS = 28;
