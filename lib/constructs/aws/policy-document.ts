import { literal } from "./tokens";

/** One statement of an IAM, KMS, SNS or SQS policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string | readonly string[];

  /** @default - none, as in a role's trust policy */
  readonly Resource?: string;

  /** @default - always */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policy as JSON text. Tokens in it stay whole, so no Terraform function is needed. */
export function policyDocument(...statements: readonly PolicyStatement[]): string {
  return literal(JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

/** Refuses requests that do not come over TLS. */
export function denyInsecureTransport(action: string, resource: string): PolicyStatement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
