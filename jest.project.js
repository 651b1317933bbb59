// What every project of tests has: sources in TypeScript, a seed, nothing read from `dist`.
/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  testEnvironmentOptions: { customExportConditions: ["sightline-source", "node", "require", "default"] },
  testMatch: ["**/*.test.ts"],
  setupFiles: ["<rootDir>/test/seed.ts"],
  // Jest runs tests in a context in which each look at a global is slow: loops that look at one take up to ten times as long. Not these of
  // which a package declares its own: Map, Number, Set, String and Uint8Array.
  sandboxInjectedGlobals: ["Array", "Float64Array", "Infinity", "JSON", "Math", "Object"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  // cdktf captures a stack trace for every token, and in jest each of them is mapped to the sources: two fifths of a synthesis.
  moduleNameMapper: { "/stack-trace$": "<rootDir>/test/no-stack-trace.ts" },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
};
