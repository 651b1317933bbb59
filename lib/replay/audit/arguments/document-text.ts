import {
  type DashboardFault,
  dashboardFaultClause,
  type DataProtectionDocumentFault,
  type DocumentFault,
  type Excess,
  type FilterPolicyFault,
  limits,
  type PolicyGrammarFault,
  type RedriveFault,
  textFaultClause,
} from "../../../aws";

function documentText({ kind }: DocumentFault): string {
  return kind === "not-json" ? "it is not JSON" : "it is not a JSON object";
}

/** `it has 51 log groups, and AWS accepts at most 50` */
export function excessText({ count, limit, most }: Excess): string {
  return `it has ${count} ${limits[limit].unit}, and AWS accepts at most ${most}`;
}

export function filterPolicyText(fault: FilterPolicyFault): string {
  switch (fault.kind) {
    case "not-json":
    case "not-an-object":
      return documentText(fault);
    case "not-a-list":
      return `"${fault.key}" must be an object or an array`;
    case "empty-list":
      return `the list of ${quoted(fault.key)} is empty`;
    case "nested":
      return `"Filter policy scope MessageAttributes does not support nested filter policy": ${fault.key}; set filter_policy_scope to MessageBody if the message's body is meant`;
    case "value":
      return `a value of ${quoted(fault.key)} is a list; values are texts, numbers, true, false and null`;
    case "operator":
      return `"Unrecognized match type ${fault.operator}" for ${quoted(fault.key)}; there are ${fault.operators.join(", ")}`;
    case "numeric":
      return `numeric of ${quoted(fault.key)} takes an operator and a number, or a range: [">", 0, "<=", 100]`;
    case "exists":
      return `exists of ${quoted(fault.key)} is true or false`;
    case "too-many-keys":
      return `"Filter policy can not have more than ${fault.most} keys": it has ${fault.count}`;
    case "too-complex":
      return `"Filter policy is too complex": its values have ${fault.excess.count} combinations, and at most ${fault.excess.most} are allowed`;
  }
}

export function redriveText(fault: RedriveFault): string {
  switch (fault.kind) {
    case "not-json":
    case "not-an-object":
      return documentText(fault);
    case "no-target":
      return '"Missing deadLetterTargetArn attribute"';
    case "not-a-queue":
      return '"deadLetterTargetArn must be a SQS queue"';
    case "unknown-key":
      return `"Attribute ${fault.key} is unknown": a subscription's redrive policy has deadLetterTargetArn alone`;
  }
}

export function policyText(fault: PolicyGrammarFault): string {
  switch (fault.kind) {
    case "not-json":
    case "not-an-object":
      return documentText(fault);
    case "version":
      return `there is no version ${quoted(fault.version)} of the policy language; use 2012-10-17`;
    case "no-statements":
      return "it has no statements";
    case "statement-not-an-object":
      return `${fault.statement} is not an object`;
    case "effect":
      return `Effect of ${quoted(fault.statement)} is Allow or Deny`;
    case "member-missing":
      return `${quoted(fault.statement)} has no ${fault.members[0] ?? ""}`;
    case "members-exclude":
      return `${quoted(fault.statement)} has both ${fault.members.join(" and ")}`;
    case "member-unknown":
      return `${quoted(fault.statement)} has ${quoted(fault.member)}, which the policy language does not know`;
    case "principal":
      return `${quoted(fault.principal)} in ${quoted(fault.statement)} is not a kind of principal: AWS, Service, Federated or CanonicalUser`;
    case "operator":
      return `${quoted(fault.operator)} in ${quoted(fault.statement)} is not an operator of conditions`;
  }
}

export function dataProtectionText(fault: DataProtectionDocumentFault): string {
  switch (fault.kind) {
    case "not-json":
    case "not-an-object":
      return documentText(fault);
    case "version":
      return '"Policy Version must be 2021-06-01"';
    case "missing":
      return `it has no ${fault.member}`;
    case "statements":
      return `"Policy can only have two statements. One for Audit Operation and one for Deidentify Operation": it has ${fault.count}`;
    case "no-audit":
      return "no statement has the operation Audit";
    case "no-deidentify":
      return "no statement has the operation Deidentify";
    case "no-destination":
      return "Audit has no FindingsDestination; it may be empty";
    case "mask-config":
      return `MaskConfig is empty: "${fault.member} is not a valid field"`;
    case "identifiers-differ":
      return "the two statements have different identifiers";
    case "no-identifiers":
      return "the statements have no identifiers";
    case "identifier":
      return `"${fault.identifier} is not a valid Data Identifier": it is neither an ARN nor defined in Configuration`;
    case "managed":
      return `CloudWatch has no managed identifier ${quoted(fault.identifier)}, as far as is known`;
    case "custom":
      return `the ${fault.part} of a custom identifier, ${quoted(fault.text)}, ${textFaultClause(fault.fault)}`;
    case "excess":
      return excessText(fault.excess);
  }
}

export function dashboardText(fault: DashboardFault): string {
  return dashboardFaultClause(fault, quoted);
}

/** Written as it is: an escaped or shortened secret would not be recognized where texts are shown. */
export function quoted(text: string): string {
  return `"${text}"`;
}
