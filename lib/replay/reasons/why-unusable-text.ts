import { type TextFault, textFaultClause } from "../../aws";
import { reasonText } from "../../terraform";
import type { FilterRefusal, WhyUnusable } from "../metrics";

/** Why a metric filter publishes nothing, as a clause. Texts in quotes are CloudWatch's own. */
export function whyUnusableText(why: WhyUnusable): string {
  if (why.kind === "refused") return `CloudWatch Logs refuses it: ${refusalText(why.refusal)}`;
  if (why.unresolved.length === 0) return "it has no complete metric_transformation";
  return why.unresolved.map(({ attribute, reason }) => `${attribute}: ${reasonText(reason)}`).join("; ");
}

function refusalText(refusal: FilterRefusal): string {
  switch (refusal.kind) {
    case "log-group-class":
      return `its log group is of class ${refusal.logGroupClass}, which has no metric filters`;
    case "text":
      return textText(refusal.what, refusal.text, refusal.fault);
    case "dimensions-and-default":
      return '"Invalid metric transformation: dimensions and default value are mutually exclusive properties"';
    case "too-many-dimensions":
      return `it has ${refusal.excess.count} dimensions; a metric filter takes at most ${refusal.excess.most}`;
    case "dimension-not-a-selector":
      return `"Invalid metric transformation: dimension value must be valid selector": ${refusal.dimension} is ${JSON.stringify(refusal.value)}`;
    case "dimension-too-long":
      return `the name or selector of a dimension has ${refusal.length} characters; at most ${refusal.most} are allowed`;
    case "value-too-large":
      return `its ${refusal.what} ${refusal.value} is beyond what CloudWatch accepts, 2^360`;
    case "unit":
      return `its unit ${JSON.stringify(refusal.unit)} is not one of CloudWatch's`;
    case "dimensions-not-supported":
      return '"The specified filter pattern does not support dimensions"';
    case "value-not-a-number":
      return `"Invalid metric transformation: metric value ${refusal.value} must be a valid number". ${refusal.fix}`;
    case "pattern":
      return `"${refusal.message}" in ${refusal.pattern}. ${refusal.fix}`;
  }
}

function textText(what: string, text: string, fault: TextFault): string {
  const shown = fault.kind === "character" || fault.kind === "beginning" ? ` ${JSON.stringify(text)}` : "";
  return `its ${what}${shown} ${textFaultClause(fault)}`;
}
