import { registry, type RuleIdOf } from "../../base";
import { batchLimits } from "./batch-limits";
import { components } from "./components";
import { delivery } from "./delivery";
import { deployed } from "./deployed";
import { endpoints } from "./endpoints";
import { extensionsNamed } from "./extensions-named";
import type { Family } from "./family";
import { memoryLimiter } from "./memory-limiter";
import { metrics } from "./metrics";
import { ottl } from "./ottl";
import { ownTelemetry } from "./own-telemetry";
import { pipelines } from "./pipelines";
import { ports } from "./ports";
import { privacy } from "./privacy";
import { reading } from "./reading";
import { references } from "./references";
import { regularExpressions } from "./regular-expressions";
import { sampling } from "./sampling";
import { secrets } from "./secrets";
import { settings } from "./settings";

/** All rules for collectors, in the order of the documents. */
export const collectorRules = registry({
  ...reading.rules,
  ...components.rules,
  ...settings.rules,
  ...pipelines.rules,
  ...extensionsNamed.rules,
  ...ports.rules,
  ...references.rules,
  ...regularExpressions.rules,
  ...ottl.rules,
  ...memoryLimiter.rules,
  ...delivery.rules,
  ...batchLimits.rules,
  ...endpoints.rules,
  ...secrets.rules,
  ...sampling.rules,
  ...privacy.rules,
  ...metrics.rules,
  ...ownTelemetry.rules,
  ...deployed.rules,
});

export type CollectorRuleId = RuleIdOf<typeof collectorRules>;

/** What looks for findings, in the order of the rules. */
export const families: readonly Family<CollectorRuleId>[] = [
  components,
  settings,
  pipelines,
  extensionsNamed,
  ports,
  references,
  regularExpressions,
  ottl,
  memoryLimiter,
  delivery,
  batchLimits,
  endpoints,
  secrets,
  sampling,
  privacy,
  metrics,
  ownTelemetry,
  deployed,
] as readonly Family[] as readonly Family<CollectorRuleId>[];
