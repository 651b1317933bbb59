import { markdownCode } from "../../base";
import { type Block, folded } from "../../replay/report";
import { alike } from "../against/changes-text";
import { prose } from "./prose";
import type { ChangedResource } from "./resources";
import type { Review } from "./review";

/** Resources that are destroyed or replaced, folded, and the arguments why. */
export function resourceBlocks(review: Review): Block[] {
  const rows = lossesOf(review).map(
    ({ each: { address, arguments: because }, where }) =>
      `- ${prose(where)}${markdownCode(address)}${because.length === 0 ? "" : `: replaced, as ${because.map((name) => markdownCode(name)).join(", ")} ${because.length === 1 ? "changes" : "change"}`}`,
  );
  return folded(`Resources that the next apply destroys or replaces: ${rows.length}`, "resources", "", rows);
}

/** Resources that an apply destroys, or destroys and makes anew. */
export function lossesOf({ grafana, stacks }: Review) {
  return [...commonLosses(stacks), ...commonLosses(grafana)];
}

function commonLosses(stacks: Review["grafana"]) {
  return alike(
    stacks.map(({ environment, resources: { destroyed, replaced }, stack }) => ({
      stack,
      environment,
      each: [...destroyed.map((address): ChangedResource => ({ address, arguments: [] })), ...replaced],
    })),
    (each, without) => ({ ...each, address: without(each.address) }),
  );
}

/** Resources that are new or change in place, and are not told of elsewhere. */
export function otherResourceBlocks({ grafana, stacks }: Review): Block[] {
  const rows = [stacks, grafana].flatMap((some) =>
    alike(
      some.map(({ environment, resources: { added, changed, replaced }, stack }) => {
        const isReplaced = new Set(replaced.map(({ address }) => address));
        const all = [
          ...added.map((address) => ({ address, isNew: true, arguments: [] as readonly string[] })),
          ...changed.filter(({ address }) => !isReplaced.has(address)).map((each) => ({ ...each, isNew: false })),
        ];
        return { stack, environment, each: all.filter(({ address }) => !TOLD.test(address)) };
      }),
      (each, without) => ({ ...each, address: without(each.address) }),
    ).map(({ each: { address, arguments: names, isNew }, where }) => {
      const what = isNew ? "new: " : "";
      const differ = names.length === 0 ? "" : `: ${names.map((name) => markdownCode(name)).join(", ")}`;
      return `- ${prose(where)}${what}${markdownCode(address)}${differ}`;
    }),
  );
  return folded(`Other resources that are new or change: ${rows.length}`, "resources that change", "", rows);
}

/** Of these the words of their changes tell. */
const TOLD =
  /^(?:aws_cloudwatch_(?:metric_alarm|composite_alarm|alarm_mute_rule|log_group|log_metric_filter)|aws_sns_topic(?:_subscription)?|grafana_dashboard|grafana_apps_dashboard_\w+)\./;
