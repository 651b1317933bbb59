import { conditionHolds, type RequestContext } from "./condition";
import {
  allowed,
  type Decision,
  type FailedCondition,
  type PolicyDecision,
  refused,
  type StatementUnknown,
  undecided,
} from "./decision";
import { type Principals, readPolicy, type Statement } from "./document";
import { matchesWildcard } from "./wildcard";

/** A request that an AWS service makes for a resource. */
export interface ServiceRequest {
  /** `cloudwatch.amazonaws.com`. */
  readonly service: string;
  /** `sns:Publish`. */
  readonly action: string;
  readonly resource: string;
  /** False: a part of `resource` is made up. */
  readonly resourceIsCertain: boolean;
  readonly context: RequestContext;
}

/**
 * Decides a service's request by the resource policy alone: a service has no identity policy. A Deny wins over an Allow, and what no
 * statement allows is refused. `"Principal": "*"` and `{"AWS": "*"}` include services, as a topic's default policy shows; an account or
 * a role does not.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(text: string, request: ServiceRequest): PolicyDecision {
  const statements = readPolicy(text);
  if ("kind" in statements) return undecided({ kind: "policy-unreadable", fault: statements });
  const results = statements.map((statement) => ({ statement, result: applies(statement, request) }));
  const doing = (effect: Statement["effect"]) => results.filter(({ statement }) => statement.effect === effect);
  const [denying, allowing] = [doing("Deny"), doing("Allow")];

  const denied = denying.find(({ result }) => result.holds === true);
  if (denied !== undefined) return refused({ kind: "denied", statement: denied.statement.label });
  if (allowing.some(({ result }) => result.holds === true)) {
    const [maybe] = unknownOf(denying);
    return maybe === undefined ? allowed : undecided({ kind: "may-deny", ...maybe });
  }
  const [maybe] = unknownOf(allowing);
  if (maybe !== undefined) return undecided({ kind: "may-allow", ...maybe });
  const [near] = allowing.flatMap(({ result, statement }) =>
    result.holds === false && result.failed !== undefined
      ? [{ statement: statement.label, condition: result.failed }]
      : [],
  );
  return refused({ kind: "not-allowed", action: request.action, service: request.service, near });
}

function unknownOf(results: readonly { readonly statement: Statement; readonly result: Applies }[]) {
  return results.flatMap(({ result, statement }) =>
    result.holds === undefined ? [{ statement: statement.label, because: result.unknown }] : [],
  );
}

/** Allowed only where all of the decisions are. */
export function allOf<Refusal, Doubt>(decisions: readonly Decision<Refusal, Doubt>[]): Decision<Refusal, Doubt> {
  return (
    decisions.find(({ decision }) => decision === "refused") ??
    decisions.find(({ decision }) => decision === "undecided") ??
    allowed
  );
}

/** Whether a statement applies to a request. */
type Applies =
  | { readonly holds: true }
  /** `failed`: the condition that fails, of a statement whose principal, action and resource match. */
  | { readonly holds: false; readonly failed: FailedCondition | undefined }
  | { readonly holds: undefined; readonly unknown: StatementUnknown };

const doesNot: Applies = { holds: false, failed: undefined };

function applies(statement: Statement, request: ServiceRequest): Applies {
  const { action, notAction, notPrincipal, notResource, principal, resource } = statement;
  const isMeant =
    principal !== undefined
      ? names(principal, request.service)
      : notPrincipal !== undefined && !names(notPrincipal, request.service);
  const does = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), request.action.toLowerCase()));
  const isAction = action !== undefined ? does(action) : notAction !== undefined && !does(notAction);
  if (!isMeant || !isAction) return doesNot;

  let unknown: StatementUnknown | undefined;
  const covers = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcard(pattern, request.resource));
  // KMS and Amazon SNS require a Resource; a statement without one is taken to mean the policy's own resource.
  const isCovered = resource !== undefined ? covers(resource) : notResource === undefined || !covers(notResource);
  if (!isCovered) {
    if (request.resourceIsCertain || resource === undefined) return doesNot;
    unknown = { kind: "resource-elsewhere" };
  }
  for (const [operator, keys] of Object.entries(statement.condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const result = conditionHolds(operator, key, values, request.context);
      if (result.holds === false) return { holds: false, failed: { operator, key, wanted: values } };
      if (result.holds === undefined) unknown ??= result.unknown;
    }
  }
  return unknown === undefined ? { holds: true } : { holds: undefined, unknown };
}

function names(principals: Principals, service: string): boolean {
  return Object.entries(principals).some(([type, list]) =>
    type === "Service"
      ? list.some((name) => name === "*" || name.toLowerCase() === service)
      : (type === "*" || type === "AWS") && list.includes("*"),
  );
}
