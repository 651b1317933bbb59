// Tests against real programs (terraform, an AWS emulator, the cdktf command). Each skips with one loud line where its program is missing.
/** @type {import('jest').Config} */
module.exports = {
  ...require("./jest.project.js"),
  globalSetup: "<rootDir>/test/temporary-folder.ts",
  roots: ["<rootDir>/test/e2e"],
  // What stops a test that never ends. Not a measure of speed: no busy machine comes near it.
  testTimeout: 1_800_000,
  maxWorkers: 2,
};
