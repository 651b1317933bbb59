import type { Accepted, Finding, FindingSeverity } from "./findings";
import { nameMatcher } from "./name-glob";
import { type Place, placeText } from "./place";
import { line } from "./visible";

/** What a rule's severity may be turned down to. `off`: its findings are shown as accepted and count for nothing. */
export const acceptedSeverities = ["off", "info", "warning"] as const;
export type AcceptedSeverity = (typeof acceptedSeverities)[number];

/** Findings that are known and meant: those of a rule, at a place. */
export interface Acceptance<RuleId extends string = string> {
  readonly rule: RuleId;

  /** A path of a configuration, an address of Terraform or a file, as findings show it; or a glob of them, see {@link nameMatcher}. */
  readonly path: string;

  /**
   * The environment whose findings it accepts, or a glob of them.
   *
   * @default all of them
   */
  readonly environment?: string | undefined;

  /** @default off */
  readonly severity?: AcceptedSeverity | undefined;

  /** Why it is right: shown beside the finding. */
  readonly reason: string;

  /**
   * The last day on which it holds, in UTC: `2027-03-31`.
   *
   * @default it holds for ever
   */
  readonly expires?: string | undefined;
}

/** When and where acceptances are applied. */
export interface AcceptanceScope {
  /** Today in UTC: `2026-11-29`. */
  readonly today: string;

  /** The environment of findings that do not name one; undefined: they are of all environments, or it is not known. */
  readonly environment?: string | undefined;
}

/** Findings, judged by acceptances. */
export interface Judged<F extends Finding> {
  /** Those that count, in their order; some of them milder than before. */
  readonly findings: readonly F[];
  /** Those that were turned off, in their order. */
  readonly accepted: readonly F[];
  /** The acceptances that a finding was found for, expired ones included. */
  readonly used: ReadonlySet<Acceptance>;
}

/**
 * Applies acceptances: of those that fit a finding, the first that has not expired. An acceptance fits findings that are more severe
 * than what it turns them down to. A finding whose acceptance has expired is as severe as ever, and says so.
 *
 * The work is the number of findings times that of the acceptances of their rules.
 */
export function judged<F extends Finding>(
  all: readonly F[],
  acceptances: readonly Acceptance[],
  scope: AcceptanceScope,
): Judged<F> {
  const byRule = new Map<string, Fitting[]>();
  for (const acceptance of acceptances) {
    const known = byRule.get(acceptance.rule);
    if (known === undefined) byRule.set(acceptance.rule, [fitting(acceptance)]);
    else known.push(fitting(acceptance));
  }
  const findings: F[] = [];
  const accepted: F[] = [];
  const used = new Set<Acceptance>();
  for (const finding of all) {
    const fits = (byRule.get(finding.rule) ?? []).filter(({ fits }) => fits(finding, scope));
    for (const { acceptance } of fits) used.add(acceptance);
    const holding = fits.find(({ acceptance: { expires } }) => expires === undefined || scope.today <= expires);
    const [lapsed] = fits;
    if (holding !== undefined) {
      const { expires, reason, severity = "off" } = holding.acceptance;
      const by: Accepted = { was: finding.severity, reason, ...(expires === undefined ? {} : { expires }) };
      if (severity === "off") accepted.push({ ...finding, accepted: by });
      else findings.push({ ...finding, severity, accepted: by });
    } else if (lapsed === undefined) findings.push(finding);
    else {
      const { expires = "", reason } = lapsed.acceptance;
      findings.push({
        ...finding,
        message: finding.message + line` (accepted until ${expires}, which is over: ${reason})`,
      });
    }
  }
  return { findings, accepted, used };
}

/** `accepted until 2027-03-31: Staging pages nobody.` */
export function acceptedText({ expires, reason, was }: Accepted, severity: FindingSeverity): string {
  const until = expires === undefined ? "" : ` until ${expires}`;
  return line`accepted${severity === was ? "" : ` as ${severity} instead of ${was}`}${until}: ${reason}`;
}

/** What the `path` of an acceptance is compared with: a place without its line. */
export function acceptedPath(place: Place): string {
  switch (place.kind) {
    case "config": {
      const { contract, path } = place;
      return placeText({ kind: "config", path, ...(contract === undefined ? {} : { contract }) });
    }
    case "file": {
      const { file, path = [] } = place;
      return placeText({ kind: "file", file, path });
    }
    default:
      return placeText(place);
  }
}

/** The environment that a place is in; undefined for one in all of them, or where the place does not say. */
export function environmentOf(place: Place): string | undefined {
  if (place.kind !== "config") return undefined;
  const [table, name] = place.path;
  return place.environment ?? (table === "environments" && typeof name === "string" ? name : undefined);
}

interface Fitting {
  readonly acceptance: Acceptance;
  readonly fits: (finding: Finding, scope: AcceptanceScope) => boolean;
}

const ranks: Readonly<Record<AcceptedSeverity | FindingSeverity, number>> = { off: 0, info: 1, warning: 2, error: 3 };

function fitting(acceptance: Acceptance): Fitting {
  const { environment, path, severity = "off" } = acceptance;
  const isPath = nameMatcher(path);
  const isEnvironment = environment === undefined ? undefined : nameMatcher(environment);
  return {
    acceptance,
    fits: (finding, scope) => {
      if (ranks[finding.severity] <= ranks[severity]) return false;
      if (isEnvironment !== undefined) {
        const here = environmentOf(finding.at) ?? scope.environment;
        if (here === undefined || !isEnvironment(here)) return false;
      }
      return isPath(acceptedPath(finding.at));
    },
  };
}
