import { madeUp, type Subject } from "../aws/made-up";
import type { Value } from "../hcl/value";
import type { GivenStates } from "./given-states";

/** What a data source reads of a parameter of AWS Systems Manager that a given stack creates; undefined for any other attribute. */
export function parameterValue(data: Subject, attribute: string, given: GivenStates): Value | undefined {
  const isValue = attribute === "value" || attribute === "insecure_value";
  if (data.mode !== "data" || data.type !== "aws_ssm_parameter" || !isValue) return undefined;
  const arn = madeUp(data, "arn");
  return typeof arn === "string" ? given.parameter(arn) : undefined;
}
