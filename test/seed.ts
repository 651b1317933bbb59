import { configureGlobal } from "fast-check";

// Property tests search anew on every run; a gate that must say the same of the same commit twice names the seed.
const seed = process.env.FAST_CHECK_SEED;
if (seed !== undefined) configureGlobal({ seed: Number(seed) });
