const { relative } = require("node:path");
const Sequencer = require("@jest/test-sequencer").default;

/**
 * The test files that take longest, the longest first. Begun last, one of them leaves the other processors idle until it ends, and on a
 * fresh clone jest knows no more of a file than its size. A name that is missing here costs time, nothing else.
 */
const longest = [
  "test/e2e/environments.test.ts",
  "test/e2e/brownfield.test.ts",
  "test/e2e/routes.test.ts",
  "test/e2e/any-configuration.test.ts",
  "test/e2e/collector-service.test.ts",
  "test/e2e/existing-log-groups.test.ts",
  "test/e2e/alert-rules.test.ts",
  "test/e2e/first-contact.test.ts",
  "test/e2e/cdktf-deploy.test.ts",
  "test/e2e/two-tiers.test.ts",
  "test/e2e/beside-collector.test.ts",
  "test/e2e/constructs.test.ts",
  "test/e2e/stacks.test.ts",
  "test/config/properties.test.ts",
  "test/cli/replay-bad-input.test.ts",
  "test/config/each-part.test.ts",
  "test/cli/check.test.ts",
  "test/cli/review.test.ts",
  "test/pattern/properties.test.ts",
  "test/examples/brownfield.test.ts",
  "test/config/editor.test.ts",
  "test/replay/alarms/deadline.test.ts",
  "test/examples/shop-logs.test.ts",
  "test/docs/rules.test.ts",
  "test/stacks/renames.test.ts",
  "test/replay/scenarios/batches.test.ts",
];

/** Orders test files: the longest first, the others as jest does. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ context, path }) => {
      const index = longest.indexOf(relative(context.config.rootDir, path).replaceAll("\\", "/"));
      return index === -1 ? longest.length : index;
    };
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
