import { readArn } from "../../aws";
import { isPlaced } from "../../terraform";
import type { ContextValue } from "./policy/condition";
import type { ServiceRequest } from "./policy/evaluate";

/** Who sends a message, and from where. */
export interface Sender {
  readonly service: string;
  /** The alarm, or the topic. */
  readonly arn: string;
}

/**
 * The request that a service makes for a resource, with those of its condition keys that are known.
 *
 * A service is not a member of an organization and does not use a VPC endpoint of the account: those keys are absent, so a statement
 * with a condition on `aws:PrincipalOrgID` does not admit it. A topic's default policy has a condition on `AWS:SourceOwner`; alarms work
 * with that policy, so the key must hold the alarm's account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest(
  sender: Sender,
  action: string,
  resource: string,
  keys: Readonly<Record<string, string>> = {},
): ServiceRequest {
  const { arn, service } = sender;
  const resourceIsCertain = isPlaced(resource);
  const account = readArn(arn)?.account ?? "";
  const certain = (...values: readonly string[]): ContextValue => ({ values, isCertain: true });
  const placed = (value: string): ContextValue => ({ values: [value], isCertain: isPlaced(arn) });
  const context = new Map<string, ContextValue>([
    ["aws:sourceaccount", placed(account)],
    ["aws:securetransport", certain("true")],
    ["aws:principalisawsservice", certain("true")],
    ["aws:principalservicename", certain(service)],
    ["aws:resourceaccount", { values: [readArn(resource)?.account ?? ""], isCertain: resourceIsCertain }],
    ...absent.map((key) => [key, "absent"] as const),
  ]);
  // "If an alarm ARN includes any non-ASCII characters, use only the aws:SourceAccount global condition key": AWS does not document what
  // aws:SourceArn holds for such an alarm.
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(arn)) context.set("aws:sourcearn", placed(arn));
  if (action.startsWith("sns:")) context.set("aws:sourceowner", placed(account));
  for (const [key, value] of Object.entries(keys))
    context.set(key.toLowerCase(), { values: [value], isCertain: isPlaced(value) });
  return { service, action, resource, resourceIsCertain, context };
}

const absent = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
  "aws:multifactorauthpresent",
  "aws:multifactorauthage",
  "aws:federatedprovider",
  "aws:username",
  "sns:endpoint",
  "sns:protocol",
];
