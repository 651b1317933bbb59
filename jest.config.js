// Two projects: what a change needs within minutes, and what packs, installs or runs what documents show.
// End-to-end tests against real programs: jest.e2e.config.js.
const project = require("./jest.project.js");

const slow = [
  "test/package.test.ts",
  "test/docs/",
  "test/examples/",
  "test/cli/init.test.ts",
  "test/cli/process.test.ts",
].map((path) => `<rootDir>/${path}`);

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: "<rootDir>/test/temporary-folder.ts",
  // By default one processor is left idle: on two, every file would wait for the one before.
  maxWorkers: "100%",
  // What stops a test that never ends. Not a measure of speed: no busy machine comes near it.
  testTimeout: 600_000,
  projects: [
    {
      ...project,
      displayName: "unit",
      roots: ["<rootDir>/test"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/e2e/", ...slow],
    },
    {
      ...project,
      displayName: "packaging and documents",
      roots: ["<rootDir>/test"],
      testMatch: slow.map((path) => (path.endsWith("/") ? `${path}**/*.test.ts` : path)),
    },
  ],
};
