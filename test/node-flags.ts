/** Flags for a process that loads cdktf, which calls a function that Node.js 22 and later deprecate. They hide the warning. */
export const withoutCdktfsWarning = process.allowedNodeEnvironmentFlags.has("--disable-warning")
  ? ["--disable-warning=DEP0044"]
  : [];
