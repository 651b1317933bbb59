import { configureGlobal } from "fast-check";

// Property tests have a new seed in every run. A check that must give the same result for a commit every time sets the seed.
const seed = process.env.FAST_CHECK_SEED;
if (seed !== undefined) configureGlobal({ seed: Number(seed) });
