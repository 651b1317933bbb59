import { type Acceptance, nameMatcher } from "../../base";
import type { Io } from "../command";
import { type Acceptances, accepting } from "../findings/acceptances";
import type { Reported } from "../findings/reported";
import { unusedAcceptances } from "../findings/unused-acceptances";
import { isWanted } from "../findings/wanted";
import type { CheckedFile } from "./collector-text";
import type { CheckOutcome } from "./outcome";
import type { CheckSettings } from "./settings";

/** What is found in files that arguments name, but for what is accepted or not wanted; and the acceptances that none of it needs. */
export function fileOutcome<F extends CheckedFile>(
  checked: readonly F[],
  acceptances: Acceptances,
  { env, only }: Pick<CheckSettings, "env" | "only">,
  looked: (acceptance: Acceptance) => boolean,
  io: Io,
): Pick<CheckOutcome, "findings" | "accepted"> & { readonly files: readonly F[] } {
  const judged = checked.map((each) => ({ each, ...accepting(each.findings, acceptances, env, io) }));
  const applies = ({ environment }: Acceptance): boolean =>
    environment === undefined || (env !== undefined && nameMatcher(environment)(env));
  return {
    files: judged.map(({ each, findings }) => ({ ...each, findings: findings.filter((one) => isWanted(one, only)) })),
    findings:
      only === undefined
        ? unusedAcceptances(
            acceptances,
            new Set(judged.flatMap(({ used }) => [...used])),
            (acceptance) => looked(acceptance) && applies(acceptance),
            checked.flatMap(({ findings }) => findings),
          )
        : [],
    accepted: judged.flatMap(({ accepted, each: { file } }) =>
      accepted.filter((one) => isWanted(one, only)).map((finding): Reported => ({ finding, stack: file })),
    ),
  };
}
