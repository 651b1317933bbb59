// Two projects: what a change needs within minutes, and what runs what documents and examples show.
// End-to-end tests, against real programs and of the package as it is installed: jest.e2e.config.js.
const project = require("./jest.project.js");
const { installed } = require("./jest.e2e.config.js");

const slow = ["test/docs/", "test/examples/"].map((path) => `<rootDir>/${path}`);

/** @type {import('jest').Config} */
module.exports = {
  globalSetup: "<rootDir>/test/temporary-folder.ts",
  testSequencer: "<rootDir>/jest.sequencer.js",
  // By default one processor is left idle: on two, every file would wait for the one before.
  maxWorkers: "100%",
  // What stops a test that never ends. Not a measure of speed: no busy machine comes near it.
  testTimeout: 600_000,
  projects: [
    {
      ...project,
      displayName: "unit",
      roots: ["<rootDir>/test"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/e2e/", ...installed, ...slow],
    },
    {
      ...project,
      displayName: "documents",
      roots: ["<rootDir>/test"],
      testMatch: slow.map((path) => `${path}**/*.test.ts`),
      testPathIgnorePatterns: ["/node_modules/", ...installed],
    },
  ],
};
