import { limits, textInTaskDefinition } from "../../aws";
import type { CollectorPlan } from "../../config";
import type { CollectorDocument } from "../model/document";
import { printDocument } from "../render/print-document";
import { type CollectorTier, serviceTiers } from "./collectors";
import type { DeploymentFacts } from "../rules/deployment";

/**
 * A configuration as a task gets it: without comments, which are for readers, and would start tasks anew whenever a reason is worded
 * in another way.
 */
export function deliveredText(document: CollectorDocument): string {
  return printDocument(document);
}

/** How the configuration of a tier gets to its tasks; undefined if nothing of ours runs it, or if there is no limit. */
export function deliveryOf(
  { ecs }: CollectorPlan,
  tier: CollectorTier,
  document: CollectorDocument,
): DeploymentFacts["delivery"] {
  if (serviceTiers.every((each) => each !== tier)) return undefined;
  const text = deliveredText(document);
  switch (ecs?.delivery) {
    case "environment":
      return {
        kind: "a task definition",
        size: Buffer.byteLength(JSON.stringify(text)),
        most: textInTaskDefinition,
      };
    case "ssm":
      return { kind: "a parameter", size: Buffer.byteLength(text), most: limits.advancedParameter.most };
    // By size, and by S3, a text of any size is delivered.
    case "s3":
    case undefined:
      return undefined;
  }
}
