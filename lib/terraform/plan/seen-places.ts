import { own } from "../../base";
import { partsOfArn } from "../place";
import type { ShownResource } from "./shape";

/** What the resources of a provider tell about where it is. */
export interface SeenPlace {
  readonly region: string | undefined;
  readonly account: string | undefined;
}

/** By the provider's key. */
export type SeenPlaces = ReadonlyMap<string, SeenPlace>;

/** A resource of a plan or state, and the key of its provider. */
export type Provided = readonly [provider: string, resource: ShownResource];

const PLACED: ReadonlySet<string> = new Set([
  "aws_cloudwatch_metric_alarm",
  "aws_cloudwatch_composite_alarm",
  "aws_sns_topic",
  "aws_cloudwatch_log_group",
]);

/** Region and account that resources tell: the data sources for it, else the ARN of the first alarm, topic or log group. */
export function seenPlaces(resources: Iterable<Provided>): SeenPlaces {
  const told = new Map<string, Partial<Record<"data" | "arn", SeenPlace>>>();
  for (const [provider, { mode, type, values }] of resources) {
    const places = told.get(provider) ?? {};
    if (mode === "data") {
      const region = type === "aws_region" ? (textIn(values, "name") ?? textIn(values, "region")) : undefined;
      const account = type === "aws_caller_identity" ? textIn(values, "account_id") : undefined;
      const { data } = places;
      places.data = { region: data?.region ?? region, account: data?.account ?? account };
    } else if (PLACED.has(type) && places.arn === undefined) {
      const parts = partsOfArn(textIn(values, "arn") ?? "");
      if (parts !== undefined) places.arn = parts;
    }
    told.set(provider, places);
  }
  return new Map(
    [...told].map(([provider, { arn, data }]) => [
      provider,
      { region: data?.region ?? arn?.region, account: data?.account ?? arn?.account },
    ]),
  );
}

function textIn(values: ShownResource["values"], name: string): string | undefined {
  const value = own(values, name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
