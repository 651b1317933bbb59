import type { ContextValue } from "./policy/condition";
import type { ServiceRequest } from "./policy/evaluate";
import { arnParts } from "./policy/wildcard";

/** Who sends a message, and from where. */
export interface Sender {
  readonly service: string;
  /** The alarm, or the topic. */
  readonly arn: string;
  /** False: the template does not say account and Region, so that ARNs hold made-up ones. */
  readonly placeIsKnown: boolean;
}

/**
 * The request of a service for another's resource, with what is known of its condition keys.
 *
 * A service is not a member of an organization and comes through no VPC endpoint of the account, so that those keys are absent, and a
 * statement that asks for `aws:PrincipalOrgID` does not mean it. `AWS:SourceOwner` is what a topic's default policy asks for; that an
 * alarm's account stands in it is known from alarms that work with that policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest(
  sender: Sender,
  action: string,
  resource: string,
  keys: Readonly<Record<string, string>> = {},
): ServiceRequest {
  const { arn, placeIsKnown, service } = sender;
  const account = arnParts(arn)[4] ?? "";
  const certain = (...values: readonly string[]): ContextValue => ({ values, isCertain: true });
  const placed = (...values: readonly string[]): ContextValue => ({ values, isCertain: placeIsKnown });
  const context = new Map<string, ContextValue>([
    ["aws:sourceaccount", placed(account)],
    ["aws:securetransport", certain("true")],
    ["aws:principalisawsservice", certain("true")],
    ["aws:principalservicename", certain(service)],
    ["aws:resourceaccount", placed(arnParts(resource)[4] ?? "")],
    ...absent.map((key) => [key, "absent"] as const),
  ]);
  // "If an alarm ARN includes any non-ASCII characters, use only the aws:SourceAccount global condition key": what the key holds
  // for such an alarm is not said.
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(arn)) context.set("aws:sourcearn", placed(arn));
  if (action.startsWith("sns:")) context.set("aws:sourceowner", placed(account));
  for (const [key, value] of Object.entries(keys)) context.set(key.toLowerCase(), placed(value));
  return { service, action, resource, resourceIsCertain: placeIsKnown, context: context };
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
