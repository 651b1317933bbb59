/**
 * Testing: jest (and vitest) matchers that replay log lines against a stack and say which alarms fire.
 *
 * ```ts
 * import { sightlineMatchers } from "sightline/testing";
 * expect.extend(sightlineMatchers);
 *
 * test("an outage of the provider wakes somebody", async () => {
 *   await expect(stack).toFire("payments-failure-rate-critical", { replaying: "test/logs/outage.ndjson.gz" });
 * });
 * ```
 */

export { sightlineMatchers, type MatcherResult, type SightlineMatchers } from "./matchers";
export type {
  FireOptions,
  LogInput,
  NotifyOptions,
  QuietOptions,
  ReplayingOptions,
  ScenarioOptions,
  When,
} from "./options";
export type { Received } from "./received";
