import { checkCollector, readCollectors } from "../../../lib/collector";

const rulesOf = (pattern: string): string[] =>
  readCollectors(
    "x.yaml",
    JSON.stringify({
      receivers: { otlp: { protocols: { grpc: {} } } },
      processors: { redaction: { allow_all_keys: true, blocked_values: [pattern] } },
      exporters: { nop: null },
      service: { pipelines: { logs: { receivers: ["otlp"], processors: ["redaction"], exporters: ["nop"] } } },
    }),
  )
    .collectors.flatMap((each) => checkCollector(each))
    .map(({ rule }) => rule)
    .filter((rule) => rule === "regular-expression");

test.each(["a(?=b)", "(a)\\1", "[a", "\\ü", "a\\\\\\ö", "\\Qa\\E\\ä"])("%s is no expression of RE2", (pattern) => {
  expect(rulesOf(pattern)).toHaveLength(1);
});

test.each(["Größe", "\\\\ü", "\\Q\\ü\\E", "\\Qü", "\\.\\-\\d\\pL", "(?i)^a{2,3}$"])("%s is one", (pattern) => {
  expect(rulesOf(pattern)).toEqual([]);
});
