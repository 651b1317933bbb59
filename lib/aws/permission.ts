/** What an identity may do: actions, and the resources that they are allowed on. */
export interface Permission {
  /** `logs:PutLogEvents`. */
  readonly actions: readonly string[];

  /** ARNs; `*` for actions that AWS restricts to no resource. */
  readonly resources: readonly string[];

  /**
   * Under which conditions, by operator and key.
   *
   * @default - always
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
   */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
