import { lambda } from "./sets/lambda";
import { sqs } from "./sets/sqs";

/** All sets of recommended alarms, by name. */
export const recommendedSets = { lambda, sqs } as const;

/** Name of a set of recommended alarms. */
export type RecommendedSetName = keyof typeof recommendedSets;
