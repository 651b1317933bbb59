import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replacingArguments, unwrittenArguments } from "../../lib/terraform";

const folder = join(__dirname, "../../lib/constructs");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(folder, file), "utf8"));

/** Those that are changed in place whatever changes, and a task definition, which has revisions. */
const neverReplaced = new Set([
  "aws_chatbot_slack_channel_configuration",
  "aws_cloudwatch_query_definition",
  "aws_ecs_task_definition",
]);

/** Newer than the provider that the table is of. */
const newer = /^aws_(?:cloudwatch_alarm_mute_rule|xray_indexing_rule|xray_trace_segment_destination)$/;

test("every type that the constructs make is in the table", () => {
  const ofProvider = sources
    // What is imported as a type is only watched.
    .flatMap((text) => [
      ...text.matchAll(/^import (?!type )[^;]*"@cdktf\/provider-aws\/lib\/(?!data-|provider")([a-z0-9-]+)"/gm),
    ])
    .map(([, name = ""]) => `aws_${name.replaceAll("-", "_")}`);
  const ours = sources
    .flatMap((text) => [...text.matchAll(/tfResourceType(?:: string)? = "(\w+)"/g)])
    .map(([, name = ""]) => name);
  const all = [...new Set([...ofProvider, ...ours])].filter((type) => !neverReplaced.has(type) && !newer.test(type));
  expect(all.length).toBeGreaterThan(50);
  expect(ours).toContain("grafana_folder");
  expect(all.filter((type) => !Object.hasOwn(replacingArguments, type))).toEqual([]);
});

test("what is known of arguments that are not written is of arguments in the table", () => {
  for (const [type, unwritten] of Object.entries(unwrittenArguments))
    expect(replacingArguments[type]).toEqual(expect.arrayContaining(Object.keys(unwritten)));
});
