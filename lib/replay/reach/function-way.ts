import { readArn } from "../../aws";
import { type FunctionPermission, isPlaced, type LambdaFunction } from "../../terraform";
import type { Directory } from "./directory";
import { arnText } from "./place-text";
import { allowed, refused, undecided } from "./policy/decision";
import { matchesArn } from "./policy/wildcard";
import type { Sender } from "./requests";
import { resourceLabel, type Way, type WayDecision } from "./way";

/**
 * Whether a function may be invoked by its topic or by an alarm.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
export function functionWay(sender: Sender, lambda: LambdaFunction, directory: Directory): Way {
  const rule = sender.service === "sns.amazonaws.com" ? "function-refuses-topic" : "function-refuses-alarms";
  const fix = `Add an aws_lambda_permission for the principal ${sender.service}, the action lambda:InvokeFunction and source_arn ${arnText(sender.arn)}.`;
  const permissions = directory.permissions(lambda);
  const results = permissions.map((permission) => permits(permission, sender));
  const loose = [...directory.loose.permissions, ...directory.mayTouch(lambda.arn)];
  const access = accessOf(results, resourceLabel("function", lambda), sender, loose);
  return { ...access, rule, at: permissions[results.indexOf(undefined)] ?? lambda, fix };
}

function accessOf(
  results: readonly (boolean | undefined)[],
  label: string,
  { service }: Sender,
  [ownerless]: readonly string[],
): WayDecision {
  if (results.includes(true)) return allowed;
  if (results.includes(undefined)) {
    return undecided({ kind: "permission-not-known", label, service });
  }
  return ownerless === undefined
    ? refused({ kind: "no-permission", label, service })
    : undecided({ kind: "permission-of-unknown-owner", label, address: ownerless, service });
}

/** Undefined: it depends on values that the template does not have. */
function permits(
  { action, principal, sourceAccount, sourceArn, unresolved }: FunctionPermission,
  sender: Sender,
): boolean | undefined {
  const isOpen = (attribute: string, value: string | undefined) =>
    value === undefined && unresolved.some((one) => one.attribute === attribute);
  const tests: (boolean | undefined)[] = [
    isOpen("principal", principal) ? undefined : principal === sender.service || principal === "*",
    isOpen("action", action)
      ? undefined
      : ["lambda:invokefunction", "lambda:*", "*"].includes(action?.toLowerCase() ?? ""),
    sourceArn === undefined ? (isOpen("source_arn", sourceArn) ? undefined : true) : matchesArn(sourceArn, sender.arn),
    sourceAccount === undefined
      ? isOpen("source_account", sourceAccount)
        ? undefined
        : true
      : sourceAccount === readArn(sender.arn)?.account,
  ];
  const [isPrincipal, isAction, ...places] = tests;
  if (isPrincipal === false || isAction === false) return false;
  // Where the template does not say the account, another account proves nothing.
  if (places.includes(false)) return isPlaced(sender.arn) ? false : undefined;
  return tests.includes(undefined) ? undefined : true;
}
