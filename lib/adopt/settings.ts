/** What a template does not say. */
export interface AdoptSettings {
  /** Name of the project, in kebab-case. */
  readonly project: string;

  /** Name of the environment. */
  readonly environment: string;
  readonly region: string;

  /** Id of the account. */
  readonly account: string;

  /** Base address of runbooks; undefined: there are none. */
  readonly runbooks: string | undefined;

  /** Who owns what has no tag `Owner` or `Team`. */
  readonly owner: string;
}
