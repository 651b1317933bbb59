import { isRecord } from "../base";
import { managedDataIdentifiers } from "./data-protection";
import { type DocumentFault, readDocument } from "./document";
import { type Excess, excessOf } from "./limits";
import { type TextFault, textFault } from "./text-rules";

/** Why PutDataProtectionPolicy refuses a policy. */
export type DataProtectionDocumentFault =
  | DocumentFault
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "missing"; readonly member: string }
  /** One statement audits, the other masks. */
  | { readonly kind: "statements"; readonly count: number }
  | { readonly kind: "no-audit" | "no-deidentify" }
  | { readonly kind: "no-destination" }
  /** `MaskConfig` is empty. */
  | { readonly kind: "mask-config"; readonly member: string }
  /** Both statements have the same identifiers. */
  | { readonly kind: "identifiers-differ" }
  | { readonly kind: "no-identifiers" }
  /** Neither an ARN nor the name of an identifier that the policy defines. */
  | { readonly kind: "identifier"; readonly identifier: string }
  /** CloudWatch had no managed identifier of this name when the list was made. */
  | { readonly kind: "managed"; readonly identifier: string }
  | { readonly kind: "custom"; readonly part: "name" | "pattern"; readonly text: string; readonly fault: TextFault }
  | { readonly kind: "excess"; readonly excess: Excess };

/**
 * What PutDataProtectionPolicy refuses in a policy.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
 */
export function dataProtectionDocumentFaults(text: string): readonly DataProtectionDocumentFault[] {
  const read = readDocument(text);
  if ("fault" in read) return [read.fault];
  const { Configuration: configuration, Name: name, Statement: given, Version: version } = read.members;
  const custom = customIdentifiers(configuration);
  const statements = (Array.isArray(given) ? (given as unknown[]) : []).filter(isRecord);
  return [
    ...(typeof name === "string" && name !== "" ? [] : [{ kind: "missing", member: "Name" } as const]),
    ...(version === "2021-06-01"
      ? []
      : [{ kind: "version", version: typeof version === "string" ? version : "" } as const]),
    ...customFaults(custom),
    ...(statements.length === 2
      ? pairFaults(statements, custom)
      : [{ kind: "statements", count: statements.length } as const]),
    ...excess("dataProtectionPolicy", text.length),
  ];
}

interface CustomIdentifier {
  readonly name: string;
  readonly pattern: string;
}

function customIdentifiers(configuration: unknown): readonly CustomIdentifier[] {
  const listed = isRecord(configuration) ? configuration.CustomDataIdentifier : undefined;
  return (Array.isArray(listed) ? (listed as unknown[]) : [])
    .filter(isRecord)
    .map(({ Name: name, Regex: pattern }) => ({
      name: typeof name === "string" ? name : "",
      pattern: typeof pattern === "string" ? pattern : "",
    }));
}

function customFaults(custom: readonly CustomIdentifier[]): readonly DataProtectionDocumentFault[] {
  return [
    ...excess("customIdentifiers", custom.length),
    ...custom.flatMap(({ name, pattern }) => [
      ...customFault("name", name, textFault("dataIdentifier", name)),
      ...customFault("pattern", pattern, textFault("dataIdentifierPattern", pattern)),
    ]),
  ];
}

function customFault(
  part: "name" | "pattern",
  text: string,
  fault: TextFault | undefined,
): DataProtectionDocumentFault[] {
  return fault === undefined ? [] : [{ kind: "custom", part, text, fault }];
}

function pairFaults(
  statements: readonly Record<string, unknown>[],
  custom: readonly CustomIdentifier[],
): readonly DataProtectionDocumentFault[] {
  const operations = statements.map(({ Operation: operation }) => (isRecord(operation) ? operation : {}));
  const audit = operations.find(({ Audit: given }) => given !== undefined)?.Audit;
  const deidentify = operations.find(({ Deidentify: given }) => given !== undefined)?.Deidentify;
  const [first = [], second = []] = statements.map(({ DataIdentifier: listed }) => textsOf(listed));
  return [
    ...(audit === undefined ? [{ kind: "no-audit" } as const] : []),
    ...(isRecord(audit) && audit.FindingsDestination === undefined ? [{ kind: "no-destination" } as const] : []),
    ...(deidentify === undefined ? [{ kind: "no-deidentify" } as const] : []),
    ...maskFaults(deidentify),
    ...(JSON.stringify([...first].sort()) === JSON.stringify([...second].sort())
      ? []
      : [{ kind: "identifiers-differ" } as const]),
    ...(first.length === 0 && second.length === 0 ? [{ kind: "no-identifiers" } as const] : []),
    ...[...new Set([...first, ...second])].flatMap((identifier) => identifierFaults(identifier, custom)),
  ];
}

function maskFaults(deidentify: unknown): readonly DataProtectionDocumentFault[] {
  const mask = isRecord(deidentify) ? deidentify.MaskConfig : undefined;
  return isRecord(mask) ? Object.keys(mask).map((member) => ({ kind: "mask-config", member }) as const) : [];
}

function identifierFaults(
  identifier: string,
  custom: readonly CustomIdentifier[],
): readonly DataProtectionDocumentFault[] {
  const [, managed] = /^arn:[^:]+:dataprotection::aws:data-identifier\/(.*)$/.exec(identifier) ?? [];
  if (managed !== undefined)
    return managedDataIdentifiers.has(managed) ? [] : [{ kind: "managed", identifier: managed }];
  return custom.some(({ name }) => name === identifier) ? [] : [{ kind: "identifier", identifier }];
}

function excess(
  limit: "customIdentifiers" | "dataProtectionPolicy",
  count: number,
): readonly DataProtectionDocumentFault[] {
  const found = excessOf(limit, count);
  return found === undefined ? [] : [{ kind: "excess", excess: found }];
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as unknown[]) : []).filter((one) => typeof one === "string");
}
