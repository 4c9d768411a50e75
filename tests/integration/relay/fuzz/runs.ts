/** How much is thrown at the relay; `FUZZ_RUNS=100000` for the long run, `FUZZ_SEED` to repeat one. */
export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
export const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
export const TIMEOUT_MS = 120_000 + RUNS * 20;
