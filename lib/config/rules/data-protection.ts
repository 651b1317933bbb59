import { type DataProtectionFault, dataProtectionFaults, managedDataIdentifiers, textFaultClause } from "../../aws";
import { didYouMean } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import type { ServicePlan } from "../plan/service";
import type { ConfigRule } from "./rule";

export const dataProtection: ConfigRule<"data-protection"> = {
  id: "data-protection",
  check: ({ plans }) =>
    plans.flatMap(({ services }) => services.filter(({ logGroup }) => logGroup?.protect === true).flatMap(problems)),
};

function problems({ contract, source }: ServicePlan): ConfigFinding[] {
  return dataProtectionFaults(contract.redaction.shapes).map((fault) => {
    const { fix, message } = said(fault);
    return problem("data-protection", [...source, "contract"], message, fix);
  });
}

function said(fault: DataProtectionFault): { readonly message: string; readonly fix: string } {
  switch (fault.kind) {
    case "managed":
      return {
        message: `CloudWatch has no managed data identifier "${fault.managed}".${didYouMean(fault.managed, managedDataIdentifiers)}`,
        fix: "Use one of its names, with its country where it has one (Ssn-US); or leave `managed` out and give a `pattern`.",
      };
    case "empty":
      return {
        message: `the shape "${fault.shape}" has neither \`managed\` nor \`pattern\``,
        fix: "Give it one of them.",
      };
    case "name":
    case "pattern":
      return {
        message: `the ${fault.kind} of shape "${fault.shape}" ${textFaultClause(fault.fault)}`,
        fix: "Use a managed data identifier, or change it in the contract.",
      };
    case "excess":
      return fault.excess.limit === "customIdentifiers"
        ? {
            message: `${fault.excess.count} shapes have a pattern and no managed data identifier, inherited ones included; ${fault.excess.most} are allowed`,
            fix: "Use managed data identifiers, or join patterns with |.",
          }
        : {
            message: `the data-protection policy has ${fault.excess.count} characters, ${fault.excess.most} are allowed`,
            fix: "Use fewer shapes.",
          };
  }
}
