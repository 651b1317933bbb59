// Tests against real programs (terraform, an AWS emulator, the cdktf command), each of which skips with one loud line where its program is
// missing, and of the package as it is installed: packing it takes half a minute.
const project = require("./jest.project.js");

const installed = ["package", "cli/init", "cli/process", "docs/readme"].map((name) => `<rootDir>/test/${name}.test.ts`);

/** @type {import('jest').Config} */
module.exports = {
  ...project,
  globalSetup: "<rootDir>/test/temporary-folder.ts",
  testSequencer: "<rootDir>/jest.sequencer.js",
  roots: ["<rootDir>/test"],
  testMatch: ["<rootDir>/test/e2e/**/*.test.ts", ...installed],
  // What stops a test that never ends. Not a measure of speed: no busy machine comes near it.
  testTimeout: 1_800_000,
  maxWorkers: 2,
};

// For jest.config.js, which leaves them out; jest itself reads no such key of a configuration.
Object.defineProperty(module.exports, "installed", { value: installed });
