import { own } from "../../base";
import type { Reading } from "../configuration/read-configuration";
import { fromJson } from "../hcl/value";
import { CDKTF_OUTPUT, type GivenState } from "../states/given-states";
import type { PlannedModule } from "./modules";
import { wholeValue } from "./references";
import { isSecretExpression } from "./secrets";
import type { ShownDocument } from "./shape";
import { standingIn } from "./standpoint";
import { notInPlan } from "./untold";

/**
 * The outputs of a plan, as other stacks see them: those that the plan knows, and otherwise what their expressions refer to.
 *
 * @param read opens the plan's resources, unless they are open
 */
export function plannedState(
  { planned_values: planned }: ShownDocument,
  root: PlannedModule,
  read: () => Pick<Reading, "instances">,
): Omit<GivenState, "stack"> {
  const known = planned?.outputs ?? {};
  const configured = root.configuration?.outputs ?? {};
  return {
    resources: (type) => read().instances.filter((one) => one.mode === "managed" && one.type === type),
    backend: undefined,
    outputNames: new Set([...Object.keys(known), ...Object.keys(configured)]),
    output: (name) => {
      const value = own(known, name)?.value;
      if (value !== undefined && value !== null) return fromJson(value);
      read();
      return wholeValue(own(configured, name)?.expression, standingIn(root)) ?? notInPlan(`output.${name}`);
    },
    isSecretOutput: (name) => {
      const output = own(configured, name);
      // cdktf declares every output for another stack as sensitive.
      const isDeclared = output?.sensitive === true && !name.startsWith(CDKTF_OUTPUT);
      return isDeclared || isSecretExpression(output?.expression, standingIn(root));
    },
  };
}
