/** What a {@link ConstructError} is about. */
export type ConstructProblem =
  /** AWS refuses a text for its length, its characters or how it begins. */
  | "text"
  /** There is more of something than AWS accepts. */
  | "limit"
  /** A property has a value that it cannot have. */
  | "value"
  /** The periods of an alarm. */
  | "window"
  /** CloudWatch has no such statistic, or the Terraform provider does not accept it. */
  | "statistic"
  /** A threshold is missing, or there is more than one. */
  | "comparison"
  /** An alarm has no severity, no name for one, or no topic for one. */
  | "severity"
  /** The expression of an alarm in metric math. */
  | "expression"
  /** The rule of a composite alarm. */
  | "rule"
  /** CloudWatch refuses the metric filter of a signal. */
  | "filter"
  /** A signal does not publish the series that is asked for. */
  | "series"
  /** The class of a log group lacks a feature. */
  | "log-group-class"
  /** A name refers to something that does not exist. */
  | "unknown-name"
  /** A secret is written in the code. */
  | "secret"
  /** The schedule of a mute rule. */
  | "schedule"
  /** The version constraint of the AWS provider. */
  | "provider-version";

/** A construct that AWS would refuse, or that could not work. It is thrown when the construct is created, before any plan. */
export class ConstructError extends Error {
  override readonly name = "ConstructError";

  constructor(
    /** Path of the construct, e.g. `shop-prod/checkout/LogGroup`. */
    readonly path: string,

    /** What the error is about: decide on this, not on the message. */
    readonly problem: ConstructProblem,

    message: string,

    /** What to write instead. */
    readonly fix: string,
  ) {
    super(`${path}: ${message}\n  ${fix}`);
  }
}
