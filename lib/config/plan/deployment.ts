export type BackendPlan =
  | {
      readonly type: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly key: string;
      readonly encrypt: boolean;
      readonly kmsKey?: string;

      /** Accounts whose credentials may read and write the state; empty for any. */
      readonly allowedAccounts: readonly string[];
      readonly lock: boolean;
    }
  | { readonly type: "local"; readonly path: string };

export interface ProviderPlan {
  /** Version constraint of the AWS provider. */
  readonly version: string;
  readonly assumeRole?: { readonly arn: string; readonly externalId?: string; readonly sessionName?: string };

  /** Custom endpoints: an address per service, by the provider's name of it, or one address for all of them. */
  readonly endpoints?: string | Readonly<Record<string, string>>;

  /** Tags of every resource: the configuration's, and project and environment. */
  readonly tags: Readonly<Record<string, string>>;
}
