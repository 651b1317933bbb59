import { line } from "./visible";
import { type Place, placeText } from "./place";

/**
 * How bad a finding is. `error`: AWS refuses it, or it does not do what it seems to; `warning`: probably a mistake; `info`: worth
 * knowing.
 */
export type FindingSeverity = (typeof findingSeverities)[number];

/** All severities of findings, mildest first. */
export const findingSeverities = ["info", "warning", "error"] as const;

declare const fromRegistry: unique symbol;

/** Something wrong or doubtful in a configuration, a template, logs, metrics or a scenario. Only {@link Registry.finding} makes one. */
export interface Finding<RuleId extends string = string, At extends Place = Place> {
  readonly [fromRegistry]: true;

  /** Stable id of the rule in its room's registry: `alarm-reaches-nobody`. */
  readonly rule: RuleId;
  readonly severity: FindingSeverity;
  /** The part that it is about. */
  readonly at: At;

  /** What is wrong, with the value, in a sentence. */
  readonly message: string;

  /** What to write instead. */
  readonly fix: string;

  /** Other findings of which it is only the consequence, as of a topic's fault for each alarm that notifies the topic. Reports say these. */
  readonly because?: readonly Cause[];

  /** Set for a finding that was accepted: turned off, or made as mild as `severity` says. */
  readonly accepted?: Accepted;
}

/** What an acceptance has made of a finding. */
export interface Accepted {
  /** The finding's own severity. */
  readonly was: FindingSeverity;
  /** Why it is right. */
  readonly reason: string;
  /** The last day on which it is accepted; absent: for ever. */
  readonly expires?: string;
}

/** A finding that others follow from: its rule, and the address of the resource that it is about. */
export interface Cause {
  readonly rule: string;
  readonly address: string;
}

/** One thing that can be wrong. The documents list every rule. */
export interface Rule {
  /** Severity of its findings, unless a finding sets another one. */
  readonly severity: FindingSeverity;

  /** What it finds or, for a configuration, what it requires, in a sentence. */
  readonly what: string;

  /** What happens otherwise: one or more sentences. */
  readonly why: string;

  /** What to do about it, as far as that is the same for every finding. */
  readonly fix: string;

  /** Address of the documentation that says so. */
  readonly source?: string;

  /** Some of its findings are warnings, although the rule's severity is error. */
  readonly alsoWarns?: true;

  /** It says that input could not be read: its findings cannot be accepted, and `--only` does not leave them out. */
  readonly unread?: true;
}

/** What one finding says, in addition to its rule and place. */
export interface Said {
  readonly message: string;

  /** @default the rule's */
  readonly fix?: string | undefined;

  /** @default the rule's */
  readonly severity?: FindingSeverity | undefined;

  /** @default - it is a fault of its own */
  readonly because?: readonly Cause[] | undefined;
}

/** All rules of a room, in the order of the documents. A finding of a rule that is not declared does not compile. */
export interface Registry<RuleId extends string> {
  readonly rules: Readonly<Record<RuleId, Rule>>;
  finding<At extends Place>(rule: RuleId, at: At, said: Said): Finding<RuleId, At>;
}

/** The ids of a registry's rules. */
export type RuleIdOf<R> = R extends Registry<infer RuleId> ? RuleId : never;

export function registry<const RuleId extends string>(rules: Readonly<Record<RuleId, Rule>>): Registry<RuleId> {
  return {
    rules,
    finding<At extends Place>(rule: RuleId, at: At, said: Said) {
      const { because = [], message, fix = rules[rule].fix, severity = rules[rule].severity } = said;
      const finding = { rule, severity, at, message, fix, ...(because.length === 0 ? {} : { because }) };
      return finding as Finding<RuleId, At>;
    },
  };
}

/** A finding in JSON. Its place is a text, as in reports. */
export interface FindingJson {
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly address: string;
  readonly message: string;
  readonly fix: string;
  /** Only of findings that were accepted. */
  readonly accepted?: Accepted;
}

export function findingJson({ rule, severity, at, message, fix, accepted }: Finding): FindingJson {
  return { rule, severity, address: placeText(at), message, fix, ...(accepted === undefined ? {} : { accepted }) };
}

/** One finding on two lines: place and message, then the fix. */
export function findingText({ at, message, fix }: Finding): string {
  return line`${placeText(at)}: ${message}\n  ${fix}`;
}
