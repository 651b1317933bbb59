import { conditionHolds, type RequestContext } from "./condition";
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

/** Whether a request is allowed; `why` is a clause, empty if it is. */
export interface Access {
  readonly decision: "allowed" | "refused" | "undecided";
  readonly why: string;
}

export const allowed: Access = { decision: "allowed", why: "" };
export const refused = (why: string): Access => ({ decision: "refused", why });
export const undecided = (why: string): Access => ({ decision: "undecided", why });

/**
 * Decides a service's request by the resource policy alone: a service has no identity policy. A Deny wins over an Allow, and what no
 * statement allows is refused. `"Principal": "*"` and `{"AWS": "*"}` include services, as a topic's default policy shows; an account or
 * a role does not.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluatePolicy(text: string, request: ServiceRequest): Access {
  const statements = readPolicy(text);
  if (typeof statements === "string") return undecided(`its policy cannot be read: ${statements}`);
  const results = statements.map((statement) => ({ statement, ...applies(statement, request) }));
  const of = (effect: Statement["effect"], holds: boolean | undefined) =>
    results.find((result) => result.statement.effect === effect && result.holds === holds);

  const denied = of("Deny", true);
  if (denied !== undefined) return refused(`${denied.statement.label} of its policy denies it`);
  const maybeDenied = of("Deny", undefined);
  const maybeAllowed = of("Allow", undefined);
  if (of("Allow", true) !== undefined) {
    if (maybeDenied === undefined) return allowed;
    return undecided(`${maybeDenied.statement.label} of its policy may deny it: ${maybeDenied.why}`);
  }
  if (maybeAllowed !== undefined) {
    return undecided(`only ${maybeAllowed.statement.label} of its policy may allow it: ${maybeAllowed.why}`);
  }
  const near = results.find(({ failed, statement }) => statement.effect === "Allow" && failed !== "");
  const hint = near === undefined ? "" : ` (${near.statement.label} would, but for ${near.failed})`;
  return refused(`no statement of its policy allows ${request.action} to ${request.service}${hint}`);
}

/** Allowed only where all of the accesses are. */
export function bothOf(...accesses: readonly Access[]): Access {
  return (
    accesses.find(({ decision }) => decision === "refused") ??
    accesses.find(({ decision }) => decision === "undecided") ??
    allowed
  );
}

interface Applies {
  readonly holds: boolean | undefined;
  readonly why: string;
  /** The condition that fails, of a statement whose principal, action and resource match. */
  readonly failed: string;
}

const doesNot: Applies = { holds: false, why: "", failed: "" };

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

  let unknown: string | undefined;
  const covers = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesWildcard(pattern, request.resource));
  // KMS and Amazon SNS require a Resource; a statement without one is taken to mean the policy's own resource.
  const isCovered = resource !== undefined ? covers(resource) : notResource === undefined || !covers(notResource);
  if (!isCovered) {
    if (request.resourceIsCertain || resource === undefined) return doesNot;
    unknown = "its Resource may be in another account or Region, and the template does not say which it is deployed to";
  }
  for (const [operator, keys] of Object.entries(statement.condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const { holds, why } = conditionHolds(operator, key, values, request.context);
      if (holds === false) return { ...doesNot, failed: `its condition ${operator} ${key} ${values.join(", ")}` };
      if (holds === undefined) unknown ??= why;
    }
  }
  return unknown === undefined ? { holds: true, why: "", failed: "" } : { holds: undefined, why: unknown, failed: "" };
}

function names(principals: Principals, service: string): boolean {
  return Object.entries(principals).some(([type, list]) =>
    type === "Service"
      ? list.some((name) => name === "*" || name.toLowerCase() === service)
      : (type === "*" || type === "AWS") && list.includes("*"),
  );
}
