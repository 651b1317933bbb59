import { timeFieldsOf } from "../../../lib/cli/replay/time-fields";
import { baseContract, defineContract } from "../../../lib/contract";
import { defaultTimeFields } from "../../../lib/records";
import { contracts } from "../../fixtures/own-conventions";

const odd = defineContract({
  name: "odd",
  conventions: "own",
  line: { timestamp: "meta.when" },
  fields: { "meta.when": { type: "timestamp", description: "When." } },
});

test("times are looked for where contracts say, then at the usual names", () => {
  const { timeFields = [] } = timeFieldsOf([odd]);
  expect(timeFields).toEqual(["$.meta.when", ...defaultTimeFields]);
  expect(timeFieldsOf([contracts.ecs]).timeFields?.[0]).toBe("$['@timestamp']");
});

test("nothing is said for the usual names, for text, and without contracts", () => {
  expect(timeFieldsOf([])).toEqual({});
  expect(timeFieldsOf([baseContract])).toEqual({});
  expect(timeFieldsOf([contracts.nginx])).toEqual({});
});
